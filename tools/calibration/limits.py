"""Exact binomial limits: between which counts a design that holds its level lands, nearly always."""

from scipy.stats import binom

CERTAIN = 0.999


def limits(tries: int, chance: float, certain: float = CERTAIN) -> tuple[int, int]:
    """The central counts that hold at least `certain` of the probability, (least, most) both included."""
    tail = (1 - certain) / 2
    return int(binom.ppf(tail, tries, chance)), int(binom.isf(tail, tries, chance))


def within(count: int, tries: int, chance: float) -> bool:
    """Whether the count is one of those."""
    least, most = limits(tries, chance)
    return least <= count <= most
