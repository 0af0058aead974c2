"""A paper as a Word document, in the municipality's own template where it has one.

The template is an ordinary .docx with the municipality's letterhead and styles; the paper is put in after what it
holds. The same paper in the same template gives the same bytes: the day in it is the paper's, and so is the packing's.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from samverkan.council.papers.shapes import Paper
from samverkan.fonts import FOLDER

HEADINGS = ("Title", "Heading 1", "Heading 2")
WIDE = 160  # mm of a drawing
SCALE = 2.0  # of a drawing turned into pixels
PACKED = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the earliest day a zip can hold: what is in it does not depend on when it was made


class TemplateRefused(ValueError):
    """The template cannot be used. `sv` and `en` say why and what to do."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.sv, self.en = sv, en


def paper_docx(paper: Paper, template: Path | None = None) -> bytes:
    """The paper as .docx. Raises TemplateRefused."""
    document = _opened(template)
    _about(document, paper.content)
    for section in paper.content["sections"]:
        document.add_heading(section["title"], 1)
        for told in (section["made_up"], section["lead"]):
            if told:
                document.add_paragraph(told)
        for panel in section["panels"]:
            _panel(document, panel, paper.files)
    out = io.BytesIO()
    document.save(out)
    return _still(out.getvalue())


def _opened(template: Path | None) -> Any:
    if template is None:
        return Document()
    try:
        document = Document(str(template))
    except Exception as wrong:
        raise TemplateRefused(
            f"{template.name} är ingen Wordmall. Spara den som .docx i Word.",
            f"{template.name} is no Word template. Save it as .docx in Word.",
        ) from wrong
    known = {style.name for style in document.styles}
    missing = [name for name in HEADINGS if name not in known]
    if missing:
        raise TemplateRefused(
            f"{template.name} saknar formatmallen {', '.join(missing)}. Lägg till den i Word och spara igen.",
            f"{template.name} lacks the style {', '.join(missing)}. Add it in Word and save again.",
        )
    return document


def _about(document: Any, content: Mapping[str, Any]) -> None:
    """Title, language and the first page."""
    facts = document.core_properties
    day = datetime.fromisoformat(content["date"])
    facts.title, facts.author, facts.language = content["title"], content["city"], "sv-SE"
    facts.created = facts.modified = facts.last_printed = day
    facts.last_modified_by, facts.revision, facts.comments = content["city"], 1, ""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    document.add_heading(content["title"], 0)
    document.add_paragraph(f"{content['city']} · {content['period']}")
    document.add_paragraph(content["dated"])
    for told in (content["made_up"], content["standing"], content["lead"], content["law"]):
        if told:
            document.add_paragraph(told)
    for each in content["highlights"]:
        told = document.add_paragraph()
        told.add_run(f"{each['label']}: {each['value']}").bold = True
        told.add_run(f" {each['words']}")


def _panel(document: Any, panel: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    document.add_heading(panel["title"], 2)
    for told in (panel["lead"], *panel.get("text", ())):
        if told:
            document.add_paragraph(told)
    if panel["image"]:
        _drawing(document, files[panel["image"]], panel["alt"])
    if panel["table"] is not None:
        _table(document, panel["table"], panel["title"])
    for note in panel["notes"]:
        document.add_paragraph(f"– {note}")
    if panel["source"]:
        document.add_paragraph().add_run(panel["source"]).font.size = Pt(8)


def _drawing(document: Any, drawn: bytes, alt: str) -> None:
    """Word takes no SVG from here, so a drawing becomes pixels; its words stay with it."""
    import vl_convert

    vl_convert.register_font_directory(str(FOLDER))
    pixels = vl_convert.svg_to_png(drawn.decode(), scale=SCALE)
    shape = document.add_picture(io.BytesIO(pixels), width=Mm(WIDE))
    shape._inline.docPr.set("descr", alt)


def _table(document: Any, held: Mapping[str, Any], title: str) -> None:
    caption = document.add_paragraph()
    caption.add_run(held["caption"] or title).bold = True
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(held["columns"]))
    if "Table Grid" in {style.name for style in document.styles}:
        table.style = "Table Grid"
    head = table.rows[0]
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, column in zip(head.cells, held["columns"], strict=True):
        cell.paragraphs[0].add_run(column["label"]).bold = True
    for row in held["rows"]:
        for cell, given in zip(table.add_row().cells, row, strict=True):
            cell.text = given["text"]
    document.add_paragraph()


def _still(raw: bytes) -> bytes:
    """The same archive with its parts in order and no clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still:
        for name in sorted(made.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            still.writestr(zipfile.ZipInfo(name, PACKED), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
