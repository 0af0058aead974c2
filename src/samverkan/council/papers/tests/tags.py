"""What a reader that cannot see is told of a PDF: its structure tree, by tag."""

import io
from typing import Any

import pikepdf


def opened(raw: bytes) -> pikepdf.Pdf:
    """A PDF from its bytes."""
    return pikepdf.open(io.BytesIO(raw))


def elements(node: Any) -> Any:
    """Every element of the structure tree under a node."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def faults(pdf: pikepdf.Pdf, title: str) -> list[str]:
    """Every way in which the PDF fails whoever listens to it; none for a good one."""
    found = []
    with pdf.open_metadata() as meta:
        if str(meta.get("dc:title")) != title:
            found.append(f"title is {meta.get('dc:title')}")
        if str(meta.get("pdfuaid:part")) != "1":
            found.append("not marked PDF/UA-1")
    if str(pdf.Root.get("/Lang")) != "sv":
        found.append("language is not Swedish")
    if not bool(pdf.Root.MarkInfo.Marked):
        found.append("not marked")
    every = list(elements(pdf.Root.StructTreeRoot))
    tags = [str(each["/S"]) for each in every]
    if tags.count("/H1") != 1 or "/H2" not in tags:
        found.append("headings")
    found += [
        "a figure without words" for each in every if str(each["/S"]) == "/Figure" and not each.get("/Alt")
    ]
    for table in (each for each in every if str(each["/S"]) == "/Table"):
        if sum(str(each["/S"]) == "/TH" for each in elements(table)) < 2:
            found.append("a table without heads")
    return found
