"""A coordinator starts a method in a new district: choose the method, see what it takes, decide."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.methods.schema import Method
from samverkan.programmes import actions, rules
from samverkan.programmes.reads import methods, register
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.programmes import StartForm
from samverkan.web.opening import require, show_form
from samverkan.web.programmes import explaining
from samverkan.web.sheets import render

VERB = "programme.start"


@page("programme.choose", "valde metod för en verksamhet", "chose a method for a programme")
def choose(request: HttpRequest) -> HttpResponse:
    """The adopted methods, each with its purpose and what it takes; nothing recommends one before another."""
    actor = acting(request)
    require(rules.start(actor), VERB)
    found = [
        {**explaining.method_part(each), "owns": methods.may_own(each, actor.kind)}
        for each in methods.adopted()
    ]
    return render(request, "programmes/choose.html", {"methods": found, "back": _back()})


@page(
    "programme.start_form", "öppnade formuläret för en ny verksamhet", "opened the form for a new programme"
)
def start(request: HttpRequest, method: str) -> HttpResponse:
    """What the method takes, and the decision to start it. `?fran=` names the programme it is spread from."""
    actor = acting(request)
    require(rules.start(actor), VERB)
    found, origin = _method(method), _origin(request, method)
    form = StartForm(actor, found, posted(request), initial=_from(origin))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = _started(actor, found, form, origin)
            messages.success(
                request, _("Verksamheten är startad. De andra myndigheterna har fått en inbjudan.")
            )
            return redirect("programme", made.pk)
    owns = methods.may_own(found, actor.kind)
    about = {"method": explaining.method_part(found), "owns": owns, "origin": origin, "back": _to_choose()}
    return show_form(request, "programmes/start.html", form, **about)


def _started(actor: Actor, method: Method, form: StartForm, origin: Programme | None) -> Programme:
    facts = {name: value for name, value in form.cleaned_data.items() if not name.startswith("party_")}
    return actions.start(
        by=actor, method=method.id, parties=[UUID(each) for each in form.parties()], origin=origin, **facts
    )


def _method(method_id: str) -> Method:
    found = methods.newest(method_id)
    if found is None:
        raise Http404
    return found


def _origin(request: HttpRequest, method_id: str) -> Programme | None:
    """The programme that is spread: of the same method, or none."""
    asked = request.GET.get("fran", "")
    try:
        found = register.find(UUID(asked)) if asked else None
    except ValueError:
        return None
    return found if found is not None and found.method == method_id else None


def _from(origin: Programme | None) -> dict[str, str]:
    return {"purpose": origin.purpose} if origin else {}


def _back() -> dict[str, str]:
    return {"url": reverse("programmes"), "label": _("Verksamheter")}


def _to_choose() -> dict[str, str]:
    return {"url": reverse("programme_choose"), "label": _("Välj metod")}


urlpatterns: list[URLPattern] = [
    path("verksamheter/starta/", choose, name="programme_choose"),
    path("verksamheter/starta/<slug:method>/", start, name="programme_start"),
]
