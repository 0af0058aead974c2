"""What is not known: how much is unplaced or late, what sources cannot tell, and which were left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samverkan.picture.making.data import Data
from samverkan.picture.making.notices_part import NoticesPart
from samverkan.picture.making.schools_part import SchoolsPart
from samverkan.picture.places.register import Place
from samverkan.picture.sources.catalogue import Source, sources
from samverkan.tables.text import Text


@dataclass(frozen=True)
class LeftOut:
    """A source that is not in the picture, and why."""

    source: Source
    why: Text


NEVER = (
    Text("Brott som aldrig anmäls eller berättas om.", "Crime that is never reported or told of."),
    Text(
        "Frånvaro per skola: det finns inga öppna data. Skolornas egna uppgifter lämnas inte till lägesbilden.",
        "Absence per school: there are no open data. The schools' own records are not given to the picture.",
    ),
    Text(
        "Trygghetsmätningen och Stockholmsenkäten: svaren är kommunens egna och har inte lästs in.",
        "The safety survey and the Stockholm survey: the answers are the municipality's own and were not read in.",
    ),
    Text(
        "Födelseland och bakgrund finns i SCB:s tabeller men tas inte in: de förklarar ingen åtgärd som kommunen kan "
        "vidta, och de stämplar.",
        "Country of birth and background are in SCB's tables but are not taken in: they explain no measure that the "
        "municipality can take, and they brand.",
    ),
)


def gaps(
    data: Data, place: Place, notices: NoticesPart | None, schools: SchoolsPart | None
) -> tuple[Text, ...]:
    """What a reader must know is missing, the largest gap first."""
    return (*_of_notices(data, place, notices), *_of_schools(schools), *_of_people(data, place), *NEVER)


def _of_notices(data: Data, place: Place, part: NoticesPart | None) -> Iterator[Text]:
    if part is None:
        return
    if place.kind == "municipality" and part.unplaced is not None and part.total.change.now:
        share = 100 * part.unplaced.now / part.total.change.now
        yield Text(
            f"{share:.0f} procent av stadens notiser det senaste året kan inte föras till något område. De visas som "
            "Ej placerat.",
            f"{share:.0f} per cent of the city's notices in the last year cannot be assigned to a district. They are "
            "shown as Not placed.",
        )
    elif place.kind == "district":
        yield Text(
            "Ungefär en av tre notiser i staden kan inte föras till något område. Områdets antal är därför för lågt, "
            "och hur mycket för lågt vet vi inte.",
            "About one in three of the city's notices cannot be assigned to a district. The district's count is "
            "therefore too low, and how much too low is not known.",
        )
    last = data.states["notices"].last
    yield Text(f"Notiserna går till och med {last}.", f"The notices go up to {last}.")


def _of_schools(part: SchoolsPart | None) -> Iterator[Text]:
    if part is not None and part.without_place:
        yield Text(
            f"{part.without_place} skolor med årskurs 9 saknar känd stadsdel och syns inte i något område.",
            f"{part.without_place} schools with a year 9 have no known quarter and are seen in no district.",
        )


def _of_people(data: Data, place: Place) -> Iterator[Text]:
    lost = data.people(data.unplaced[0], 2022)
    if lost is not None and place.kind == "municipality":
        number = f"{lost.number:,}".replace(",", "\u00a0")
        yield Text(
            f"{number} invånare bor i DeSO som inte kan föras till något stadsdelsområde.",
            f"{lost.number:,} inhabitants live in DeSO that cannot be assigned to a district.",
        )


def left_out(data: Data) -> tuple[LeftOut, ...]:
    """The catalogue's public sources that are not read in, with the reason; own files are told of elsewhere."""
    absent = (each for each in sources().values() if not each.own and each.id not in data.states)
    default = Text("Inte inläst.", "Not read in.")
    return tuple(LeftOut(each, each.why_not or default) for each in absent)
