"""Where own incidents heap up, and whether one is followed by others close by. Only points of a place of their own."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from samverkan.picture.drawing.spots import spots
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import written
from samverkan.picture.places.register import Place, shipped
from samverkan.picture.places.shapes import outline
from samverkan.picture.sources.catalogue import sources
from samverkan.picture.telling.shapes import Cell, Panel, Table, Teller

Told = dict[str, Any]
SURE = 0.05  # of the family of bands read together


def spots_panel(told: Told, place: Place, source: str, tell: Teller) -> Panel | None:
    """A district's points of the last year and the squares that stand out; None for a whole city."""
    sources()["incidents"].demand_points()
    hot, points = told.get("hot"), told.get("points", {}).get(place.id)
    if not hot or "squares" not in hot or not points or place.kind != "district":
        return None
    squares = hot["squares"].get(place.id, [])
    shown = points["shown"]
    title = tell("Var händelser hopar sig", "Where incidents heap up")
    land = [outline(shipped(), part.id, "fine") for part in shipped().made_of(place.id, "quarter")]
    side, number = f"{hot['metres']:.0f}", len(squares)
    sv, en = ("ruta", "square has") if number == 1 else ("rutor", "squares have")
    lead = tell(
        f"{number} {sv} ({side} gånger {side} meter) har med rutorna intill fler händelser än slumpen ger. Högst var "
        "tjugonde utpekad ruta är i snitt en falsk träff.",
        f"{number} {en} ({side} by {side} metres), together with those next to it, more incidents than chance gives. "
        "At most one in twenty of those pointed out is on average false.",
    )

    def draw(name: str, width: float) -> Drawing:
        return spots(
            land, shown, squares, metres=hot["metres"], name=name, title=title, told=lead, language=tell.language,
            width=width, medium=tell.medium,
        )  # fmt: skip

    columns = ((tell("Ruta, mitt (SWEREF 99 TM)", "Square, middle (SWEREF 99 TM)"), False),
               (tell("Händelser", "Incidents"), True))  # fmt: skip
    rows = [
        (Cell(f"N {y:.0f}, E {x:.0f}"), Cell(written(n, tell.language))) for x, y, n, _q in sorted(squares)
    ]
    notes = [tell(
        "Kartan visar var något rapporterats och setts, inte bara var det hänt. Punkterna är ungefär tio meter noga.",
        "The map shows where something was reported, not only where it happened. Points are to about ten metres.",
    )]  # fmt: skip
    if points["of"] > len(shown):
        notes.append(tell(f"{len(shown)} av {points['of']} platser är ritade.",
                          f"{len(shown)} of {points['of']} places are drawn."))  # fmt: skip
    return Panel("own-spots", title, lead, draw("own-spots-w", 680), draw("own-spots-n", 340),
                 Table(title, columns, tuple(rows)) if rows else None, notes=tuple(notes), source=source)  # fmt: skip


def near_panel(told: Told, place: Place, source: str, tell: Teller) -> Panel | None:
    """Near repeats in the whole municipality: observed over expected, by distance and days."""
    near = told.get("near")
    if not near or "ratio" not in near or place.kind != "municipality":
        return None
    title = tell("Följs en händelse av fler i närheten?", "Is an incident followed by others close by?")
    days = near["days"]
    columns = (
        (tell("Avstånd", "Distance"), False),
        *((tell(f"{a:.0f}–{b - 1:.0f} dagar", f"{a:.0f}–{b - 1:.0f} days"), True) for a, b in pairwise(days)),
    )
    rows = []
    sure = False
    for band, (a, b) in enumerate(pairwise(near["metres"])):
        cells = [Cell(f"{a:.0f}–{b:.0f} m")]
        for n, ratio in enumerate(near["ratio"][band]):
            high = near["p"][band][n] < SURE and ratio > 1
            sure = sure or high
            cells.append(Cell(written(ratio, tell.language, 2), tone="up" if high else ""))
        rows.append(tuple(cells))
    lead = tell(
        "Antal par av händelser så nära varandra i rum och tid, delat med vad slumpen ger. 1 är som väntat. "
        + ("De markerade är fler än slumpen ger." if sure else "Inget band är säkert fler än slumpen ger."),
        "Pairs of incidents so close in space and time over what chance gives. 1 is as expected. "
        + (
            "The marked ones are more than chance gives."
            if sure
            else "No band is surely more than chance gives."
        ),
    )
    notes = [tell(
        f"{written(near['events'], 'sv')} händelser; rader med samma plats och dag räknas som en. {near['shuffles']} "
        "omkastningar, och hänsyn till att alla band läses på en gång.",
        f"{written(near['events'], 'en')} incidents; rows with the same place and day count as one. {near['shuffles']} "
        "shuffles, allowing for all bands being read at once.",
    )]  # fmt: skip
    if near["latest"]:
        notes.append(
            tell(
                "Bara de senaste händelserna är med, av tidsskäl.", "Only the latest incidents, to save time."
            )
        )
    return Panel("own-near", title, lead, table=Table(title, columns, tuple(rows)), open_table=True, notes=tuple(notes),
                 source=source)  # fmt: skip
