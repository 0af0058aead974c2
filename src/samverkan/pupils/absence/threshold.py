"""Thresholds a school sets for itself: passing one opens a question to a human, and does nothing else.

The law has no percentage: repeated or longer absence, valid or not, is to be investigated promptly unless that is
needless (skollagen 7 kap. 19 a §). What counts as repeated or longer is the school's to say, so it is a setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from samverkan.pupils.absence.share import Share, over, written
from samverkan.pupils.absence.week import Week
from samverkan.tables.text import Text

PROVISION = "skollagen 7 kap. 19 a §"
ALL, INVALID = "all", "invalid"
MOST_WEEKS = 20


@dataclass(frozen=True)
class Threshold:
    """`percent` of the scheduled time or more, in the last `weeks` school weeks, of all absence or the invalid."""

    what: str
    percent: Decimal
    weeks: int

    def __post_init__(self) -> None:
        if (
            self.what not in (ALL, INVALID)
            or not 0 < self.percent <= 100
            or not 1 <= self.weeks <= MOST_WEEKS
        ):
            raise ValueError("no threshold")

    @property
    def words(self) -> Text:
        """The threshold as one says it."""
        sv, en = ("frånvaro", "absence") if self.what == ALL else ("ogiltig frånvaro", "invalid absence")
        weeks = ("skolvecka", "school week") if self.weeks == 1 else ("skolveckor", "school weeks")
        return Text(
            f"{plain(self.percent)} % {sv} på {self.weeks} {weeks[0]}",
            f"{self.percent.normalize():f} % {en} in {self.weeks} {weeks[1]}",
        )

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        return {"what": self.what, "percent": str(self.percent), "weeks": self.weeks}


@dataclass(frozen=True)
class Passed:
    """A threshold that a pupil's weeks have come up to, with the share it was worked from."""

    threshold: Threshold
    share: Share

    @property
    def formula(self) -> Text:
        """The comparison written out, with its period."""
        share, what = self.share, self.threshold.what
        part = share.valid + share.invalid if what == ALL else share.invalid
        value = share.absence if what == ALL else share.invalid_absence
        limit, when = self.threshold.percent, f"{share.first} – {share.last}"
        return Text(
            f"{part} av {share.scheduled} minuter = {written(value)} %, gräns {plain(limit)} % ({when})",
            f"{part} of {share.scheduled} minutes = {value} %, limit {limit.normalize():f} % ({when})",
        )


def passed(threshold: Threshold, weeks: Iterable[Week], on: date) -> Passed | None:
    """Whether the last school weeks up to a day come up to the threshold; None where they do not.

    Weeks without scheduled time (breaks, or no file) are not counted: the last `weeks` that have some are.
    """
    with_time = [week for week in weeks if week.monday <= on and week.total("scheduled")]
    last = sorted(with_time, key=lambda week: week.monday)[-threshold.weeks :]
    if len(last) < threshold.weeks:
        return None
    share = over(last, last=on)
    value = share.absence if threshold.what == ALL else share.invalid_absence
    return Passed(threshold, share) if value is not None and value >= threshold.percent else None


def read(held: Sequence[Mapping[str, Any]]) -> tuple[Threshold, ...]:
    """Thresholds as kept in a school's settings."""
    return tuple(
        Threshold(str(each["what"]), Decimal(str(each["percent"])), int(each["weeks"])) for each in held
    )


def plain(number: Decimal) -> str:
    """15 and 7,5, with a Swedish comma."""
    return f"{number.normalize():f}".replace(".", ",")


# A start, not a norm: no local threshold was found in public sources (domain.md 3), and the law names none.
USUAL = (Threshold(ALL, Decimal(20), 4), Threshold(INVALID, Decimal(10), 4))
