"""One made-up person's year in a programme: what happens when, drawn once, then acted out by the cast."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from samverkan.casework import actions
from samverkan.casework.models import Task
from samverkan.casework.reads import inbox
from samverkan.demo.cast import Cast, at
from samverkan.demo.people import MadeUp
from samverkan.secrecy import afterwards, clock, disclosing, reception
from samverkan.secrecy.acting import Refused
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Entry

Act = tuple[datetime, Callable[[], None]]
LEVELS = ("red", "yellow", "green")
DAY = timedelta(days=1)


@dataclass
class Story:
    """A person, their nominator's file, and the other authorities' own files as they come to be."""

    cast: Cast
    person: MadeUp
    chosen: Random
    anchor: date
    meetings: list[date]
    starts: date
    odd: str = ""
    files: dict[str, CaseFile] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    level: str = "yellow"

    @property
    def owner(self) -> str:
        return self.cast.place.owner

    @property
    def age(self) -> int:
        return self.person.age(clock.today())

    def acts(self) -> Iterator[Act]:
        """Everything that happens to the person up to the anchor date, in time order."""
        found = [*self._beginning(), *self._middle(), *self._end()]
        return iter(sorted((act for act in found if act[0].date() <= self.anchor), key=lambda act: act[0]))

    def _beginning(self) -> Iterator[Act]:
        beforehand = self.chosen.random() < 0.3
        if beforehand:
            kind = self.chosen.choice(self.cast.others())
            yield at(self.starts - 20 * DAY, 10), lambda: self._open_own(kind)
        yield at(self.starts, 9, self.chosen.randrange(60)), self._nominate
        if self.odd == "unconfirmed":
            return
        yield at(self.starts + 2 * DAY, 11), lambda: self._move("confirm", self.cast.words("confirm"))
        yield at(self.starts + 3 * DAY, 13), lambda: self._move("activate")
        for kind in self.cast.others():
            yield at(self.starts + 3 * DAY, 14), partial(self._tell, kind)
            yield at(self.starts + 4 * DAY, 10), partial(self._take_in, kind)

    def _middle(self) -> Iterator[Act]:
        if self.odd == "unconfirmed":
            return
        first = self.starts + 5 * DAY
        for meeting in (day for day in self.meetings if day >= first):
            yield at(meeting, 13, self.chosen.randrange(5, 55)), self._colour
        length = max((self.anchor - first).days, 1)
        for kind in self.cast.stems:
            for _ in range(self.chosen.randrange(1, 4)):
                day = first + self.chosen.randrange(length) * DAY
                share = self.chosen.random() < 0.4
                yield (
                    at(day, 15, self.chosen.randrange(60)),
                    partial(self._note, kind, share),
                )
        for _ in range(self.chosen.choice((0, 1, 1, 2))):
            day = first + self.chosen.randrange(length) * DAY
            yield from self._task(day, self.chosen.choice(list(self.cast.stems)))
        if self.chosen.random() < 0.4:
            coming = self.anchor + self.chosen.randrange(2, 40) * DAY
            yield at(first + DAY, 16), lambda: self._date_coming(coming)
        yield from self._odd(first)

    def _odd(self, first: date) -> Iterator[Act]:
        acts = {"refused": self._refused, "withdrawn": self._withdrawn, "rejected": self._rejected,
                "shown": self._shown, "proposed": self._proposed, "waiting": self._waiting}  # fmt: skip
        late = {"proposed", "waiting"}
        if self.odd in acts:
            day = self.anchor - DAY if self.odd in late else min(first + 10 * DAY, self.anchor)
            yield at(day, 16, 30), acts[self.odd]

    def _end(self) -> Iterator[Act]:
        if self.odd in ("calm", "moved", "imprisoned", "exit_programme", "wrong"):
            day = min(self.starts + self.chosen.randrange(60, 160) * DAY, self.anchor - 3 * DAY)
            yield at(day, 17), lambda: self._move("leave", self.cast.words("exits", self.odd), self.odd)

    def _open_own(self, kind: str) -> None:
        by = self.cast.actor(kind, "handlaggare1")
        self.files[kind] = actions.open_file(
            by=by, programme=self.cast.programme, identity=self.person.identity()
        )

    def _nominate(self) -> None:
        protected = self.odd == "protected"
        identity: dict[str, Any] = self.person.identity()
        if protected:
            identity["protection"] = "marked"
        by = self.cast.actor(self.owner, "samordnare" if protected else "handlaggare1")
        words = self.cast.words
        self.files[self.owner] = case = actions.nominate(
            by=by, programme=self.cast.programme, identity=identity, protected=protected,
            nomination={"grounds": words("grounds"), "network": words("networks"),
                        "offender_risk": words("offender_risk"), "victim_risk": words("victim_risk")},
        )  # fmt: skip
        self.cast.assign_all(self.owner, case)
        marking = {"child": self.age < 18, "not_suspected": self.chosen.random() < 0.3,
                   "victim": self.chosen.random() < 0.2}  # fmt: skip
        if any(marking.values()):
            actions.add(by=by, case=case, kind="marking", fields=marking)

    def _move(self, move: str, reason: str = "", leaving: str = "") -> None:
        by = self.cast.actor(self.owner, "beslut1")
        try:
            self.files[self.owner] = actions.move(
                by=by, case=self.files[self.owner], move=move, reason=reason, leaving=leaving
            )
        except Refused:  # already left
            return

    def _tell(self, kind: str) -> None:
        case = self.files[self.owner]
        rows = self._rows(self.owner, case, "nomination", "marking")
        if self.odd != "protected":  # protected identity is disclosed by hand, never in a routine
            rows += self._rows(self.owner, case, "identity")
        self.cast.disclose(self.owner, kind, case, rows, self.age, mode="package")
        self.told.add(kind)

    def _take_in(self, kind: str) -> None:
        case = self.files[self.owner]
        by = self.cast.actor(kind, "beslut1")
        own = self.files.get(kind)
        with bound(by):
            waiting = [each for each in inbox.waiting(by) if each.list_id == case.list_id]
        for delivery in waiting:
            received = actions.receive(by=by, delivery=delivery, case=own)
            self.files[kind] = own = received.case
            self.cast.assign_all(kind, own)

    def _colour(self) -> None:
        case = self._open_case(self.owner)
        if case is None:
            return
        step = self.chosen.choice((-1, 0, 0, 0, 0, 1))
        level = LEVELS[min(max(LEVELS.index(self.level) + step, 0), 2)]
        due = level != self.level or self.chosen.random() < 0.5
        if not due:
            return
        self.level = level
        entry = self.cast.judge(self.owner, case, "joint_colour", level, 21 if level == "red" else 42)
        for kind in sorted(self.told):
            if level == "red" or self.chosen.random() < 0.4:
                self.cast.disclose(self.owner, kind, case, [entry], self.age)
                self._take_in(kind)

    def _note(self, kind: str, share: bool) -> None:
        case = self._open_case(kind)
        if case is None or self._open_case(self.owner) is None:
            return
        entry = self.cast.note(kind, case)
        if self.chosen.random() < 0.4:
            self.cast.judge(kind, case, "colour", self.chosen.choice(LEVELS), 21)
        receivers = [
            other for other in self.cast.stems if other != kind and (other in self.told or kind != self.owner)
        ]
        if share and receivers and case.list_id is not None:
            other = self.chosen.choice([self.owner] if kind != self.owner else receivers)
            self.cast.disclose(kind, other, case, [entry], self.age)
            self._take_in(other)

    def _task(self, day: date, kind: str) -> Iterator[Act]:
        done = self.chosen.random() < 0.75
        due = day + self.chosen.randrange(5, 21) * DAY
        held: dict[str, Any] = {}
        yield at(day, 14, 20), lambda: self._give_task(held, kind, due)
        yield at(day + DAY, 9), lambda: self._accept(held, kind)
        if done:
            yield at(due - DAY, 15), lambda: self._finish(held, kind)

    def _give_task(self, held: dict[str, Any], kind: str, due: date) -> None:
        case = self._open_case(self.owner)
        if case is None or (kind != self.owner and kind not in self.told):
            return
        fields = {"title": self.cast.words("tasks", kind), "responsible": kind, "due": due.isoformat()}
        by = self.cast.actor(self.owner, "handlaggare1")
        task = actions.give_task(by=by, case=case, fields=fields)
        if kind == self.owner:
            held["task"] = task
            return
        self.cast.disclose(self.owner, kind, case, [task.entry], self.age)
        self._take_in(kind)
        with bound(self.cast.actor(kind, "beslut1")):
            held["offered"] = Task.objects.filter(case=self.files[kind], state="offered").first()

    def _accept(self, held: dict[str, Any], kind: str) -> None:
        if held.get("offered") is not None:
            by = self.cast.actor(kind, "handlaggare1")
            held["task"] = actions.accept_task(by=by, task=held["offered"])

    def _finish(self, held: dict[str, Any], kind: str) -> None:
        if held.get("task") is not None and self._open_case(kind) is not None:
            report = {
                "outcome": "done",
                "done_on": clock.today().isoformat(),
                "text": self.cast.words("reports"),
            }
            actions.finish_task(by=self.cast.actor(kind, "handlaggare1"), task=held["task"], report=report)

    def _date_coming(self, day: date) -> None:
        kind = "probation" if "probation" in self.files else self.owner
        case = self._open_case(kind)
        if case is not None:
            fields = {"kind": self.chosen.choice(("release", "trial", "move")), "date": day.isoformat()}
            actions.add(
                by=self.cast.actor(kind, "handlaggare1"), case=case, kind="date_coming", fields=fields
            )

    def _refused(self) -> None:
        proposed = self._proposal()
        by = self.cast.actor(self.owner, "beslut1")
        disclosing.refuse(by=by, disclosure=proposed, reasons=self.cast.words("refusals"))

    def _proposed(self) -> None:
        self._proposal()

    def _proposal(self) -> Disclosure:
        case = self.files[self.owner]
        return self.cast.propose_only(self.owner, self._receiver(), case, [self.cast.note(self.owner, case)])

    def _crossed(self, **how: Any) -> Disclosure:
        case = self.files[self.owner]
        note = self.cast.note(self.owner, case)
        return self.cast.disclose(self.owner, self._receiver(), case, [note], self.age, **how)

    def _waiting(self) -> None:
        self._crossed()

    def _withdrawn(self) -> None:
        disclosure = self._crossed()
        by = self.cast.actor(self.owner, "beslut1")
        afterwards.withdraw(by=by, disclosure=disclosure, reason=self.cast.words("withdrawals"))

    def _rejected(self) -> None:
        disclosure = self._crossed()
        by = self.cast.actor(self._receiver(), "beslut1")
        with bound(by):
            delivery = Delivery.of(by.agency).get(disclosure=disclosure.pk, kind="copy")
        reception.reject(by=by, delivery=delivery, reason=self.cast.words("rejections"))

    def _shown(self) -> None:
        self._crossed(form="visning", ends_on=clock.today() + 30 * DAY)
        self._take_in(self._receiver())

    def _receiver(self) -> str:
        return min(self.told)

    def _open_case(self, kind: str) -> CaseFile | None:
        case = self.files.get(kind)
        if case is None:
            return None
        with bound(self.cast.actor(kind, "beslut1")):
            return (
                CaseFile.objects.filter(pk=case.pk, closed_on__isnull=True)
                .select_related("programme")
                .first()
            )

    def _rows(self, kind: str, case: CaseFile, *sorts: str) -> list[Entry]:
        with bound(self.cast.actor(kind, "beslut1")):
            return list(Entry.objects.filter(case=case, kind__in=sorts))
