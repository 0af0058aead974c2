"""What an act finds wrong, put on the form's field, so that there is one set of rules and not two."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form
from django.http import HttpRequest, QueryDict

from samverkan.secrecy.acting import Invalid


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: the answer to a POST, even an empty one; nothing at a GET."""
    return request.POST if request.method == "POST" else None


@contextmanager
def errors_on(form: Form) -> Iterator[None]:
    """Run an act; what it raises as Invalid becomes an error of the form (`form.is_valid()` is then false)."""
    try:
        yield
    except Invalid as found:
        form.add_error(_named(form, found.field), str(found.message))


def _named(form: Form, name: str) -> str | None:
    """The form's field of that name; errors of fields that are not on the form go on the form itself."""
    return name if name in form.fields else None
