"""One authority's rows in one programme of a room: files, entries under their keys, steps, limits, and the rest."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any
from uuid import UUID

from samverkan.casework import limits, retention, ticking
from samverkan.casework.filling import happened_on
from samverkan.casework.pinning import pinned
from samverkan.demo.cast import at
from samverkan.demo.nation.loading import BATCH, Row, load
from samverkan.demo.nation.tables import TABLES
from samverkan.methods.schema import Method
from samverkan.secrecy import identity, search
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import Programme
from samverkan.secrecy.seal import label, seal

KEYS_AT_ONCE = 500


@dataclass
class File:
    """A file that is being filled. `box` by retention label."""

    id: UUID
    list_id: UUID
    boxes: dict[str, UUID] = field(default_factory=dict)


class Compartment:
    """Rows are kept until `flush`, which inserts them table by table in the order that their references ask for."""

    def __init__(self, by: Actor, programme: Programme, chosen: Random, prefix: str) -> None:
        self.by, self.programme, self.chosen, self.prefix = by, programme, chosen, prefix
        self.files, self.entries = 0, 0
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._keys: dict[UUID, bytes] = {}
        self._unused: list[UUID] = []

    @cached_property
    def method(self) -> Method:
        """The method that the files follow."""
        return pinned(self.programme.method, self.programme.method_version)

    def open(
        self, phases: tuple[str, ...], days: tuple[date, ...], side: str = "", list_id: UUID | None = None,
        closed: date | None = None,
    ) -> File:  # fmt: skip
        """A file that came into each phase on its day, the first when it was opened."""
        self.files += 1
        file = File(self.id(), list_id or self.id())
        self._rows["secrecy_casefile"].append((
            file.id, self.by.agency, self.programme.pk, f"{self.prefix}-{days[0].year}-{self.files}", file.list_id,
            self.method.id, str(self.method.version), phases[-1], side, days[0], closed,
        ))  # fmt: skip
        before = ("", *phases)
        for place, (source, phase, day) in enumerate(zip(before, phases, days, strict=False)):
            self._rows["casework_step"].append(
                (
                    self.id(),
                    self.by.agency,
                    file.id,
                    place,
                    "",
                    source,
                    phase,
                    at(day, 9),
                    self.by.officer,
                    "",
                )
            )
        return file

    def write(
        self, file: File, kind: str, day: date, fields: dict[str, Any], *, valid_until: date | None = None
    ) -> UUID:
        """An entry of a kind written on a day."""
        self.entries += 1
        entry, found = self.id(), self.method.kind(kind)
        box = self._box(file, retention.box_label(self.method, kind, self.by.kind, day))
        bound_to = label("entry", self.by.agency, file.id, box, entry, None, kind)
        about = happened_on(found, fields)
        made = at(day, 9) + timedelta(milliseconds=self.entries)
        self._rows["secrecy_entry"].append((
            entry, self.by.agency, file.id, self.programme.pk, box, kind, about, valid_until, made, self.by.officer,
            seal(self._keys[box], bound_to, fields),
        ))  # fmt: skip
        for term in sorted(identity.terms_of(kind, fields)):
            self._rows["secrecy_searchtoken"].append(
                (self.id(), self.by.agency, search.token(self.by.agency, term), file.id, entry)
            )
        return entry

    def assign(self, file: File, officer: Actor, since: date) -> None:
        """Give the file to an officer."""
        self._rows["secrecy_caseofficer"].append(
            (self.id(), self.by.agency, file.id, officer.assignment, since)
        )

    def limit(self, file: File, clock: str, started: date) -> None:
        """A clock of the method at work in the file."""
        found = next(each for each in self.method.clocks if each.id == clock)
        due, kind = limits.last_day(found, started), ticking.kind_of(found)
        self._rows["casework_deadline"].append(
            (self.id(), self.by.agency, file.id, clock, kind, started, due, at(started, 9))
        )

    def task(self, file: File, day: date, due: date, *, done: bool, **fields: Any) -> None:
        """A task of the authority's own."""
        given = {"due": due.isoformat(), "responsible": self.by.kind, **fields}
        entry = self.write(file, "task", day, given)
        settled: datetime | None = at(due, 15) if done else None
        self._rows["casework_task"].append(
            (self.id(), self.by.agency, file.id, entry, self.by.agency, due, "done" if done else "open", at(day, 9),
             settled)
        )  # fmt: skip

    def row(self, table: str, *values: Any) -> None:
        """A row of the room's own table, after its id and agency."""
        self._rows[table].append((self.id(), self.by.agency, *values))

    def full(self) -> bool:
        """Whether it is time to flush."""
        return len(self._rows["secrecy_entry"]) >= BATCH

    def flush(self) -> int:
        """Insert all that is kept; returns the number of entries."""
        entries = len(self._rows["secrecy_entry"])
        for table, columns in TABLES.items():
            if rows := self._rows.pop(table, []):
                load(by=self.by, table=table, columns=columns, rows=rows)
        return entries

    def id(self) -> UUID:
        """A random id from the compartment's own stream."""
        return UUID(bytes=self.chosen.randbytes(16))

    def _box(self, file: File, held: str) -> UUID:
        if held not in file.boxes:
            if not self._unused:
                self._unused = [self.id() for _ in range(KEYS_AT_ONCE)]
                self._keys |= keystore().new_boxes(self.by.agency, self._unused)
            file.boxes[held] = box = self._unused.pop()
            self._rows["secrecy_keybox"].append((box, self.by.agency, file.id, held))
        return file.boxes[held]
