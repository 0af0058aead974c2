"""The report as PDF/UA-1, set by typst from the same blocks; nothing from the machine or the clock comes in."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samverkan.evidence.evaluation.report.blocks import Block, Document, Picture
from samverkan.evidence.evaluation.report.telling import tell
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.evidence.evaluation.verdict import Verdict
from samverkan.evidence.plots.drawing import svg
from samverkan.fonts import FOLDER

TEMPLATE = Path(__file__).with_name("report.typ")


def pdf(evaluation: Evaluation, lang: str = "sv", verdict: Verdict | None = None) -> bytes:
    """The whole report, tagged, with figures described."""
    import typst

    document = tell(evaluation, lang, verdict)
    fonts: list[Any] = [FOLDER]
    made = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=0,
        sys_inputs={"report": json.dumps(_plain(document), ensure_ascii=False)},
    )
    assert isinstance(made, bytes)  # one document
    return made


def _plain(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "lang": document.lang,
        "page": "sida" if document.lang == "sv" else "page",
        "blocks": [_block(block, document.lang) for block in document.blocks],
    }


def _block(block: Block, lang: str) -> dict[str, Any]:
    """The block's own fields and its name; a figure as its drawing."""
    if isinstance(block, Picture):
        drawn = svg(block.figure.drawn(lang), lang)
        return {"block": "Picture", "svg": drawn, "caption": block.caption, "described": block.described}
    return {"block": type(block).__name__, **asdict(block)}
