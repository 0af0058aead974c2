"""Everything that happens in the two towns' exit work, in order of time."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from samverkan.casework import actions
from samverkan.demo import chance
from samverkan.demo.cast import at
from samverkan.demo.exiting.cast import TEXTS, Cast, ago
from samverkan.demo.exiting.story import Leaver
from samverkan.demo.people import people
from samverkan.demo.story import Act
from samverkan.exits import actions as exits
from samverkan.secrecy.models import CaseFile, Disclosure

DAY = timedelta(days=1)
AGREEMENT, PROVIDERS, GRANTS = "Placeringsavtal Stockholm–Malmö", "Utförarna", "Bidragen"
HERE, THERE = (
    ("avhopp.sthlm", "Avhopparverksamheten Stockholm"),
    ("avhopp.malmo", "Avhopparverksamheten Malmö"),
)


def acts(seed: int, anchor: date) -> Iterator[Act]:
    """All of it, up to the anchor date."""
    here, there = (Cast(*each, chance.stream(seed, "exits", each[0])) for each in (HERE, THERE))
    crowd = iter(people(seed, anchor, len(TEXTS["leavers"]) + len(TEXTS["elsewhere"]), "people/avhopp"))
    ours = [Leaver(here, told, next(crowd), n, anchor) for n, told in enumerate(TEXTS["leavers"])]
    theirs = [Leaver(there, told, next(crowd), n, anchor) for n, told in enumerate(TEXTS["elsewhere"])]
    for leaver in (*ours, *theirs):
        yield from leaver.acts()
    yield from _questions(here, there, {each.told["alias"]: each for each in ours}, anchor)
    for told in TEXTS["providers"]:
        yield from _Provider(here, told, anchor).acts()
    for told in TEXTS["grants"]:
        yield from _Grant(here, told, anchor).acts()


def _questions(here: Cast, there: Cast, ours: dict[str, Leaver], anchor: date) -> Iterator[Act]:
    """One that found an obstacle, one that found none, one that waits in Malmö, and one not yet let go."""
    answers = {"Näktergal": ("obstacle", 95), "Grönsiska": ("none_known", 60)}
    for alias, (answer, back) in answers.items():
        day = anchor - back * DAY
        yield at(day, 9), partial(_answered, here, there, ours[alias], answer)
    yield at(anchor - 2 * DAY, 9), partial(_waits, _sent, here, there, ours["Järnsparv"])
    yield at(anchor - DAY, 15), partial(_waits, _asked, here, there, ours["Tärna"])
    yield at(anchor - 40 * DAY, 9), ours["Domherre"].places.compared_at_home
    yield at(anchor - 70 * DAY, 8), ours["Domherre"].places.emergency


def _waits(act: Callable[[Cast, Cast, Leaver], object], here: Cast, there: Cast, leaver: Leaver) -> None:
    """As far as that, and no further."""
    act(here, there, leaver)


def _asked(here: Cast, there: Cast, leaver: Leaver) -> Disclosure:
    month = ago(-30)[:7]
    found: Disclosure = leaver.places.asked(AGREEMENT, there.actor("beslut1").agency, month)
    return found


def _sent(here: Cast, there: Cast, leaver: Leaver) -> CaseFile:
    return here.crosses(_asked(here, there, leaver), there, "handlaggare1")


def _answered(here: Cast, there: Cast, leaver: Leaver, answer: str) -> None:
    """Asked, compared, answered by a human, told; then both towns close their file on the question."""
    proposed = _asked(here, there, leaver)
    file = here.crosses(proposed, there, "handlaggare1")
    by = there.actor("handlaggare1")
    exits.compare(by=by, file=file)
    going = exits.answer(
        by=by, file=there.anew(file), obstacle=answer, why="Prövat mot vår lista (påhittat)."
    )
    there.crosses(going, here, leaver.counsellor)
    there.move(there.anew(file), "close", "handlaggare1", leaving="answered")
    became = "elsewhere" if answer == "obstacle" else "placed"
    here.move(here.anew(proposed.case), "close", leaver.counsellor, leaving=became)


class _Provider:
    """A made-up provider: contract, price, inspections, deviations."""

    def __init__(self, cast: Cast, told: dict[str, Any], anchor: date) -> None:
        self.cast, self.told, self.anchor = cast, told, anchor
        self.case: CaseFile | None = None

    def acts(self) -> Iterator[Act]:
        told, anchor = self.told, self.anchor
        yield at(anchor - told["signed"] * DAY, 9), self._opened
        for back, way, result in told["inspections"]:
            yield (
                at(anchor - back * DAY, 13),
                partial(
                    self._add,
                    "inspection",
                    way=way,
                    result=result,
                    text="Gick igenom rutiner och lås (påhittat).",
                ),
            )
            if result == "stop":
                yield at(anchor - back * DAY, 15), self._paused
        for back, text, settled in told["deviations"]:
            days = (
                {"settled_on": (anchor - settled * DAY).isoformat(), "done": "Bytt lås."} if settled else {}
            )
            day, on = anchor - min(back, settled or back) * DAY, (anchor - back * DAY).isoformat()
            yield at(day, 14), partial(self._add, "deviation", event_date=on, text=text, **days)
            if settled:
                yield at(day, 15), self._settled

    def _opened(self) -> None:
        name = {"name": self.told["name"], "sort": self.told["sort"]}
        programme = self.cast.programme(PROVIDERS)
        self.case = actions.nominate(by=self.cast.actor("samordnare"), programme=programme, identity=name)
        until = (self.anchor - self.told["until"] * DAY).isoformat()
        self._add(
            "contract",
            number="Dnr (påhittat)",
            until_day=until,
            permit=self.told["permit"],
            text="Se avtalet.",
        )
        self._add("price", amount=self.told["price"], text="Ett dygn, allt inräknat.")
        actions.move(
            by=self.cast.actor("beslut1"),
            case=self._file(),
            move="approve",
            reason="Avtal och kontroll finns.",
        )

    def _settled(self) -> None:
        self.cast.stop(self._file(), "settle", "Åtgärdad av utföraren (påhittat).")

    def _paused(self) -> None:
        by = self.cast.actor("samordnare")
        actions.move(by=by, case=self._file(), move="pause", reason="Kontrollen visade brister (påhittat).")

    def _add(self, kind: str, **fields: Any) -> None:
        self.cast.add(self._file(), kind, **{"event_date": ago(0), **fields})

    def _file(self) -> CaseFile:
        assert self.case is not None
        return self.cast.anew(self.case)


class _Grant(_Provider):
    """A made-up grant: applied for, awarded, claimed, reported back."""

    def acts(self) -> Iterator[Act]:
        told, anchor = self.told, self.anchor
        yield at(anchor - told["applied"] * DAY, 9), self._opened
        yield at(anchor - (told["applied"] - 40) * DAY, 9), self._awarded
        yield (
            at(anchor - (told["applied"] - 90) * DAY, 9),
            partial(self._add, "claim", amount=told["claimed"]),
        )
        if "reported" in told:
            yield (
                at(anchor - told["reported"] * DAY, 9),
                partial(
                    self._add,
                    "report",
                    amount=told["used"],
                    repaid=told["repaid"],
                    text="Boende och stöd enligt ansökan.",
                ),
            )
            yield at(anchor - told["reported"] * DAY, 10), self._reported

    def _opened(self) -> None:
        name = {"name": self.told["name"], "giver": self.told["giver"]}
        programme = self.cast.programme(GRANTS)
        self.case = actions.nominate(by=self.cast.actor("samordnare"), programme=programme, identity=name)
        self._add("application", amount=self.told["amount"], text="Boende och stöd till den som lämnar.")

    def _reported(self) -> None:
        actions.move(by=self.cast.actor("samordnare"), case=self._file(), move="report_back")

    def _awarded(self) -> None:
        due = (self.anchor - self.told["due"] * DAY).isoformat()
        self._add("grant_decision", amount=self.told["granted"], report_by=due)
        actions.move(by=self.cast.actor("samordnare"), case=self._file(), move="start")
