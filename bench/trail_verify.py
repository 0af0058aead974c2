"""Verifying the whole trail against every kept checkpoint: 400,000 lines of 200 authorities, and as pages left it."""

from bench.kit import trail_lines
from bench.kit.numbers import median
from bench.kit.place import Nation, nation
from bench.kit.row import Row
from samverkan.setup import roles
from samverkan.trail.verify import verify

GOAL = 200_000  # lines a second
TIMES = 5


def rows() -> list[Row]:
    """As found, where pages that name some hundred ids a line may have written; then the declared lines alone."""
    with nation() as place:
        found, lines = _speed(place)
        trail_lines.anew(place)
        speed, _ = _speed(place)
    said = f"{lines:,} lines"
    return [
        Row("trail_verify_as_found", found, None, "", "lines a second, median", "", None, TIMES, said),
        Row("trail_verify", speed, None, "", "lines a second, median", f"{GOAL:,}", speed >= GOAL, TIMES),
    ]


def _speed(place: Nation) -> tuple[float, int]:
    """Lines a second and how many, as the auditor, with the two connections that `samverkan trail verify` uses."""
    auditor = place.database.as_role(roles.AUDITOR)
    reports = [verify(auditor, witness=place.folder.witness) for _ in range(TIMES)]
    if not all(report.ok for report in reports):
        raise AssertionError("the nation's trail does not hold")
    return median([report.lines / report.seconds for report in reports]), reports[0].lines
