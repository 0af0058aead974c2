"""The list of a programme: the acting agency's own files in it, and what is known of each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.expressions import BaseExpression
from django.db.models.functions import RowNumber
from django.utils.translation import get_language

from samverkan.casework.pinning import by_method, pinned
from samverkan.casework.reads.rhythm import Rhythm, meetings_held
from samverkan.casework.reads.scales import Judged, joint_of, own_of
from samverkan.methods import known
from samverkan.methods.asking import level_kinds, shown_names
from samverkan.methods.schema import Method
from samverkan.secrecy import clock, entries, identity
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible, visible_cases

_NOT_SHOWN = ("programme", "made_by", "ends_on")  # of an entry; some hundred are fetched for a list
PAGE = 500  # live cases opened at once; beyond it the list is paged (house.md, the wall 4)


class CaseRow(NamedTuple):
    """One line of the list. `name` is empty where the agency was told of a matter but not of whom."""

    case: CaseFile
    name: str
    protected: bool
    markings: tuple[str, ...]
    joint: Judged | None
    own: Judged | None
    last_judged: date | None
    next_date: date | None

    @property
    def shown(self) -> Judged | None:
        """The joint colour where there is one, else one's own."""
        return self.joint or self.own


def case_rows(actor: Actor, programme: Programme, *, closed: bool = False, page: int = 1) -> list[CaseRow]:
    """The open (or closed) cases of the programme that the actor may open, by name and number."""
    rows = rows_of(actor, cases(actor, programme.pk, closed, page))
    return sorted(rows, key=lambda row: (row.name == "", sort_key(row.name), row.case.number))


@prepared
def cases(actor: Actor, programme: UUID, closed: bool, page: int) -> "QuerySet[CaseFile]":
    """A page of the programme's open (or closed) case files that the actor may open, by number."""
    found = CaseFile.of(actor.agency).filter(programme=programme, closed_on__isnull=not closed, side="")
    return visible_cases(actor, found).order_by("number")[(page - 1) * PAGE : page * PAGE]


def rows_of(actor: Actor, files: Iterable[CaseFile]) -> list[CaseRow]:
    """Lines for the given cases, opened with one query and one look-up of keys."""
    return [row for row, _opened in rows_with(actor, files)]


def rows_with(actor: Actor, files: Iterable[CaseFile], *kinds: str) -> list[tuple[CaseRow, list[OpenEntry]]]:
    """The same, each with what was opened for it: the newest of these kinds too, where a list shows more of a case."""
    files = list(files)
    programmes = sorted({case.programme_id for case in files})
    hidden, held = protected_in.later(actor, programmes), meetings_held.later(programmes)
    opened, coming = _newest(actor, files, kinds)
    hides, language, rhythm = set(hidden.rows), get_language(), Rhythm(held.rows)
    found = []
    for case in files:
        key = case.pk
        told = opened[key]
        found.append((_row(case, told, coming[key], key in hides, rhythm, language), told))
    return found


def _newest(
    actor: Actor, files: list[CaseFile], kinds: Iterable[str]
) -> tuple[dict[UUID, list[OpenEntry]], dict[UUID, list[date]]]:
    """Per case the newest identity, marking and colours, opened; and the days to come, which are in clear."""
    opened, coming = defaultdict[UUID, list[OpenEntry]](list), defaultdict[UUID, list[date]](list)
    methods = {(case.method, case.method_version) for case in files}
    wanted = sorted({*kinds, *(kind for method in methods for kind in _shown(pinned(*method)))})
    rows = _needed(actor, [case.pk for case in files], wanted)
    for row in entries.shown(row for row in rows if row.kind == known.COMING):
        if row.happened_on:
            coming[row.case_id].append(row.happened_on)
    for each in entries.open_all(row for row in rows if row.kind != known.COMING):
        opened[each.row.case_id].append(each)
    return opened, coming


@by_method
def _shown(method: Method) -> tuple[str, ...]:
    """What a line shows: the name, marks, judgements and coming dates."""
    return (*shown_names(method), known.MARKING, known.COMING, *level_kinds(method))


@prepared
def _needed(actor: Actor, cases: list[UUID], kinds: list[str]) -> "QuerySet[Entry]":
    """The newest entry of each kind in each case, the own one and the received one apart; and coming dates."""
    rows = visible(actor, Entry.of(actor.agency).filter(case__in=cases, kind__in=kinds))
    newest_first = [F("made_at").desc(), F("pk").desc()]
    own = ExpressionWrapper(Q(received__isnull=True), BooleanField())
    of_each: list[F | BaseExpression] = [F("case"), F("kind"), own]
    place = Window(RowNumber(), partition_by=of_each, order_by=newest_first)
    coming = Q(kind=known.COMING, happened_on__gte=clock.today())
    return rows.alias(place=place).filter(Q(place=1) | coming).defer(*_NOT_SHOWN)


@prepared
def protected(actor: Actor, cases: list[UUID], programmes: list[UUID]) -> "QuerySet[Entry, UUID]":
    """Cases about a person with protected identity; asked of the kind alone, which is in clear.

    The cases' programmes are named because the index begins with them: no entry of another kind is looked at.
    """
    rows = Entry.of(actor.agency).filter(
        case__in=cases, programme__in=programmes, kind=identity.PROTECTED_KIND
    )
    return rows.values_list("case_id", flat=True)


@prepared
def protected_in(actor: Actor, programmes: list[UUID]) -> "QuerySet[Entry, UUID]":
    """The same of all the agency's cases in programmes: one place in the index, where a list's cases are forty."""
    rows = Entry.of(actor.agency).filter(programme__in=programmes, kind=identity.PROTECTED_KIND)
    return rows.values_list("case_id", flat=True)


def sort_key(name: str) -> str:
    """Swedish order: å, ä and ö last, small and capital alike."""
    return name.casefold().replace("å", "{").replace("ä", "|").replace("ö", "}")


def name_in(case: CaseFile, opened: Iterable[OpenEntry]) -> str:
    """The newest name among opened entries, or nothing: an alias stands in the place of a person's own name."""
    shown = shown_names(pinned(case.method, case.method_version))
    found = [each for each in opened if each.row.kind in shown and not each.weeded]
    newest = max(found, key=lambda e: (e.row.kind not in identity.KINDS, e.row.made_at), default=None)
    return str(newest["name"]) if newest else ""


def markings_in(opened: Iterable[OpenEntry]) -> tuple[str, ...]:
    """Victim, child, not suspected: as the newest marking says."""
    found = [each for each in opened if each.row.kind == known.MARKING and not each.weeded]
    newest = max(found, key=lambda each: each.row.made_at, default=None)
    return tuple(name for name in ("victim", "child", "not_suspected") if newest and newest[name] is True)


def _row(
    case: CaseFile, opened: list[OpenEntry], coming: list[date], protected: bool, rhythm: Rhythm,
    language: str | None,
) -> CaseRow:  # fmt: skip
    joint = joint_of(case, opened, rhythm, language=language)
    own = own_of(case, opened, received=False, language=language)
    judged = [each.judged_on for each in (joint, own) if each and each.judged_on]
    return CaseRow(
        case, name_in(case, opened), protected, markings_in(opened), joint, own,
        max(judged, default=None), min(coming, default=None),
    )  # fmt: skip
