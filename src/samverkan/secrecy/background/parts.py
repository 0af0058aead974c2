"""A job's sealed pieces: what went in under one key, what comes out under another; both are shredded."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from samverkan.secrecy import clock
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.models import Job, JobPart
from samverkan.secrecy.seal import Fields, label, seal, unseal

Way = JobPart.Way


def give(job: Job, pieces: Iterable[Fields]) -> int:
    """Seal what goes in, piece by piece; returns how many. Only `start` calls it."""
    count = 0
    for place, fields in enumerate(pieces):
        _write(job, Way.IN, place, fields)
        count = place + 1
    return count


def part(job: Job, place: int, way: str = Way.IN) -> Fields | None:
    """One piece, unsealed; None where there is none, or it is shredded."""
    row = JobPart.of(job.agency_id).filter(job=job, way=way, place=place).first()
    key = _key(job, way) if row is not None and row.sealed else None
    if row is None or key is None:
        return None
    require().touch(row.pk)
    return unseal(key, _bound_to(row), bytes(row.sealed))


def put(job: Job, place: int, fields: Fields) -> None:
    """Seal a piece of the result. In a step only: the piece stands or falls with it."""
    _write(job, Way.OUT, place, fields)


def parts_of(job: Job, way: str = Way.OUT) -> Iterator[Fields]:
    """All pieces of the result in order, for whoever made the job and may still see it."""
    places = (
        JobPart.of(job.agency_id).filter(job=job, way=way).order_by("place").values_list("place", flat=True)
    )
    for place in list(places):
        found = part(job, place, way)
        if found is not None:
            yield found


def shred(job: Job, *ways: str) -> None:
    """Forget the keys of a job's pieces, and the pieces: nobody reads them again. Repeating it changes nothing."""
    at = clock.now().isoformat()
    for way in ways:
        keystore().drop_box(job.agency_id, _box(job, way), at=at, reason="job")
        for row in JobPart.of(job.agency_id).filter(job=job, way=way).exclude(sealed=b""):
            row.sealed = b""
            row.save(force_insert=False, update_fields=["sealed"])


def _write(job: Job, way: str, place: int, fields: Fields) -> None:
    key = _key(job, way) or keystore().new_boxes(job.agency_id, [_box(job, way)])[_box(job, way)]
    row = JobPart(agency_id=job.agency_id, job=job, way=way, place=place)
    row.draw_id()
    row.sealed = seal(key, _bound_to(row), fields)
    require().wrote(bytes(row.sealed))
    row.save(force_insert=True)


def _box(job: Job, way: str) -> UUID:
    return job.pk if way == Way.IN else job.results


def _key(job: Job, way: str) -> bytes | None:
    return keystore().open_boxes(job.agency_id, [_box(job, way)]).get(_box(job, way))


def _bound_to(row: JobPart) -> bytes:
    return label("job", row.agency_id, row.job_id, row.pk, row.way, str(row.place))
