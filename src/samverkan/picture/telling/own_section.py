"""An agency's own incidents in its own picture: when, where, how late, and whether they come close together.

All of it was reckoned when the file was taken in (`incidents.measured`); here it is only said. Places, never persons.
"""

from __future__ import annotations

from typing import Any

from samverkan.picture.drawing.heat import DAYS, heat
from samverkan.picture.drawing.months import months_chart
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import written
from samverkan.picture.incidents.measured import complete
from samverkan.picture.making.spans import Span, said
from samverkan.picture.measures.change import Verdict, change, dispersion, judged
from samverkan.picture.measures.season import expected, rolling, season
from samverkan.picture.places.register import Place
from samverkan.picture.telling.month_table import month_table
from samverkan.picture.telling.own_spots import near_panel, spots_panel
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller, Tone

YEAR = 12
Told = dict[str, Any]
VERDICTS: dict[Verdict, tuple[str, str, Tone]] = {
    Verdict.UP: ("fler än slumpen ger", "more than chance", "up"),
    Verdict.DOWN: ("färre än slumpen ger", "fewer than chance", "down"),
    Verdict.PERHAPS: ("kanske en förändring", "perhaps a change", "perhaps"),
    Verdict.UNCLEAR: ("ingen säker förändring", "no sure change", ""),
    Verdict.FEW: ("för få för att säga", "too few to tell", "soft"),
}


def own_section(told: Told, place: Place, tell: Teller) -> Section | None:
    """What the own incident file says of a place; None where it has nothing of it."""
    months = told.get("months", {}).get(place.id)
    if not months:
        return None
    span = Span(told["first"], told["last"])
    total = _sum(months, span)
    whole = Span(span.first, complete(told))
    compared = {name: series[: whole.months] for name, series in months.items()}
    panels = [_kinds(compared, whole, told, tell), _months(total, span, told, tell)]
    hours = told["hours"].get(place.id)
    if hours:
        panels.append(_hours(hours, told, tell))
    found = (
        _delay(told, tell),
        spots_panel(told, place, source(told, tell), tell),
        near_panel(told, place, source(told, tell), tell),
    )
    panels += [each for each in found if each is not None]
    return Section(
        "own",
        tell("Egna händelser", "Own incidents"),
        _lead(total, told, tell),
        tuple(panels),
        bool(told["made_up"]),
    )


def source(told: Told, tell: Teller) -> str:
    """Where the numbers come from and when they were read in."""
    return tell(
        f"Källa: egen händelsefil, {told['first_day']} till {told['last_day']}, inläst {told['read_on']}.",
        f"Source: own incident file, {told['first_day']} to {told['last_day']}, read in {told['read_on']}.",
    )


def _sum(months: dict[str, list[int]], span: Span) -> list[int]:
    return [sum(series[n] for series in months.values()) for n in range(span.months)]


def _lead(total: list[int], told: Told, tell: Teller) -> str:
    last = min(YEAR, len(total))
    number = sum(total[-last:])
    return tell(
        f"{written(number, 'sv')} händelser de senaste {last} månaderna ur er egen fil. Bara ni ser den här delen.",
        f"{written(number, 'en')} incidents in the last {last} months of your own file. Only you see this part.",
    )


def _kinds(months: dict[str, list[int]], span: Span, told: Told, tell: Teller) -> Panel:
    """Each kind this year and the one before, and whether it is more than chance; by name."""
    names = sorted(months)
    title = tell("Slag av händelser", "Kinds of incident")
    if span.months < 2 * YEAR:
        rows = [(Cell(name), Cell(written(sum(months[name]), tell.language))) for name in names]
        columns: tuple[tuple[str, bool], ...] = (
            (tell("Slag", "Kind"), False),
            (tell("Händelser", "Incidents"), True),
        )
        note = tell("Under två år: inget att jämföra med.", "Less than two years: nothing to compare with.")
        return Panel("own-kinds", title, table=Table(title, columns, tuple(rows)), open_table=True, notes=(note,),
                     source=source(told, tell))  # fmt: skip
    changes = judged([
        change(sum(months[name][-YEAR:]), sum(months[name][-2 * YEAR : -YEAR]), dispersion=dispersion(months[name]))
        for name in names
    ])  # fmt: skip
    rows_of = []
    for name, each in zip(names, changes, strict=True):
        sv, en, tone = VERDICTS[each.verdict]
        rows_of.append((
            Cell(name), Cell(written(each.now, tell.language)), Cell(written(each.before, tell.language)),
            Cell(tell(sv, en), tone=tone),
        ))  # fmt: skip
    columns = ((tell("Slag", "Kind"), False), (tell("Senaste året", "Last year"), True),
               (tell("Året före", "Year before"), True), (tell("Förändring", "Change"), False))  # fmt: skip
    year = span.last_months(YEAR)
    notes = [tell(
        "Bedömningen tar hänsyn till att händelser kommer i klumpar och att många slag läses bredvid varandra.",
        "The verdict allows for incidents that come in clusters and for many kinds being read side by side.",
    )]  # fmt: skip
    if span.last < told["last"]:
        notes.append(_late(tell))
    return Panel(
        "own-kinds", title, tell.say(year.said), table=Table(title, columns, tuple(rows_of)), open_table=True,
        source=source(told, tell), notes=tuple(notes),
    )  # fmt: skip


