"""What a scaffold leaves for a human to write is written: no text still says FYLL I or FILL IN."""

import re
from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding

_OPEN = re.compile(r"(?:FYLL I|FILL IN)\b[:\s]*(.*)", re.DOTALL)


def check_filled(root: Node) -> Iterator[Problem]:
    """Every text that begins with FYLL I or FILL IN, with what it asks for; of two languages the first open one."""
    for node in root.walk():
        pair = [node.get("sv"), node.get("en")]
        if pair[0] is not None and pair[1] is not None:
            asked = [_asked(each) for each in pair if each is not None]
            if asked[0] is not None:
                yield pair[0].problem(_both(asked[0], asked[1] or asked[0]))
            elif asked[1] is not None:
                yield pair[1].problem(_one(asked[1]))
        elif not node.path.endswith((".sv", ".en")) and (wanted := _asked(node)) is not None:
            yield node.problem(_one(wanted))


def _asked(node: Node) -> str | None:
    """What an open text asks for; None where nothing is open."""
    found = _OPEN.match(node.string() or "")
    return " ".join(found[1].split()).rstrip(".") if found else None


def _both(sv: str, en: str) -> Finding:
    return finding(
        *_NOT_YET,
        f"Skriv på svenska och engelska{': ' if sv else ''}{sv}.",
        f"Write in Swedish and English{': ' if en else ''}{en}.",
    )


def _one(asked: str) -> Finding:
    return finding(
        *_NOT_YET, f"Skriv {asked or 'det som hör hemma här'}.", f"Write {asked or 'what belongs here'}."
    )


_NOT_YET = ("Här är inte ifyllt än.", "This is not filled in yet.")
