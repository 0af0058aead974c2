"""A school's settings in force, and the layouts of its systems' files."""

from dataclasses import dataclass
from datetime import date

from samverkan.pupils.absence import layout as layouts
from samverkan.pupils.absence import threshold
from samverkan.pupils.absence.calendar import Break
from samverkan.pupils.absence.layout import Layout
from samverkan.pupils.absence.threshold import Threshold
from samverkan.pupils.models import FileLayout, SchoolSettings
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

DAY, LESSON = 330, 60  # minutes: about five and a half hours a day; a start for a school to change


@dataclass(frozen=True)
class School:
    """What holds in a school today. `row` is None where it has decided nothing yet and the usual values stand."""

    day_minutes: int
    lesson_minutes: int
    thresholds: tuple[Threshold, ...]
    breaks: tuple[Break, ...]
    row: SchoolSettings | None


def school(actor: Actor, programme: Programme) -> School:
    """The own agency's latest settings in the programme."""
    rows = SchoolSettings.of(actor.agency).filter(programme=programme)
    row = rows.order_by("-decided_at", "-pk").first()
    if row is None:
        return School(DAY, LESSON, threshold.USUAL, (), None)
    return School(
        row.day_minutes, row.lesson_minutes, threshold.read(row.thresholds),
        tuple(Break(date.fromisoformat(first), date.fromisoformat(last), name) for first, last, name in row.breaks),
        row,
    )  # fmt: skip


def known_layouts(actor: Actor, programme: Programme) -> list[Layout]:
    """How files are read, by system name."""
    rows = FileLayout.of(actor.agency).filter(programme=programme).order_by("system")
    return [layouts.read(row.system, row.held) for row in rows]
