"""Figures of differences, as Vega-Lite specifications (plain dictionaries)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from samverkan.evidence.event_study import EventStudy
    from samverkan.evidence.honest_bounds import HonestBounds

WORDS = {
    "sv": {
        "relative": "Tidpunkter sedan start",
        "effect": "Effekt",
        "times": "Tillåtet avsteg, i förhållande till det värsta före start",
        "bend": "Tillåten böjning av trenden per tidpunkt",
    },
    "en": {
        "relative": "Periods since the start",
        "effect": "Effect",
        "times": "Departure allowed, relative to the worst before the start",
        "bend": "Bend of the trend allowed per period",
    },
}


def path(study: EventStudy, lang: str = "sv") -> dict[str, Any]:
    """Estimates with pointwise (thick) and uniform (thin) intervals; the reference period drawn as zero."""
    low, high = study.pointwise()
    lowest, highest = study.uniform()
    values = [
        {
            "relative": int(r),
            "effect": float(e),
            "low": float(a),
            "high": float(b),
            "lowest": float(c),
            "highest": float(d),
        }
        for r, e, a, b, c, d in zip(study.relative, study.estimates, low, high, lowest, highest, strict=True)
    ]
    if study.before.any():
        values.append({"relative": -1, "effect": 0.0, "low": 0.0, "high": 0.0, "lowest": 0.0, "highest": 0.0})
    words = WORDS[lang]
    base = alt.Chart(alt.InlineData(values=values)).encode(x=alt.X("relative:Q", title=words["relative"]))
    thin = base.mark_rule(strokeWidth=1).encode(y=alt.Y("lowest:Q", title=words["effect"]), y2="highest:Q")
    thick = base.mark_rule(strokeWidth=3).encode(y="low:Q", y2="high:Q")
    points = base.mark_point(filled=True, size=50).encode(y="effect:Q")
    return alt.layer(_zero(), thin, thick, points).properties(width=620, height=300).to_dict()


def bounds(result: HonestBounds, lang: str = "sv") -> dict[str, Any]:
    """Robust interval against the departure allowed."""
    words = WORDS[lang]
    values = [
        {"size": float(s), "low": float(a), "high": float(b)}
        for s, a, b in zip(result.sizes, result.low, result.high, strict=True)
    ]
    title = words["times" if result.kind == "relative" else "bend"]
    bars = (
        alt.Chart(alt.InlineData(values=values))
        .mark_rule(strokeWidth=3)
        .encode(x=alt.X("size:Q", title=title), y=alt.Y("low:Q", title=words["effect"]), y2="high:Q")
    )
    return alt.layer(_zero(), bars).properties(width=480, height=280).to_dict()


def _zero() -> alt.Chart:
    rule: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"y": 0}])).mark_rule(strokeDash=[4, 4]).encode(y="y:Q")
    )
    return rule
