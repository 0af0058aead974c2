"""Verifying the whole trail: 400,000 lines of 200 authorities, against every kept checkpoint."""

from bench.kit.numbers import median
from bench.kit.place import nation
from bench.kit.row import Row
from samverkan.setup import roles
from samverkan.trail.verify import verify

GOAL = 200_000  # lines a second
TIMES = 5


def rows() -> list[Row]:
    """As the auditor, with the two connections that `samverkan trail verify` uses."""
    with nation() as place:
        auditor = place.database.as_role(roles.AUDITOR)
        reports = [verify(auditor, witness=place.folder.witness) for _ in range(TIMES)]
    if not all(report.ok for report in reports):
        raise AssertionError("the nation's trail does not hold")
    speed = median([report.lines / report.seconds for report in reports])
    return [Row("trail_verify", speed, None, "", "lines a second, median", f"{GOAL:,}", speed >= GOAL, TIMES)]
