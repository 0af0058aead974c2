"""What waits for those who oversee: the log's sample, the month's figures, a programme's review."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads import overseeing
from samverkan.secrecy.actor import Actor
from samverkan.web.addresses import address
from samverkan.web.todos import ToDo


def todos(actor: Actor) -> Iterable[ToDo]:
    """By what the seats and the duties allow."""
    yield from _log(actor)
    yield from _figures(actor)
    for programme in overseeing.to_review(actor):
        url = address("programme", programme.pk) or reverse("desk")
        yield ToDo(_("Ompröva verksamheten"), url, due=programme.review_on, note=programme.name)


def _log(actor: Actor) -> Iterable[ToDo]:
    found = overseeing.sampling(actor)
    if found is None:
        return
    for drawn in found.unsigned:
        url = reverse("log_sample", args=[drawn.id])
        yield ToDo(_("Granska och signera stickprovet ur loggen"), url, since=localdate(drawn.at))
    if not found.unsigned:
        yield ToDo(_("Dra ett stickprov ur loggen"), reverse("log"), due=found.next_by)


def _figures(actor: Actor) -> Iterable[ToDo]:
    for programme, month in overseeing.unpublished(actor):
        what = _("Räkna och ge ut siffrorna för %(month)s") % {"month": f"{month.first:%Y-%m}"}
        yield ToDo(what, reverse("figures_prepare", args=[programme.pk]), note=programme.name)
    for programme, day in overseeing.fresh(actor):
        yield ToDo(_("Läs de nya siffrorna"), reverse("figures"), since=day, note=programme.name)
