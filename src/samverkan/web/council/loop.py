"""The loop at a glance: picture, plan, follow-up, each with its day and how that stands against the law's clock."""

from typing import Any

from django.utils.translation import gettext as _

from samverkan.council import rules
from samverkan.council.deadlines import Deadline
from samverkan.council.reads import papers
from samverkan.picture.reads import city
from samverkan.secrecy.actor import Actor
from samverkan.web.present import Part


def reminders(actor: Actor) -> list[str]:
    """What the clock says to those who work with the loop: only what is soon, late or missing."""
    if not rules.coordinate(actor):
        return []
    titles = _titles()
    told = (each for each in papers.standing(city().id) if each.state != "met")
    return [f"{titles[each.duty.id]}. {said(each)}" for each in told]


def _titles() -> dict[str, str]:
    return {"picture": _("Lägesbild"), "plan": _("Åtgärdsplan"), "follow_up": _("Uppföljning")}


SORT_OF = {"picture": "lagesbild", "plan": "plan", "follow_up": "uppfoljning"}


def loop(standing: list[Deadline], every: dict[str, list[Part]]) -> list[Part]:
    """One step a duty: its name, the newest decided paper, the words and the kind of its mark."""
    return [_step(n, each, every[SORT_OF[each.duty.id]]) for n, each in enumerate(standing, 1)]


def _step(number: int, each: Deadline, rows: list[Part]) -> Part:
    titles = _titles()
    newest = next((row for row in rows if row["decided"] and row["place_id"] == city().id), None)
    return {
        "number": number, "title": titles[each.duty.id], "state": each.state, "said": said(each), "newest": newest,
        "provision": each.duty.provision, "quote": each.duty.quote, "draft": any(row["open"] for row in rows),
    }  # fmt: skip


def said(each: Deadline) -> str:
    """How a duty stands, in words: they carry the meaning, the colour only repeats it."""
    facts: dict[str, Any] = {"day": each.due, "since": each.since, "days": abs(each.days)}
    if each.state == "missing":
        return _("Saknas. Skulle ha funnits sedan %(day)s.") % facts
    if each.state == "late":
        return _("Försenad: skulle ha gjorts senast %(day)s, för %(days)s dagar sedan.") % facts
    if each.state == "soon":
        return _("Snart: ska göras senast %(day)s, om %(days)s dagar.") % facts
    if each.duty.years is None and each.since:
        return _("Beslutad %(since)s.") % facts
    return _("Nästa senast %(day)s.") % facts
