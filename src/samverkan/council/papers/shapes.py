"""A paper as plain data, in the shape that the picture's report has (`picture.report.content`), so that one template
sets them all. A text is a list of paragraphs; a table is columns and rows of words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from samverkan.council.models import Paper as Row
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.places.register import Place, shipped

Panel = dict[str, Any]
Section = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """`content` is what the template takes, `files` its drawings (SVG) by name, `name` what its file is called."""

    content: dict[str, Any]
    files: Mapping[str, bytes]
    name: str


def paragraphs(text: str) -> list[str]:
    """A free text as its writer parted it."""
    return [each.strip() for each in text.replace("\r", "").split("\n") if each.strip()]


def panel(
    title: str, text: str = "", *, table: Mapping[str, Any] | None = None, notes: Sequence[str] = (), source: str = "",
    image: str = "", drawing: Drawing | None = None,
) -> Panel:  # fmt: skip
    """One thing said: words, a drawing, a table, what to mind and where it is from."""
    return {
        "title": title, "lead": "", "text": paragraphs(text), "image": image, "table": table, "notes": list(notes),
        "source": source, "alt": f"{drawing.title}. {drawing.description}" if drawing else "",
        "aspect": drawing.height / drawing.width if drawing else 1,
    }  # fmt: skip


def section(name: str, title: str, panels: Iterable[Panel], lead: str = "") -> Section:
    """A heading with its panels."""
    return {"id": name, "title": title, "lead": lead, "made_up": "", "panels": list(panels)}


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()
) -> Panel:
    """A table of words; `numeric` says which columns are set to the right. The widest column fills the line."""
    held = [[{"text": text, "tone": ""} for text in row] for row in rows]
    widest = max(
        range(len(columns)), key=lambda n: max([len(columns[n]), *(len(row[n]["text"]) for row in held)])
    )
    heads = [
        {"label": label, "numeric": n in numeric, "stretch": n == widest} for n, label in enumerate(columns)
    ]
    return {"caption": caption, "columns": heads, "rows": held}


def place_of(row: Row) -> Place:
    """The area that a paper is about."""
    return shipped()[row.place]


def head(
    kicker: str, row: Row, *, period: str, dated: date, lead: str, law: str, highlights: Sequence[Panel] = (),
    cover: Panel | None = None, standing: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The first page: what it is, of which place, whose, and how it stands."""
    demo = bool(settings.SAMVERKAN["DEMO"])
    return {
        "language": "sv", "kicker": kicker, "title": f"{kicker} {place_of(row).name}, version {row.version}",
        "place": place_of(row).name, "city": row.agency.name, "period": period, "date": dated.isoformat(),
        "dated": standing_words(row), "lead": lead, "standing": standing, "law": law,
        "made_up": "Påhittat: visar hur programmet fungerar" if demo else "", "internal": "",
        "contents": "Innehåll", "page": "sida",
        "of": "av", "highlights": list(highlights), "cover": cover,
    }  # fmt: skip


def standing_words(row: Row) -> str:
    """Decided by whom, when and under which number; or that it is a draft."""
    if row.decided_on is None:
        return f"Utkast till version {row.version}, inte beslutat"
    return f"Version {row.version}, beslutad {row.decided_on} av {row.body}, {row.decision}"


def file_name(kicker: str, row: Row) -> str:
    """`lagesbild-jarva-2`."""
    return f"{slugify(kicker)}-{slugify(place_of(row).name)}-{row.version}"
