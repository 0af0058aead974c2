"""Every figure about a leaver that the program works out, joined to the list of permitted calculations.

Sums and dates. None of it orders leavers, says how they will fare or whom to choose.
"""

from samverkan.casework.calculations import Calculation, join

_READS = "samverkan.exits.reads"
_DECISION = "the day of the social services' decision, as an officer wrote it"

EXITS = (
    Calculation(
        "follow_up_due", f"{_READS}.leaver:due_on", "The day of a follow-up after 6, 12 and 24 months",
        "the day of a decision that gives something + that many months", _DECISION,
        "the method's file: month_6 to month_24",
    ),
    Calculation(
        "follow_up_late", f"{_READS}.leaver:Point.late", "A follow-up is late",
        "not written, and its day < today", _DECISION, "the method's file; domain.md 10 D 9",
    ),
    Calculation(
        "cost_total", f"{_READS}.costs:Sums.total", "What a leaver's matter has cost, in whole kronor",
        "the sum of the amounts of its cost entries", "amounts that an officer wrote", "domain.md 10 D 10",
    ),
    Calculation(
        "cost_granted", f"{_READS}.costs:Sums.granted", "What of it a grant paid",
        "the sum of the amounts whose payer is a state or police grant", "amounts and payers that an officer wrote",
        "domain.md 10 D 10",
    ),
    Calculation(
        "days_since_asked", f"{_READS}.questions:days_since", "Days since a placement question was asked",
        "today - the day it was asked", "the day that the asking municipality wrote",
        "domain.md 10 D 7; the agreement's file: answer",
    ),
    Calculation(
        "waiting", f"{_READS}.apart:TermView.ready", "Whether a line of a keep-apart list can be compared yet",
        "somebody with a key has opened the lock since it was written", "the line and the openings", "domain.md 10 D 7",
    ),
)  # fmt: skip


def add() -> None:
    """Put them beside the others."""
    join(*EXITS)
