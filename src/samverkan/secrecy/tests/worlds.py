"""Small generated worlds for the rules: drawn by Hypothesis, laid into the database past every policy."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st
from support.world import POLICE, SOCIAL

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
KINDS = ("note", "identity", "identity_protected", "colour")
ROLES = ("worker", "reader", "outsider")  # reads what is assigned; reads all; has no rights
SPANS = ("live", "ended", "to come", "ends today", "begins today")


@dataclass(frozen=True)
class Held:
    """An assignment in an agency (0 or 1)."""

    agency: int
    span: str


@dataclass(frozen=True)
class Sitting:
    """A seat: which assignment, programme (0 or 1), role."""

    held: int
    programme: int
    role: str
    span: str


@dataclass(frozen=True)
class Right:
    reads: frozenset[str]
    assigned_only: bool


@dataclass(frozen=True)
class Fact:
    """An entry: in which case, of which kind, in what box; when a visning ends (days from today), taken back."""

    case: int
    kind: str
    box: str
    ends: int | None
    received: bool
    taken_back: bool


@dataclass(frozen=True)
class Small:
    """A whole small world. `cases` are (agency, programme); `given` are (case, assignment, span)."""

    held: list[Held]
    seats: list[Sitting]
    rights: dict[tuple[int, str], Right]
    ended: tuple[bool, bool]
    cases: list[tuple[int, int]]
    given: list[tuple[int, int, str]]
    facts: list[Fact]


MOSTLY_LIVE = st.sampled_from(("live",) * 8 + SPANS[1:])  # else hardly anybody would see anything
MOSTLY_FIRST = st.sampled_from((0, 0, 0, 1))
READS = st.one_of(st.just(frozenset(KINDS)), st.frozensets(st.sampled_from(KINDS), min_size=1))


@st.composite
def worlds(draw: Any) -> Small:
    """Worlds in which something is seen and something is not."""
    held = draw(st.lists(st.builds(Held, MOSTLY_FIRST, MOSTLY_LIVE), min_size=1, max_size=3))
    who = st.integers(0, len(held) - 1)
    seats = draw(
        st.lists(
            st.builds(Sitting, who, MOSTLY_FIRST, st.sampled_from((*ROLES, "worker")), MOSTLY_LIVE),
            min_size=1, max_size=5,
            unique_by=lambda seat: (seat.held, seat.programme, seat.role),
        )
    )  # fmt: skip
    rights = {(n, role): Right(draw(READS), role == "worker") for n in (0, 1) for role in ROLES[:2]}
    cases = draw(st.lists(st.tuples(MOSTLY_FIRST, MOSTLY_FIRST), min_size=1, max_size=3))
    which = st.integers(0, len(cases) - 1)
    given = draw(st.lists(st.tuples(which, who, MOSTLY_LIVE), max_size=4, unique_by=lambda row: row[:2]))
    fact = st.builds(
        Fact, which, st.sampled_from(KINDS), st.sampled_from(["case", "case", "protected", "visning"]),
        st.sampled_from([None, None, -1, 0, 1]), st.booleans(), st.booleans(),
    )  # fmt: skip
    facts = draw(st.lists(fact, min_size=4, max_size=12))
    ended = draw(st.sampled_from([False] * 5 + [True]))
    return Small(held, seats, rights, (ended, False), cases, given, facts)


def live(span: str) -> bool:
    """Both ends of a span count."""
    return span not in {"ended", "to come"}


def dates(span: str) -> tuple[date, date | None]:
    day = timedelta(days=1)
    return {
        "live": (date(2024, 1, 1), None), "ended": (date(2024, 1, 1), TODAY - day), "to come": (TODAY + day, None),
        "ends today": (date(2024, 1, 1), TODAY), "begins today": (TODAY, TODAY + day),
    }[span]  # fmt: skip


class Laid:
    """A small world laid into the database; ids by place."""

    def __init__(self, db: Any, small: Small) -> None:
        self.db, self.small = db, small
        self.agencies = (POLICE, SOCIAL)
        self.programmes, self.cases = [uuid4(), uuid4()], [uuid4() for _ in small.cases]
        self.held, self.facts = [uuid4() for _ in small.held], [uuid4() for _ in small.facts]
        self.officers = [uuid4() for _ in small.held]
        with db.transaction():
            self._people()
            self._files()

    def _people(self) -> None:
        small = self.small
        named = {"area": "", "purpose": "", "owner_id": POLICE, "held_version": "1",
                 "started_on": date(2024, 1, 1), "review_on": TODAY}  # fmt: skip
        for key, ended in zip(self.programmes, small.ended, strict=True):
            ends = TODAY if ended else None
            self._row("programme", id=key, name=str(key), method=str(key), ended_on=ends, **named)
        for (place, role), right in small.rights.items():
            self._row(
                "roleright", method=str(self.programmes[place]), version="1", role=role, may=[],
                reads=sorted(right.reads),
                assigned_only=right.assigned_only,
            )  # fmt: skip
        for n, each in enumerate(small.held):
            officer, agency = self.officers[n], self.agencies[each.agency]
            self._row(
                "officer",
                id=officer,
                username=str(officer),
                name="",
                password="",
                is_active=True,
                totp_last_step=0,
            )
            self._row(
                "assignment", each.span, id=self.held[n], officer_id=officer, agency_id=agency, title=""
            )
        for seat in small.seats:
            place = {"assignment_id": self.held[seat.held], "programme_id": self.programmes[seat.programme]}
            self._row("seat", seat.span, id=uuid4(), role=seat.role, **place)

    def _files(self) -> None:
        small = self.small
        for n, (agency, programme) in enumerate(small.cases):
            self._row(
                "casefile", id=self.cases[n], agency_id=self.agencies[agency], number=str(self.cases[n]), method="m",
                programme_id=self.programmes[programme], method_version="1", phase="active", opened_on=TODAY,
            )  # fmt: skip
        for case, held, span in small.given:
            place = {"case_id": self.cases[case], "assignment_id": self.held[held]}
            self._row("caseofficer", span, id=uuid4(), agency_id=self.agency(case), **place)
        for n, fact in enumerate(small.facts):
            self._fact(n, fact)

    def _fact(self, n: int, fact: Fact) -> None:
        mine, other = self.agency(fact.case), self.agencies[1 - self.small.cases[fact.case][0]]
        where = {"agency_id": mine, "case_id": self.cases[fact.case]}
        programme, box = self.programmes[self.small.cases[fact.case][1]], uuid4()
        self._row(
            "keybox", id=box, retention=fact.box, dropped_at=None if fact.box == "visning" else NOW, **where
        )
        came_by, disclosure = uuid4() if fact.received else None, uuid4()
        for kind, event in [("copy", "")] * fact.received + [("event", "withdrawn")] * fact.taken_back:
            self._row(
                "delivery", id=came_by if kind == "copy" else uuid4(), agency_id=mine, giver_id=other, kind=kind,
                event=event, disclosure=disclosure, programme_id=programme, list_id=uuid4(), form="", mode="",
                ground="", ground_version="", sent_at=NOW - timedelta(days=3), sent_by=uuid4(),
                sealed_to=b"", state="received", number="",
            )  # fmt: skip
        self._row(
            "entry", id=self.facts[n], programme_id=programme, box_id=box, kind=fact.kind, made_at=NOW, sealed=b"",
            ends_on=None if fact.ends is None else TODAY + timedelta(days=fact.ends), received_id=came_by, **where,
        )  # fmt: skip

    def agency(self, case: int) -> UUID:
        """Whose file it is."""
        return self.agencies[self.small.cases[case][0]]

    def _row(self, table: str, span: str | None = None, **columns: Any) -> None:
        if span:
            columns["valid_from"], columns["valid_to"] = dates(span)
        marks = ", ".join(["%s"] * len(columns))
        self.db.execute(
            f"INSERT INTO secrecy_{table} ({', '.join(columns)}) VALUES ({marks})", list(columns.values())
        )
