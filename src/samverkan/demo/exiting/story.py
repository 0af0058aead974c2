"""One made-up leaver's way from the first contact as far as it went, each step on its day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from samverkan.casework import actions
from samverkan.demo.cast import at
from samverkan.demo.exiting.cast import TEXTS, Cast, ago
from samverkan.demo.exiting.place import Places
from samverkan.demo.people import MadeUp
from samverkan.demo.story import Act
from samverkan.secrecy import clock
from samverkan.secrecy.models import CaseFile

DAY = timedelta(days=1)
FAR = ("contact", "assessment", "acute", "relocation", "stabilisation", "ending", "aftercare")
RENEWED = 182  # days after which keys that have run out are given anew
REVIEWED = 28  # days between threat assessments
AREAS = tuple(TEXTS["needs"])


@dataclass
class Leaver:
    """What the data file says of one, and the file once it is opened."""

    cast: Cast
    told: dict[str, Any]
    person: MadeUp
    number: int
    anchor: date
    places: Places = field(init=False)
    case: CaseFile | None = None

    def __post_init__(self) -> None:
        self.places = Places(self.cast, self)

    @property
    def counsellor(self) -> str:
        """Who works on it."""
        return "handlaggare2" if self.number % 2 and self.cast.has("handlaggare2") else "handlaggare1"

    @property
    def file(self) -> CaseFile:
        """The file, which the first act opens."""
        assert self.case is not None
        return self.cast.anew(self.case)

    def reached(self, phase: str) -> bool:
        """Whether it came to a phase."""
        if self.told["phase"] == "closed":
            return phase == "assessment" and bool(self.told.get("assessed"))
        return FAR.index(phase) <= FAR.index(self.told["phase"])

    def acts(self) -> Iterator[Act]:
        """Everything up to the anchor date."""
        first = self.anchor - self.told["came"] * DAY
        found = [*self._contact(first), *(self._support(first) if self.reached("acute") else ())]
        return iter([act for act in found if act[0].date() <= self.anchor])

    def _contact(self, first: date) -> Iterator[Act]:
        yield at(first, 10, self.number), self._opened
        yield at(first, 11, self.number), self._assigned
        yield at(first + 2 * DAY, 13), self._spoke
        if self.told.get("named"):
            yield at(first + 4 * DAY, 9), self._named
        if self.reached("assessment"):
            yield at(first + 5 * DAY, 9), partial(self._step, "assess")
            yield at(first + 8 * DAY, 10), self._conditions
        if "leaving" in self.told:
            yield at(first + 16 * DAY, 15), self._referred

    def _support(self, first: date) -> Iterator[Act]:
        yield at(first + 11 * DAY, 10), partial(self._threat, 0)
        yield at(first + 12 * DAY, 10), self._granted
        yield at(first + 14 * DAY, 9), partial(self._step, "take_in", post="beslut1")
        yield at(first + 15 * DAY, 9), partial(self._needs, 0)
        yield at(first + 15 * DAY, 14), partial(self._plan, "acute", 10)
        yield at(first + 16 * DAY, 9), self.places.locked
        if not self.reached("ending"):
            yield at(first + (16 + RENEWED) * DAY, 9), self.places.keys
        for n in range(1, self._reviews(first)):
            yield at(first + (11 + n * REVIEWED) * DAY, 10), partial(self._threat, n)
        for n in range(1, 14):
            yield at(first + n * 30 * DAY, 16), partial(self._cost, n)
            yield at(first + n * 27 * DAY, 12), self._spoke
        for phase, step, after in (("relocation", "relocate", 30), ("stabilisation", "stabilise", 75)):
            if self.reached(phase):
                yield at(first + after * DAY, 9), partial(self._step, step)
                yield at(first + after * DAY, 14), partial(self._plan, phase, 25)
                yield at(first + after * DAY, 15), partial(self._needs, 1 if phase == "relocation" else 2)
        yield from self._ending(first)

    def _reviews(self, first: date) -> int:
        """How many times the threat was judged: until support ended, or until now."""
        days = 160 if self.reached("aftercare") else (self.anchor - first).days
        return max(1, (days - 11) // REVIEWED + 1)

    def _ending(self, first: date) -> Iterator[Act]:
        dropped = self.told.get("way") == "dropped_out"
        if self.reached("ending") and not dropped:
            yield at(first + 150 * DAY, 9), partial(self._step, "end_support")
        if self.reached("aftercare"):
            yield at(first + 160 * DAY, 9), self._ended
            yield at(first + 160 * DAY, 10), partial(self._step, "drop_out" if dropped else "follow")
        for kind, after in (("follow_up_6", 200), ("follow_up_12", 382)):
            yield at(first + after * DAY, 11), partial(self._followed, kind, dropped)

    def _opened(self) -> None:
        said = {"event_date": ago(0), "how": self.told["how"], "wants": self.cast.words("wants")}
        identity = {"name": self.told["alias"]}
        self.case = actions.nominate(
            by=self.cast.actor("samordnare"),
            programme=self.cast.programme(),
            identity=identity,
            nomination=said,
        )

    def _assigned(self) -> None:
        for post in {self.counsellor, "handlaggare1"}:
            actions.assign(by=self.cast.actor("beslut1"), case=self.file, assignment=self.cast.held(post))

    def _spoke(self) -> None:
        if not self.file.closed_on:
            self.cast.add(self.file, "contact", self.counsellor, event_date=ago(0), how="phone",
                          text=self.cast.words("contacts"))  # fmt: skip

    def _named(self) -> None:
        self.cast.add(self.file, "identity", **self.person.identity())

    def _conditions(self) -> None:
        met = "met" if self.reached("acute") else "not_yet"
        tried = {"motivated": "met", "consents": met, "form_signed": met, "not_witness": met}
        if self.told.get("leaving") == "not_met":
            tried["not_witness"] = "not_met"
        self.cast.add(self.file, "police_conditions", event_date=ago(1), **tried)

    def _granted(self) -> None:
        self.cast.add(self.file, "support_decision", decided_on=ago(0), decision="granted",
                      text=self.cast.words("decisions"), until_day=ago(-365))  # fmt: skip

    def _referred(self) -> None:
        self.cast.move(self.file, "refer", "beslut1", leaving=self.told["leaving"])

    def _step(self, step: str, post: str = "samordnare") -> None:
        self.cast.move(self.file, step, post)

    def _threat(self, n: int) -> None:
        level = self.told["levels"][min(n, len(self.told["levels"]) - 1)]
        actions.judge(
            by=self.cast.actor("samordnare"), case=self.file, kind="threat", level=level,
            reason=self.cast.words("threats", level), more={"with_police": "together"},
            valid_until=clock.today() + REVIEWED * DAY,
        )  # fmt: skip

    def _needs(self, turn: int) -> None:
        for n, area in enumerate(AREAS):
            states = list(TEXTS["needs"][area])
            state = states[min((turn + n % 2) if turn else n % 2, len(states) - 1)]
            self.cast.add(self.file, "need", self.counsellor, area=area, state=state, event_date=ago(0),
                          text=TEXTS["needs"][area][state])  # fmt: skip
        if "family" in self.told and not turn:
            relation = self.told["family"]
            self.cast.add(self.file, "family", relation=relation, child=relation != "partner", moves_along=True,
                          text="Behöver stöd vid flytten (påhittat).")  # fmt: skip

    def _plan(self, phase: str, days: int) -> None:
        for title in TEXTS["steps"][phase]:
            fields = {"title": title, "phase": phase, "responsible": "exit", "due": ago(-days)}
            task = actions.give_task(by=self.cast.actor("samordnare"), case=self.file, fields=fields)
            if clock.today() + (days + 8) * DAY < self.anchor:
                report = {"outcome": "done", "done_on": ago(0)}
                actions.finish_task(by=self.cast.actor("samordnare"), task=task, report=report)

    def _cost(self, n: int) -> None:
        if not self.cast.has("ekonom") or (self.told.get("way") and n > 5):
            return
        payer = "police_grant" if n % 3 == 1 else "exit"
        amount = 18_000 + 500 * (self.number % 7) if n > 3 else 46_000 + 900 * (self.number % 5)
        self.cast.add(self.file, "cost", "ekonom", event_date=clock.today().replace(day=1).isoformat(),
                      sort="housing", amount=amount, payer=payer)  # fmt: skip

    def _ended(self) -> None:
        way = self.told["way"]
        self.cast.add(self.file, "support_end", event_date=ago(0), way=way, text=TEXTS["ended"][way])
        self.cast.stop(self.file, "threat_review", "Stödet har upphört. Hotet bedöms vid uppföljningen.")

    def _followed(self, kind: str, dropped: bool) -> None:
        if dropped and self.number % 2:
            return  # nobody has written it: it is late, and stays in the denominator
        said = {"reached": "not_reached" if dropped else "met", "outside": "unknown" if dropped else "yes"}
        lives = {
            "housing": "unknown" if dropped else "yes",
            "occupation": "no" if dropped or kind[-1] == "6" else "yes",
        }
        self.cast.add(self.file, kind, event_date=ago(0), **said, **lives,
                      **({} if dropped else {"text": self.cast.words("words")}))  # fmt: skip
