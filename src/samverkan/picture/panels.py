"""An indicator of the picture as a panel for an evaluation: a row for each place and period, whole places only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from samverkan.picture.making.data import Data
from samverkan.picture.sources.indicators import indicators
from samverkan.tables.text import Text

FEWEST_PERIODS, FEWEST_PLACES = 8, 2
UNIT, TIME, OUTCOME = "plats", "period", "varde"


@dataclass(frozen=True)
class Panel:
    """`raw` is CSV with the columns UNIT, TIME, OUTCOME; `source` names it, and what was left out of it."""

    raw: bytes
    source: str
    read_on: date
    label: Text
    definition: Text


def offered(data: Data) -> dict[str, Text]:
    """Indicators with enough places and periods to evaluate on, by id: their names in the order of the catalogue."""
    long = {name for dataset in _with_figures(data) for name in _long(data, dataset)}
    return {name: known.label for name, known in indicators().items() if name in long}


def panel(data: Data, indicator: str) -> Panel:
    """The indicator as it stands. Raises LookupError for one that is not offered.

    A place with a gap or a hidden value in some period is left out, and `source` says how many were.
    """
    dataset = next((each for each in _with_figures(data) if indicator in _long(data, each)), None)
    known = indicators().get(indicator)
    if dataset is None or known is None:
        raise LookupError(indicator)
    rows = data.indicator(dataset, indicator)
    periods = rows["period"].n_unique()
    kept = rows.filter(pl.col("value").is_not_null() & pl.col("mask").is_null())
    kept = kept.filter(pl.len().over("place") == periods).sort("place", "period")
    left = rows["place"].n_unique() - kept["place"].n_unique()
    state = data.states[dataset]
    source = f"{state.source.owner.sv}: {known.label.sv} ({indicator}), ur lägesbilden"
    source += f"; {left} platser med luckor är inte med" * (left > 0)
    names = _names(data, kept["place"].unique().to_list())
    lines = [
        f"{names[place]};{period};{value!r}"
        for place, period, value in kept.select("place", "period", "value").rows()
    ]
    raw = "\n".join([f"{UNIT};{TIME};{OUTCOME}", *lines, ""]).encode()
    return Panel(raw, source[:200], date.fromisoformat(state.read_on), known.label, known.definition)


def _with_figures(data: Data) -> list[str]:
    return [name for name, state in data.states.items() if state.version.has("figures")]


def _long(data: Data, dataset: str) -> set[str]:
    version = data.version(dataset)
    assert version is not None
    size = version.scan("figures").group_by("indicator").agg(
        pl.col("place").n_unique().alias("places"), pl.col("period").n_unique().alias("periods")
    )  # fmt: skip
    enough = (pl.col("places") >= FEWEST_PLACES) & (pl.col("periods") >= FEWEST_PERIODS)
    return set(size.filter(enough).collect()["indicator"].to_list())


def _names(data: Data, places: list[str]) -> dict[str, str]:
    """A place by its name; with its code where another has the same."""
    named = {place: data.register[place].name for place in places}
    shared = {name for name in named.values() if list(named.values()).count(name) > 1}
    return {place: f"{name} ({place})" if name in shared else name for place, name in named.items()}
