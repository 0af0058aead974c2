"""The share with the event over time, as a Vega-Lite specification (a plain dictionary)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from samverkan.evidence.incidence import Incidence

WORDS = {
    "sv": {"time": "Tid sedan start", "share": "Andel med händelsen"},
    "en": {"time": "Time since start", "share": "Share with the event"},
}


def curve(result: Incidence, lang: str = "sv") -> dict[str, Any]:
    """Steps from zero with a shaded interval; the axis always runs from 0 to 1."""
    words = WORDS[lang]
    values = [{"time": 0.0, "share": 0.0, "low": 0.0, "high": 0.0}]
    columns = (result.time, result.share, result.low, result.high)
    values += [
        dict(zip(("time", "share", "low", "high"), map(float, row), strict=True))
        for row in zip(*columns, strict=True)
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(x=alt.X("time:Q", title=words["time"]))
    scale = alt.Scale(domain=[0, 1])
    band = base.mark_area(interpolate="step-after", opacity=0.25).encode(
        y=alt.Y("low:Q", scale=scale, title=words["share"]), y2="high:Q"
    )
    line = base.mark_line(interpolate="step-after", color="#111111").encode(
        y=alt.Y("share:Q", scale=scale, axis=alt.Axis(format="%"))
    )
    return alt.layer(band, line).properties(width=620, height=320).to_dict()
