"""Judgement is human: the words by which a computed judgement would enter a method's file, and the refusal.

AI Act art. 5(1)(d) bans predicting a person's crime risk from profiling. The house goes further ("judgement
is human, arithmetic is shown"): nothing about a person is computed, stored as a number or used to rank.
"""

import re

from samverkan.methods.problems import Finding, finding

_COMPUTED = re.compile(
    r".*(poang|sannolik|probabil|likelihood|prognos|predict|algorit|rangordn|priorit|comput|calculat|utrakn|berakn).*"
    r"|.*scor(e|es|ing)|.*points?|.*rank(s|ed|ing)?|forecast|odds|formula|formel|weight(s|ed|ing)?|vikt(er|ad)?"
)
_DANGER = re.compile(r".*(risk|threat|danger|farlig|severity|allvar).*|hot(et)?|.*hotbild.*|fara")


def words_of(name: str) -> list[str]:
    """The words an id or key is made of: `offender_risk` gives offender and risk; å, ä, ö become a and o."""
    plain = name.lower().translate(str.maketrans("åäöé", "aaoe"))
    return re.findall(r"[a-z]+", plain)


def is_computed(name: str) -> bool:
    """Whether a name speaks of something counted out about a person: score, probability, ranking ..."""
    return any(_COMPUTED.fullmatch(word) for word in words_of(name))


def is_danger(name: str) -> bool:
    """Whether a name speaks of risk or danger; fine as a human's words, never as a number or an order."""
    return any(_DANGER.fullmatch(word) for word in words_of(name))


def computed(name: str) -> Finding:
    """The refusal of a computed judgement."""
    return finding(
        f'"{name}" skulle vara en uträknad bedömning. Programmet räknar aldrig ut något om en person.',
        f'"{name}" would be a computed judgement. The program never computes anything about a person.',
        "Ta bort den. Låt en människa sätta ett steg på en skala, med skäl, datum och giltig till.",
        "Remove it. Let a human set a level on a scale, with a reason, a date and a valid-until.",
    )
