"""The message, the help line, the community and the check of the strategy in the made-up work on groups."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from samverkan.casework import actions
from samverkan.demo.cast import answers_for, at
from samverkan.groups import actions as groups
from samverkan.secrecy import clock, consents, disclosing

if TYPE_CHECKING:
    from samverkan.demo.group_story import GroupStory

Line = dict[str, Any]
Act = tuple[datetime, Callable[[], None]]
SAID = ("message", "help", "consequence")


class GroupTalk:
    """What is said to whom, told for a story that keeps the files."""

    def __init__(self, story: "GroupStory") -> None:
        self.story, self.cast = story, story.cast

    def later(self) -> Iterator[Act]:
        """Call-ins held on their day, calls settled the day after, groups that have heard the message."""
        for line in self.story.lines["call_ins"]:
            if "outcome" in line:
                yield at(self.story.day(line["day"]), 21), partial(self._held, line)
        for line in self.story.lines["calls"]:
            if "to" in line:
                yield at(self.story.day(line["ago"] - 1), 9), partial(self._settle, line)

    def notification(self, line: Line) -> None:
        """A talk by two messengers; the act of it is disclosed to those who are told of the group."""
        said = {f"said_{part}": "on" for part in SAID if part in line["said"]}
        other = line.get("by", "Socialsekreteraren")
        fields = {"held_on": clock.today().isoformat(), "place": line["place"], "messenger_one": "Kommunpolisen",
                  "messenger_two": other, "response": line["response"], **said}  # fmt: skip
        if "text" in line:
            fields["text"] = line["text"]
        story = self.story
        groups.notify(by=self.cast.actor("police", "kommunpolis"), person=story.cases[line["with"]],
                      group=story.cases[line["of"]], fields=fields)  # fmt: skip
        if line["response"] != "not_met":
            story.share(line["of"], story.newest(line["of"], "act"))

    def call_in(self, line: Line) -> None:
        """The plan, the place, who speaks and who is summoned."""
        story, by = self.story, self.cast.actor("police", "kommunpolis")
        plan = {
            "day": story.text(line["day"]),
            "begins": line["begins"],
            "host": line["host"],
            "text": line["message"],
        }
        case = groups.plan_call_in(by=by, programme=self.cast.programme, call_in=plan)
        story.keep(line["as"], case)
        secured = {"place": line["place"], "text": line["security"]}
        actions.add(
            by=self.cast.actor("police", "sakerhet"), case=case, kind="call_in_security", fields=secured
        )
        for order, speaker in enumerate(self.story.lines["speakers"], 1):
            actions.add(by=by, case=case, kind="speaker", fields={**speaker, "place_in_order": order})
        for number, basis in zip(line["calls"], line["basis"], strict=True):
            group = next(each["of"] for each in self.story.lines["persons"] if each["as"] == number)
            why = {"grounds": "Den som de andra i gruppen lyssnar på (påhittat).", "basis": basis}
            groups.invite(
                by=by, person=story.cases[number], call_in=case, group=story.cases[group], fields=why
            )

    def _held(self, line: Line) -> None:
        story = self.story
        for number, came in zip(line["calls"], line["came"], strict=True):
            groups.attend(by=self.cast.actor("police", "sakerhet"), person=story.cases[number],
                          call_in=story.cases[line["as"]], came=came)  # fmt: skip
        outcome = {"held_on": clock.today().isoformat(), "text": line["outcome"]}
        told = [story.cases[name] for name in line["told"]]
        held = groups.hold(
            by=self.cast.actor("police", "kommunpolis"),
            call_in=story.cases[line["as"]],
            outcome=outcome,
            groups=told,
        )
        story.keep(line["as"], held)
        for name in line["told"]:
            story.share(name, story.newest(name, "act"))
            if story.cases[name].phase == "mapped":
                story.move(name, "message_given")

    def call(self, line: Line) -> None:
        """A call to the help line; nobody is asked for a name."""
        said = _of(line, "caller", "wants", "contact", "called", "danger")
        line["case"] = groups.take_call(
            by=self.cast.actor("municipality", "linje"), programme=self.cast.programme,
            call={**said, "called_on": clock.today().isoformat()},
        )  # fmt: skip

    def _settle(self, line: Line) -> None:
        fields = {"handed_on": clock.today().isoformat(), "to": line["to"], "text": line["text"]}
        if line["to"] != "none":
            fields["agreed"] = "on"
        by, case = self.cast.actor("municipality", "linje"), line["case"]
        proposed = groups.hand_over(by=by, call=case, fields=fields)
        if proposed is None or line.get("waits"):
            return
        decider = self.cast.actor("municipality", "beslut1")
        consents.record(
            by=decider, case=case, given_by="self", receivers=[proposed.receiver_id],
            kinds=["help_call", "help_handover"], until=clock.today() + timedelta(days=90), scope="Överlämningen.",
        )  # fmt: skip
        reasons = "Den som ringde har sagt ja (påhittat)."
        decision = disclosing.Decision("osl-10-1", answers_for("osl-10-1"), reasons)
        disclosing.decide(by=decider, disclosure=proposed, decision=decision)
        self.cast.take_in("social", case)

    def voice(self, line: Line) -> None:
        """A voice that has said yes, in the register of whoever asked."""
        said = _of(line, "name", "organisation", "part", "contact", "text")
        entries = {"voice": {**said, "said_yes_on": clock.today().isoformat()}}
        by = self.cast.writer(line["by"])
        actions.open_beside(by=by, programme=self.cast.programme, side="voice", entries=entries)

    def meeting(self, line: Line) -> None:
        """A network meeting."""
        fields = {name: line[name] for name in ("place", "who", "count", "text")}
        self._work(line["by"], "network_meeting", held_on=clock.today().isoformat(), **fields)

    def steering(self, line: Line) -> None:
        """The steering group's decisions."""
        self._work("municipality", "steering_note", held_on=clock.today().isoformat(), text=line["text"])

    def fidelity(self, line: Line) -> None:
        """The project leader answers for a part of the strategy."""
        fields = {"part": line["part"], "alive": line["alive"], "since": self.story.text(line["since"])}
        self._work("municipality", "fidelity", seen_on=clock.today().isoformat(), text=line["text"], **fields)

    def export(self, line: Line) -> None:
        """A decision to hand pseudonymised data to an evaluator."""
        days = {name: self.story.text(line[name]) for name in ("first", "last", "use_until")}
        fields = {name: line[name] for name in ("analyst", "organisation", "purpose", "basis")}
        groups.decide_export(
            by=self.cast.actor("police", "beslut1"), programme=self.cast.programme, fields={**fields, **days}
        )

    def _work(self, kind: str, what: str, **fields: Any) -> None:
        by = self.cast.writer(kind)
        groups.write_work(by=by, programme=self.cast.programme, kind=what, fields=fields)


def _of(line: Line, *names: str) -> Line:
    return {name: line[name] for name in names if name in line}
