"""Every figure about a pupil that the program works out, joined to the list of permitted calculations.

Arithmetic that a provision or a school's own setting defines. None of it orders pupils or says whom to choose.
"""

from samverkan.casework.calculations import Calculation, join

_ABSENCE, _GRADES, _READS = "samverkan.pupils.absence", "samverkan.pupils.grades", "samverkan.pupils.reads"
_FILE = "the school's absence file: minutes scheduled, valid and invalid, day by day"
_ON_FILE = "the grades on file, A to F or a dash"

PUPILS = (
    Calculation(
        "attendance",
        f"{_ABSENCE}.share:Share.attendance",
        "A pupil's attendance over some weeks, in per cent",
        "(scheduled - valid absence - invalid absence) / scheduled, in minutes",
        _FILE,
        "domain.md 3; skollagen 7 kap. 17 §",
    ),
    Calculation(
        "absence",
        f"{_ABSENCE}.share:Share.absence",
        "A pupil's absence over some weeks, in per cent",
        "(valid + invalid absence) / scheduled, in minutes",
        _FILE,
        "skollagen 7 kap. 19 a §: valid or not",
    ),
    Calculation(
        "invalid_absence",
        f"{_ABSENCE}.share:Share.invalid_absence",
        "A pupil's invalid absence, in per cent",
        "invalid absence / scheduled, in minutes",
        _FILE,
        "skollagen 7 kap. 17 § fourth paragraph",
    ),
    Calculation(
        "before_after",
        f"{_ABSENCE}.compare:stretches",
        "Attendance before, during and after the support",
        "the attendance of at most eight school weeks before, of those within, of at most eight after; and of the same "
        "weeks last year",
        f"{_FILE}; the days of the case's steps",
        "domain.md 10 C 5",
    ),
    Calculation(
        "threshold",
        f"{_ABSENCE}.threshold:passed",
        "Whether absence has come up to the school's own limit",
        "absence >= limit, over the last weeks with scheduled time that the limit says; it opens a question to a human",
        f"{_FILE}; the limit that the head has decided",
        "skollagen 7 kap. 19 a §; the law names no limit",
    ),
    Calculation(
        "told_late",
        f"{_READS}.inquiry:Untold.late",
        "The guardian was not told the same day",
        "told after the day, or not at all and the day is over; never where special reasons are written",
        "days with invalid absence; the day the guardian was told",
        "skollagen 7 kap. 17 § fourth paragraph",
    ),
    Calculation(
        "not_heard",
        f"{_READS}.inquiry:Inquiry.not_heard",
        "Whom the law wants heard and who has not been",
        "pupil, guardian, pupil health less those with a talk written since the investigation began",
        "the talks on file",
        "skollagen 7 kap. 19 a §",
    ),
    Calculation(
        "minutes",
        f"{_READS}.inquiry:Untold.minutes",
        "Minutes of invalid absence on a day",
        "the sum of the day's lessons",
        _FILE,
        "skollagen 7 kap. 17 § fourth paragraph",
    ),
    Calculation(
        "review_late",
        f"{_READS}.plan:Measure.late",
        "A measure has not been reviewed on its day",
        "its day < today, and no review held since or with a new day",
        "the days that officers wrote",
        "domain.md 10 C 4",
    ),
    Calculation(
        "next_review",
        f"{_READS}.plan:Plan.next_on",
        "The next review",
        "the soonest day not yet answered by a review",
        "the days that officers wrote",
        "domain.md 10 C 4",
    ),
    Calculation(
        "eligibility",
        f"{_GRADES}.eligibility:standings",
        "Eligibility for each type of upper-secondary programme",
        "passes in the subjects named and in so many others; what is missing by name",
        f"{_ON_FILE}; exemptions decided by a human",
        "skollagen 16 kap. 30-33 §§",
    ),
    Calculation(
        "merit",
        f"{_GRADES}.merit:value",
        "Merit value",
        "the sum of the sixteen best grades, and with a modern language as "
        "seventeenth; A 20, B 17.5, C 15, D 12.5, E 10, F 0; a dash is no grade",
        _ON_FILE,
        "gymnasieförordningen 7 kap. 4 §",
    ),
    Calculation(
        "doors",
        f"{_GRADES}.doors:steps",
        "Which one, two or three more passes open more types of programme",
        "every combination tried, by what it opens; it orders combinations of subjects, never pupils",
        _ON_FILE,
        "skollagen 16 kap. 30-31 §§",
    ),
    Calculation(
        "days_in_phase",
        f"{_READS}.team:Line.days",
        "Days a case has been in its phase",
        "today - the day of its latest step",
        "the case's steps",
        "domain.md 10 C 7",
    ),
    Calculation(
        "time_to_start",
        f"{_READS}.team:Start",
        "Time to start: median, shortest and longest",
        "days from taken up to the support's beginning, of those that began in the last year",
        "the cases' steps",
        "domain.md 10 C 7",
    ),
    Calculation(
        "caseload",
        f"{_READS}.team:Team.caseload",
        "Open cases an officer",
        "a count, by name",
        "who is assigned to what",
        "domain.md 10 C 7",
    ),
    Calculation(
        "done",
        f"{_READS}.process:Done.counts",
        "How many contacts, talks, measures and reviews in each stretch",
        "a count",
        "the days of own entries",
        "domain.md 10 C 5",
    ),
    Calculation(
        "change",
        "samverkan.pupils.counters:change",
        "For the figures: attendance after beside before",
        "higher, lower, or unchanged when less than five percentage points apart; counted, never shown for one pupil",
        f"{_FILE}; the days of the case's steps",
        "the method's file: indicator attendance",
    ),
)


def add() -> None:
    """Join them to the list."""
    join(*PUPILS)
