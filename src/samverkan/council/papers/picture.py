"""The situation picture as a paper: the three parts of 4 § lagen (2023:196), then gaps and sources."""

from collections.abc import Iterable, Sequence

from samverkan.council.basis import Basis
from samverkan.council.models import Problem, SituationPicture
from samverkan.council.papers.shapes import Paper, Section, file_name, head, panel, section, table

KICKER = "Lägesbild"
OTHER = ("living", "schools", "compared")
LAST = ("gaps", "sources")
LAW = (
    "Lägesbild enligt 4 § lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete: kartläggning, annan "
    "information av betydelse och analys. Varje tal har sin källa och sin osäkerhet bredvid sig."
)


def picture_paper(row: SituationPicture, problems: Sequence[Problem], basis: Basis) -> Paper:
    """The whole paper. The statistics are those frozen in it; nothing is counted anew."""
    of = {part: [each for each in basis.sections if _part(each["id"]) == part] for part in (1, 2, 3)}
    content = {
        **head(
            KICKER, row, period=basis.head.get("period", ""), dated=row.decided_on or row.basis_on,
            lead=basis.head.get("lead", ""), law=LAW, highlights=basis.head.get("highlights", ()),
            cover=basis.head.get("cover"), standing=basis.head.get("standing", ""),
        ),
        "sections": [
            _mapping(row, basis), *of[1], _other(row), *of[2], _analysis(row, problems), *_own_gaps(row), *of[3],
        ],
    }  # fmt: skip
    files = {name: drawn.encode() for name, drawn in basis.files.items()}
    return Paper(content, files, file_name(KICKER, row))


def _part(name: str) -> int:
    """Which part of the paper a section of the statistics belongs to."""
    return 2 if name in OTHER else 3 if name in LAST else 1


def _mapping(row: SituationPicture, basis: Basis) -> Section:
    notes = () if not basis.empty else ("Ingen statistik var inläst när lägesbilden togs fram.",)
    panels = [
        panel("Omfattning", row.mapping or _TO_WRITE, notes=notes, source=_figures(row, basis)),
        panel("Konsekvenser", row.consequences or _TO_WRITE),
    ]
    return section("mapping", "1. Kartläggning av brottsligheten", panels)


def _figures(row: SituationPicture, basis: Basis) -> str:
    return "" if basis.empty else f"Siffrorna i avsnitten efter det här är frysta som de var {row.basis_on}."


def _other(row: SituationPicture) -> Section:
    told = panel("Det som annars har betydelse", row.other or _TO_WRITE)
    return section("other", "2. Annan information av betydelse", [told])


def _analysis(row: SituationPicture, problems: Iterable[Problem]) -> Section:
    panels = [panel("Samlad bedömning", row.analysis or _TO_WRITE), *(_problem(each) for each in problems)]
    lead = "Varje problem har ett jämförelsevärde och orsaker på tre sidor: situationen, den eller det som utsätts, "
    return section("analysis", "3. Analys: problem och orsaker", panels, lead + "och den som begår brott.")


def _problem(each: Problem) -> dict[str, object]:
    sides = [
        ("Situationen", each.situation), ("Den eller det som utsätts", each.victim),
        ("Den som begår brott", each.offender),
    ]  # fmt: skip
    rows = [("Jämfört med", each.reference), *((side, text) for side, text in sides)]
    caption = f"Jämförelse och orsaker: {each.title}"
    return panel(f"Problem: {each.title}", each.seen, table=table(caption, ("Sida", "Vad vi vet"), rows))


def _own_gaps(row: SituationPicture) -> list[Section]:
    panels = [
        panel(title, text)
        for title, text in (("Egna källor", row.sources), ("Det vi saknar", row.gaps))
        if text
    ]
    return [section("own-gaps", "Kommunens egna källor och luckor", panels)] if panels else []


_TO_WRITE = "Inte skrivet än."
