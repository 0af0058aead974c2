"""The package before a meeting: what there is to choose, and what of it waits for a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.disclosures import Choosable, Preview, preview_of, who_holds
from samverkan.casework.reads.lists import CaseRow, rows_of
from samverkan.casework.reads.meetings import last_closed
from samverkan.methods.schema import Method
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Agency, CaseFile, Disclosure, Entry
from samverkan.secrecy.rules import visible, visible_cases


@dataclass(frozen=True)
class CaseChoice:
    """A case and its entries to choose among."""

    row: CaseRow
    offered: list[Choosable]


@dataclass(frozen=True)
class PackageLine:
    """One proposed disclosure of the package; `preview` None while the officer may not read all of it."""

    disclosure: Disclosure
    method: Method
    preview: Preview | None


@dataclass(frozen=True)
class ReceiverGroup:
    """The lines for one receiver."""

    receiver: Agency
    lines: list[PackageLine]


def since_last(meeting: Meeting) -> datetime | None:
    """When the programme last met: what is newer is news to the next meeting."""
    closed = last_closed(meeting.programme)
    return closed.closed_at if closed else None


def choices(actor: Actor, meeting: Meeting, *, everything: bool = False) -> list[CaseChoice]:
    """Open cases on the list with entries that may be disclosed: those newer than the last meeting, or all."""
    programme = meeting.programme
    found = CaseFile.of(actor.agency).filter(
        programme=programme, closed_on__isnull=True, list_id__isnull=False
    )
    cases = list(visible_cases(actor, found).order_by("number"))
    since = None if everything else since_last(meeting)
    offered = _offered(actor, cases, since)
    rows = {row.case.pk: row for row in rows_of(actor, [case for case in cases if case.pk in offered])}
    return [CaseChoice(rows[case.pk], offered[case.pk]) for case in cases if case.pk in offered]


def parties_of(actor: Actor, meeting: Meeting) -> list[Agency]:
    """The other authorities at the meeting, by name."""
    keys = meeting.programme.parties.exclude(agency=actor.agency).values("agency")
    return list(Agency.objects.filter(pk__in=keys).order_by("name"))


def waiting_lines(actor: Actor, meeting: Meeting) -> list[ReceiverGroup]:
    """The package's lines not decided yet, by receiver, then case."""
    cases = visible_cases(actor, CaseFile.of(actor.agency).filter(programme=meeting.programme))
    rows = Disclosure.of(actor.agency).filter(
        package=meeting.pk, state="proposed", case__in=cases.values("pk")
    )
    groups: dict[UUID, ReceiverGroup] = {}
    for row in rows.select_related("receiver", "case", "programme").order_by(
        "receiver__name", "case__number", "pk"
    ):
        line = PackageLine(row, pinned(row.case.method, row.case.method_version), preview_of(actor, row))
        groups.setdefault(row.receiver_id, ReceiverGroup(row.receiver, [])).lines.append(line)
    return list(groups.values())


def _offered(actor: Actor, cases: list[CaseFile], since: datetime | None) -> dict[UUID, list[Choosable]]:
    """Entries by case, in one query and one look-up of keys however many cases there are."""
    rows = visible(actor, Entry.of(actor.agency).filter(case__in=[case.pk for case in cases]))
    rows = rows.select_related("received__giver")
    replaced = set(rows.filter(supersedes__isnull=False).values_list("supersedes_id", flat=True))
    wanted = rows if since is None else rows.filter(made_at__gt=since)
    disclosable = {case.pk: _disclosable(case) for case in cases}
    fresh = [row for row in wanted.order_by("-made_at", "-pk") if row.pk not in replaced]
    opened = entries.open_all(row for row in fresh if row.kind in disclosable[row.case_id])
    given = who_holds(actor, [each.row.pk for each in opened])
    found: dict[UUID, list[Choosable]] = {}
    for each in opened:
        if each.fields:
            found.setdefault(each.row.case_id, []).append(_choosable(each, given))
    return found


def _choosable(each: OpenEntry, given: dict[UUID, list[tuple[Agency, date]]]) -> Choosable:
    return Choosable(each, given.get(each.row.pk, []))


def _disclosable(case: CaseFile) -> frozenset[str]:
    kinds = pinned(case.method, case.method_version).kinds
    return frozenset(kind.id for kind in kinds if kind.disclosable and not kind.series)


def kinds_in(lines: Iterable[PackageLine]) -> set[str]:
    """The kinds of entry that the lines would hand over."""
    return {item["kind"] for line in lines if line.preview for item in line.preview.content["entries"]}
