"""The adopted methods, in plain words: what a file says, for whoever works by it or thinks of starting it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.granting import versions
from samverkan.programmes.reads import methods
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.present import words
from samverkan.web.programmes import explaining, our_own
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


@page("method.evidence", "läste vad man vet om en metod", "read what is known of a method")
def evidence(request: HttpRequest, method: str) -> HttpResponse:
    """The evidence card: each question apart, the authority's own judged evaluations among what others found."""
    found = methods.newest(method)
    if found is None:
        raise Http404
    own = our_own.readable(acting(request), method)
    context = {
        "method": {"id": found.id, "version": found.version, "name": words(found.name)},
        "questions": explaining.questions(found, our_own.cards(own)), "waiting": our_own.waiting(own),
        "back": {"url": reverse("method", args=[found.id, found.version]), "label": words(found.name)},
    }  # fmt: skip
    return render(request, "programmes/evidence.html", context)


@page("method.tried", "läste vad som har prövats", "read what has been tried")
def tried(request: HttpRequest) -> HttpResponse:
    """Every effect looked for, of every method: what worked, what did not, what was stopped, on equal terms."""
    adopted = methods.adopted()
    context = {
        "rows": explaining.tried(adopted, our_own.tried(acting(request), adopted)),
        "back": {"url": reverse("methods"), "label": _("Metoder")},
    }
    return render(request, "programmes/tried.html", context)


urlpatterns: list[URLPattern] = [
    path("verksamheter/metoder/", index, name="methods"),
    path("verksamheter/metoder/provat/", tried, name="methods_tried"),
    path("verksamheter/metoder/<slug:method>/kunskap/", evidence, name="method_evidence"),
    path("verksamheter/metoder/<slug:method>/<int:version>/", show, name="method"),
]
