"""The power curve as a Vega-Lite specification (a plain dictionary)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from samverkan.evidence.power import Power

WORDS = {
    "sv": {"fall": "Verklig minskning", "chance": "Sannolikhet att upptäcka den"},
    "en": {"fall": "True fall", "chance": "Probability of detecting it"},
}


def curve(result: Power, lang: str = "sv") -> dict[str, Any]:
    """Chance by fall, both as percent, with a rule at the wanted certainty."""
    words = WORDS[lang]
    values = [{"fall": float(f), "chance": float(c)} for f, c in zip(*result.curve, strict=True)]
    percent = alt.Axis(format="%")
    line = (
        alt.Chart(alt.InlineData(values=values))
        .mark_line(color="#111111")
        .encode(
            x=alt.X("fall:Q", axis=percent, title=words["fall"]),
            y=alt.Y("chance:Q", axis=percent, title=words["chance"], scale=alt.Scale(domain=[0, 1])),
        )
    )
    target = (
        alt.Chart(alt.InlineData(values=[{"chance": result.target}]))
        .mark_rule(strokeDash=[4, 4])
        .encode(y="chance:Q")
    )
    return alt.layer(line, target).properties(width=520, height=300).to_dict()
