"""Who does what in one made-up programme: its officers by authority and post, and the acts they can do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from samverkan.casework import actions
from samverkan.demo import files
from samverkan.demo.places import Place
from samverkan.secrecy import clock, consents, disclosing
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import bound
from samverkan.secrecy.entries import open_all
from samverkan.secrecy.grounds import Answer, find
from samverkan.secrecy.models import (
    Assignment,
    CaseFile,
    CaseOfficer,
    Disclosure,
    Entry,
    Programme,
)  # fmt: skip
from samverkan.secrecy.officers import actor_for

TEXTS: Mapping[str, Any] = files.listed("texts")
NEW_LAW = date(2025, 12, 1)  # OSL 10 kap. 15 a § entered into force


class Cast:
    """One programme's authorities at work, through the same acts as the pages use."""

    posts = ("handlaggare1", "handlaggare2")  # who is given the cases

    def __init__(self, place: Place, chosen: Random) -> None:
        self.place, self.chosen = place, chosen
        self.stems = {kind: stem for kind, stem, _name, _short in place.agencies}
        self._actors: dict[str, Actor] = {}

    @cached_property
    def programme(self) -> Programme:
        """The programme itself."""
        return Programme.objects.select_related("owner").get(name=self.place.programme)

    def actor(self, kind: str, post: str) -> Actor:
        """The officer of an authority in a post such as "beslut1"."""
        name = f"{self.stems[kind]}.{post}"
        if name not in self._actors:
            held = Assignment.objects.select_related("officer").get(officer__username=name)
            found = actor_for(held.officer_id, held.pk)
            assert found is not None
            self._actors[name] = found
        return self._actors[name]

    def words(self, *path: str) -> str:
        """A made-up sentence of a sort."""
        found: Any = TEXTS
        for step in path:
            found = found[step]
        return str(self.chosen.choice(found)) if isinstance(found, list) else str(found)

    def assign_all(self, kind: str, case: CaseFile) -> None:
        """Give the case to the authority's caseworkers, by its decider."""
        for post in self.posts:
            given = Assignment.objects.get(pk=self.actor(kind, post).assignment)
            with bound(self.actor(kind, "beslut1")):
                has = CaseOfficer.objects.filter(case=case, assignment=given).exists()
            if not has:
                actions.assign(by=self.actor(kind, "beslut1"), case=case, assignment=given)

    def note(self, kind: str, case: CaseFile) -> Entry:
        """A note in the authority's own file."""
        fields = {"event_date": clock.today().isoformat(), "text": self.words("notes", kind)}
        return actions.add(by=self.actor(kind, "handlaggare1"), case=case, kind="note", fields=fields)

    def judge(self, kind: str, case: CaseFile, sort: str, level: str, days: int) -> Entry:
        """A human colour with a reason, valid for some days."""
        post = "beslut1" if "coordinator" not in self._roles(kind) else "samordnare"
        by = self.actor(kind, post if sort == "joint_colour" else "handlaggare1")
        until = clock.today() + timedelta(days=days)
        return actions.judge(
            by=by, case=case, kind=sort, level=level, reason=self.words("colours", level), valid_until=until
        )

    def disclose(
        self, giver: str, receiver: str, case: CaseFile, rows: Sequence[Entry], age: int, **how: Any
    ) -> Disclosure:
        """Propose by a caseworker, decide by a decider, second where two must."""
        items = self._items(giver, rows)
        agency = Programme.objects.get(pk=self.programme.pk).parties.get(agency__kind=receiver).agency_id
        proposed = disclosing.propose(
            by=self.actor(giver, self.proposes(giver)), case=case, receiver=agency, items=items,
            why=self.words("reasons"), **how,
        )  # fmt: skip
        return self.decide(giver, receiver, case, proposed, rows, age)

    def propose_only(self, giver: str, receiver: str, case: CaseFile, rows: Sequence[Entry]) -> Disclosure:
        """A proposal that waits for its decider."""
        agency = self.programme.parties.get(agency__kind=receiver).agency_id
        return disclosing.propose(
            by=self.actor(giver, "handlaggare1"), case=case, receiver=agency,
            items=self._items(giver, rows), why=self.words("reasons"),
        )  # fmt: skip

    def decide(
        self, giver: str, receiver: str, case: CaseFile, proposed: Disclosure, rows: Sequence[Entry], age: int
    ) -> Disclosure:
        """Decide on a ground in force that day; record a consent first where that is the ground."""
        ground = ground_for(giver, receiver, age, clock.today())
        if ground == "osl-10-1":
            consents.record(
                by=self.actor(giver, "handlaggare1"), case=case, given_by="self" if age >= 18 else "both",
                receivers=[proposed.receiver_id], kinds=sorted({row.kind for row in rows}),
                until=clock.today() + timedelta(days=180), scope="Uppgifter som behövs i Trefas.",
                guardian="" if age >= 18 else "Vårdnadshavaren (påhittad)",
            )  # fmt: skip
        decision = disclosing.Decision(ground, answers_for(ground), self.words("reasons"))
        decided = disclosing.decide(by=self.actor(giver, "beslut1"), disclosure=proposed, decision=decision)
        if decided.state == Disclosure.State.AWAITS_SECOND:
            return self.second(giver, decided)
        return decided

    def second(self, giver: str, disclosure: Disclosure) -> Disclosure:
        """The second decider reads the same preview and agrees."""
        from samverkan.secrecy import door

        by = self.actor(giver, "beslut2")
        with bound(by):
            shown = door.digest_of(door.payload_of(disclosure))
        return disclosing.second(by=by, disclosure=disclosure, shown=shown, reasons="Läst, instämmer.")

    def proposes(self, _giver: str) -> str:
        """The post that proposes an authority's disclosures."""
        return "handlaggare1"

    def others(self) -> list[str]:
        """The parties that do not own the list."""
        return [kind for kind in self.stems if kind != self.place.owner]

    def _roles(self, kind: str) -> set[str]:
        return {"coordinator"} if kind in ("police", "social") else set()

    def _items(self, giver: str, rows: Sequence[Entry]) -> list[disclosing.Item]:
        by = self.actor(giver, "beslut1")
        with bound(by):
            opened = open_all(Entry.of(by.agency).filter(pk__in=[row.pk for row in rows]))
        return [disclosing.Item(each.row.pk, tuple(each.fields or {})) for each in opened]


def ground_for(giver: str, receiver: str, age: int, on: date) -> str:
    """A ground a decider might have picked that day. A made-up choice, not advice."""
    if giver == "social" and receiver == "police" and age < 21:
        return "osl-10-18a"
    if on >= NEW_LAW:
        return "lag-2025-170-5" if (giver, receiver) == ("probation", "police") else "osl-10-15a"
    return "osl-10-1" if giver == "social" else "osl-10-27"


def answers_for(ground: str) -> dict[str, Answer]:
    """Every condition answered so that the ground stands."""
    found = find(ground, clock.today())
    return {
        each.id: Answer(next(option.id for option in each.options if option.stands), "Prövat (påhittat).")
        for each in found.conditions
    }


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in Stockholm."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.STOCKHOLM)
