"""What all figures share: colours that differ in lightness too, a quiet frame, time on the x axis, the start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from samverkan.fonts import FAMILY

Lang = Literal["sv", "en"]
INK, QUIET, FAINT, PALE = "#1c2126", "#5a646e", "#aab2ba", "#e8ebee"
BLUE, SKY, ORANGE = "#0b5394", "#9fc5e8", "#b45309"
WIDTH, HEIGHT = 660, 300
DASH = [6, 4]
MOST_TICKS = 12
START = {"sv": "start", "en": "start"}

CONFIG: dict[str, Any] = {
    "font": f"'{FAMILY}', sans-serif",  # quoted: a name may not end in a bare digit
    "background": "#ffffff",
    "padding": {"left": 4, "top": 8, "right": 12, "bottom": 4},
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": 600, "labelColor": INK, "titleColor": INK,
        "gridColor": PALE, "domainColor": FAINT, "tickColor": FAINT, "titlePadding": 10, "labelPadding": 5,
    },
    "axisX": {"grid": False},
    "axisY": {
        "domain": False, "ticks": False, "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end",
        "titleBaseline": "bottom", "titleX": 0, "titleY": -10,
    },
    "legend": {
        "orient": "top", "direction": "horizontal", "title": None, "labelFontSize": 13, "labelColor": INK,
        "labelLimit": 300, "symbolSize": 160, "symbolStrokeWidth": 2.5, "offset": 30, "columnPadding": 18,
    },
    "text": {"fontSize": 13, "color": INK},
}  # fmt: skip


def finish(chart: Any, *, height: int = HEIGHT, width: int = WIDTH) -> dict[str, Any]:
    """The specification, sized and dressed."""
    spec: dict[str, Any] = chart.properties(width=width, height=height).to_dict()
    spec["config"] = CONFIG
    return spec


def rows(values: list[dict[str, Any]]) -> alt.Chart:
    """A chart over rows given in the specification itself."""
    return alt.Chart(alt.InlineData(values=values))


def time_axis(times: Sequence[str]) -> alt.X:
    """Periods in order; a label where a year begins, or evenly where there are no years, never more than fit."""
    return alt.X(
        "time:O",
        sort=list(times),
        title=None,
        axis=alt.Axis(values=ticks(times), labelExpr=_label(times), labelAngle=0, labelOverlap=True),
    )


def ticks(times: Sequence[str]) -> list[str]:
    """The periods that get a label."""
    januaries = [time for time in times if re.fullmatch(r"\d{4}-01", time) or time.endswith("K1")]
    marked = januaries if len(januaries) >= 3 else list(times)
    step = -(-len(marked) // MOST_TICKS)
    return marked[::step]


def _label(times: Sequence[str]) -> str:
    """Years alone where every label is the first month or quarter of one."""
    years = all(re.fullmatch(r"\d{4}(-01|K1)", time) for time in ticks(times))
    return "slice(datum.label, 0, 4)" if years else "datum.label"


def value_axis(field: str, title: str, **options: Any) -> alt.Y:
    """The vertical axis, its title written above it from the left."""
    return alt.Y(f"{field}:Q", title=title, **options)


def start_rule(times: Sequence[str], start: int, lang: str) -> Any:
    """A line where the programme began, with its date."""
    base = rows([{"time": times[start], "label": f"{START[lang]} {times[start]}"}])
    x = alt.X("time:O", sort=list(times))
    rule = base.mark_rule(color=QUIET, strokeDash=[2, 3]).encode(x=x)
    text = base.mark_text(align="left", dx=5, dy=-2, baseline="top", color=QUIET).encode(
        x=x, y=alt.value(0), text="label:N"
    )
    return alt.layer(rule, text)


def zero(field: str = "y") -> alt.Chart:
    """No difference."""
    rule: alt.Chart = rows([{field: 0}]).mark_rule(color=QUIET, strokeDash=[2, 3])
    return rule.encode(y=f"{field}:Q") if field == "y" else rule.encode(x=f"{field}:Q")
