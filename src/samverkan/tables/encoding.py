"""Bytes to text, whatever old system wrote them: UTF-8, UTF-16, Windows-1252, DOS or Macintosh."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from samverkan.tables.refusal import Refusal

# The bytes of å ä ö Å Ä Ö é in each code page: what a Swedish text has most of beyond ASCII.
SWEDISH = {
    "cp1252": b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9",
    "cp850": b"\x86\x84\x94\x8f\x8e\x99\x82",
    "mac_roman": b"\x8c\x8a\x9a\x81\x80\x85\x8e",
}
NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252", "cp850": "DOS (850)",
    "mac_roman": "Macintosh Roman",
}  # fmt: skip
MARKS = (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")
# UTF-8 that was once read as Windows-1252 and saved again: MalmÃ¶.
TWICE = re.compile("Ã[¥¤¶…„–©]")


class Decoded(NamedTuple):
    """The text, what it was written in, and whether it had been through the wrong code page once before."""

    text: str
    encoding: str
    twice: bool = False


def decode(raw: bytes, file: str) -> Decoded:
    """Raises Refusal for what is no text at all."""
    text, encoding = _decode(raw)
    head = text[:10_000]
    if "\0" in head or sum(letter < " " and letter not in "\r\n\t\f" for letter in head) > len(head) // 100:
        raise Refusal(
            f"{file} är ingen textfil. Spara den som CSV (UTF-8) eller Excel och försök igen.",
            f"{file} is not a text file. Save it as CSV (UTF-8) or Excel and try again.",
        )
    mended = _once(text) if encoding == "utf-8" and TWICE.search(text) else None
    return Decoded(mended or text, encoding, mended is not None)


def _decode(raw: bytes) -> tuple[str, str]:
    for mark, name in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, errors="replace"), name
    head = raw[:4096]
    if head.count(0) > len(head) // 4:  # UTF-16 without its mark: every other byte of plain letters is zero
        name = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return raw.decode(name, errors="replace"), name
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = _code_page(raw)
        return raw.decode(name, errors="replace"), name


def _code_page(raw: bytes) -> str:
    """The page in which most of the bytes beyond ASCII are Swedish letters; Windows' where none tells."""
    counts = {
        name: sum(raw.count(letter.to_bytes(1, "big")) for letter in letters)
        for name, letters in SWEDISH.items()
    }
    return max(counts, key=lambda name: counts[name])


def _once(text: str) -> str | None:
    """The text before it was read in the wrong code page; None when it is not that."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if TWICE.search(line):
            try:
                lines[place] = line.encode("cp1252").decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                return None
    return "\n".join(lines)
