"""Names for the evaluator that say who is the same within one export, and nothing across exports.

A pseudonym is a keyed hash under a key that belongs to one export alone. The key is never written down: it follows
from the export's own key box and its id, so that whoever may open the export can answer "which group is G-K7QD?",
and when the box is dropped nobody can.
"""

import hmac
from base64 import b32encode

LETTERS = 8  # 40 bits: among a million names the chance of any clash is about one in three
LABEL = b"samverkan evaluation export v1"


def key_for(box_key: bytes, export: bytes) -> bytes:
    """The export's own key, 32 bytes, from its key box and its random id."""
    return hmac.digest(box_key, LABEL + export, "sha256")


class Pseudonyms:
    """Names handed out under one key: the same thing gets the same name, two things never the same one."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._given: dict[tuple[str, str], str] = {}
        self._taken: dict[str, tuple[str, str]] = {}

    def name(self, sort: str, thing: str) -> str:
        """`sort`-letter and eight more: G-K7QD2M5X for a group, P- for a person, H- for an incident.

        `thing` is whatever identifies it in the compartment. A clash is told apart by hashing once more.
        """
        known = self._given.get((sort, thing))
        if known is not None:
            return known
        turn = 0
        while True:
            digest = hmac.digest(self._key, f"{sort}\0{thing}\0{turn}".encode(), "sha256")
            made = f"{sort}-{b32encode(digest)[:LETTERS].decode()}"
            if self._taken.setdefault(made, (sort, thing)) == (sort, thing):
                self._given[sort, thing] = made
                return made
            turn += 1
