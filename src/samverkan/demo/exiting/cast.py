"""The exit programmes' officers at work, through the same acts as the pages use."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

from samverkan.casework import actions
from samverkan.casework.models import Deadline
from samverkan.demo import files
from samverkan.demo.cast import answers_for
from samverkan.secrecy import clock, disclosing
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import Assignment, CaseFile, Delivery, Disclosure, Entry, Programme
from samverkan.secrecy.officers import actor_for

TEXTS: Mapping[str, Any] = files.listed("exits")
FRESH = timedelta(minutes=5)
GROUND = "osl-10-15a"


class Cast:
    """One town's exit programme: `stem` of its user names, `name` of its programme."""

    def __init__(self, stem: str, name: str, chosen: Random) -> None:
        self.stem, self.name, self.chosen = stem, name, chosen
        self._actors: dict[str, Actor] = {}

    def programme(self, name: str = "") -> Programme:
        """The town's programme, or another by its name."""
        return Programme.objects.get(name=name or self.name)

    def held(self, post: str) -> Assignment:
        """The assignment of a post."""
        return Assignment.objects.select_related("officer").get(officer__username=f"{self.stem}.{post}")

    def actor(self, post: str, *, fresh: bool = False) -> Actor:
        """Whoever is in a post; `fresh`: who has just proved afresh who they are."""
        if post not in self._actors:
            held = self.held(post)
            found = actor_for(held.officer_id, held.pk)
            assert found is not None
            self._actors[post] = found
        found = self._actors[post]
        return found.stepped_up(clock.now() + FRESH) if fresh else found

    def has(self, post: str) -> bool:
        """Whether the town has somebody in the post."""
        return Assignment.objects.filter(officer__username=f"{self.stem}.{post}").exists()

    def words(self, *path: str) -> str:
        """A made-up sentence of a sort."""
        found: Any = TEXTS
        for step in path:
            found = found[step]
        return str(self.chosen.choice(found)) if isinstance(found, list) else str(found)

    def add(self, case: CaseFile, kind: str, post: str = "samordnare", **fields: Any) -> Entry:
        """An entry in the own file."""
        return actions.add(by=self.actor(post), case=case, kind=kind, fields=fields)

    def move(self, case: CaseFile, step: str, post: str = "samordnare", **how: str) -> None:
        """A step of the method, with a reason where none is named."""
        actions.move(by=self.actor(post), case=case, move=step, **{"reason": "Beslutat i gruppen.", **how})

    def stop(self, case: CaseFile, clock_id: str, reason: str) -> None:
        """Stop a clock of the method in a file, if it runs."""
        by = self.actor("samordnare")
        with bound(by):
            rows = list(Deadline.of(by.agency).filter(case=case, clock=clock_id, ended_at__isnull=True))
        for row in rows:
            actions.stop_clock(by=by, deadline=self._running(row.pk), reason=reason)

    def _running(self, key: Any) -> Deadline:
        with bound(self.actor("samordnare")):
            found: Deadline = Deadline.objects.select_related("case__programme").get(pk=key)
            return found

    def anew(self, case: CaseFile) -> CaseFile:
        """The file as it stands now, with its programme."""
        with bound(self.actor("beslut1")):
            found: CaseFile = CaseFile.objects.select_related("programme").get(pk=case.pk)
            return found

    def crosses(self, proposed: Disclosure, to: "Cast", post: str) -> CaseFile:
        """Decided here, received there: the receiver's own file on it."""
        decision = disclosing.Decision(GROUND, answers_for(GROUND), "En plats prövas (påhittat).")
        disclosing.decide(by=self.actor("beslut1"), disclosure=proposed, decision=decision)
        by = to.actor(post)
        with bound(by):
            waiting = Delivery.of(by.agency).get(disclosure=proposed.pk, kind="copy")
        return to.anew(actions.receive(by=by, delivery=waiting).case)


def ago(days: int) -> str:
    """A day so many days before the one that is acted out."""
    return (clock.today() - timedelta(days=days)).isoformat()
