"""The share with the event over time, for one group or several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from samverkan.evidence.plots import theme

if TYPE_CHECKING:
    from samverkan.evidence.incidence import Incidence

WORDS = {
    "sv": {"time": "Tid sedan start", "share": "Andel med händelsen"},
    "en": {"time": "Time since start", "share": "Share with the event"},
}


def curve(result: Incidence, lang: str = "sv") -> dict[str, Any]:
    """Steps from zero with a shaded interval; the axis always runs from 0 to 1."""
    return curves({"": result}, lang)


def curves(results: Mapping[str, Incidence], lang: str = "sv") -> dict[str, Any]:
    """One such curve a group, told apart by colour and dash; at most four."""
    words, names = WORDS[lang], list(results)
    values = []
    for name, result in results.items():
        values.append({"time": 0.0, "share": 0.0, "low": 0.0, "high": 0.0, "line": name})
        values += [
            dict(zip(("time", "share", "low", "high"), map(float, row), strict=True)) | {"line": name}
            for row in zip(result.time, result.share, result.low, result.high, strict=True)
        ]
    legend = alt.Legend() if len(names) > 1 else None
    colours = [theme.INK, theme.BLUE, theme.ORANGE, theme.QUIET][: len(names)]
    dashes = [[1, 0], theme.DASH, [2, 2], [8, 3, 2, 3]][: len(names)]
    scale = alt.Scale(domain=[0, 1])
    base = theme.rows(values).encode(
        x=alt.X("time:Q", title=words["time"]),
        color=alt.Color("line:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
    )
    axis = alt.Axis(format="%")
    band = base.mark_area(interpolate="step-after", opacity=0.18).encode(
        y=alt.Y("low:Q", scale=scale, title=words["share"], axis=axis), y2="high:Q"
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2.2).encode(
        y=alt.Y("share:Q", scale=scale),
        strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=dashes), legend=legend),
    )
    return theme.finish(alt.layer(band, line))