def _late(tell: Teller) -> str:
    return tell(
        "De senaste månaderna är inte registrerade i sin helhet och jämförs därför inte; se Sen registrering.",
        "The latest months are not registered in full and so are not compared; see Late registration.",
    )


def _months(total: list[int], span: Span, told: Told, tell: Teller) -> Panel:
    title = tell("Egna händelser per månad", "Own incidents a month")
    phi = dispersion(total)
    usual = expected(total, span.first, season(total, span.first, dispersion=phi), dispersion=phi)
    mean = tuple(map(float, rolling(total)))

    def draw(name: str, width: float, height: float) -> Drawing:
        return months_chart(total, span, usual, mean, name=name, title=title, language=tell.language, width=width,
                            height=height, medium=tell.medium)  # fmt: skip

    return Panel(
        "own-months", title, tell("Efter den dag händelsen inträffade, inte när den registrerades.",
                                  "By the day it happened, not the day it was registered."),
        draw("own-months-w", 680, 240), draw("own-months-n", 340, 220), month_table(total, span, title, tell),
        source=source(told, tell), notes=(_late(tell),) if complete(told) < span.last else (),
    )  # fmt: skip


def _hours(hours: list[list[int]], told: Told, tell: Teller) -> Panel:
    title = tell("Egna händelser: tid på veckan och dygnet", "Own incidents: time of week and day")
    unit = tell("händelser", "incidents")
    parts = [(0, 6), (6, 12), (12, 18), (18, 24)]
    rows = [
        (Cell(DAYS[tell.language][day]), *(Cell(written(sum(row[a:b]), tell.language)) for a, b in parts))
        for day, row in enumerate(hours)
    ]
    columns = ((tell("Dag", "Day"), False), *((f"{a:02d}–{b:02d}", True) for a, b in parts))
    number = written(sum(map(sum, hours)), tell.language)
    lead = tell(f"{number} händelser som har ett klockslag.", f"{number} incidents with a time of day.")
    return Panel(
        "own-hours", title, lead,
        heat(hours, name="own-hours-w", title=title, unit=unit, language=tell.language, medium=tell.medium),
        heat(hours, name="own-hours-n", title=title, unit=unit, language=tell.language, width=340),
        Table(title, columns, tuple(rows)), source=source(told, tell),
    )  # fmt: skip


def _delay(told: Told, tell: Teller) -> Panel | None:
    """How late incidents are registered, and how many the latest months will have once all are."""
    found = told.get("delay")
    if not found:
        return None
    title = tell("Sen registrering", "Late registration")
    day, week, month = (written(100 * each, tell.language) for each in found["within"])
    lead = tell(
        f"Hälften är registrerade inom {found['median']} dagar; {day} procent samma dag, {week} procent inom en vecka, "
        f"{month} procent inom trettio dagar. De senaste månaderna ser därför lägre ut än de blir.",
        f"Half are registered within {found['median']} days; {day} per cent the same day, {week} per cent within a "
        f"week, {month} per cent within thirty days. So the latest months look lower than they will be.",
    )
    rows = [
        (
            Cell(said(each["month"], tell.language)), Cell(written(each["known"], tell.language)),
            Cell("–" if each["middle"] is None else written(each["middle"], tell.language)),
            Cell(f"{written(each['low'], tell.language)}–{written(each['high'], tell.language)}"),
        )
        for each in found["latest"]
    ]  # fmt: skip
    columns = ((tell("Månad", "Month"), False), (tell("Kända hittills", "Known so far"), True),
               (tell("Väntas bli", "Expected in the end"), True),
               (tell("95 procents intervall", "95 percent interval"), True))  # fmt: skip
    notes = [tell(
        f"Räknat på {written(found['events'], 'sv')} händelser i hela kommunen, registrerade till {found['seen']}.",
        f"Reckoned on {written(found['events'], 'en')} incidents in the municipality, registered to {found['seen']}.",
    )]  # fmt: skip
    if found["without"]:
        notes.append(tell(f"{written(found['without'], 'sv')} händelser saknar registreringsdatum.",
                          f"{written(found['without'], 'en')} incidents have no date of registration."))  # fmt: skip
    table = Table(tell("Hela kommunen", "All the municipality"), columns, tuple(rows))
    return Panel(
        "own-delay", title, lead, table=table, open_table=True, notes=tuple(notes), source=source(told, tell)
    )
