"""A made-up leaver's place, always under its lock: keys given, written, kept apart, once opened in an emergency."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from samverkan.demo.exiting.cast import TEXTS, Cast, ago
from samverkan.exits import actions as exits
from samverkan.exits.actions import alarms, emergency
from samverkan.exits.models import Alarm, Lock, LockKey
from samverkan.secrecy import clock
from samverkan.secrecy.binding import bound

if TYPE_CHECKING:
    from samverkan.demo.exiting.story import Leaver

LONGEST = 180  # days of a key


class Places:
    """What is done with one leaver's place."""

    def __init__(self, cast: Cast, leaver: "Leaver") -> None:
        self.cast, self.leaver = cast, leaver
        self.lock: Lock | None = None

    def locked(self) -> None:
        """A lock, a key for the counsellor and one for the coordinator, the place, and the keep-apart list."""
        told, case = self.leaver.told, self.leaver.file
        self.lock = exits.make_lock(by=self.cast.actor("beslut1", fresh=True), case=case)
        self.keys()
        self.apart("avoid", "group", name=other_than(told["group"]), why="Hot därifrån.")
        self.apart("own", "group", name=told["group"])
        self.written(told["town"])

    def keys(self) -> None:
        """A key for the counsellor and one for the coordinator, for half a year."""
        for post in (self.leaver.counsellor, "samordnare"):
            exits.give_key(
                by=self.cast.actor("beslut1", fresh=True), lock=self._lock(), assignment=self.cast.held(post),
                until=clock.today() + timedelta(days=LONGEST), reason="Möter personen och ordnar flytten.",
            )  # fmt: skip

    def written(self, town: str, days: int = 0) -> None:
        """A place, there from a day on."""
        number = self.leaver.number
        exits.put_place(by=self.cast.actor(self.leaver.counsellor, fresh=True), lock=self._lock(), fields={
            "town": town, "address": TEXTS["places"][number % len(TEXTS["places"])], "since": ago(-days),
            "reach": "Genom handläggaren (påhittat).",
        })  # fmt: skip

    def apart(self, side: str, what: str, **fields: Any) -> None:
        """A line of the keep-apart list."""
        exits.add_term(by=self.cast.actor(self.leaver.counsellor), case=self.leaver.file, side=side, what=what,
                       fields=fields)  # fmt: skip

    def asked(self, agreement: str, receiver: Any, month: str) -> Any:
        """A question to another town about the place under the lock: proposed."""
        return exits.ask(
            by=self.cast.actor(self.leaver.counsellor, fresh=True), lock=self._lock(),
            programme=self.cast.programme(agreement), receiver=receiver, month=month,
        )  # fmt: skip

    def compared_at_home(self) -> None:
        """The same question to the own files."""
        exits.ask_own(by=self.cast.actor(self.leaver.counsellor, fresh=True), lock=self._lock())

    def emergency(self) -> None:
        """Asked for by whoever has no key, agreed to by a decider, opened, reviewed by a third; all alarms seen."""
        asks = "handlaggare1" if self.leaver.counsellor != "handlaggare1" else "handlaggare2"
        key = emergency.ask(
            by=self.cast.actor(asks), lock=self._lock(), reason="Svarar inte sedan i går kväll (påhittat)."
        )
        emergency.agree(by=self.cast.actor("beslut1", fresh=True), key=key)
        exits.open_lock(by=self.cast.actor(asks, fresh=True), lock=self._lock())
        words = "Rätt att fråga. Personen hade bytt telefon."
        emergency.review(by=self.cast.actor("beslut2"), key=self._key(key), found="right", words=words)
        for post in ("samordnare", self.leaver.counsellor, "beslut1", "beslut2", "logg"):
            by = self.cast.actor(post)
            with bound(by):
                waiting = list(Alarm.of(by.agency).filter(assignment=by.assignment, seen_at__isnull=True))
            for alarm in waiting:
                alarms.seen(by=by, alarm=alarm)

    def _lock(self) -> Lock:
        assert self.lock is not None
        with bound(self.cast.actor("beslut1")):
            found: Lock = Lock.objects.select_related("case__programme").get(pk=self.lock.pk)
            return found

    def _key(self, key: LockKey) -> LockKey:
        with bound(self.cast.actor("beslut1")):
            found: LockKey = LockKey.objects.select_related("lock__case__programme").get(pk=key.pk)
            return found


def other_than(group: str) -> str:
    """The made-up group that is dangerous for one of another."""
    return {"Nätverk A": "Nätverk B", "Nätverk B": "Nätverk C", "Nätverk C": "Nätverk A"}[group]
