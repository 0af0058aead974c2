"""A programme's files and entries, found, opened and typed, in one query and one look-up of keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from samverkan.groups.facts import Act, Audit, Focus, Link, Size, Tie, key_of
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible, visible_cases

STARTED, STOPPED = "started", "stopped"


@dataclass(frozen=True)
class Files:
    """The programme's files of one sort that the actor may open, by the matter's list id as text."""

    by_key: Mapping[str, CaseFile]

    @cached_property
    def keys(self) -> dict[UUID, str]:
        """From the file's own id to its key."""
        return {case.pk: key for key, case in self.by_key.items()}

    def __bool__(self) -> bool:
        return bool(self.by_key)


def files(actor: Actor, programme: UUID, side: str = "", *, closed: bool = False) -> Files:
    """The open files of a sort, or all with the closed ones."""
    found = all_files(actor, programme, side) if closed else open_files(actor, programme, side)
    return Files({str(case.list_id): case for case in found})


@prepared
def open_files(actor: Actor, programme: UUID, side: str) -> "QuerySet[CaseFile]":
    """The files of a sort that are open."""
    rows = CaseFile.of(actor.agency).filter(programme=programme, closed_on__isnull=True)
    return visible_cases(actor, rows.filter(side=side, list_id__isnull=False)).order_by("number")


@prepared
def all_files(actor: Actor, programme: UUID, side: str) -> "QuerySet[CaseFile]":
    """The files of a sort, closed ones too."""
    rows = CaseFile.of(actor.agency).filter(programme=programme, side=side, list_id__isnull=False)
    return visible_cases(actor, rows).order_by("number")


def opened(actor: Actor, cases: Iterable[CaseFile], kinds: Iterable[str]) -> list[OpenEntry]:
    """The cases' entries of these kinds that stand today, opened, newest first; what is weeded is left out."""
    return standing_today(entries_of(actor, [case.pk for case in cases], sorted(kinds)))


def standing_today(rows: Iterable[Entry]) -> list[OpenEntry]:
    """Rows opened, without those that another among them supersedes and those that are weeded."""
    return [each for each in entries.current(entries.open_all(rows)) if not each.weeded]


@prepared
def of_kind(actor: Actor, programme: UUID, kind: str) -> "QuerySet[Entry]":
    """Every entry of a kind in a programme, newest first."""
    rows = visible(actor, Entry.of(actor.agency).filter(programme=programme, kind=kind))
    return rows.order_by("-made_at", "-pk")


@prepared
def entries_of(actor: Actor, cases: list[UUID], kinds: list[str]) -> "QuerySet[Entry]":
    """The cases' entries of these kinds, newest first."""
    rows = visible(actor, Entry.of(actor.agency).filter(case__in=cases, kind__in=kinds))
    return rows.order_by("-made_at", "-pk")


def names(opened_: Iterable[OpenEntry], found: Files) -> dict[str, str]:
    """What each file is called, by its key, from its newest `subject`; none for one that was not told of."""
    said: dict[str, str] = {}
    for each in opened_:
        if each.row.kind == "subject" and each.row.case_id in found.keys:
            said.setdefault(found.keys[each.row.case_id], str(each["name"]))
    return said


def audits(opened_: Iterable[OpenEntry], found: Files) -> list[Audit]:
    """The group audits among opened entries."""
    return [_audit(each, found.keys[each.row.case_id]) for each in opened_ if each.row.kind == "group_audit"]


def ties(opened_: Iterable[OpenEntry], found: Files) -> list[Tie]:
    """The conflicts and alliances among opened entries."""
    return [_tie(each, found.keys[each.row.case_id]) for each in opened_ if each.row.kind == "tie"]


def links(opened_: Iterable[OpenEntry], found: Files) -> list[Link]:
    """The incidents linked to groups among opened entries. One without a file of its own stands for itself."""
    return [
        Link(
            each.row.pk, found.keys[each.row.case_id], str(each["incident"] or each.row.pk), _day(each, "event_date"),
            str(each["part"]), str(each["certainty"]), str(each["source"]), str(each["what"]),
        )
        for each in opened_ if each.row.kind == "incident_link"
    ]  # fmt: skip


def acts(opened_: Iterable[OpenEntry], found: Files) -> list[Act]:
    """The acts and sanctions among opened entries."""
    return [
        Act(
            each.row.pk, found.keys[each.row.case_id], _day(each, "acted_on"), str(each["what"]),
            each.row.kind == "group_sanction", str(each["authority"]), _number(each, "dose"), str(each["unit"]),
        )
        for each in opened_ if each.row.kind in {"act", "group_sanction"}
    ]  # fmt: skip


def focus(opened_: Iterable[OpenEntry], found: Files) -> list[Focus]:
    """Times of increased focus, from the notices of start and stop; one without a stop goes on."""
    notices = sorted(
        (each for each in opened_ if each.row.kind == "focus_notice"),
        key=lambda each: (_day(each, "from_day"), each.row.made_at),
    )
    spans: list[Focus] = []
    running: dict[str, date] = {}
    for each in notices:
        key, day = found.keys[each.row.case_id], _day(each, "from_day")
        if each["state"] == STARTED:
            running.setdefault(key, day)
        elif each["state"] == STOPPED and key in running:
            spans.append(Focus(key, running.pop(key), day))
    return spans + [Focus(key, day, None) for key, day in running.items()]


def _audit(each: OpenEntry, key: str) -> Audit:
    least, most, on = _number(each, "size_least"), _number(each, "size_most"), _day(each, "audited_on")
    size = Size(least, most, str(each["source"]), on) if least is not None or most is not None else None
    return Audit(each.row.pk, key, on, size, str(each["certainty"]), str(each["text"]), str(each["area"]))


def _tie(each: OpenEntry, key: str) -> Tie:
    other = str(each["other"])
    ended = date.fromisoformat(each["ended_on"]) if each["ended_on"] else None
    return Tie(
        each.row.pk, key, key_of(str(each["other_group"]), other), other, str(each["relation"]), str(each["certainty"]),
        _day(each, "since"), ended, str(each["source"]), str(each["text"]),
    )  # fmt: skip


def _day(each: OpenEntry, name: str) -> date:
    """A required date; where only other fields were disclosed, the day in clear that the entry is about."""
    said = each[name]
    return date.fromisoformat(said) if said else each.row.happened_on or clock.day_of(each.row.made_at)


def _number(each: OpenEntry, name: str) -> int | None:
    said = each[name]
    return int(said) if said not in ("", None) else None
