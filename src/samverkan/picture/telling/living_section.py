"""Conditions of life, which prevention starts from."""

from __future__ import annotations

from samverkan.picture.drawing.dots import DotRow, dots
from samverkan.picture.drawing.maps import Patch, choropleth
from samverkan.picture.drawing.scales import classes
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import written
from samverkan.picture.making.data import State
from samverkan.picture.making.picture import Picture
from samverkan.picture.making.statistics_part import Living
from samverkan.picture.places.register import shipped
from samverkan.picture.places.shapes import outline, shipped_shapes
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller, known, state_of


def living_section(picture: Picture, tell: Teller) -> Section | None:
    """Conditions of life, which prevention starts from."""
    if not picture.living:
        return None
    state = state_of(picture, "population")
    panels = [_living_dots(picture, state, tell)]
    if any(each.indicator.id == "living.low_standard" for each in picture.living):
        panels.append(_living_map(picture, state, tell))
    lead = tell(
        "Villkor säger inget om en enskild person. De visar var förebyggande arbete kan göra mest nytta.",
        "Conditions say nothing of any one person. They show where prevention may do most good.",
    )
    return Section("living", tell("Levnadsvillkor", "Living conditions"), lead, tuple(panels))


def _living_dots(picture: Picture, state: State | None, tell: Teller) -> Panel:
    register, city = shipped(), picture.is_city
    rows = [
        DotRow(
            tell.say(each.indicator.label), each.own.value,
            tuple((register[key].name, value) for key, value in each.districts.items() if key != picture.place.id),
            None if city else each.city.value, picture.city.name, None, tell.say(each.indicator.unit),
            each.indicator.decimals,
        )
        for each in picture.living
    ]  # fmt: skip
    title = tell("Bredvid stadens områden", "Beside the city's districts")

    def draw(name: str, width: float) -> Drawing:
        return dots(
            rows,
            name=name,
            title=title,
            own_name=picture.place.name,
            language=tell.language,
            width=width,
            medium=tell.medium,
        )

    lead = tell(
        f"Fylld prick: {picture.place.name}. Ringar: stadens områden.",
        f"Filled dot: {picture.place.name}. Rings: the city's districts.",
    )
    if not city:
        lead += tell(f" Streck: {picture.city.name}.", f" Bar: {picture.city.name}.")
    return Panel(
        "living", title, lead, draw("living-w", 680), draw("living-n", 340), _living_table(picture, tell),
        source=tell.source(state, picture.living[0].own.period), notes=known(state, tell, 2),
    )  # fmt: skip


def _living_table(picture: Picture, tell: Teller) -> Table:
    rows, city = [], picture.is_city
    for each in picture.living:
        own = each.own.value
        url = tell.link("number", f"{each.indicator.id}|{picture.place.id}")
        unit = tell.say(each.indicator.unit)
        low, high = min(each.districts.values(), default=0.0), max(each.districts.values(), default=0.0)
        spread = f"{written(low, tell.language, 1)}–{written(high, tell.language, 1)}"
        rows.append((
            Cell(f"{tell.say(each.indicator.label)} ({unit})"),
            Cell("–" if own is None else written(own, tell.language, 1), url),
            *([] if city else [Cell(written(each.city.value or 0.0, tell.language, 1))]), Cell(spread),
        ))  # fmt: skip
    columns = (
        (tell("Villkor", "Condition"), False), (picture.place.name, True),
        *([] if city else [(picture.city.name, True)]), (tell("Områdenas spridning", "Spread of the districts"), True),
    )  # fmt: skip
    return Table(tell("Levnadsvillkor", "Living conditions"), columns, tuple(rows))


def _living_map(picture: Picture, state: State | None, tell: Teller) -> Panel:
    held = next(each for each in picture.living if each.indicator.id == "living.low_standard")
    register, fine = shipped(), shipped_shapes("fine")
    areas = register.made_of(picture.place.id, "regso") or register.of_kind("regso", picture.city.id)
    title = tell("Låg ekonomisk standard i små områden", "Low economic standard in small areas")
    unit = tell("procent av personerna", "per cent of the persons")
    patches = [_small(each.id, each.name, held, fine, tell) for each in areas if each.id in fine]
    bounds = classes([patch.value for patch in patches if patch.value is not None])
    edge = None if picture.is_city else outline(register, picture.place.id, "fine")

    def draw(name: str, width: float) -> Drawing:
        return choropleth(patches, bounds, name=name, title=title, unit=unit, language=tell.language, width=width,
                          medium=tell.medium, outline=edge, labels=not picture.is_city)  # fmt: skip

    rows = [
        (Cell(patch.name), Cell("–" if patch.value is None else written(patch.value, tell.language, 1)))
        for patch in patches
    ]
    columns = (
        (tell("Statistikområde (RegSO)", "Statistical area (RegSO)"), False),
        (tell("Procent", "Per cent"), True),
    )
    return Panel(
        "poor", title, tell.say(held.indicator.definition), draw("poor-w", 680), draw("poor-n", 340),
        Table(title, columns, tuple(rows)), source=tell.source(state, held.own.period),
        notes=(tell.say(held.indicator.uncertainty),),
    )  # fmt: skip


def _small(key: str, name: str, held: Living, fine: dict[str, object], tell: Teller) -> Patch:
    value = held.small.get(key)
    told = name if value is None else f"{name}: {written(value, tell.language, 1)} %"
    return Patch(key, name, fine[key], value, told)
