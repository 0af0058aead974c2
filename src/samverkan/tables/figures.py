"""A published figure: a number, or the mask its source put there instead. A mask never turns into a number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from samverkan.tables.numbers import Kind, Note, read_cell


class Mask(Enum):
    """Why there is no exact number. The written code ("..", "~100") stays in `Figure.written`."""

    HIDDEN = "hidden"  # "..", "*", "x": kept back, usually because few persons stand behind it
    ROUGH = "rough"  # "~100", "cirka 270": rounded by the source because few fall outside it
    BOUND = "bound"  # "<5": only a limit is told
    NONE = "none"  # "-", ".", empty: the source says nothing, or that nothing can be said


@dataclass(frozen=True)
class Figure:
    """`number` is exact where `mask` is None, about right where it is ROUGH, and otherwise None."""

    number: float | None
    mask: Mask | None = None
    written: str = ""

    @property
    def exact(self) -> float:
        """The number, to calculate with. Raises ValueError for every mask, the rough number's too."""
        if self.mask is not None or self.number is None:
            raise ValueError(f"{self.written!r} is no exact number")
        return self.number


MASKS = {Kind.HIDDEN: Mask.HIDDEN, Kind.MISSING: Mask.NONE, Kind.BOUND: Mask.BOUND}


def read_figure(raw: object, decimal: str | None = None) -> Figure | None:
    """The figure a cell holds; None when it is neither a number nor a known mask."""
    cell = read_cell(raw, decimal)
    written = "" if raw is None or (cell.value != cell.value and isinstance(raw, float)) else str(raw).strip()
    if cell.kind is Kind.NUMBER:
        return Figure(cell.value, Mask.ROUGH if Note.ROUGH in cell.notes else None, written)
    mask = MASKS.get(cell.kind)
    return None if mask is None else Figure(None, mask, written)
