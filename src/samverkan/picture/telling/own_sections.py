"""All of an agency's own sections of a place, in the order they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverkan.picture.places.register import Place
from samverkan.picture.telling.own_counts import figures_section, reports_section
from samverkan.picture.telling.own_section import own_section
from samverkan.picture.telling.shapes import Section, Teller

ORDER = (("incidents", own_section), ("place_reports", reports_section), ("own_figures", figures_section))


def own_sections(told: Mapping[str, dict[str, Any]], place: Place, tell: Teller) -> tuple[Section, ...]:
    """told: as `own.reads.told` gives it."""
    found = (make(told[kind], place, tell) for kind, make in ORDER if kind in told)
    return tuple(each for each in found if each is not None)
