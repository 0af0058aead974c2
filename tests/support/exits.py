"""Exit programmes at work: leavers, locks and keys as a test wants them said."""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from samverkan.casework import actions as casework
from samverkan.exits import actions as exits
from samverkan.exits.models import Lock, LockKey
from samverkan.secrecy import clock, disclosing
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import Assignment, CaseFile, Delivery, Programme
from support.acts import decision
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, PLACE
from support.world import AGREEMENT, EXITS, NEIGHBOUR, World


class Exits:
    """One world's exit officers, by user name, doing things."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.fresh_for = timedelta(minutes=5)

    def actor(self, username: str, *, fresh: bool = False) -> Actor:
        """The officer acting; `fresh`: who has just proved afresh who asks."""
        found = self.world.actor(username)
        return found.stepped_up(clock.now() + self.fresh_for) if fresh else found

    def held(self, username: str) -> Assignment:
        return Assignment.objects.get(officer__username=username)

    def leaver(self, username: str = COORDINATOR, programme: Any = EXITS, alias: str = "Lärka") -> CaseFile:
        """A first contact, anonymous: an alias and what was said."""
        said = {"event_date": clock.today().isoformat(), "how": "phone", "wants": "Vill ut."}
        case = casework.nominate(
            by=self.actor(username), programme=Programme.objects.get(pk=programme), identity={"name": alias},
            nomination=said,
        )  # fmt: skip
        with bound(self.actor(username)):
            return CaseFile.objects.select_related("programme").get(pk=case.pk)

    def identity(self, case: CaseFile, by: str = COORDINATOR, *, protected: bool = False) -> Any:
        """Who the leaver is, written later as an entry of its own."""
        who = {"name": "Prov Provsson", "person_number": "199901012386"}
        kind = "identity_protected" if protected else "identity"
        fields = {**who, "protection": "marked"} if protected else who
        return casework.add(by=self.actor(by), case=case, kind=kind, fields=fields)

    def assign(self, case: CaseFile, *usernames: str, by: str = DECIDER) -> None:
        for username in usernames:
            casework.assign(by=self.actor(by), case=case, assignment=self.held(username))

    def locked(
        self, case: CaseFile, *holders: str, by: str = DECIDER, place: dict[str, Any] | None = None
    ) -> Lock:
        """A lock with keys for the holders; the first of them writes the place."""
        lock = exits.make_lock(by=self.actor(by, fresh=True), case=case)
        for holder in holders:
            self.key(lock, holder, by=by)
        if holders:
            exits.put_place(by=self.actor(holders[0], fresh=True), lock=lock, fields=place or PLACE)
        return lock

    def key(self, lock: Lock, holder: str, *, by: str = DECIDER, days: int = 90) -> LockKey:
        until = clock.today() + timedelta(days=days)
        return exits.give_key(
            by=self.actor(by, fresh=True),
            lock=lock,
            assignment=self.held(holder),
            until=until,
            reason="Prov.",
        )

    def opened(self, lock: Lock, username: str) -> list[dict[str, Any] | None]:
        """What the officer finds under the lock, newest first."""
        found = exits.open_lock(by=self.actor(username, fresh=True), lock=lock)
        return [place.fields for place in found.places]

    def apart(
        self, case: CaseFile, side: str = "avoid", what: str = "group", by: str = COUNSELLOR, **fields: str
    ) -> Any:
        """A line of the case's keep-apart list."""
        return exits.add_term(
            by=self.actor(by), case=case, side=side, what=what, fields=fields or {"name": "Grupp X"}
        )

    def ask(self, lock: Lock, by: str = COUNSELLOR, receiver: UUID = NEIGHBOUR) -> Any:
        """A question proposed, about the place under the lock."""
        programme = Programme.objects.get(pk=AGREEMENT)
        return exits.ask(by=self.actor(by, fresh=True), lock=lock, programme=programme, receiver=receiver,
                         month="2026-12")  # fmt: skip

    def crossed(self, proposed: Any, decider: str, receiver: str) -> CaseFile:
        """Decided by one, received by the other: the receiver's own file on it."""
        disclosing.decide(by=self.actor(decider), disclosure=proposed, decision=decision())
        by = self.actor(receiver)
        with bound(by):
            waiting = Delivery.of(by.agency).get(disclosure=proposed.pk, kind="copy")
        case = casework.receive(by=by, delivery=waiting).case
        with bound(by):
            return CaseFile.objects.select_related("programme").get(pk=case.pk)

    def key_holder_opens(self, case: CaseFile, username: str) -> None:
        """Somebody on the list opens the lock, as they do in their work."""
        with bound(self.actor(username)):
            lock = Lock.objects.select_related("case__programme").get(case=case)
        self.opened(lock, username)

    def anew(self, username: str, row: Any) -> Any:
        """The row as it stands now."""
        by = self.actor(username)
        with bound(by):
            return type(row).of(by.agency).get(pk=row.pk)

    def by_sql(
        self, username: str, statement: str, *values: Any, fresh: bool = True
    ) -> list[tuple[Any, ...]]:
        """SQL slipped into the officer's own transaction, validly bound, after a fresh step-up; kept."""
        with bound(self.actor(username, fresh=fresh)), _hand() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def refusal(self, username: str, statement: str, *values: Any, fresh: bool = True) -> str:
        """The SQL state with which the database refuses it, "" if it lets it through (undone either way)."""
        with suppress(Undone):
            try:
                with bound(self.actor(username, fresh=fresh)), _hand() as cursor:
                    cursor.execute(statement, values)
                    raise Undone
            except psycopg.Error as refusal:
                return str(refusal.sqlstate)
        return ""


class Undone(Exception):
    """Raised to roll a statement back that went through."""


def _hand() -> psycopg.ClientCursor[Any]:
    """A cursor that takes several statements at once, as an injection would bring them."""
    return psycopg.ClientCursor(connection.connection)
