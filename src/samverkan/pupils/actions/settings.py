"""What a school decides for itself, and how its system's files are read."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from samverkan.pupils import rules
from samverkan.pupils.absence.calendar import Break
from samverkan.pupils.absence.layout import Layout
from samverkan.pupils.absence.threshold import Threshold
from samverkan.pupils.models import FileLayout, SchoolSettings
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

LONGEST_BREAK = 120  # days
MOST = 20  # breaks, and thresholds


@action(
    "school.decide",
    "ändrade skolans inställningar",
    "changed the school's settings",
    may=rules.decide_settings,
)
def decide(
    *, by: Actor, programme: Programme, day_minutes: int, lesson_minutes: int, thresholds: Sequence[Threshold],
    breaks: Sequence[Break],
) -> SchoolSettings:  # fmt: skip
    """Put the school's settings on record; earlier ones stay. Raises Invalid."""
    if not 30 <= day_minutes <= 600:
        raise Invalid("day_minutes", _("Skriv en skoldag på 30 till 600 minuter."))
    if not 5 <= lesson_minutes <= 240:
        raise Invalid("lesson_minutes", _("Skriv en lektion på 5 till 240 minuter."))
    if len(thresholds) > MOST or len(breaks) > MOST:
        raise Invalid("breaks", _("Högst %(most)s gränser och lika många lov.") % {"most": MOST})
    for each in breaks:
        _check(each.first, each.last)
    row = SchoolSettings(
        agency_id=by.agency, programme=programme, day_minutes=day_minutes, lesson_minutes=lesson_minutes,
        thresholds=[each.written() for each in thresholds],
        breaks=[[each.first.isoformat(), each.last.isoformat(), each.name[:40]] for each in breaks],
        decided_by=by.officer, decided_at=clock.now(),
    )  # fmt: skip
    row.save()
    return row


@action(
    "absence.layout",
    "sade hur skolans filer läses",
    "said how the school's files are read",
    may=rules.read_in,
)
def confirm_layout(*, by: Actor, programme: Programme, layout: Layout) -> FileLayout:
    """Keep how one school system's files are read, for this and every later file. Raises Invalid."""
    if not layout.system.strip() or len(layout.system) > 60:
        raise Invalid("system", _("Skriv vad skolans system heter, högst 60 tecken."))
    if problems := layout.problems():
        raise Invalid("columns", problems[0].sv)
    row = FileLayout.of(by.agency).filter(programme=programme, system=layout.system.strip()).first()
    row = row or FileLayout(agency_id=by.agency, programme=programme, system=layout.system.strip())
    fresh = row.id is None
    row.held, row.confirmed_by, row.confirmed_at = layout.written(), by.officer, clock.now()
    row.save() if fresh else row.save(force_insert=False)
    return row


def _check(first: date, last: date) -> None:
    if last < first or (last - first).days > LONGEST_BREAK:
        raise Invalid("breaks", _("Ett lov slutar tidigast samma dag som det börjar och är högst 120 dagar."))
