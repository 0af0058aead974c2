"""Figures of synthetic controls, as Vega-Lite specifications (plain dictionaries)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from samverkan.evidence.synthetic_control import SyntheticControl
    from samverkan.evidence.synthetic_intervals import EffectInterval

WORDS = {
    "sv": {
        "time": "Tid",
        "gap": "Utfall minus jämförelse",
        "effect": "Effekt",
        "count": "Antal jämförelsegrupper",
    },
    "en": {
        "time": "Time",
        "gap": "Outcome minus comparison",
        "effect": "Effect",
        "count": "Number of comparison groups",
    },
}


def placebo_fan(result: SyntheticControl, lang: str = "sv") -> dict[str, Any]:
    """Every unit's gap in grey, the treated one's in black, a rule at the start."""
    words = WORDS[lang]
    order = list(result.times)
    values = [
        {"unit": unit, "time": time, "gap": float(result.gaps[row, column]), "treated": row == result.treated}
        for row, unit in enumerate(result.units)
        for column, time in enumerate(result.times)
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("time:O", sort=order, title=words["time"]),
        y=alt.Y("gap:Q", title=words["gap"]),
        detail="unit:N",
    )
    others = base.transform_filter("!datum.treated").mark_line(color="#9aa0a6", opacity=0.5, strokeWidth=1)
    own = base.transform_filter("datum.treated").mark_line(color="#111111", strokeWidth=2.5)
    start = (
        alt.Chart(alt.InlineData(values=[{"time": result.times[result.start]}]))
        .mark_rule(strokeDash=[4, 4])
        .encode(x=alt.X("time:O", sort=order))
    )
    chart = alt.layer(others, own, start).properties(width=620, height=320)
    return chart.to_dict()


def interval(result: EffectInterval, lang: str = "sv") -> dict[str, Any]:
    """The gap after the start with its interval."""
    words = WORDS[lang]
    values = [
        {"time": time, "gap": float(gap), "low": float(low), "high": float(high)}
        for time, gap, low, high in zip(result.times, result.gap, result.low, result.high, strict=True)
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("time:O", sort=list(result.times), title=words["time"])
    )
    bars = base.mark_rule(strokeWidth=2).encode(y=alt.Y("low:Q", title=words["gap"]), y2="high:Q")
    points = base.mark_point(filled=True, size=40).encode(y="gap:Q")
    zero = alt.Chart(alt.InlineData(values=[{"y": 0}])).mark_rule(strokeDash=[4, 4]).encode(y="y:Q")
    return alt.layer(zero, bars, points).properties(width=620, height=280).to_dict()


def one_gap(times: tuple[str, ...], gap: NDArray[np.float64], start: int, lang: str = "sv") -> dict[str, Any]:
    """A single gap over all periods, a rule at the start."""
    words = WORDS[lang]
    values = [{"time": time, "gap": float(number)} for time, number in zip(times, gap, strict=True)]
    x = alt.X("time:O", sort=list(times), title=words["time"])
    line = (
        alt.Chart(alt.InlineData(values=values))
        .mark_line(color="#111111")
        .encode(x=x, y=alt.Y("gap:Q", title=words["gap"]))
    )
    rule = alt.Chart(alt.InlineData(values=[{"time": times[start]}])).mark_rule(strokeDash=[4, 4])
    return alt.layer(line, rule.encode(x=x)).properties(width=620, height=280).to_dict()


def spread(effects: NDArray[np.float64], best: float, lang: str = "sv") -> dict[str, Any]:
    """How many defensible comparisons give which effect; a rule at the best one's."""
    words = WORDS[lang]
    counts, edges = np.histogram(effects, bins=40)
    values = [
        {"low": float(low), "high": float(high), "count": int(count)}
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    bars = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar()
        .encode(
            x=alt.X("low:Q", bin="binned", title=words["effect"]),
            x2="high:Q",
            y=alt.Y("count:Q", title=words["count"]),
        )
    )
    rule = alt.Chart(alt.InlineData(values=[{"best": best}])).mark_rule(strokeWidth=2).encode(x="best:Q")
    return alt.layer(bars, rule).properties(width=520, height=240).to_dict()
