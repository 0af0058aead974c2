"""Who does what in the made-up work on groups: the authorities of Trefas, the municipality and an association."""

from collections.abc import Iterable
from random import Random
from typing import Any

from samverkan.casework import actions
from samverkan.casework.reads import inbox
from samverkan.demo.cast import Cast
from samverkan.demo.group_place import place
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import CaseFile, Entry

ADULT = 30  # years, where a ground asks for an age and the matter is a group
PROPOSES = {"police": "kommunpolis", "municipality": "ledare"}
WRITES = {"police": "kommunpolis", "municipality": "ledare", "social": "handlaggare1", "probation": "handlaggare1",
          "supplier": "rost"}  # fmt: skip


class GroupCast(Cast):
    """The parties of the programme about groups. `held` is each authority's own file on a matter, by its list id."""

    def __init__(self, chosen: Random) -> None:
        super().__init__(place(), chosen)
        self.held: dict[tuple[str, Any], CaseFile] = {}

    def writer(self, kind: str) -> Actor:
        """Whoever writes most in an authority."""
        return self.actor(kind, WRITES[kind])

    def proposes(self, giver: str) -> str:
        """The post that proposes an authority's disclosures."""
        return PROPOSES.get(giver, "handlaggare1")

    def of(self, kind: str, case: CaseFile) -> CaseFile | None:
        """The authority's own file on the matter; None where it was told nothing."""
        return self.held.get((kind, case.list_id))

    def tell(self, giver: str, receiver: str, case: CaseFile, rows: Iterable[Entry]) -> None:
        """Disclose entries of a matter, and have them received there."""
        self.disclose(giver, receiver, case, list(rows), ADULT)
        self.take_in(receiver, case)

    def take_in(self, receiver: str, case: CaseFile) -> None:
        """Receive what waits on a matter, in the authority's file on it or a new one."""
        by = self.actor(receiver, "beslut1")
        with bound(by):
            waiting = [each for each in inbox.waiting(by) if each.list_id == case.list_id]
        for delivery in waiting:
            own = self.of(receiver, case)
            found = actions.receive(by=by, delivery=delivery, case=own)
            self.held[receiver, case.list_id] = found.case
            if own is None:
                self._assign(receiver, found.case)

    def _assign(self, receiver: str, case: CaseFile) -> None:
        if receiver in {"social", "probation"}:
            self.assign_all(receiver, case)
