"""The near-repeat table as a heat map."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

from samverkan.evidence.plots import theme

if TYPE_CHECKING:
    from samverkan.evidence.near_repeat import NearRepeat

WORDS = {
    "sv": {"metres": "Avstånd (meter)", "days": "Tid emellan (dygn)", "ratio": "Gånger det väntade"},
    "en": {"metres": "Distance (metres)", "days": "Time between (days)", "ratio": "Times expected"},
}


def ratios(result: NearRepeat, lang: str = "sv") -> dict[str, Any]:
    """Observed over expected in every band, observed count written in each square; grey where impossible."""
    words = WORDS[lang]
    metres, days = _labels(result.metres), _labels(result.days)
    values = [
        {
            "metres": metres[b],
            "days": days[k],
            "ratio": float(result.ratio[b, k]),
            "observed": int(result.observed[b, k]),
            "possible": bool(result.possible[b, k]),
        }
        for b in range(len(metres))
        for k in range(len(days))
    ]
    base = theme.rows(values).encode(
        x=alt.X("days:O", sort=days, title=words["days"], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("metres:O", sort=metres[::-1], title=words["metres"]),
    )
    scale = alt.Scale(scheme="blueorange", domainMid=1)
    legend = alt.Legend(title=words["ratio"], orient="right", direction="vertical", offset=10)
    squares = base.mark_rect(stroke="#ffffff").encode(
        color=alt.condition(
            "datum.possible", alt.Color("ratio:Q", scale=scale, legend=legend), alt.value(theme.PALE)
        )
    )
    numbers = base.mark_text().encode(text="observed:Q")
    # The ends of the scale are dark: without a light edge nobody reads the number there.
    edge = base.mark_text(stroke="#ffffff", strokeWidth=4, strokeJoin="round").encode(text="observed:Q")
    return theme.finish(alt.layer(squares, edge, numbers), height=max(160, 34 * len(metres)), width=520)


def _labels(edges: tuple[float, ...]) -> list[str]:
    """Interval notation, since the edge itself belongs to the band above."""
    return [f"[{a:g}, {b:g})" for a, b in pairwise(edges)]
