"""A school-social team's side of the scene: a year of attendance, an investigation, grades, own words, files."""

from datetime import date, timedelta
from typing import Any

from support.absence import ANNA, BO, CARL, lessons
from support.acts import Acts
from support.pupils import Team
from support.world import SCHOOL_TEAM

PASSED = (
    "maths",
    "biology",
    "physics",
    "chemistry",
    "history",
    "religion",
    "geography",
    "music",
    "language_choice",
)
GRADES = {
    **dict.fromkeys(PASSED, "E"),
    "swedish": "D",
    "art": "B",
    "english": "F",
    "civics": "F",
    "sports": "-",
}
SAID = {"feeling": "hard", "hard": "Att komma upp på morgonen.", "wish": "Att någon ringer klockan sju."}
AWAY = {1: (60, "Ogiltig"), 2: (30, "Giltig")}


def pupils(acts: Acts, where: Any) -> None:
    """Everything that the pupils' pages show something of."""
    team = Team(acts.world)
    where.team = SCHOOL_TEAM
    case = _followed(team)
    where.pupil, where.pupil_row = case.pk, case
    where.pupil_queued = team.take_up(CARL).pk
    _asked(team, where)
    _theirs(team, case, where)
    _investigated(team, case)
    _planned(team, case)
    team.add(case, "grades", by="skola.kurator", taken_on=_day(-20).isoformat(), **GRADES)
    _words(team, case, where)
    _files(team, where)


def _followed(team: Team) -> Any:
    """Taken up half a year ago, supported for ten weeks, with a year and more of attendance."""
    from samverkan.secrecy import clock

    with clock.frozen(clock.now() - timedelta(days=150)):
        case = team.take_up(ANNA)
        team.assign(case, "skola.kurator")
        team.add(case, "marking", child=True)
    with clock.frozen(clock.now() - timedelta(days=120)):
        team.through(case, "queue", "start")
    with clock.frozen(clock.now() - timedelta(days=40)):
        case = team.through(case, "follow")
    rows = [row for day in _school_days(70) for row in lessons(ANNA, day, _away(day), count=3)]
    team.read_in(team.file(*rows), years=(), first=_day(-490), last=_day(0))
    return case


def _asked(team: Team, where: Any) -> None:
    """Another pupil, whose weeks have opened a question."""
    case = team.take_up(BO)
    rows = [
        row
        for day in _school_days(6)
        for row in lessons(BO, day, {1: (60, "Ogiltig"), 2: (30, "Giltig")}, count=3)
    ]
    team.read_in(team.file(*rows))
    where.asked = case.pk


def _theirs(team: Team, case: Any, where: Any) -> None:
    """The social services' file on the same pupil, with weeks that wait to be taken in."""
    theirs = team.known_to_social(case)
    team.assign(theirs, "soc.skolsocionom", by="soc.enhetschef")
    team.flow(case, team.consent(case))
    day = max(_school_days(2))
    team.read_in(team.file(*lessons(ANNA, day, {1: (20, "Giltig")}, count=4)))
    where.pupil_theirs = theirs.pk


def _investigated(team: Team, case: Any) -> None:
    begun = _day(-35).isoformat()
    team.add(case, "investigation", by="skola.kurator", started_on=begun, responsible="Karin Prov")
    team.add(case, "talk", by="skola.kurator", held_on=_day(-30).isoformat(),
             **{"with": "pupil", "text": "Sover dåligt och kommer inte upp. Vill börja senare."})  # fmt: skip


def _planned(team: Any, case: Any) -> None:
    """A goal, a measure past its day and one to come, and what a review found."""
    by = "skola.kurator"
    team.add(case, "goal", by=by, set_on=_day(-100).isoformat(), text="Komma till första lektionen varje dag.",
             seen_by="Skolans frånvarofil, vecka för vecka.")  # fmt: skip
    team.add(case, "review", by=by, held_on=_day(-60).isoformat(), reached="partly", text="Bättre, säger båda.",
             next_on=_day(20).isoformat())  # fmt: skip
    for days, what, who in ((-5, "morning", "Karin Prov"), (20, "talks", "Skolsocionomen")):
        team.add(case, "measure", by=by, starts_on=_day(-50).isoformat(), what=what, text="Varje vardag.", who=who,
                 review_on=_day(days).isoformat())  # fmt: skip


def _words(team: Team, case: Any, where: Any) -> None:
    """One answer in the file, one that waits, one code without an answer."""
    from samverkan.pupils.actions import voice
    from samverkan.pupils.voice import code as codes
    from samverkan.pupils.voice import waiting

    by = team.actor("skola.kurator")
    voice.record(by=by, case=case, who="pupil", said=SAID)
    waiting.leave(codes.read(voice.give_code(by=by, case=case, who="guardian").code), SAID)
    voice.give_code(by=by, case=case, who="pupil")


def _files(team: Team, where: Any) -> None:
    """A file of which rows were refused, previewed and taken in; and one whose columns are to be explained."""
    from samverkan.pupils import jobs
    from samverkan.pupils.actions.settings import confirm_layout

    day = max(_school_days(1))
    raw = team.file(
        *lessons(BO, day), *lessons("201001099999", day, count=1), "201001012382;i går;1;60;20;Giltig"
    )
    preview = team.start(jobs.preview, raw)
    team.step(preview, jobs.preview)
    where.preview = preview.pk
    take = team.start(jobs.take, raw)
    where.taken = team.step(take, jobs.take).pk
    confirm_layout(
        by=team.actor("skola.franvaro"), programme=team.programme(), layout=team.wishes(raw).layout
    )
    odd = team.start(jobs.preview, b"Namn;Nummer\nAnna;1\n")
    where.odd = team.step(odd, jobs.preview).pk


def _school_days(weeks: int) -> list[date]:
    """Monday to Friday of so many weeks up to the last whole one, without July."""
    last = _day(0) - timedelta(days=_day(0).weekday() + 3)
    days = [last - timedelta(days=n) for n in range(weeks * 7)]
    return sorted(day for day in days if day.weekday() < 5 and day.month != 7)


def _away(day: date) -> dict[int, tuple[int, str]]:
    """More before the support than after, by nothing but the calendar."""
    if day > _day(-120):
        return {1: (60, "Ogiltig")} if day.weekday() == 0 else {}
    return {1: (60, "Ogiltig"), 2: (60, "Giltig")} if day.weekday() in (0, 2, 4) else {}


def _day(ahead: int) -> date:
    from samverkan.secrecy import clock

    return clock.today() + timedelta(days=ahead)
