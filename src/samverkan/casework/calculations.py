"""Every figure about a person that the program works out, with formula, inputs and source. There are no others.

Judgement is human, arithmetic is shown (house.md): no risk, likelihood or priority of a person is computed,
stored or used to order persons. A room above joins its own list to this one. A test holds each derived figure
in `reads/` against it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Calculation:
    """One permitted calculation. `at` is where in the code, as module:name."""

    id: str
    at: str
    what: str
    formula: str
    inputs: str
    source: str


PERMITTED = (
    Calculation(
        "stale", "samverkan.casework.reads.scales:Judged.ran_out", "A judgement's time has run out",
        "valid until < today", "the date that the person who judged wrote", "the method's file: valid_days",
    ),
    Calculation(
        "missed", "samverkan.casework.reads.rhythm:Rhythm.missed", "A joint judgement was not looked over at a meeting",
        "judged on < the day of the latest meeting held (of the latest but some, as the method says)",
        "the date of the judgement; the days of the meetings",
        "domain.md 10 A 4; the method's file: meeting.stale_after",
    ),
    Calculation(
        "overdue", "samverkan.casework.reads.case:TaskView.overdue", "A task is overdue",
        "due < today and not settled", "the task's date and state", "domain.md 10 A 8",
    ),
    Calculation(
        "last_judged", "samverkan.casework.reads.lists:CaseRow.last_judged", "When the person was last judged",
        "the later of the joint and the own colour's date", "the dates of human judgements", "domain.md 10 A 4",
    ),
    Calculation(
        "next_date", "samverkan.casework.reads.lists:CaseRow.next_date", "The next coming date",
        "the earliest coming date that has not passed", "dates that an officer wrote", "domain.md 10 A 5",
    ),
    Calculation(
        "due", "samverkan.casework.limits:last_day", "The last day of a time limit",
        "the day counted from + calendar days, Swedish working days or months, as the clock in the method's file says",
        "the day of an entry, a step or a meeting", "the clock's own source; lag (1930:173), lag (1989:253)",
    ),
    Calculation(
        "days_left", "samverkan.casework.limits:left_of", "What is left of a time limit, or how late it is",
        "last day - today, in calendar days and in working days", "the limit's last day", "the clock's own source",
    ),
    Calculation(
        "colour_order", "samverkan.casework.reads.scales:Judged.rank", "A colour's place in the agenda",
        "the level's place in the method's scale", "the colour that a human set", "domain.md 10 A 5; house.md",
    ),
    Calculation(
        "age", "samverkan.casework.reads.questions:age_in", "Age in whole years, for the guide's age limits",
        "years between birth date and the day asked about", "the personal number", "OSL 10 kap. 18 a §, 20 §",
    ),
)  # fmt: skip

_joined: dict[str, Calculation] = {}  # by id, from the rooms above


def join(*more: Calculation) -> None:
    """Put a room's own calculations beside these; said once more, nothing changes."""
    _joined.update({each.id: each for each in more})


def permitted() -> tuple[Calculation, ...]:
    """All of them, in every room."""
    return (*PERMITTED, *_joined.values())


def as_markdown() -> str:
    """The list for the documentation."""
    rows = [f"| {c.what} | {c.formula} | {c.inputs} | {c.source} | `{c.at}` |" for c in permitted()]
    head = ["| What | Formula | Inputs | Source | Where |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"
