"""Tables to publish and attackers to publish them against, for the tests of suppression.

The attackers share no code with the product's audit: they list every table that fits what was printed.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from samverkan.suppression.attack import Sum
from samverkan.suppression.suppressing import Cell, suppress

DAY = date(2026, 9, 30)


def row(*leaves):
    """A row of cells with its total: counts and sums."""
    names = "abcdefgh"[: len(leaves)]
    return {**dict(zip(names, leaves, strict=True)), "total": sum(leaves)}, [Sum("total", tuple(names))]


def grid(rows):
    """A table with row totals, column totals and a grand total."""
    height, width = len(rows), len(rows[0])
    counts = {f"r{i}c{j}": rows[i][j] for i in range(height) for j in range(width)}
    sums = [Sum(f"r{i}", tuple(f"r{i}c{j}" for j in range(width))) for i in range(height)]
    sums += [Sum(f"c{j}", tuple(f"r{i}c{j}" for i in range(height))) for j in range(width)]
    for each in sums:
        counts[each.total] = sum(counts[part] for part in each.parts)
    counts["total"] = sum(map(sum, rows))
    sums += [Sum("total", tuple(f"r{i}" for i in range(height)))]
    sums += [Sum("total", tuple(f"c{j}" for j in range(width)))]
    return counts, sums


def publish_all(tables):
    """Successive publications, a month apart, of (counts, sums) with the same layout."""
    published, before = [], None
    for n, (counts, sums) in enumerate(tables):
        published.append(suppress(counts, sums, DAY + timedelta(days=30 * n), published, before))
        before = counts
    return published


def fits(counts, cells: dict[str, Cell]) -> bool:
    """Whether a table could be the one behind a publication."""
    return all(cells[name].interval[0] <= count <= cells[name].interval[1] for name, count in counts.items())


def all_rows(width: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way of putting `total` persons in `width` cells."""
    if width == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in all_rows(width - 1, total - first):
            yield (first, *rest)


def printed(cells: dict[str, Cell]):
    """What the reader sees, in a form that can be compared."""
    return tuple((name, cell.value, cell.near) for name, cell in cells.items())
