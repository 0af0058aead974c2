"""What waits in the exit programmes: placement questions from other municipalities that nobody has answered yet."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverkan.casework.reads.clocks import Running
from samverkan.exits.reads.questions import days_since, unanswered
from samverkan.secrecy.actor import Actor
from samverkan.web import present
from samverkan.web.casefile.limits import left_words
from samverkan.web.todos import ToDo


def todos(actor: Actor) -> Iterable[ToDo]:
    """Nothing for whoever has no seat in a placement agreement."""
    if actor.may("write"):
        yield from (_question(each) for each in unanswered(actor))


def _question(waits: Running) -> ToDo:
    days, what = days_since(waits.started_on), _("Svara på placeringsfrågan")
    asked = ngettext("Frågad för %(n)s dag sedan, %(case)s", "Frågad för %(n)s dagar sedan, %(case)s", days)
    said = asked if days else _("Frågad i dag, %(case)s")
    note = said % {"n": days, "case": present.case_title(waits.case)}
    url = reverse("exits_question", args=[waits.case.pk])
    return ToDo(what, url, due=waits.due, note=note, left=left_words(waits))
