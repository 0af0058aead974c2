"""Typesetting: content and drawings through the template to PDF/UA-1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from samverkan.fonts import FOLDER
from samverkan.picture.making.picture import Picture
from samverkan.picture.report.content import content
from samverkan.picture.telling.shapes import Section, Teller

TEMPLATE = Path(__file__).parent / "lagesbild.typ"
STANDARD = "ua-1"  # refused by typst itself without a title, a language or an alternative text


def picture_pdf(picture: Picture, language: str = "sv", more: tuple[Section, ...] = ()) -> bytes:
    """The picture as an accessible PDF. `more`: further sections, an agency's own."""
    return pages(picture, language, more, "pdf")[0]


def picture_pages(picture: Picture, language: str = "sv", *, ppi: int = 80) -> list[bytes]:
    """The same as PNG images, a page each: for the documentation."""
    return pages(picture, language, (), "png", ppi=float(ppi))


def pages(
    picture: Picture, language: str, more: tuple[Section, ...], form: str, **how: Any
) -> list[bytes]:  # fmt: skip
    """Typeset into a form that typst knows."""
    tell = Teller("en" if language.startswith("en") else "sv", "print")
    held, images = content(picture, tell, more)
    return typeset(held, images, form, **how)


def typeset(held: dict[str, Any], images: dict[str, bytes], form: str = "pdf", **how: Any) -> list[bytes]:
    """Content in the shape of `report.content` through the template: one PDF, or a PNG a page."""
    import typst

    files = {
        "main": TEMPLATE.read_bytes(), "content.json": json.dumps(held, ensure_ascii=False).encode(), **images
    }  # fmt: skip
    if form == "pdf":
        how["pdf_standards"] = STANDARD
    made = typst.compile(  # type: ignore[call-overload]
        files, font_paths=[str(FOLDER)], ignore_system_fonts=True, format=form, **how
    )
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]
