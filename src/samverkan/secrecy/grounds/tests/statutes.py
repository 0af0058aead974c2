"""The statutes' own text, cut into paragraphs by heading, for tests that hold quotes against it."""

import os
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[5]
_CHAPTER = re.compile(r"#+ (\d+(?: [a-z])?) kap\.")
_PARAGRAPH = re.compile(r"#+ (?:/.*/ )?(\d+(?: [a-z])?) §")


def law_folder() -> Path:
    """`shared/law` beside the checkout, or under SAMVERKAN_SHARED where that is set."""
    return Path(os.environ.get("SAMVERKAN_SHARED") or CHECKOUT.parent / "shared") / "law"


def paragraphs(path: Path) -> dict[tuple[str, str], list[str]]:
    """(chapter, paragraph) to its texts; several where the file holds an older and a later wording."""
    found: dict[tuple[str, str], list[str]] = {}
    chapter, current = "", None
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _CHAPTER.match(line):
            chapter, current = match[1], None
        elif match := _PARAGRAPH.fullmatch(line.strip()):
            current = (chapter, match[1])
            found.setdefault(current, []).append("")
        elif line.startswith("## De myndigheter") and current:
            # The mirror mistook a sentence in 5 § lag (2025:170) for a heading.
            found[current][-1] += "\n" + line.lstrip("# ")
        elif line.startswith("#"):
            current = None
        elif current:
            found[current][-1] += "\n" + line
    return found


def ended(text: str) -> str:
    """Drop an unmarked heading after the note of the amending act: it belongs to the next paragraph."""
    return re.sub(r"(Lag \(\d{4}:\d+\)\.).*$", r"\1", text)


def squeezed(text: str) -> str:
    """Every letter, digit and stop in order; line breaks, word division and link brackets do not count."""
    return re.sub(r"\s+", " ", re.sub(r"-\s*|[\[\]]", "", text)).strip()


def place_of(provision: str) -> tuple[str, str]:
    """`OSL 10 kap. 18 a §` to ("10", "18 a"); `Lag (2025:170) 4 §` to ("", "4")."""
    match = re.fullmatch(r"(?:OSL|SoL|Lag \(2025:170\)) (?:(\d+) kap\. )?(\d+(?: [a-z])?) §", provision)
    assert match, provision
    return match[1] or "", match[2]
