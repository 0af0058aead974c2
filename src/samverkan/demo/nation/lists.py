"""The lists of Trefas: each agency's cases, with the most restricted officer's forty and the first of them long."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from samverkan.demo import chance
from samverkan.demo.cast import TEXTS
from samverkan.demo.nation.loading import BATCH, Row, load, seated
from samverkan.demo.people import MadeUp
from samverkan.demo.places import TREFAS
from samverkan.secrecy import clock, search
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import Agency, Programme
from samverkan.secrecy.seal import label, seal

ON_DESK = 40  # cases of the most restricted officer
LONG_CASE = 50  # entries in that officer's first case
KINDS = ("note", "colour", "joint_colour", "contact", "date_coming")


def fill(seed: int, anchor: date, persons: Iterator[MadeUp], cases: int, entries: int) -> Iterator[int]:
    """Fill the list of every agency that has one; yields the number of entries after each batch."""
    agencies = list(Agency.objects.filter(kind__in=("police", "social", "probation")).order_by("pk"))
    shares = zip(agencies, _shares(cases, len(agencies)), _shares(entries, len(agencies)), strict=True)
    for agency, n_cases, n_entries in shares:
        programme = Programme.objects.get(method=TREFAS, parties__agency=agency)
        (by, *_others), (worker, *_) = (
            seated(agency.pk, programme.pk, role) for role in ("decider", "caseworker")
        )
        chosen = chance.stream(seed, "nation", agency.pk)
        wanted = [next(persons) for _ in range(n_cases)]
        yield from _Compartment(by, worker, programme, chosen, anchor, wanted, n_entries).filled()


class _Compartment:
    """One agency's cases, boxes, entries and index, sealed and ready to insert."""

    def __init__(
        self, by: Actor, worker: Actor, programme: Programme, chosen: Random, anchor: date, persons: list[MadeUp],
        entries: int,
    ) -> None:  # fmt: skip
        self.by, self.worker, self.programme, self.chosen = by, worker, programme, chosen
        self.anchor, self.persons, self.entries = anchor, persons, entries
        self.cases = [self._id() for _ in persons]
        self.boxes = [self._id() for _ in persons]

    def filled(self) -> Iterator[int]:
        """Insert everything; yields the number of entries after each batch."""
        self._cases()
        keys = keystore().new_boxes(self.by.agency, self.boxes)
        batch: list[Row] = []
        for number, count in enumerate(self._counts()):
            key = keys[self.boxes[number]]
            batch += [self._entry(number, n, key) for n in range(count)]
            if len(batch) >= BATCH:
                yield self._load_entries(batch)
                batch = []
        if batch:
            yield self._load_entries(batch)
        self._index()

    def _cases(self) -> None:
        agency, programme = self.by.agency, self.programme
        opened = self.anchor - timedelta(days=300)
        load(
            by=self.by, table="secrecy_casefile",
            columns={"id": "uuid", "agency_id": "uuid", "programme_id": "uuid", "number": "text", "list_id": "uuid",
                     "method": "text", "method_version": "text", "phase": "text", "opened_on": "date"},
            rows=[(case, agency, programme.pk, f"A-{opened.year}-{n}", self._id(), programme.method,
                   programme.method_version, "active", opened) for n, case in enumerate(self.cases, 1)],
        )  # fmt: skip
        load(
            by=self.by, table="secrecy_keybox",
            columns={"id": "uuid", "agency_id": "uuid", "case_id": "uuid", "retention": "text"},
            rows=[(box, agency, case, "case") for box, case in zip(self.boxes, self.cases, strict=True)],
        )  # fmt: skip
        worker = self.worker.assignment
        load(
            by=self.by, table="secrecy_caseofficer",
            columns={"id": "uuid", "agency_id": "uuid", "case_id": "uuid", "assignment_id": "uuid",
                     "valid_from": "date"},
            rows=[(self._id(), agency, case, worker, opened) for case in self.cases[:ON_DESK]],
        )  # fmt: skip

    def _counts(self) -> list[int]:
        """Entries a case: the first has LONG_CASE, the rest share what is left, identity included."""
        left, others = max(self.entries - LONG_CASE, 0), max(len(self.cases) - 1, 1)
        shared, extra = divmod(left, others)
        return [LONG_CASE, *(shared + (n < extra) for n in range(others))][: len(self.cases)]

    def _entry(self, number: int, n: int, key: bytes) -> Row:
        kind = "identity" if n == 0 else KINDS[(n - 1) % len(KINDS)]
        day = self.anchor - timedelta(days=250 - min(5 * n, 249))
        fields, valid = self._fields(kind, number, day)
        entry, case, box = self._id(), self.cases[number], self.boxes[number]
        bound_to = label("entry", self.by.agency, case, box, entry, None, kind)
        made = datetime.combine(day, datetime.min.time(), clock.STOCKHOLM) + timedelta(seconds=n)
        return (entry, self.by.agency, case, self.programme.pk, box, kind, day, valid, made, self.by.officer,
                seal(key, bound_to, fields))  # fmt: skip

    def _fields(self, kind: str, number: int, day: date) -> tuple[dict[str, Any], date | None]:
        text = self.chosen.choice(TEXTS["notes"]["police"])
        if kind == "identity":
            return self.persons[number].identity(), None
        if kind in ("colour", "joint_colour"):
            until = day + timedelta(days=21)
            level = self.chosen.choice(("red", "yellow", "green"))
            fields = {"level": level, "reason": text, "judged_on": str(day), "valid_until": str(until)}
            return fields, until
        if kind == "date_coming":
            return {"kind": "trial", "date": str(day), "text": text}, None
        if kind == "contact":
            return {"event_date": str(day), "how": "visit", "text": text}, None
        return {"event_date": str(day), "text": text}, None

    def _load_entries(self, rows: list[Row]) -> int:
        columns = {"id": "uuid", "agency_id": "uuid", "case_id": "uuid", "programme_id": "uuid", "box_id": "uuid",
                   "kind": "text", "happened_on": "date", "valid_until": "date", "made_at": "timestamptz",
                   "made_by": "uuid", "sealed": "bytea"}  # fmt: skip
        return load(by=self.by, table="secrecy_entry", columns=columns, rows=rows)

    def _index(self) -> None:
        agency = self.by.agency
        rows = [
            (self._id(), agency, search.token(agency, term), case)
            for person, case in zip(self.persons, self.cases, strict=True)
            for term in sorted(search.terms(names=[person.name], number=person.number))
        ]
        columns = {"id": "uuid", "agency_id": "uuid", "token": "bytea", "case_id": "uuid"}
        for start in range(0, len(rows), BATCH):
            load(by=self.by, table="secrecy_searchtoken", columns=columns, rows=rows[start : start + BATCH])

    def _id(self) -> UUID:
        return UUID(bytes=self.chosen.randbytes(16))


def _shares(total: int, parts: int) -> list[int]:
    """Split a total over the agencies, the first some ten times the last, summing exactly."""
    weights = [1 / (n + parts / 10) for n in range(parts)]
    shares = [int(total * weight / sum(weights)) for weight in weights]
    shares[0] += total - sum(shares)
    return shares
