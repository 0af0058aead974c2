"""The product's addresses, each page without the wall."""

from bench.plain.filters import take_out_the_wall
from bench.plain.views import plain
from samverkan.web import urls as product

take_out_the_wall()  # here, because by now every module that a page uses has been read
for _pattern in product.pages:
    if hasattr(_pattern.callback, "verb"):
        _pattern.callback = plain(_pattern.callback)

urlpatterns = product.urlpatterns
handler400, handler403, handler404, handler500 = (
    product.handler400, product.handler403, product.handler404, product.handler500,
)  # fmt: skip
