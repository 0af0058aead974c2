"""Officers at work on the wall itself, one floor below casework: files, entries, disclosures, raw SQL."""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, connections

from samverkan.secrecy import clock, disclosing, door, entries, ids, reception
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import bound
from samverkan.secrecy.grounds import Answer, Answers, find
from samverkan.secrecy.models import CaseFile, CaseOfficer, Delivery, Disclosure, Entry, Programme

GROUND = "osl-10-15a"  # a possibility that asks for no second decider
CONSENT = "osl-10-1"
DUTY = "lag-2025-170-4"


def answers(ground: str) -> Answers:
    """Answers under which the ground stands."""
    return {
        each.id: Answer(next(option.id for option in each.options if option.stands), "Provskäl.")
        for each in find(ground, clock.today()).conditions
    }


def decision(ground: str = GROUND, **more: Any) -> disclosing.Decision:
    return disclosing.Decision(ground, answers(ground), more.pop("reasons", "Skäl i prov."), **more)


class Desk:
    """One world's officers by user name."""

    def __init__(self, world: Any) -> None:
        self.world = world

    def actor(self, username: str, *, fresh: bool = False) -> Actor:
        """The officer now; `fresh`: just proved who they are a second time."""
        actor = self.world.actor(username)
        return actor.stepped_up(clock.now() + timedelta(minutes=5)) if fresh else actor

    def case(
        self, username: str, *, listed: bool = True, assigned: Iterable[str] = (), side: str = ""
    ) -> CaseFile:
        """A fresh file in the officer's agency, on the list unless told otherwise."""
        by = self.actor(username)
        programme = Programme.objects.get(pk=by.seats[0].programme)
        held = [self.actor(each).assignment for each in assigned]
        with bound(by):
            case = CaseFile(
                agency_id=by.agency, programme=programme, number=f"P-{ids.new().hex[:12]}", method=programme.method,
                method_version=programme.method_version, phase="active", opened_on=clock.today(),
                list_id=ids.new(by.agency) if listed else None, side=side,
            )  # fmt: skip
            case.save()
            for each in held:
                CaseOfficer(
                    agency_id=by.agency, case=case, assignment_id=each, valid_from=date(2024, 1, 1)
                ).save()
        return case

    def write(
        self, username: str, case: CaseFile, kind: str = "note", fields: dict | None = None, **more: Any
    ) -> Entry:
        """An entry, sealed as the product seals it."""
        with bound(self.actor(username)):
            return entries.write(
                case=case, kind=kind, fields=fields or {"text": "Hotades.", "source": "egen"}, **more
            )

    def propose(
        self, username: str, case: CaseFile, receiver: UUID, rows: Sequence[Entry],
        fields: Sequence[str] = ("text",), **more: Any,
    ) -> Disclosure:  # fmt: skip
        items = [disclosing.Item(row.pk, tuple(fields)) for row in rows]
        return disclosing.propose(by=self.actor(username), case=case, receiver=receiver, items=items, **more)

    def shown(self, username: str, disclosure: Disclosure) -> str:
        """The fingerprint of the preview."""
        with bound(self.actor(username, fresh=True)):
            return door.digest_of(door.payload_of(disclosure))

    def decide(self, username: str, disclosure: Disclosure, ground: str = GROUND) -> Disclosure:
        by, shown = self.actor(username, fresh=True), self.shown(username, disclosure)
        return disclosing.decide(by=by, disclosure=disclosure, decision=decision(ground, shown=shown))

    def give(
        self, case: CaseFile, receiver: UUID, *rows: Entry, ground: str = GROUND, **more: Any
    ) -> Disclosure:
        """The police propose and decide."""
        proposed = self.propose("pol.samordnare", case, receiver, rows, **more)
        return self.decide("pol.beslut", proposed, ground)

    def delivery(self, username: str, disclosure: Disclosure, **more: Any) -> Delivery | None:
        """What lies at the officer's agency of a disclosure: the copy, or an event when `kind` says so."""
        by = self.actor(username)
        with bound(by):
            return Delivery.of(by.agency).filter(disclosure=disclosure.pk, **{"kind": "copy", **more}).first()

    def receive(
        self, username: str, disclosure: Disclosure, case: CaseFile | None = None
    ) -> reception.Received:
        delivery = self.delivery(username, disclosure)
        assert delivery is not None
        return reception.receive(
            by=self.actor(username, fresh=True), delivery=delivery, phases={"": "active"}, case=case
        )

    def opened(self, username: str, case: CaseFile) -> list[entries.OpenEntry]:
        """Everything in a file, opened past the rule: what the compartment holds."""
        by = self.actor(username)
        with bound(by):
            return entries.open_all(Entry.of(by.agency).filter(case=case).order_by("made_at", "pk"))

    def row(self, username: str, row: Any) -> Any:
        """The row as it stands now."""
        by = self.actor(username)
        with bound(by):
            return type(row).of(by.agency).get(pk=row.pk)

    def sql(self, username: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """SQL slipped into the officer's own transaction: the product's connection, a valid context."""
        with bound(self.actor(username)), psycopg.ClientCursor(connection.connection) as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def refused(self, username: str, statement: str, *values: Any) -> str:
        """The SQL state with which the database refuses it, or "" if it lets it through (undone either way)."""
        with suppress(Undone):
            try:
                with bound(self.actor(username)), psycopg.ClientCursor(connection.connection) as cursor:
                    cursor.execute(statement, values)
                    raise Undone
            except psycopg.Error as refusal:
                return str(refusal.sqlstate)
        return ""


class Undone(Exception):
    """Raised to roll a statement back that should not have gone through."""


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run acts in threads of their own, started together; what each returned or raised, in order."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait()
            results[place] = act()
        except Exception as raised:
            results[place] = raised
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
