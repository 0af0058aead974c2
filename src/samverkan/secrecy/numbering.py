"""An agency's own running numbers, under a row lock: no gap moves when another agency acts."""

from samverkan.secrecy import clock
from samverkan.secrecy.binding import require
from samverkan.secrecy.models import NumberSeries


def next_number(prefix: str) -> str:
    """The next number in the acting agency's own series, as "A-2026-14"."""
    agency = require().actor.agency
    name = f"{prefix}-{clock.today().year}"
    NumberSeries.objects.bulk_create([NumberSeries(agency_id=agency, name=name)], ignore_conflicts=True)
    series = NumberSeries.of(agency).select_for_update().get(name=name)
    series.last += 1
    series.save()
    return f"{name}-{series.last}"
