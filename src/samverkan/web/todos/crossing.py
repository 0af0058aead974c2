"""What waits between authorities: copies to take in, disclosures to decide, questions to the lawyer."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads import inbox
from samverkan.casework.reads.advice import advice_wanted
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Disclosure
from samverkan.web import present
from samverkan.web.todos import ToDo

LINE = 120  # characters of a question


def todos(actor: Actor) -> Iterable[ToDo]:
    """Nothing for a seat that reads no entries."""
    if not any(seat.reads for seat in actor.seats):
        return
    if actor.may("receive"):
        yield from (_receive(each) for each in inbox.folded(inbox.waiting(actor)))
    yield from (_proposal(_("Besluta om utlämnande"), each) for each in inbox.to_decide(actor))
    wanted = advice_wanted(actor)
    yield from (_question(each) for each in wanted.questions)
    yield from (_proposal(_("Titta på utlämnande före beslut"), each) for each in wanted.proposals)


def _receive(came: inbox.Came) -> ToDo:
    delivery = came.delivery
    what = _("Ta emot: %(form)s från %(giver)s") % {
        "form": delivery.get_form_display(), "giver": delivery.giver.short,
    }  # fmt: skip
    if came.count > 1:
        what += " " + _("(%(n)s med stående beslut)") % {"n": came.count}
    url = reverse("delivery", args=[delivery.pk])
    return ToDo(what, url, since=localdate(delivery.sent_at), note=delivery.programme.name)


def _proposal(what: str, disclosure: Disclosure) -> ToDo:
    note = _("%(number)s till %(receiver)s, %(case)s") % {
        "number": disclosure.number, "receiver": disclosure.receiver.short,
        "case": present.case_title(disclosure.case),
    }  # fmt: skip
    url = reverse("disclosure", args=[disclosure.pk])
    return ToDo(what, url, since=localdate(disclosure.proposed_at), note=note)


def _question(asked: OpenEntry) -> ToDo:
    text = str(asked["text"])
    shown = text if len(text) <= LINE else f"{text[:LINE]}…"
    case = asked.row.case
    what = _("Svara: %(question)s") % {"question": shown}
    return ToDo(
        what,
        reverse("case", args=[case.pk]),
        since=localdate(asked.row.made_at),
        note=present.case_title(case),
    )
