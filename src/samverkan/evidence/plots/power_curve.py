"""The power curve: how likely a fall of each size is to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from samverkan.evidence.plots import theme

if TYPE_CHECKING:
    from samverkan.evidence.power import Power
    from samverkan.evidence.power_panel import PanelPower

WORDS = {
    "sv": {
        "fall": "Verklig minskning",
        "chance": "Sannolikhet att upptäcka den",
        "change": "Verklig förändring per tidpunkt, åt endera hållet",
        "target": "det vanliga kravet",
    },
    "en": {
        "fall": "True fall",
        "chance": "Probability of detecting it",
        "change": "True change a period, either way",
        "target": "the usual demand",
    },
}


def curve(result: Power, lang: str = "sv") -> dict[str, Any]:
    """Chance by fall, both as percent, with a rule at the wanted certainty."""
    axis = alt.X("fall:Q", axis=alt.Axis(format=".0%"), title=WORDS[lang]["fall"])
    return _curve("fall", result.curve, axis, result.target, lang)


def panel(result: PanelPower, lang: str = "sv") -> dict[str, Any]:
    """Chance by change in the outcome's unit."""
    return _curve("change", result.curve, alt.X("change:Q", title=WORDS[lang]["change"]), result.target, lang)


def _curve(field: str, points: tuple[Any, Any], axis: alt.X, target: float, lang: str) -> dict[str, Any]:
    words = WORDS[lang]
    values = [{field: float(f), "chance": float(c)} for f, c in zip(*points, strict=True)]
    percent = alt.Axis(format=".0%")
    line = (
        theme.rows(values)
        .mark_line(color=theme.INK, strokeWidth=2.5)
        .encode(
            x=axis,
            y=theme.value_axis("chance", words["chance"], axis=percent, scale=alt.Scale(domain=[0, 1])),
        )
    )
    wanted = theme.rows([{"chance": target, "label": words["target"]}])
    rule = wanted.mark_rule(color=theme.QUIET, strokeDash=[2, 3]).encode(y="chance:Q")
    text = wanted.mark_text(align="left", baseline="bottom", dy=-3, dx=4, color=theme.QUIET).encode(
        y="chance:Q", x=alt.value(0), text="label:N"
    )
    return theme.finish(alt.layer(rule, text, line))
