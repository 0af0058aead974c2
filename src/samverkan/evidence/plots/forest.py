"""A forest plot: each study, the pooled effect, and what a new place may expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from samverkan.evidence._distributions import norm
from samverkan.evidence.plots import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samverkan.evidence.evaluation.finding import Estimate
    from samverkan.evidence.synthesis import Meta

WORDS = {
    "sv": {
        "effect": "Effekt",
        "all": "Tillsammans",
        "new": "På en ny plats",
        "percent": "Förändring, procent",
    },
    "en": {"effect": "Effect", "all": "Together", "new": "In a new place", "percent": "Change, per cent"},
}


def forest(result: Meta, lang: str = "sv") -> dict[str, Any]:
    """Each study with its interval, then the pooled effect and the prediction interval; a rule at no effect."""
    words = WORDS[lang]
    reach = float(norm.ppf(0.5 + result.level / 2))
    columns = (result.labels, result.effects, result.errors, result.weights)
    rows: list[dict[str, Any]] = [
        _row(name, float(y), float(y - reach * se), float(y + reach * se), float(w))
        for name, y, se, w in zip(*columns, strict=True)
    ]
    rows.append(_row(words["all"], result.estimate, result.low, result.high, 1.0) | {"sum": True})
    if result.prediction:
        rows.append(_row(words["new"], result.estimate, *result.prediction, 0.0) | {"sum": True})
    return _lines(rows, words["effect"])


def estimates(given: Sequence[Estimate], lang: str = "sv") -> dict[str, Any]:
    """Every estimate in per cent with its interval, the main one marked."""
    rows: list[dict[str, Any]] = [
        _row(each.name.sv if lang == "sv" else each.name.en, *each.percent, 1.0) | {"sum": each.main}
        for each in given
        if each.percent is not None
    ]
    return _lines(rows, WORDS[lang]["percent"])


def _lines(rows: list[dict[str, Any]], title: str) -> dict[str, Any]:
    order = [row["name"] for row in rows]
    base = theme.rows(rows).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=420, domain=False, ticks=False)),
        color=alt.condition("datum.sum", alt.value(theme.BLUE), alt.value(theme.INK)),
    )
    lines = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", title=title), x2="high:Q")
    points = base.mark_square(opacity=1).encode(x="effect:Q", size=alt.Size("size:Q", legend=None))
    return theme.finish(alt.layer(theme.zero("x"), lines, points), height=30 * len(rows), width=460)


def _row(name: str, effect: float, low: float, high: float, size: float) -> dict[str, Any]:
    return {"name": name, "effect": effect, "low": low, "high": high, "size": size, "sum": False}
