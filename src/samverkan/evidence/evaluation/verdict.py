"""Four verdicts that only a human may set, and what speaks for each, listed by the program.

Nothing here weighs one list against another, counts them or puts them in order of strength: that is the human's part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

SHORTEST = 20


class Word(StrEnum):
    """What a human concludes."""

    WORKED = "worked"
    DID_NOT = "did_not"
    CANNOT_TELL = "cannot_tell"
    HARMFUL = "harmful"

    @property
    def text(self) -> Text:
        """The verdict for people."""
        return NAMES[self]


NAMES = {
    Word.WORKED: Text("Fungerade", "Worked"),
    Word.DID_NOT: Text("Fungerade inte", "Did not work"),
    Word.CANNOT_TELL: Text("Går inte att avgöra", "Cannot tell"),
    Word.HARMFUL: Text("Gjorde skada", "Harmful"),
}


@dataclass(frozen=True)
class Verdict:
    """Who set which verdict, on which day, for which reason, of which result (its fingerprint)."""

    word: Word
    by: str
    reason: str
    on: date
    result: str


@dataclass(frozen=True)
class Plea:
    """One thing that speaks for a verdict."""

    verdict: Word
    said: Text


def decide(word: str, by: str, reason: str, on: date, result: str) -> Verdict:
    """A verdict as a human sets it. Raises Refusal without a name or a reason, or for a word not among the four."""
    if word not in set(Word):
        listed = ", ".join(Word)
        raise Refusal(f"Slutsatsen ska vara en av: {listed}.", f"The verdict must be one of: {listed}.")
    if not by.strip():
        raise Refusal("Skriv vem som sätter slutsatsen.", "Write who sets the verdict.")
    if len(reason.strip()) < SHORTEST:
        raise Refusal(
            f"Skriv ett skäl på minst {SHORTEST} tecken.",
            f"Write a reason of at least {SHORTEST} characters.",
        )
    return Verdict(Word(word), by.strip(), reason.strip(), on, result)
