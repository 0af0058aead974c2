"""The report as a Word file: headings, tables and described pictures that a template of one's own can take over."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from samverkan.evidence.evaluation.report.blocks import (
    Block,
    Box,
    Bullets,
    Document,
    Grid,
    Heading,
    Pairs,
    Paragraph,
    Picture,
)
from samverkan.evidence.evaluation.report.telling import tell
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.evidence.evaluation.verdict import Verdict
from samverkan.evidence.plots.drawing import png, svg
from samverkan.fonts import FAMILY

NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the file tells no time, so that the same report is the same bytes
WIDTH = 16.0  # centimetres between the margins


def word(evaluation: Evaluation, lang: str = "sv", verdict: Verdict | None = None) -> bytes:
    """The whole report."""
    document = tell(evaluation, lang, verdict)
    made = _empty(document)
    made.add_paragraph(document.subtitle)
    made.add_heading(document.title, 1)
    made.add_paragraph(document.author)
    for block in document.blocks:
        _add(made, block, lang)
    raw = io.BytesIO()
    made.save(raw)
    return _timeless(raw.getvalue())


def _empty(document: Document) -> Any:
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    made = docx.Document()
    properties = made.core_properties
    properties.title, properties.author, properties.language = document.title, document.author, document.lang
    properties.created = properties.modified = NO_DAY
    properties.last_modified_by, properties.comments = document.author, ""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for name, size in (("Normal", 10.5), ("Heading 1", 20), ("Heading 2", 14), ("Heading 3", 11.5)):
        style = made.styles[name]
        style.font.name, style.font.size = FAMILY, Pt(size)
        style.font.color.rgb = RGBColor(0x1C, 0x21, 0x26)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(each), FAMILY)
        for each in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(each), None)
    language = made.styles["Normal"].element.get_or_add_rPr()
    told = language.makeelement(qn("w:lang"), {qn("w:val"): "sv-SE" if document.lang == "sv" else "en-GB"})
    language.append(told)
    return made


def _add(made: Any, block: Block, lang: str) -> None:
    if isinstance(block, Heading):
        made.add_heading(block.words, block.level)
    elif isinstance(block, Paragraph):
        _lead(made.add_paragraph(block.words), lead=block.lead)
    elif isinstance(block, Bullets):
        for item in block.items:
            made.add_paragraph(item, style="List Bullet")
    elif isinstance(block, Pairs):
        for label, value in block.rows:
            line = made.add_paragraph()
            line.add_run(f"{label}: ").bold = True
            line.add_run(value)
    elif isinstance(block, Box):
        _box(made, block)
    elif isinstance(block, Grid):
        _grid(made, block)
    else:
        _picture(made, block, lang)


def _lead(paragraph: Any, *, lead: bool) -> None:
    from docx.shared import Pt

    if lead:
        paragraph.runs[0].font.size = Pt(13)


def _box(made: Any, block: Box) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    edge = {"brief": "0B5394", "warning": "B45309", "verdict": "1C2126"}[block.kind]
    made.add_heading(block.title, 2)
    for words in block.paragraphs:
        paragraph = made.add_paragraph(words)
        borders = (
            f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="{edge}"/></w:pBdr>'
        )
        paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(borders))


def _grid(made: Any, block: Grid) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    made.add_paragraph().add_run(block.caption).bold = True
    table = made.add_table(rows=1, cols=len(block.head))
    table.style = "Light List"
    for row in (block.head, *block.rows):
        cells = table.rows[0].cells if row is block.head else table.add_row().cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.text = text
            if place:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on every page
    made.add_paragraph()


def _picture(made: Any, block: Picture, lang: str) -> None:
    from docx.shared import Cm

    drawn = png(svg(block.figure.drawn(lang), lang))
    shape = made.add_picture(io.BytesIO(drawn), width=Cm(WIDTH))
    shape._inline.docPr.set("descr", block.described)
    made.add_paragraph().add_run(block.caption).italic = True


def _timeless(raw: bytes) -> bytes:
    """The same archive with every part dated alike."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return found.getvalue()
