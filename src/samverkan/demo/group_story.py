"""A year of made-up work on groups, acted out by the cast: data/groups.yaml line by line, each on its day."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from samverkan.casework import actions
from samverkan.demo import chance
from samverkan.demo.cast import at
from samverkan.demo.group_cast import GroupCast
from samverkan.demo.group_place import TOLD
from samverkan.demo.group_talk import GroupTalk
from samverkan.demo.people import people
from samverkan.groups import actions as groups
from samverkan.secrecy import clock, entries
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import CaseFile, Entry

Line = dict[str, Any]
Act = tuple[datetime, Callable[[], None]]
DAY = timedelta(days=1)
CROWD = 12
RHYTHM = 14  # days between the working group's meetings
TOLD_OF = ("municipality", "social", "probation")


class GroupStory:
    """The story of one programme. `cases` are the groups, incidents and call-ins by what the file calls them."""

    def __init__(self, seed: int, anchor: date) -> None:
        self.anchor, self.lines = anchor, deepcopy(TOLD)
        self.chosen = chance.stream(seed, "history", "gvi")
        self.cast = GroupCast(self.chosen)
        self.persons = people(seed, anchor, CROWD, "people/gvi")
        self.cases: dict[Any, CaseFile] = {}
        self.told: dict[str, list[str]] = {each["as"]: each.get("told", []) for each in self.lines["groups"]}
        self.talk = GroupTalk(self)

    def acts(self) -> Iterator[Act]:
        """Everything that happens up to the anchor date."""
        for sort, hour, does in self._sorts():
            for n, line in enumerate(self.lines[sort]):
                yield at(self.day(line["ago"]), hour, n % 60), partial(does, line)
        yield from self._confirming()
        yield from self._repeated()
        yield from self._ending()
        yield from self.talk.later()
        yield from self._working_group()

    def _sorts(self) -> list[tuple[str, int, Callable[[Line], None]]]:
        talk = self.talk
        return [
            ("steering", 8, talk.steering), ("voices", 8, talk.voice), ("groups", 9, self._group),
            ("audits", 11, self._audit), ("ties", 12, self._tie), ("incidents", 10, self._incident),
            ("persons", 13, self._person), ("talks", 14, talk.notification), ("call_ins", 15, talk.call_in),
            ("calls", 16, talk.call), ("meetings", 17, talk.meeting), ("fidelity", 9, talk.fidelity),
            ("focus", 15, self._focus), ("exports", 10, talk.export), ("tasks", 16, self._task),
            ("coming", 16, self._coming),
        ]  # fmt: skip

    def day(self, before: int) -> date:
        """So many days before the history ends."""
        return self.anchor - before * DAY

    def text(self, before: int) -> str:
        """The same day, as an entry takes it."""
        return self.day(before).isoformat()

    def write(self, kind: str, case: CaseFile, what: str, /, **fields: Any) -> Entry:
        """An entry by whoever writes most in the authority; what is empty is left out."""
        given = {name: value for name, value in fields.items() if value not in (None, "")}
        return actions.add(by=self.cast.writer(kind), case=case, kind=what, fields=given)

    # The mapping

    def _group(self, line: Line) -> None:
        case = actions.nominate(
            by=self.cast.actor("police", "analytiker"), programme=self.cast.programme,
            identity={"name": line["name"]}, nomination={"grounds": line["grounds"]},
        )  # fmt: skip
        self.keep(line["as"], case)

    def keep(self, name: Any, case: CaseFile) -> None:
        """Remember a file of the police's."""
        self.cases[name] = case
        self.cast.held["police", case.list_id] = case

    def _confirming(self) -> Iterator[Act]:
        for line in self.lines["groups"]:
            if line.get("confirmed", True):
                yield (
                    at(self.day(line["ago"] - 2), 9),
                    partial(self.move, line["as"], "confirm", "Grunderna håller."),
                )

    def move(self, name: str, step: str, reason: str = "") -> None:
        """A step of a group, by the police's decider."""
        by = self.cast.actor("police", "beslut1")
        self.keep(name, actions.move(by=by, case=self.cases[name], move=step, reason=reason))

    def share(self, name: str, *rows: Entry) -> None:
        """Disclose entries of a group to those who are told of it."""
        case = self.cases[name]
        for receiver in self.told[name]:
            first = [] if self.cast.of(receiver, case) else self._subject(case)
            self.cast.tell("police", receiver, case, [*first, *rows])

    def _subject(self, case: CaseFile) -> list[Entry]:
        by = self.cast.actor("police", "beslut1")
        with bound(by):
            return list(Entry.of(by.agency).filter(case=case, kind="subject"))

    def _audit(self, line: Line) -> None:
        fields = {name: line.get(name) for name in ("certainty", "source", "area", "text")}
        entry = self.write("police", self.cases[line["of"]], "group_audit", audited_on=self.text(line["ago"]),
                           size_least=line.get("least"), size_most=line.get("most"), **fields)  # fmt: skip
        self.share(line["of"], entry)

    def _tie(self, line: Line) -> None:
        fields = {
            name: line[name] for name in ("relation", "certainty", "source", "text", "other") if name in line
        }
        entry = groups.tie(
            by=self.cast.actor("police", "analytiker"), group=self.cases[line["of"]],
            other=self.cases.get(line.get("to")), fields={**fields, "since": self.text(line["since"])},
        )  # fmt: skip
        line["entry"] = entry
        self.share(line["of"], entry)

    def _end_tie(self, line: Line) -> None:
        entry = groups.end_tie(
            by=self.cast.actor("police", "analytiker"),
            entry=line["entry"],
            ended_on=clock.today(),
            source=line["why"],
        )
        self.share(line["of"], entry)

    def _incident(self, line: Line) -> None:
        by = self.cast.actor("police", "analytiker")
        fields = {name: line[name] for name in ("what", "hurt", "place", "text")}
        case = groups.report_incident(
            by=by, programme=self.cast.programme, incident={**fields, "event_date": self.text(line["ago"])},
            details={"reference": f"5000-K{line['ago']}", "text": "Vittnesuppgifter (påhittade)."},
        )  # fmt: skip
        self.keep(line["as"], case)
        self.told[line["as"]] = ["municipality"]
        self.share(line["as"], self.newest(line["as"], "incident"))
        for link in line["links"]:
            said = {"source": "police", "text": "Bedömt av utredare (påhittat).", **link}
            entry = groups.link_incident(by=by, incident=case, group=self.cases[said.pop("to")], fields=said)
            self.share(link["to"], entry)

    def _reviewed(self, line: Line) -> None:
        entry = self.write("police", self.cases[line["as"]], "incident_review", reviewed_on=clock.today().isoformat(),
                   text="Genomgången med arbetsgruppen.", next=line.get("next"))  # fmt: skip
        self.share(line["as"], entry)

    def _person(self, line: Line) -> None:
        by = self.cast.actor("police", "analytiker")
        person = self.persons[line["as"]]
        case = actions.open_beside(
            by=by, programme=self.cast.programme, side="person", entries={"identity": person.identity()}
        )
        self.keep(line["as"], case)
        marks = dict.fromkeys(line.get("marks", []), "on")
        if person.age(clock.today()) < 18:
            marks["child"] = "on"
        if marks:
            actions.add(by=by, case=case, kind="marking", fields=marks)
        said = {"since": self.text(line["ago"]), "certainty": line["certainty"], "source": line["source"]}
        line["entry"] = groups.join(by=by, person=case, group=self.cases[line["of"]], fields=said)

    def _left(self, line: Line) -> None:
        by = self.cast.actor("police", "analytiker")
        with bound(by):
            held = dict(entries.open_one(line["entry"]).fields or {})
        actions.supersede(by=by, entry=line["entry"], fields={**held, "ended_on": clock.today().isoformat()})

    # Focus, sanctions, help

    def _focus(self, line: Line) -> None:
        case = groups.start_focus(
            by=self.cast.actor("police", "beslut1"), group=self.cases[line["of"]], text=line["text"],
            from_day=clock.today(), review_on=self.day(line["review"]),
        )  # fmt: skip
        self.keep(line["of"], case)
        self._share_notice(line["of"])

    def _stop(self, line: Line) -> None:
        case = groups.stop_focus(
            by=self.cast.actor("police", "beslut1"), group=self.cases[line["of"]], text=line["why"],
            from_day=clock.today(),
        )  # fmt: skip
        self.keep(line["of"], case)
        self._share_notice(line["of"])

    def _reviewed_focus(self, line: Line) -> None:
        case = groups.continue_focus(
            by=self.cast.actor("police", "beslut1"), group=self.cases[line["of"]], text=line["goes_on"],
            from_day=clock.today(), review_on=clock.today() + 28 * DAY,
        )  # fmt: skip
        self.keep(line["of"], case)
        self._share_notice(line["of"])

    def _share_notice(self, name: str) -> None:
        self.share(name, self.newest(name, "focus_notice"))

    def newest(self, name: str, kind: str) -> Entry:
        """The newest entry of a kind that the police themselves wrote in a group's file."""
        by = self.cast.actor("police", "beslut1")
        with bound(by):
            rows = Entry.of(by.agency).filter(case=self.cases[name], kind=kind, received__isnull=True)
            return rows.order_by("-made_at", "-pk")[0]

    def _propose(self, line: Line) -> None:
        asked = {name: line[name] for name in ("violence", "sure", "told", "means", "harm", "stop_when")}
        actions.add(by=self.cast.actor("police", "analytiker"), case=self.cases[line["of"]], kind="focus_proposal",
                    fields={"proposed_on": clock.today().isoformat(), **asked})  # fmt: skip

    def _sanction(self, line: Line) -> None:
        giver = "probation" if line["by"] == "probation" else "police"
        case = self.cast.of(giver, self.cases[line["of"]])
        assert case is not None
        entry = self.write(
            giver, case, "group_sanction", acted_on=clock.today().isoformat(), what=line["what"], authority=line["by"],
            basis=line["basis"], proportion=line["proportion"], dose=self.chosen.randint(*line["dose"]),
            unit=line["unit"],
        )  # fmt: skip
        if giver != "police":
            self.cast.tell(giver, "police", case, [entry])
        else:
            self.share(line["of"], entry)

    def _help(self, line: Line) -> None:
        case = self.cast.of(line["by"], self.cases[line["of"]])
        assert case is not None
        entry = self.write(line["by"], case, "act", acted_on=clock.today().isoformat(), what=line["what"],
                           authority=line["by"])  # fmt: skip
        for receiver in ("police", "municipality"):
            self.cast.tell(line["by"], receiver, case, [entry])

    def _task(self, line: Line) -> None:
        fields = {
            "title": line["title"],
            "responsible": "police",
            "due": self.text(line["ago"] - line["due"]),
        }
        line["task"] = actions.give_task(
            by=self.cast.actor("police", "kommunpolis"), case=self.cases[line["of"]], fields=fields
        )

    def _finish(self, line: Line) -> None:
        report = {"outcome": "done", "done_on": clock.today().isoformat(), "text": "Gjort."}
        actions.finish_task(by=self.cast.actor("police", "kommunpolis"), task=line["task"], report=report)

    def _coming(self, line: Line) -> None:
        day = (self.anchor + line["in"] * DAY).isoformat()
        self.write(
            "police", self.cases[line["of"]], "date_coming", kind=line["kind"], date=day, text=line["text"]
        )

    def _repeated(self) -> Iterator[Act]:
        for line in self.lines["sanctions"]:
            for before in range(line["from"], line["to"] - 1, -line["every"]):
                yield at(self.day(before), 18), partial(self._sanction, line)
        for line in self.lines["helps"]:
            for before in line["ago"]:
                yield at(self.day(before), 13, 30), partial(self._help, line)

    def _ending(self) -> Iterator[Act]:
        """What follows on a line a later day."""
        yield from self._later("ties", "ended", 12, self._end_tie)
        yield from self._later("incidents", "review", 14, self._reviewed)
        yield from self._later("persons", "left", 13, self._left)
        yield from self._later("focus", "proposed", 11, self._propose)
        yield from self._later("proposals", "ago", 11, self._propose)
        yield from self._later("focus", "reviewed", 15, self._reviewed_focus)
        yield from self._later("focus", "stop", 15, self._stop)
        yield from self._later("tasks", "done", 15, self._finish)

    def _later(self, sort: str, key: str, hour: int, does: Callable[[Line], None]) -> Iterator[Act]:
        return (
            (at(self.day(line[key]), hour), partial(does, line)) for line in self.lines[sort] if key in line
        )

    def _working_group(self) -> Iterator[Act]:
        """Every fortnight, by the municipality's project leader."""
        held: dict[int, Any] = {}
        by = partial(self.cast.actor, "municipality", "ledare")

        def plan(n: int, starts: datetime) -> None:
            held[n] = actions.plan_meeting(
                by=by(), programme=self.cast.programme, starts_at=starts, place="Medborgarhuset"
            )

        def begin(n: int) -> None:
            held[n] = actions.open_meeting(by=by(), meeting=held[n])

        def close(n: int) -> None:
            actions.close_meeting(by=by(), meeting=held[n])

        for before in range(346, 0, -RHYTHM):
            starts = at(self.day(before), 9)
            yield at(self.day(before + 10), 8), partial(plan, before, starts)
            yield starts, partial(begin, before)
            yield at(self.day(before), 11), partial(close, before)
        yield at(self.day(3), 8), partial(plan, 0, at(self.day(-4), 9))
