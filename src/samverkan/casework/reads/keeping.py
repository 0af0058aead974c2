"""What each key box holds and until when it is kept, from dates in clear; only a birth date is unsealed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from samverkan.casework import retention
from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.questions import born_on
from samverkan.casework.retention import Facts, Rule
from samverkan.methods.known import SANCTION
from samverkan.methods.words import KeptFrom
from samverkan.secrecy import clock, entries, identity
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, CaseFile, Entry, KeyBox


@dataclass(frozen=True)
class Box:
    """One live box of a file: the rule for it, the day it falls due (None: cannot be counted yet), its entries."""

    row: KeyBox
    case: CaseFile
    rule: Rule | None
    due: date | None
    items: int

    def is_due(self, today: date) -> bool:
        """Whether its time is over."""
        return self.due is not None and self.due <= today

    def near(self, today: date) -> bool:
        """Whether it belongs on the list: due, soon due, or ended and impossible to count."""
        if self.due is None:
            return self.case.closed_on is not None
        notice = self.rule.entry_class.notice_days if self.rule else 0
        return self.due - timedelta(days=notice) <= today


def boxes(actor: Actor) -> Iterator[Box]:
    """Every live box of the agency but those of showings, by case number. Asked as the system or a weeder."""
    party = Agency.objects.values_list("kind", flat=True).get(pk=actor.agency)
    live = KeyBox.of(actor.agency).filter(dropped_at__isnull=True).exclude(retention=entries.SHOWN)
    rows = list(live.select_related("case").order_by("case__number", "retention"))
    known = _Known(actor, {row.case_id for row in rows})
    for row in rows:
        method = pinned(row.case.method, row.case.method_version)
        rule = retention.rule_for(method, row.retention, party, known.leaving.get(row.case_id, ""))
        due = retention.due(rule.keep, known.facts(row, rule)) if rule else None
        yield Box(row, row.case, rule, due, known.items.get(row.pk, 0))


class _Known:
    """What the times count from, for many files in a handful of questions."""

    def __init__(self, actor: Actor, cases: Iterable[UUID]) -> None:
        self._actor, wanted = actor, list(cases)
        rows = Entry.of(actor.agency).filter(case__in=wanted)
        self.last = _days(rows.values("case").annotate(at=Max("made_at")), "case")
        self.written = _days(rows.values("box").annotate(at=Max("made_at")), "box")
        self.items = dict(rows.values("box").annotate(n=Count("pk")).values_list("box", "n"))
        sanctions = rows.filter(kind=SANCTION).values("case").annotate(on=Max("happened_on"))
        self.sanctions: dict[UUID, date] = dict(sanctions.values_list("case", "on"))
        steps = Step.of(actor.agency).filter(case__in=wanted).exclude(leaving="").order_by("place")
        self.leaving: dict[UUID, str] = dict(steps.values_list("case", "leaving"))

    def facts(self, row: KeyBox, rule: Rule) -> Facts:
        return Facts(
            last_entry=self.last.get(row.case_id), written=self.written.get(row.pk), left=row.case.closed_on,
            last_sanction=self.sanctions.get(row.case_id),
            born=self._born(row.case) if rule.keep.counted_from is KeptFrom.BIRTHDAY else None,
        )  # fmt: skip

    def _born(self, case: CaseFile) -> date | None:
        rows = (
            Entry.of(self._actor.agency)
            .filter(case=case, kind__in=identity.KINDS)
            .order_by("-made_at", "-pk")
        )
        newest = rows.first()
        return None if newest is None else born_on(str(entries.open_one(newest)["person_number"]))


def _days(rows: Any, of: str) -> dict[UUID, date]:
    return {key: clock.day_of(at) for key, at in rows.values_list(of, "at")}
