"""Figures of synthetic controls: the two paths, the gap in its placebo fan, intervals, the spread over comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
from numpy.typing import NDArray

from samverkan.evidence.plots import theme

if TYPE_CHECKING:
    from samverkan.evidence.synthetic_control import SyntheticControl
    from samverkan.evidence.synthetic_intervals import EffectInterval

Floats = NDArray[np.float64]
MOST_LINES = 60  # of placebos; with more units the fan is drawn as quantile bands and their extremes
WORDS = {
    "sv": {
        "gap": "Skillnad mot jämförelsen",
        "value": "Utfall",
        "effect": "Effekt",
        "count": "Antal jämförelsegrupper",
        "own": "Den som fick insatsen",
        "others": "Övriga, som om de fått den",
        "synthetic": "Syntetisk jämförelse",
        "best": "den bästa",
    },
    "en": {
        "gap": "Difference from the comparison",
        "value": "Outcome",
        "effect": "Effect",
        "count": "Number of comparison groups",
        "own": "The treated one",
        "others": "The others, as if treated",
        "synthetic": "Synthetic comparison",
        "best": "the best",
    },
}


def placebo_fan(result: SyntheticControl, lang: str = "sv") -> dict[str, Any]:
    """Every unit's gap in grey, the treated one's in black, the time before the start always shown."""
    words = WORDS[lang]
    names = [words["own"], words["others"]]
    own = [
        {"time": time, "gap": float(gap), "line": names[0], "unit": result.units[result.treated]}
        for time, gap in zip(result.times, result.gap, strict=True)
    ]
    x = theme.time_axis(result.times)
    colour = alt.Color("line:N", scale=alt.Scale(domain=names, range=[theme.INK, theme.FAINT]))
    line = (
        theme.rows(own)
        .mark_line(strokeWidth=2.5)
        .encode(x=x, y=theme.value_axis("gap", words["gap"]), color=colour)
    )
    others = np.delete(np.arange(len(result.units)), result.treated)
    fan = _bands if len(others) > MOST_LINES else _lines
    layers = [*fan(result, others, x, colour, names[1]), theme.zero(), line]
    return theme.finish(alt.layer(*layers, theme.start_rule(result.times, result.start, lang)))


def _lines(result: SyntheticControl, others: Any, x: alt.X, colour: alt.Color, name: str) -> list[alt.Chart]:
    values = [
        {"unit": result.units[row], "time": time, "gap": float(result.gaps[row, column]), "line": name}
        for row in others
        for column, time in enumerate(result.times)
    ]
    return [
        theme.rows(values)
        .mark_line(strokeWidth=1, opacity=0.7)
        .encode(x=x, y="gap:Q", detail="unit:N", color=colour)
    ]


def _bands(result: SyntheticControl, others: Any, x: alt.X, colour: alt.Color, name: str) -> list[alt.Chart]:
    """All of them, the middle 90 and the middle half per cent in each period."""
    marks = []
    for share, opacity in ((0.0, 0.25), (0.05, 0.35), (0.25, 0.45)):
        low, high = (np.quantile(result.gaps[others], q, axis=0) for q in (share, 1 - share))
        values = [
            {"time": time, "low": float(a), "high": float(b), "line": name}
            for time, a, b in zip(result.times, low, high, strict=True)
        ]
        area = theme.rows(values).mark_area(opacity=opacity)
        marks.append(area.encode(x=x, y="low:Q", y2="high:Q", color=colour))
    return marks


def two_paths(result: SyntheticControl, lang: str = "sv") -> dict[str, Any]:
    """The outcome as it went, and that of the synthetic comparison."""
    words = WORDS[lang]
    names = [words["own"], words["synthetic"]]
    values = [
        {"time": time, "value": float(line[place]), "line": name}
        for name, line in zip(names, (result.observed, result.synthetic), strict=True)
        for place, time in enumerate(result.times)
    ]
    lines = (
        theme.rows(values)
        .mark_line(strokeWidth=2.5)
        .encode(
            x=theme.time_axis(result.times),
            y=theme.value_axis("value", words["value"], scale=alt.Scale(zero=False)),
            color=alt.Color("line:N", scale=alt.Scale(domain=names, range=[theme.INK, theme.BLUE])),
            strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=[[1, 0], theme.DASH])),
        )
    )
    return theme.finish(alt.layer(lines, theme.start_rule(result.times, result.start, lang)))


def interval(result: EffectInterval, lang: str = "sv") -> dict[str, Any]:
    """The gap over all time; after the start with its interval."""
    words = WORDS[lang]
    times = (*result.past_times, *result.times)
    path = [
        {"time": time, "gap": float(gap)}
        for time, gap in zip(times, [*result.past, *result.gap], strict=True)
    ]
    ends = [
        {"time": time, "low": float(low), "high": float(high)}
        for time, low, high in zip(result.times, result.low, result.high, strict=True)
    ]
    x = theme.time_axis(times)
    band = theme.rows(ends).mark_errorband(color=theme.SKY, opacity=0.55) if len(ends) > 1 else None
    bars = (
        band.encode(x=x, y=theme.value_axis("low", words["gap"]), y2="high:Q")
        if band is not None
        else theme.rows(ends).mark_rule(color=theme.BLUE, strokeWidth=3).encode(x=x, y="low:Q", y2="high:Q")
    )
    line = (
        theme.rows(path)
        .mark_line(color=theme.INK, strokeWidth=2)
        .encode(x=x, y=theme.value_axis("gap", words["gap"]))
    )
    rule = [theme.start_rule(times, len(result.past), lang)] if len(result.past) else []
    return theme.finish(alt.layer(bars, theme.zero(), line, *rule))


def one_gap(times: tuple[str, ...], gap: Floats, start: int, lang: str = "sv") -> dict[str, Any]:
    """A single gap over all periods, a rule at the start."""
    values = [{"time": time, "gap": float(number)} for time, number in zip(times, gap, strict=True)]
    line = (
        theme.rows(values)
        .mark_line(color=theme.INK, strokeWidth=2)
        .encode(x=theme.time_axis(times), y=theme.value_axis("gap", WORDS[lang]["gap"]))
    )
    return theme.finish(alt.layer(theme.zero(), line, theme.start_rule(times, start, lang)))


def spread(effects: Floats, best: float, lang: str = "sv") -> dict[str, Any]:
    """How many defensible comparisons give which effect; a rule at the best one's and at none."""
    words = WORDS[lang]
    counts, edges = np.histogram(effects, bins=min(40, max(8, int(np.sqrt(len(effects))))))
    values = [
        {"low": float(low), "high": float(high), "count": int(count)}
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    bars = (
        theme.rows(values)
        .mark_bar(color=theme.SKY)
        .encode(
            x=alt.X("low:Q", bin="binned", title=words["effect"]),
            x2="high:Q",
            y=theme.value_axis("count", words["count"], axis=alt.Axis(format="d", tickMinStep=1)),
        )
    )
    marked = theme.rows([{"best": best, "label": words["best"]}])
    rule = marked.mark_rule(color=theme.INK, strokeWidth=2.5).encode(x="best:Q")
    text = marked.mark_text(align="left", dx=5, baseline="top").encode(
        x="best:Q", y=alt.value(0), text="label:N"
    )
    return theme.finish(alt.layer(bars, theme.zero("x"), rule, text), height=240)
