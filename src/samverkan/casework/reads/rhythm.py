"""When programmes have met: what the age of a joint judgement, and limits counted from a meeting, are held against."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.secrecy.clock import day_of
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.prepared import prepared


class Rhythm:
    """The days on which programmes have met, Stockholm time, from the rows of `meetings_held`."""

    def __init__(self, rows: Iterable[tuple[UUID, datetime | None]] = ()) -> None:
        self._days: dict[UUID, list[date]] = defaultdict(list)
        for programme, closed_at in rows:
            if closed_at is not None:
                self._days[programme].append(day_of(closed_at))

    def last(self, programme: UUID) -> date | None:
        """The day of the latest meeting held."""
        return next(iter(self._days.get(programme, ())), None)

    def missed(self, case: CaseFile, judged_on: date | None) -> date | None:
        """The meeting after which a joint judgement made earlier is stale; None while it is fresh.

        The method's file says how many meetings may go by (`meeting.stale_after`); 0: any number.
        """
        meeting = pinned(case.method, case.method_version).meeting
        days = self._days.get(case.programme_id, [])
        if judged_on is None or meeting is None or not 0 < meeting.stale_after <= len(days):
            return None
        latest = days[meeting.stale_after - 1]
        return latest if judged_on < latest else None


@prepared
def meetings_held(programmes: list[UUID]) -> "QuerySet[Meeting, tuple[UUID, datetime | None]]":
    """Every meeting held in these programmes, the latest first: some seventeen a year."""
    rows = Meeting.objects.filter(programme__in=programmes, state=Meeting.State.CLOSED)
    return rows.order_by("-closed_at").values_list("programme_id", "closed_at")
