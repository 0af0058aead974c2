"""The near-repeat table as a heat map: a Vega-Lite specification (a plain dictionary)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

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
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("days:O", sort=days, title=words["days"]),
        y=alt.Y("metres:O", sort=metres[::-1], title=words["metres"]),
    )
    scale = alt.Scale(scheme="blueorange", domainMid=1)
    squares = base.mark_rect().encode(
        color=alt.condition(
            "datum.possible", alt.Color("ratio:Q", scale=scale, title=words["ratio"]), alt.value("#d0d0d0")
        )
    )
    numbers = base.mark_text().encode(text="observed:Q")
    return alt.layer(squares, numbers).properties(width=520, height=320).to_dict()


def _labels(edges: tuple[float, ...]) -> list[str]:
    """Interval notation, since the edge itself belongs to the band above."""
    return [f"[{a:g}, {b:g})" for a, b in pairwise(edges)]
