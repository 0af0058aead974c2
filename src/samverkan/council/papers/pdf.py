"""A paper as accessible PDF (PDF/UA-1), through the picture's template."""

from samverkan.council.papers.shapes import Paper
from samverkan.picture.report.pdf import typeset


def paper_pdf(paper: Paper) -> bytes:
    """The paper as a PDF. The same paper gives the same bytes."""
    return typeset(paper.content, dict(paper.files))[0]


def paper_pages(paper: Paper, *, ppi: int = 60) -> list[bytes]:
    """The same as PNG images, a page each: for the documentation."""
    return typeset(paper.content, dict(paper.files), "png", ppi=float(ppi))
