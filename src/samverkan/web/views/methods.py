"""The adopted methods, in plain words: what a file says, for whoever works by it or thinks of starting it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.granting import versions
from samverkan.programmes.reads import methods
from samverkan.secrecy.paging import page
from samverkan.web.programmes import explaining
from samverkan.web.sheets import render


@page("method.list", "läste metoderna", "read the methods")
def index(request: HttpRequest) -> HttpResponse:
    """All methods of the installation, each at its newest version."""
    found = [explaining.method_part(each) for each in methods.adopted()]
    return render(request, "programmes/methods.html", {"methods": found})


@page("method.read", "läste om en metod", "read about a method")
def show(request: HttpRequest, method: str, version: int) -> HttpResponse:
    """One version of a method, all of it."""
    known = {each.version: each for each in versions(method)}
    if version not in known:
        raise Http404
    context = {
        "method": explaining.whole(known[version]),
        "versions": sorted(known, reverse=True),
        "back": {"url": reverse("methods"), "label": _("Metoder")},
    }
    return render(request, "programmes/method.html", context)


urlpatterns: list[URLPattern] = [
    path("verksamheter/metoder/", index, name="methods"),
    path("verksamheter/metoder/<slug:method>/<int:version>/", show, name="method"),
]
