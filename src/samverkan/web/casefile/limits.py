"""The time limits of a case as parts: what is left in words, from when, and the provision behind each."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


def brief(each: Running) -> Part:
    """What a line of a list shows of one: label, due, what is left in words, late or not."""
    label = present.words(each.clock.label)
    return {"label": label, "due": each.due, "left": left_words(each), "late": each.late}


def left_words(each: Running) -> str:
    """Days on a clock in words: left, the last day, or late by how many."""
    left, in_working_days = each.left, each.clock.working_days is not None
    days = left.working_days if in_working_days else left.days
    if left.late:
        return _late(-days, in_working_days=in_working_days)
    if left.days == 0:
        return _("sista dagen är i dag")
    if in_working_days:
        return ngettext("%(n)s arbetsdag kvar", "%(n)s arbetsdagar kvar", days) % {"n": days}
    return ngettext("%(n)s dag kvar", "%(n)s dagar kvar", days) % {"n": days}


def _late(days: int, *, in_working_days: bool) -> str:
    if days == 0:  # past its day, but no working day has gone since
        return _("för sent")
    if in_working_days:
        return ngettext("för sent, %(n)s arbetsdag", "för sent, %(n)s arbetsdagar", days) % {"n": days}
    return ngettext("för sent, %(n)s dag", "för sent, %(n)s dagar", days) % {"n": days}
