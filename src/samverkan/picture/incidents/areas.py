"""One municipality's areas as an incident file needs them: by name, and by point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from samverkan.picture.incidents.naming import AreaNames
from samverkan.picture.places.register import Register
from samverkan.picture.places.shapes import shipped_shapes

if TYPE_CHECKING:
    from samverkan.picture.incidents.placing import Areas

Floats = NDArray[np.float64]
ASHORE = 60.0  # metres: borders of land are simplified for drawing


@dataclass(frozen=True)
class Municipality:
    """A municipality's code, names and borders. quarters and regso: exact; land: without water."""

    code: str
    register: Register
    aliases: Mapping[str, str]
    quarters: Mapping[str, Any] = field(default_factory=dict)
    regso: Mapping[str, Any] = field(default_factory=dict)
    land: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def names(self) -> AreaNames:
        return AreaNames(self.register, self.code, self.aliases)

    @cached_property
    def _prepared(self) -> tuple[Areas | None, Areas | None]:
        from samverkan.picture.incidents.placing import prepared  # slow to load: by whoever computes

        return tuple(prepared(each) if each else None for each in (self.quarters, self.regso))  # type: ignore[return-value]

    def of_points(self, x: Floats, y: Floats) -> tuple[list[str | None], list[str | None]]:
        """The quarter and the RegSO of each point; None outside."""
        nowhere: list[str | None] = [None] * len(x)
        quarters, regso = (
            list(each.lookup[each.place(x, y)]) if each else nowhere for each in self._prepared
        )
        return quarters, regso

    def district_of(self, quarter: str) -> str | None:
        """Today's district of a quarter."""
        return self._districts.get(quarter)

    @cached_property
    def _districts(self) -> dict[str, str]:
        own = [each for each in self.register.of_kind("district", self.code) if each.until is None]
        return {part.id: each.id for each in own for part in self.register.made_of(each.id, "quarter")}

    def in_water(self, x: Floats, y: Floats) -> int:
        """How many of the points lie further out than borders are rough."""
        held = np.isfinite(x) & np.isfinite(y)
        if not held.any() or not self.land:
            return 0
        tree = shapely.STRtree(list(self.land.values()))
        points = shapely.points(x[held], y[held])
        ashore = np.unique(tree.query(points, predicate="dwithin", distance=ASHORE)[0])
        inside = np.array([each is not None for each in self.of_points(x[held], y[held])[0]])
        inside[ashore] = False
        return int(inside.sum())


def shipped_municipality(register: Register, code: str, aliases: Mapping[str, str]) -> Municipality:
    """With the borders that come along, which are Stockholm's; elsewhere an incident file is placed by name."""

    def own(use: Any, kind: str) -> dict[str, Any]:
        return {
            key: shape for key, shape in shipped_shapes(use).items()
            if register[key].kind == kind and key.startswith(code)
        }  # fmt: skip

    return Municipality(
        code, register, aliases, own("exact", "quarter"), own("exact", "regso"), own("fine", "quarter")
    )
