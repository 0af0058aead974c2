"""A forest plot as a Vega-Lite specification (a plain dictionary)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
from scipy.stats import norm

if TYPE_CHECKING:
    from samverkan.evidence.synthesis import Meta

WORDS = {
    "sv": {"effect": "Effekt", "all": "Tillsammans", "new": "På en ny plats"},
    "en": {"effect": "Effect", "all": "Together", "new": "In a new place"},
}


def forest(result: Meta, lang: str = "sv") -> dict[str, Any]:
    """Each study with its interval, then the pooled effect and the prediction interval; a rule at no effect."""
    words = WORDS[lang]
    reach = float(norm.ppf(0.5 + result.level / 2))
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "effect": float(y),
            "low": float(y - reach * se),
            "high": float(y + reach * se),
            "size": float(w),
        }
        for name, y, se, w in zip(result.labels, result.effects, result.errors, result.weights, strict=True)
    ]
    rows.append(
        {"name": words["all"], "effect": result.estimate, "low": result.low, "high": result.high, "size": 1.0}
    )
    if result.prediction:
        low, high = result.prediction
        rows.append({"name": words["new"], "effect": result.estimate, "low": low, "high": high, "size": 0.0})
    order = [row["name"] for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=alt.Y("name:N", sort=order, title=None))
    lines = base.mark_rule().encode(x=alt.X("low:Q", title=words["effect"]), x2="high:Q")
    points = base.mark_square(color="#111111").encode(x="effect:Q", size=alt.Size("size:Q", legend=None))
    nothing = alt.Chart(alt.InlineData(values=[{"x": 0}])).mark_rule(strokeDash=[4, 4]).encode(x="x:Q")
    return alt.layer(lines, points, nothing).properties(width=520).to_dict()
