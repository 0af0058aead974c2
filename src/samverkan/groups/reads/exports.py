"""What goes to an evaluator, made anew from the files each time: what was decided, and nothing written after that."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samverkan.groups.evaluation import Chosen, Row, lines, panel
from samverkan.groups.pseudonyms import Pseudonyms, key_for
from samverkan.groups.reads.opening import acts, files, focus, links, opened
from samverkan.groups.scorecard import Period
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.rules import visible

KINDS = ("incident_link", "act", "group_sanction", "focus_notice")


@dataclass(frozen=True)
class Cut:
    """The rows of an export: one a record, and one a group and week. `names` gives the pseudonyms."""

    lines: list[Row]
    panel: list[Row]
    groups: int
    names: Pseudonyms


def export_entries(actor: Actor, programme: UUID) -> list[OpenEntry]:
    """The decisions to hand data to evaluators, newest first, with the cases they lie in."""
    found = files(actor, programme, "work", closed=True)
    return opened(actor, found.by_key.values(), ("evaluation_export",))


def find_export(actor: Actor, key: UUID) -> OpenEntry:
    """One decision. Raises Entry.DoesNotExist alike for a hidden, an absent and a weeded one."""
    rows = visible(actor, Entry.of(actor.agency).filter(pk=key, kind="evaluation_export"))
    found = entries.open_one(rows.select_related("case__programme").get())
    if found.weeded:
        raise Entry.DoesNotExist
    return found


def chosen_in(decision: OpenEntry) -> Chosen:
    """Period and grain as decided."""
    period = Period(date.fromisoformat(decision["first"]), date.fromisoformat(decision["last"]))
    return Chosen(period, days=decision["days"] is True)


def cut(actor: Actor, programme: UUID, chosen: Chosen, names: Pseudonyms, before: datetime) -> Cut:
    """The rows as they stood at a moment, so that a second download says the same as the first."""
    found = files(actor, programme, closed=True)
    there = {key: case for key, case in found.by_key.items() if _was_there(case, chosen.period)}
    held = [each for each in opened(actor, there.values(), KINDS) if each.row.made_at <= before]
    of_group = type(found)(there)
    tied, done, spans = links(held, of_group), acts(held, of_group), focus(held, of_group)
    return Cut(
        lines(tied, done, names, chosen),
        panel(there, tied, done, spans, names, chosen.period),
        len(there),
        names,
    )


def names_of(decision: Entry) -> Pseudonyms:
    """The pseudonyms of one export: the key follows from its key box and its id, and is written down nowhere."""
    keys = keystore().open_boxes(decision.agency_id, [decision.box_id])
    return Pseudonyms(key_for(keys[decision.box_id], decision.pk.bytes))


def who_is(actor: Actor, decision: OpenEntry, pseudonym: str) -> CaseFile | None:
    """The group behind a pseudonym of one export; None when there is none. For whoever decided, and traced."""
    names, wanted = names_of(decision.row), pseudonym.strip().upper()
    found = files(actor, decision.row.programme_id, closed=True)
    return next((case for key, case in found.by_key.items() if names.name("G", key) == wanted), None)


def _was_there(case: CaseFile, period: Period) -> bool:
    return case.closed_on is None or case.closed_on >= period.first
