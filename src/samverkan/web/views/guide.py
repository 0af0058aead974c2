"""The guide "Får jag lämna ut?": what there is to consider and what falls away. It never says yes."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.grounds import ask
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.forms.guide import GuideForm, start
from samverkan.web.law import guide_part
from samverkan.web.sheets import render


def _works_with_cases(actor: Actor) -> bool:
    return any(seat.reads for seat in actor.seats) or actor.may("advise")


@page("guide.ask", "frågade guiden", "asked the guide", may=_works_with_cases)
def guide(request: HttpRequest) -> HttpResponse:
    """A question in, candidates out. No secret is touched; the question lies in the address, to be shared."""
    given = request.GET if "giver" in request.GET else None
    form = GuideForm(given, initial=start(acting(request).kind))
    found = guide_part(ask(form.question())) if given is not None and form.is_valid() else None
    status = 422 if given is not None and form.errors else 200
    return render(request, "guide/guide.html", {"form": form, "guide": found}, status=status)


urlpatterns: list[URLPattern] = [path("far-jag-lamna-ut/", guide, name="guide")]
