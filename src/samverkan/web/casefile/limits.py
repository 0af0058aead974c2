"""The time limits of a case as parts: what is left in words, from when, and the provision behind each."""

from collections.abc import Iterable
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samverkan.casework.limits import Left
from samverkan.casework.reads.clocks import Running
from samverkan.secrecy.actor import Actor
from samverkan.web import present
from samverkan.web.present import Part


def limits(actor: Actor, found: Iterable[Running]) -> list[Part]:
    """For parts/limits.html, the soonest first."""
    return [limit(actor, each) for each in found]


def limit(actor: Actor, each: Running) -> Part:
    """One limit: label, due, what is left in words, late or not, since when, source; and the way to stop it."""
    stoppable = each.row is not None and actor.may("write", each.case.programme_id)
    return {
        **brief(each),
        "since": each.started_on, "source": present.source(each.clock.source), "note": present.words(each.clock.note),
        "stop": reverse("clock_stop", args=[each.row.pk]) if each.row is not None and stoppable else "",
    }  # fmt: skip


def brief(each: Running, language: str | None = None) -> Part:
    """What a line of a list shows of one: label, due, what is left in words, late or not; in the page's language."""
    language, left = language or get_language(), each.left
    label = each.clock.label.for_language(language)
    return {"label": label, "due": each.due, "left": _in_words(each, left, language), "late": left.late}


def left_words(each: Running) -> str:
    """Days on a clock in words: left, the last day, or late by how many."""
    return _in_words(each, each.left, get_language())


def _in_words(each: Running, left: Left, language: str | None) -> str:
    return _said(left.days, left.working_days if each.clock.working_days is not None else None, language)


@lru_cache(maxsize=1024)
def _said(days: int, working_days: int | None, _language: str | None) -> str:
    """A number of days in the page's language, which is part of what it is kept by: a list says it forty times."""
    if days < 0:
        return _late(-days, working_days)
    if days == 0:
        return _("sista dagen är i dag")
    if working_days is not None:
        return ngettext("%(n)s arbetsdag kvar", "%(n)s arbetsdagar kvar", working_days) % {"n": working_days}
    return ngettext("%(n)s dag kvar", "%(n)s dagar kvar", days) % {"n": days}


def _late(days: int, working_days: int | None) -> str:
    if working_days == 0:  # past its day, but no working day has gone since
        return _("för sent")
    if working_days is not None:
        n = -working_days
        return ngettext("för sent, %(n)s arbetsdag", "för sent, %(n)s arbetsdagar", n) % {"n": n}
    return ngettext("för sent, %(n)s dag", "för sent, %(n)s dagar", days) % {"n": days}
