"""The report as HTML: a body that any page can hold, and a page that stands alone."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path

from samverkan.evidence.evaluation.finding import Section
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
from samverkan.evidence.evaluation.report.telling import tell, tell_section
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.evidence.evaluation.verdict import Verdict
from samverkan.evidence.plots.drawing import svg

STYLE = Path(__file__).with_name("report.css")


def whole(evaluation: Evaluation, lang: str = "sv", verdict: Verdict | None = None) -> str:
    """A page that stands alone: style and figures within it, nothing fetched."""
    document = tell(evaluation, lang, verdict)
    style = STYLE.read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<main class="evaluation">\n<p class="kind">{escape(document.subtitle)}</p>\n'
        f"<h1>{escape(document.title)}</h1>\n<p>{escape(document.author)}</p>\n"
        f"{_blocks(document)}\n</main>\n</body>\n</html>\n"
    )


def body(evaluation: Evaluation, lang: str = "sv", verdict: Verdict | None = None) -> str:
    """The report's blocks alone, below a heading that the page around it gives."""
    return _blocks(tell(evaluation, lang, verdict))


def of_section(section: Section, lang: str = "sv") -> str:
    """One section's blocks alone."""
    return _blocks(tell_section(section, lang))


def _blocks(document: Document) -> str:
    return "\n".join(_block(block, document.lang, place) for place, block in enumerate(document.blocks))


def _block(block: Block, lang: str, place: int) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.words)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p{' class=lead' if block.lead else ''}>{escape(block.words)}</p>"
    if isinstance(block, Bullets):
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
    if isinstance(block, Pairs):
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in block.rows)
        return f"<dl>{rows}</dl>"
    return _larger(block, lang, place)


def _larger(block: Grid | Picture | Box, lang: str, place: int) -> str:
    if isinstance(block, Box):
        inner = "".join(f"<p>{escape(words)}</p>" for words in block.paragraphs)
        return f'<section class="box {block.kind}"><h2>{escape(block.title)}</h2>{inner}</section>'
    if isinstance(block, Picture):
        return _picture(block, lang, place)
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in block.rows)
    return (
        f'<div class="scroll" tabindex="0"><table><caption>{escape(block.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[str, ...]) -> str:
    first, *rest = row
    return f'<th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest)


def _picture(block: Picture, lang: str, place: int) -> str:
    """The drawing itself, named and described for whoever does not see it; its ids made its own."""
    drawn = svg(block.figure.drawn(lang), lang)
    own = hashlib.sha256(f"{place}{block.figure.name}".encode()).hexdigest()[:8]
    drawn = drawn.replace('id="clip', f'id="c{own}clip').replace("url(#clip", f"url(#c{own}clip")
    start = drawn.index("<svg") + len("<svg")
    name = f"d{own}"
    drawn = f'{drawn[:start]} role="img" aria-labelledby="{name}"{drawn[start:]}'
    return (
        f'<figure><div class="scroll" tabindex="0">{drawn}</div>'
        f'<figcaption>{escape(block.caption)}<span class="described" id="{name}">'
        f"{escape(block.described)}</span></figcaption></figure>"
    )
