"""Whom a change reaches, and when; and whether a case that has used what is gone must stay on its version."""

from enum import Enum

from samverkan.methods.changes.compare import Difference
from samverkan.methods.schema import Choice, EntryKind, Field, Level
from samverkan.secrecy.kinds import Words


class Reach(Enum):
    """From when and in which cases a change is felt."""

    EVERYONE = Words(
        "Gäller alla i verksamheten från dagen, även i ärenden som pågår.",
        "Holds for everyone in the programme from the day, also in running cases.",
    )
    PROGRAMME = Words(
        "Gäller verksamheten från dagen. Ärenden som pågår berörs inte.",
        "Holds for the programme from the day. Running cases are not touched.",
    )
    CASES = Words(
        "Gäller nya ärenden från dagen, och ett pågående först när en namngiven person flyttar det.",
        "Holds for new cases from the day, and for a running one only when a named person moves it.",
    )
    NEW = Words("Gäller bara nya ärenden.", "Holds for new cases only.")
    WORDING = Words(
        "Bara ord på skärmen. Inget annat ändras.", "Only words on the screen. Nothing else changes."
    )


_OF_SECTION = {
    "roles": Reach.EVERYONE,
    "parties": Reach.PROGRAMME,
    "meeting": Reach.PROGRAMME,
    "indicators": Reach.PROGRAMME,
    "asks": Reach.NEW,
    "words": Reach.WORDING,
    "needs": Reach.WORDING,
    "notes": Reach.WORDING,
    "name": Reach.WORDING,
    "purpose": Reach.WORDING,
}
_ONLY_WORDS = {"label", "help", "note", "source", "word", "ask", "definition", "text", "why"}
_GOES_MISSING = {"kinds", "fields", "choices", "levels", "scales", "phases", "retention", "side_files"}
_TURNS = {
    EntryKind: {"identity", "locked", "judgement", "side_only", "offence_free"},
    Field: {"type", "scale"},
    Choice: set[str](),
    Level: set[str](),
}


def reach(found: Difference) -> Reach:
    """Whom the difference reaches."""
    if found.key in _ONLY_WORDS and not (found.came or found.went) and found.within:
        return Reach.WORDING
    return _OF_SECTION.get(found.section, Reach.CASES)


def may_hold_back(found: Difference) -> bool:
    """Whether a running case that has used this cannot be moved to the newer version: it would lose something."""
    if found.key in {"id", "case"} and not found.within:
        return True
    if found.went and found.key in _GOES_MISSING and not found.reordered and found.section != "roles":
        return not isinstance(found.old, str)
    return found.key in _TURNS.get(type(found.within[-1]) if found.within else type(None), set())
