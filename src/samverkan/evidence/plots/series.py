"""Figures of single series: what was, what the model carries on, and the band round it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from samverkan.evidence.plots import theme

if TYPE_CHECKING:
    from samverkan.evidence.interrupted_series import InterruptedSeries
    from samverkan.evidence.structural_series import StructuralSeries

WORDS = {
    "sv": {
        "count": "Antal",
        "value": "Utfall",
        "fitted": "Modellens nivå",
        "without": "Utan insatsen, enligt modellen",
        "expected": "Väntat utan insatsen",
        "observed": "Observerat",
    },
    "en": {
        "count": "Count",
        "value": "Outcome",
        "fitted": "The model's level",
        "without": "Without the programme, by the model",
        "expected": "Expected without the programme",
        "observed": "Observed",
    },
}


def interrupted(result: InterruptedSeries, lang: str = "sv") -> dict[str, Any]:
    """Observed counts as points, the fitted level, and from the start on the level without the programme."""
    words = WORDS[lang]
    names = [words["fitted"], words["without"]]
    values = [
        {"time": time, "value": float(line[place]), "line": name}
        for name, line in zip(names, (result.fitted, result.without), strict=True)
        for place, time in enumerate(result.times)
        if name != words["without"] or place >= result.start
    ]
    points = [
        {"time": time, "value": float(count)}
        for time, count in zip(result.times, result.observed, strict=True)
    ]
    x, y = (
        theme.time_axis(result.times),
        theme.value_axis("value", words["count"], scale=alt.Scale(zero=True)),
    )
    dots = (
        theme.rows(points).mark_point(filled=True, size=55, color=theme.QUIET, opacity=0.9).encode(x=x, y=y)
    )
    return theme.finish(alt.layer(dots, _two_lines(values, names, x), _start(result, lang)))


def _two_lines(values: list[dict[str, Any]], names: list[str], x: alt.X) -> alt.Chart:
    lines: alt.Chart = theme.rows(values).mark_line(strokeWidth=2.5)
    return lines.encode(
        x=x,
        y="value:Q",
        color=alt.Color("line:N", scale=alt.Scale(domain=names, range=[theme.INK, theme.BLUE])),
        strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=[[1, 0], theme.DASH])),
    )


def _start(result: InterruptedSeries | StructuralSeries, lang: str) -> Any:
    return theme.start_rule(result.times, result.start, lang)


def structural(result: StructuralSeries, lang: str = "sv") -> dict[str, Any]:
    """Observed line, expected line, and the prediction band."""
    words = WORDS[lang]
    names = [words["observed"], words["expected"]]
    values = [
        {"time": time, "value": float(line[place]), "line": name}
        for name, line in zip(names, (result.observed, result.expected), strict=True)
        for place, time in enumerate(result.times)
    ]
    band = [
        {"time": time, "low": float(low), "high": float(high)}
        for time, low, high in zip(result.times, result.low, result.high, strict=True)
    ]
    x = theme.time_axis(result.times)
    area = (
        theme.rows(band)
        .mark_area(color=theme.SKY, opacity=0.5)
        .encode(x=x, y=theme.value_axis("low", words["value"], scale=alt.Scale(zero=False)), y2="high:Q")
    )
    return theme.finish(alt.layer(area, _two_lines(values, names, x), _start(result, lang)))
