"""All of the open data as files: the public picture of the city and its districts, own published figures, catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samverkan.picture.making.picture import Picture
from samverkan.picture.places.register import shipped
from samverkan.picture.publishing import dcat, open_data
from samverkan.picture.sources.catalogue import sources

PICTURE, OWN, CATALOGUE = "lagesbild", "egna-handelser", "dcat.rdf"
MEDIA = {"csv": "text/csv", "json": "application/json", "rdf": "application/rdf+xml"}


def all_files(
    pictures: Sequence[Picture], own: Mapping[str, Any] | None, *, base: str, mail: str
) -> dict[str, bytes]:  # fmt: skip
    """Name to content. pictures: the city's first, then its districts'; own: the latest publication, as kept."""
    city = pictures[0]
    made = max((state.read_on for state in city.states), default="")
    rows = [row for picture in pictures for row in open_data.rows_of(picture)]
    files = {f"{PICTURE}.csv": open_data.as_csv(rows), f"{PICTURE}.json": open_data.as_json(rows, city, made)}
    datasets = [_dataset(city, made, {row.source for row in rows})]
    if own is not None:
        names = {each.id: each.name for each in shipped().places.values()}
        mine = list(open_data.own_rows(own, names, bool(own["made_up"])))
        files |= {
            f"{OWN}.csv": open_data.as_csv(mine),
            f"{OWN}.json": open_data.as_json(mine, city, str(own["on"])),
        }
        datasets.append(_own_dataset(own))
    files[CATALOGUE] = dcat.catalogue(base, f"{city.city.name}s kommun", mail, datasets)
    return files


def _dataset(city: Picture, made: str, used: set[str]) -> dcat.Dataset:
    terms = " ".join(f"{sources()[name].name.sv}: {sources()[name].licence.sv}" for name in sorted(used))
    first = min((state.first[:10] for state in city.states if state.first), default="2000")
    return dcat.Dataset(
        PICTURE, (f"Lägesbild {city.city.name}", f"Situation picture of {city.city.name}"),
        ("Händelsenotiser, anmälda brott, nyckeltal och levnadsvillkor för kommunen och dess områden.",
         "Event notices, reported crime, key figures and living conditions of the municipality and its districts."),
        _day(first), _day(made), made, _files(PICTURE), rights=terms,
    )  # fmt: skip


def _own_dataset(own: Mapping[str, Any]) -> dcat.Dataset:
    sv, en = ("Påhittade händelser. ", "Made-up incidents. ") if own["made_up"] else ("", "")
    return dcat.Dataset(
        OWN, (f"{sv}Händelser ur kommunens egen fil", f"{en}Incidents of the municipality's own file"),
        (f"{sv}Antal per område och slag under ett år, och per månad. Små tal är undertryckta.",
         f"{en}Counts by district and kind in a year, and by month. Small numbers are suppressed."),
        f"{own['months'][0]}-01", _last(own["months"][-1]), str(own["on"]), _files(OWN), free=True,
    )  # fmt: skip


def _files(name: str) -> tuple[dcat.File, ...]:
    return (dcat.File(f"{name}.csv", MEDIA["csv"], "CSV"), dcat.File(f"{name}.json", MEDIA["json"], "JSON"))


def _day(text: str) -> str:
    """A year or a month as its first day."""
    return f"{text[:4]}-01-01" if len(text) < 7 else f"{text}-01" if len(text) < 10 else text[:10]


def _last(month: str) -> str:
    from samverkan.picture.making.spans import Span, month_number

    number = month_number(month)
    return Span(number, number).last_day.isoformat()
