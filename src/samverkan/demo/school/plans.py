"""What is written about a made-up pupil: the investigation step by step, the plan, grades and own words."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from samverkan.casework import actions
from samverkan.demo.cast import at
from samverkan.demo.school.cast import SCHOOL
from samverkan.demo.story import Act
from samverkan.pupils.actions import voice
from samverkan.pupils.voice import code as codes
from samverkan.pupils.voice import waiting
from samverkan.secrecy import clock

if TYPE_CHECKING:
    from samverkan.demo.school.story import PupilStory

SUBJECTS = ("swedish", "english", "maths", "biology", "physics", "chemistry", "geography", "history", "religion",
            "civics", "art", "home_economics", "sports", "music", "crafts", "technology")  # fmt: skip
HARD = {"maths", "english", "chemistry", "physics", "civics"}
DONE_AFTER = 18  # days from the beginning of an investigation to its result


def investigated(story: "PupilStory", first: date) -> Iterator[Act]:
    """The steps of skollagen 7 kap. 19 a and 22 §§; in some stories one of them is late."""
    late, other = story.arc.odd == "late", story.arc.odd == "other_owner"

    def write(kind: str, **fields: Any) -> Callable[[], None]:
        return lambda: _dated(story, kind, **fields)

    begun = story.school_day(first + timedelta(days=2))
    yield at(begun, 8), partial(answered, story, "investigate")
    yield at(begun, 10), write("investigation", started_on="today", responsible="Skolkuratorn")
    if not late:
        told = {"told_on": "today", **({"other_owner_on": "today"} if other else {})}
        yield at(story.school_day(begun + timedelta(days=1)), 8), write("owner_told", **told)
    for n, who in enumerate(("pupil", "guardian", "health")):
        if late and who == "health":
            continue
        said = story.cast.words("school", "talks", who)
        yield at(story.school_day(begun + timedelta(days=4 + 3 * n)), 11), write("talk", **{
            "with": who, "held_on": "today", "text": said})  # fmt: skip
    if not late and not other:
        yield at(story.school_day(begun + timedelta(days=DONE_AFTER)), 14), write(
            "investigation_result", reported_on="today", outcome="team", text=story.cast.words("school", "results"),
            needs="Det som står i planen.",
        )  # fmt: skip


def planned(story: "PupilStory", first: date, last: date) -> Iterator[Act]:
    """Goals, measures, contacts, a review a month, grades at the terms' ends, and what the pupil says."""
    words, chosen = story.cast.words, story.chosen
    length = max((last - first).days, 8)

    def write(kind: str, post: str = "handlaggare1", **fields: Any) -> Callable[[], None]:
        return lambda: _dated(story, kind, post, **fields)

    yield (
        at(first + timedelta(days=1), 13),
        write("goal", set_on="today", text=words("school", "goals"), seen_by=words("school", "seen_by")),
    )
    for n, what in enumerate(chosen.sample(["morning", "talks", "adjustment", "leisure"], 2)):
        review = story.school_day(first + timedelta(days=30 + 7 * n))
        yield at(story.school_day(first + timedelta(days=2 + n)), 14), write(
            "measure", starts_on="today", what=what, text=words("school", "measures", what),
            who=chosen.choice(("Skolkuratorn", "Specialpedagogen", "Skolsocionomen")), review_on=review.isoformat(),
        )  # fmt: skip
    for n in range(min(8, length // 9)):
        yield at(story.school_day(first + timedelta(days=3 + 9 * n)), 7, 30), write(
            "contact", event_date="today", how=chosen.choice(("morning", "phone", "visit", "school")),
            text=words("school", "contacts"),
        )  # fmt: skip
    for n in range(1, length // 35 + 1):
        following = story.school_day(first + timedelta(days=35 * (n + 1)))
        yield at(story.school_day(first + timedelta(days=35 * n)), 15), write(
            "review", held_on="today", reached=chosen.choice(("partly", "partly", "not_yet", "reached")),
            text=words("school", "reviews"), next_on=following.isoformat(),
        )  # fmt: skip
    yield at(story.school_day(first + timedelta(days=5)), 11), partial(_grades, story)
    yield at(story.school_day(first + timedelta(days=6)), 11), partial(_said, story, "pupil")
    if chosen.random() < 0.6:
        yield at(story.school_day(first + timedelta(days=8)), 16), partial(_said, story, "guardian")
    yield at(story.school_day(first + timedelta(days=7)), 10), partial(_task, story)
    yield from _odd(story, first)


def _odd(story: "PupilStory", first: date) -> Iterator[Act]:
    if story.arc.odd == "voice":
        yield at(story.anchor, 7), partial(_waits, story)
    if story.arc.odd == "concern":
        yield at(story.school_day(story.anchor - timedelta(days=6)), 9), partial(_concern, story)
    if story.arc.odd == "social_plan":
        yield at(story.school_day(first + timedelta(days=20)), 9), story.social_plan


def _dated(story: "PupilStory", kind: str, post: str = "handlaggare1", **fields: Any) -> None:
    today = clock.today().isoformat()
    said = {name: today if value == "today" else value for name, value in fields.items()}
    case = story.now()
    if case.closed_on is None:
        story.cast.add(SCHOOL, case, kind, post, **said)


def answered(story: "PupilStory", answer: str) -> None:
    """The head answers the question, where a threshold has asked one since the last answer."""
    found = story.cast.rows(SCHOOL, story.now(), "absence_question", "absence_answer")
    if found and found[-1].kind == "absence_question":
        said = story.cast.words("school", "answers", answer)
        _dated(story, "absence_answer", "rektor", answer=answer, answered_on="today", text=said)


def _grades(story: "PupilStory") -> None:
    grades = {}
    for subject in SUBJECTS:
        weak = 0.45 if subject in HARD else 0.12
        drawn = story.chosen.random()
        grades[subject] = (
            story.chosen.choice(("F", "F", "-")) if drawn < weak else story.chosen.choice("EEEDDCB")
        )
    _dated(story, "grades", taken_on="today", term="Höstterminen", **grades)


def _said(story: "PupilStory", who: str) -> None:
    from samverkan.demo.cast import TEXTS

    case = story.now()
    if case.closed_on is None:
        said = TEXTS["school"]["said"][who]
        voice.record(by=story.cast.actor(SCHOOL, "kurator"), case=case, who=who, said=said)


def _waits(story: "PupilStory") -> None:
    """A code handed out and answered, not yet taken in."""
    from samverkan.demo.cast import TEXTS

    by = story.cast.actor(SCHOOL, "kurator")
    given = voice.give_code(by=by, case=story.now(), who="guardian")
    waiting.leave(codes.read(given.code), TEXTS["school"]["said"]["guardian"])


def _task(story: "PupilStory") -> None:
    due = clock.today() + timedelta(days=14)
    fields = {"title": story.cast.words("school", "tasks"), "responsible": SCHOOL, "due": due.isoformat()}
    by, case = story.cast.actor(SCHOOL, "kurator"), story.now()
    if case.closed_on is not None:
        return
    task = actions.give_task(by=by, case=case, fields=fields)
    if story.chosen.random() < 0.7:
        report = {"outcome": "done", "done_on": clock.today().isoformat(), "text": "Klart."}
        actions.finish_task(by=by, task=task, report=report)


def _concern(story: "PupilStory") -> None:
    _dated(story, "concern_draft", text=story.cast.words("school", "concern"),
           child_told=story.cast.words("school", "child_told"), sent_on="today")  # fmt: skip
