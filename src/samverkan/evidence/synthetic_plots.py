"""Figures of synthetic controls, as Vega-Lite specifications (plain dictionaries)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from samverkan.evidence.synthetic_control import SyntheticControl

WORDS = {
    "sv": {"time": "Tid", "gap": "Utfall minus syntetisk jämförelse", "start": "Start"},
    "en": {"time": "Time", "gap": "Outcome minus synthetic comparison", "start": "Start"},
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
