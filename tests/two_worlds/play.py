"""Acting a history out, step by step, with the clock held and ids drawn from one stream a step and agency."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from support.acts import Acts, decision
from support.council import Municipality
from support.evaluations import Analyst
from two_worlds.steps import DECIDER, NUMBERS, WRITER, Step, agency_id

from samverkan.casework import actions
from samverkan.casework.models import Task
from samverkan.secrecy import clock, consents, disclosing, ids, reception
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Entry

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
VISITED = START + timedelta(days=12)


class Play:
    """One world's run of a history; `made` holds what each step brought about."""

    def __init__(self, acts: Acts, steps: list[Step]) -> None:
        self.acts, self.steps = acts, steps
        self.made: dict[int, Any] = {}
        self.assigned: set[int] = set()

    def run(self, kept: Iterable[int]) -> None:
        """Act out the kept steps, each at its own hour whatever was left out before it."""
        for n in sorted(kept):
            with ids.drawn_from(stream(f"step {n}")), clock.frozen(START + timedelta(hours=n)):
                self.made[n] = getattr(self, f"_{self.steps[n].does}")(self.steps[n], n)

    def _case(self, n: int) -> CaseFile:
        made = self.made[n]
        case = made if isinstance(made, CaseFile) else made.case
        with bound(self.acts.actor(DECIDER[self.steps[n].agency])):
            return CaseFile.objects.select_related("programme").get(pk=case.pk)

    def _nominate(self, step: Step, _n: int) -> CaseFile:
        return self.acts.nominate(WRITER[step.agency] if step.agency == "police" else _NOMINATOR[step.agency],
                                  name=f"Prov {step.what}", person_number=NUMBERS[step.what])  # fmt: skip

    def _open(self, step: Step, _n: int) -> CaseFile:
        person = {"name": f"Prov {step.what}", "person_number": NUMBERS[step.what]}
        return actions.open_file(
            by=self.acts.actor(_NOMINATOR[step.agency]), programme=self.acts.programme(), identity=person
        )

    def _note(self, step: Step, n: int) -> Entry:
        return self.acts.note(_WRITES[step.agency], self._assigned(step.of[0]), f"Anteckning {n}")

    def _colour(self, step: Step, _n: int) -> Entry:
        return self.acts.judge(_WRITES[step.agency], self._assigned(step.of[0]), step.what)

    def _task(self, step: Step, _n: int) -> Any:
        return self.acts.give_task(_WRITES[step.agency], self._assigned(step.of[0]), step.what)

    def _propose(self, step: Step, _n: int) -> Disclosure:
        item = disclosing.Item(self._entry(step.of[1]).pk, ("text",))
        by = self.acts.actor(_WRITES[step.agency])
        return disclosing.propose(
            by=by, case=self._assigned(step.of[0]), receiver=agency_id(step.what), items=[item]
        )

    def _refuse(self, step: Step, _n: int) -> Disclosure:
        by = self.acts.actor(DECIDER[step.agency])
        return disclosing.refuse(by=by, disclosure=self.made[step.of[0]], reasons="Behövs inte.")

    def _disclose(self, step: Step, _n: int) -> Disclosure:
        entry = self._entry(step.of[1])
        form = (
            {"form": "visning", "ends_on": (START + timedelta(days=60)).date()}
            if step.what == "visning"
            else {}
        )
        return self.acts.disclose(
            DECIDER[step.agency],
            self._case(step.of[0]),
            agency_id(step.to),
            entry,
            decision=decision(),
            **form,
        )

    def _receive(self, step: Step, _n: int) -> reception.Received:
        return actions.receive(by=self.acts.actor(DECIDER[step.agency]), delivery=self._delivery(step))

    def _reject(self, step: Step, _n: int) -> Delivery:
        by = self.acts.actor(DECIDER[step.agency])
        return reception.reject(by=by, delivery=self._delivery(step), reason="Fel person.")

    def _withdraw(self, step: Step, _n: int) -> Disclosure:
        return self.acts.withdraw(DECIDER[step.agency], self.made[step.of[0]])

    def _evaluate(self, step: Step, _n: int) -> Any:
        return Analyst(self.acts.world, {"police": "pol.styr", "social": "soc.beslut"}[step.agency]).plan()

    def _draft(self, _step: Step, _n: int) -> Any:
        return Municipality(self.acts.world).picture()

    def _accept(self, step: Step, _n: int) -> Task | None:
        by = self.acts.actor(DECIDER[step.agency])
        with bound(by):
            task = Task.of(by.agency).filter(case=self.made[step.of[0]].case, state="offered").first()
        self._assigned(step.of[0])
        return actions.accept_task(by=self.acts.actor(_WRITES[step.agency]), task=task) if task else None

    def _consent(self, step: Step, _n: int) -> Any:
        receivers = [agency_id(name) for name in ("police", "probation", "social") if name != step.agency]
        return consents.record(
            by=self.acts.actor(_WRITES[step.agency]), case=self._assigned(step.of[0]), given_by="self",
            receivers=receivers, kinds=["note"], until=(START + timedelta(days=90)).date(), scope="Prov.",
        )  # fmt: skip

    def _meeting(self, _step: Step, n: int) -> Any:
        chair = self.acts.actor("pol.samordnare")
        starts = START + timedelta(hours=n, minutes=30)
        meeting = actions.plan_meeting(by=chair, programme=self.acts.programme(), starts_at=starts)
        return actions.open_meeting(by=chair, meeting=meeting)

    def _point(self, step: Step, _n: int) -> None:
        by = self.acts.actor(_WRITES[step.agency])
        actions.point_at(by=by, meeting=self.made[step.of[1]], case=self._assigned(step.of[0]))

    def _assigned(self, n: int) -> CaseFile:
        """The case, with the agency's writer assigned to it where the role asks for that."""
        from samverkan.secrecy.models import Assignment

        case, agency = self._case(n), self.steps[n].agency
        writer = self.acts.actor(_WRITES[agency])
        if agency != "police" and n not in self.assigned:
            self.assigned.add(n)
            given = Assignment.objects.get(pk=writer.assignment)
            decider = self.acts.actor(DECIDER[agency])
            with ids.drawn_from(
                stream(f"assigned {n}")
            ):  # done once, whichever step comes first in this world
                actions.assign(by=decider, case=case, assignment=given, since=START.date())
        return case

    def _entry(self, n: int) -> Entry:
        made = self.made[n]
        if isinstance(made, Entry):
            return made
        if hasattr(made, "entry"):
            return made.entry
        return self.acts.of_kind(DECIDER[self.steps[n].agency], self._case(n), "identity")

    def _delivery(self, step: Step) -> Delivery:
        by = self.acts.actor(DECIDER[step.agency])
        with bound(by):
            return Delivery.of(by.agency).get(disclosure=self.made[step.of[0]].pk, kind="copy")


_NOMINATOR = {"police": "pol.samordnare", "probation": "fri.handlaggare", "social": "soc.handlaggare"}
_WRITES = _NOMINATOR


def stream(name: str) -> ids.Source:
    """Ids for one step: a stream for each agency, the same in both worlds."""
    drawn: dict[UUID | None, random.Random] = {}

    def draw(agency: UUID | None) -> bytes:
        return drawn.setdefault(agency, random.Random(f"{name}/{agency}")).randbytes(16)

    return draw
