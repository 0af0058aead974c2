"""A human's colour as the page shows it: word, shape and colour token, who, when, and whether it went stale."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language

from samverkan.casework.pinning import by_method, pinned
from samverkan.casework.reads.rhythm import Rhythm
from samverkan.methods.asking import has_field, joint_kind, own_kind
from samverkan.methods.known import LEVEL
from samverkan.methods.schema import Method
from samverkan.secrecy import clock
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.kinds import Words
from samverkan.secrecy.models import CaseFile


class Judged(NamedTuple):
    """One judgement. `rank` is the level's place in the method's scale, for agenda order by a human's colour."""

    level: str
    word: str
    shape: str
    colour: str
    rank: int
    reason: str
    judged_on: date | None
    valid_until: date | None
    joint: bool
    entry: OpenEntry
    missed: date | None = None  # the meeting that a joint judgement was not looked over at

    @property
    def ran_out(self) -> bool:
        """Whether the day has passed that the one who judged wrote as its last: days on a clock, nothing else."""
        return self.valid_until is not None and self.valid_until < clock.today()

    @property
    def stale(self) -> bool:
        """Whether it is to be looked over: its time has run out, or the parties have met since."""
        return self.stale_since is not None

    @property
    def stale_since(self) -> date | None:
        """The day its time ran out, or the meeting it was not looked over at."""
        return self.valid_until if self.ran_out else self.missed


def judged(
    method: Method, entry: OpenEntry, language: str | None = None, missed: date | None = None
) -> Judged | None:
    """The judgement in an entry, in the page's language unless one is named; None when it is weeded or words alone."""
    fields, row = entry.fields, entry.row
    levels = _levels(method).get(row.kind)
    if fields is None or levels is None:
        return None
    level, word, shape, colour, rank = levels[fields[LEVEL]]
    return Judged(
        level, word.for_language(language or get_language()), shape, colour, rank,
        str(fields.get("reason", "")), row.happened_on, row.valid_until,
        row.kind == _judging(method)[0], entry, missed,
    )  # fmt: skip


@by_method
def _levels(method: Method) -> dict[str, dict[str, tuple[str, Words, str, str, int]]]:
    """By kind of judgement on a scale, and level: its id, word, shape and colour, and its place in the scale."""
    scales = {
        scale.id: {
            each.id: (each.id, each.word, str(each.shape), str(each.colour), rank)
            for rank, each in enumerate(scale.levels)
        }
        for scale in method.scales
    }
    on_scale = [kind for kind in method.kinds if kind.judgement and has_field(kind, LEVEL)]
    return {kind.id: scales[scale] for kind in on_scale if (scale := kind.field(LEVEL).scale)}


@by_method
def _judging(method: Method) -> tuple[str | None, str | None]:
    """The kinds of the joint judgement and of one's own."""
    return joint_kind(method), own_kind(method)


def joint_of(
    case: CaseFile, opened: list[OpenEntry], rhythm: Rhythm, *, language: str | None = None
) -> Judged | None:
    """The joint judgement in force among a case's opened entries, where the method makes one."""
    method = pinned(case.method, case.method_version)
    newest = _newest(opened, _judging(method)[0])
    return judged(method, newest, language, rhythm.missed(case, newest.row.happened_on)) if newest else None


def own_of(
    case: CaseFile, opened: list[OpenEntry], *, received: bool | None = None, language: str | None = None
) -> Judged | None:
    """The newest judgement that one authority made for itself; `received` False: by this one."""
    _joint, kind = _judging(pinned(case.method, case.method_version))
    return latest(case, opened, kind, received=received, language=language)


def latest(
    case: CaseFile,
    opened: list[OpenEntry],
    kind: str | None,
    *,
    received: bool | None = None,
    language: str | None = None,
) -> Judged | None:
    """The newest judgement of a kind among a case's opened entries, own or received or either."""
    newest = _newest(opened, kind, received)
    return judged(pinned(case.method, case.method_version), newest, language) if newest else None


def _newest(opened: list[OpenEntry], kind: str | None, received: bool | None = None) -> OpenEntry | None:
    newest = None
    for each in opened:  # a list has forty cases: no list of each one's, and no key called for each entry
        row = each.row
        fits = row.kind == kind and (received is None or (row.received_id is not None) == received)
        if fits and (newest is None or row.made_at > newest.row.made_at):
            newest = each
    return newest
