"""Figures of differences: the path of the effect, and how it bears departures from parallel trends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from samverkan.evidence.plots import theme

if TYPE_CHECKING:
    from samverkan.evidence.event_study import EventStudy
    from samverkan.evidence.honest_bounds import HonestBounds

WORDS = {
    "sv": {
        "relative": "Tidpunkter sedan start",
        "effect": "Effekt",
        "times": "Tillåtet avsteg, i förhållande till det värsta före start",
        "bend": "Tillåten böjning av trenden per tidpunkt",
    },
    "en": {
        "relative": "Periods since the start",
        "effect": "Effect",
        "times": "Departure allowed, relative to the worst before the start",
        "bend": "Bend of the trend allowed per period",
    },
}


def path(study: EventStudy, lang: str = "sv") -> dict[str, Any]:
    """Estimates with pointwise (thick) and uniform (thin) intervals; the reference period drawn as zero."""
    low, high = study.pointwise()
    lowest, highest = study.uniform()
    columns = (study.relative, study.estimates, low, high, lowest, highest)
    names = ("relative", "effect", "low", "high", "lowest", "highest")
    values: list[dict[str, float]] = [
        dict(zip(names, (int(row[0]), *map(float, row[1:])), strict=True))
        for row in zip(*columns, strict=True)
    ]
    if study.before.any():
        values.append(dict.fromkeys(names, 0.0) | {"relative": -1})
    words = WORDS[lang]
    base = theme.rows(values).encode(
        x=alt.X("relative:Q", title=words["relative"], axis=alt.Axis(format="d", tickMinStep=1))
    )
    thin = base.mark_rule(color=theme.FAINT).encode(
        y=theme.value_axis("lowest", words["effect"]), y2="highest:Q"
    )
    thick = base.mark_rule(color=theme.BLUE, strokeWidth=4).encode(y="low:Q", y2="high:Q")
    points = base.mark_point(filled=True, size=60, color=theme.INK, opacity=1).encode(y="effect:Q")
    start = theme.rows([{"x": -0.5}]).mark_rule(color=theme.QUIET, strokeDash=[2, 3]).encode(x="x:Q")
    return theme.finish(alt.layer(theme.zero(), start, thin, thick, points))


def bounds(result: HonestBounds, lang: str = "sv") -> dict[str, Any]:
    """Robust interval against the departure allowed."""
    words = WORDS[lang]
    values = [
        {"size": float(s), "low": float(a), "high": float(b)}
        for s, a, b in zip(result.sizes, result.low, result.high, strict=True)
    ]
    title = words["times" if result.kind == "relative" else "bend"]
    bars = (
        theme.rows(values)
        .mark_rule(strokeWidth=4, color=theme.BLUE)
        .encode(x=alt.X("size:Q", title=title), y=theme.value_axis("low", words["effect"]), y2="high:Q")
    )
    return theme.finish(alt.layer(theme.zero(), bars), height=260)
