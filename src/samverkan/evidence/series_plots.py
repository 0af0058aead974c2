"""Figures of single series, as Vega-Lite specifications (plain dictionaries)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from samverkan.evidence.interrupted_series import InterruptedSeries
    from samverkan.evidence.structural_series import StructuralSeries

WORDS = {
    "sv": {
        "time": "Tid",
        "count": "Antal",
        "value": "Utfall",
        "observed": "Observerat",
        "fitted": "Modellens nivå",
        "without": "Utan insatsen",
        "line": "Linje",
    },
    "en": {
        "time": "Time",
        "count": "Count",
        "value": "Outcome",
        "observed": "Observed",
        "fitted": "The model's level",
        "without": "Without the programme",
        "line": "Line",
    },
}


def interrupted(result: InterruptedSeries, lang: str = "sv") -> dict[str, Any]:
    """Observed counts as points, the fitted level, and from the start on the level without the programme."""
    words = WORDS[lang]
    lines = {"fitted": result.fitted, "without": result.without}
    values = [
        {"time": time, "value": float(line[place]), "line": words[name]}
        for name, line in lines.items()
        for place, time in enumerate(result.times)
        if name != "without" or place >= result.start
    ]
    points = [
        {"time": time, "value": float(result.observed[place])} for place, time in enumerate(result.times)
    ]
    x = alt.X("time:O", sort=list(result.times), title=words["time"])
    curve = (
        alt.Chart(alt.InlineData(values=values))
        .mark_line()
        .encode(
            x=x,
            y=alt.Y("value:Q", title=words["count"]),
            color=alt.Color("line:N", title=words["line"]),
            strokeDash=alt.StrokeDash("line:N", title=words["line"]),
        )
    )
    dots = (
        alt.Chart(alt.InlineData(values=points))
        .mark_point(filled=True, color="#444444")
        .encode(x=x, y="value:Q")
    )
    return alt.layer(dots, curve, _start(result)).properties(width=620, height=300).to_dict()


def _start(result: InterruptedSeries | StructuralSeries) -> alt.Chart:
    rule: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"time": result.times[result.start]}]))
        .mark_rule(strokeDash=[4, 4])
        .encode(x=alt.X("time:O", sort=list(result.times)))
    )
    return rule


def structural(result: StructuralSeries, lang: str = "sv") -> dict[str, Any]:
    """Observed line, expected line, and the prediction band from the start on."""
    words = WORDS[lang]
    values = [
        {
            "time": time,
            "observed": float(result.observed[place]),
            "expected": float(result.expected[place]),
            "low": float(result.low[place]),
            "high": float(result.high[place]),
        }
        for place, time in enumerate(result.times)
    ]
    x = alt.X("time:O", sort=list(result.times), title=words["time"])
    base = alt.Chart(alt.InlineData(values=values)).encode(x=x)
    band = base.mark_area(opacity=0.25).encode(y=alt.Y("low:Q", title=words["value"]), y2="high:Q")
    expected = base.mark_line(strokeDash=[6, 3]).encode(y="expected:Q")
    observed = base.mark_line(color="#111111").encode(y="observed:Q")
    return alt.layer(band, expected, observed, _start(result)).properties(width=620, height=300).to_dict()
