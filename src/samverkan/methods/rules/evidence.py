"""The evidence card always answers the question of effect, if only by saying that nothing was found.

An effect is always of one named outcome, and ends in one of four conclusions.
"""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Problem, finding


def check_evidence(root: Node) -> Iterator[Problem]:
    """A card that is silent about effect, or an effect without outcome or conclusion."""
    cards = list(root.items("evidence"))
    if cards and not any(card.text("kind") == "effect" for card in cards):
        yield root.keys["evidence"].problem(_SILENT)
    for card in cards:
        yield from _effect(card)


def _effect(card: Node) -> Iterator[Problem]:
    found_out = card.text("kind") == "effect" and card.text("certainty") != "none_found"
    if found_out and not (card.get("outcome") and card.get("verdict")):
        yield card.problem(_OF_WHAT)
    if not found_out and (verdict := card.keys.get("verdict")):
        yield verdict.problem(_NOTHING_FOUND)


_SILENT = finding(
    "Evidenskortet säger inget om effekt.",
    "The evidence card says nothing about effect.",
    "Lägg till en rad med kind: effect; hittas ingen utvärdering, skriv certainty: none_found.",
    "Add a line with kind: effect; if no evaluation was found, write certainty: none_found.",
)
_OF_WHAT = finding(
    "En effekt utan utfall eller slutsats.",
    "An effect without outcome or conclusion.",
    "Skriv vad som skulle ändras under outcome: och vad källan kom fram till under verdict:.",
    "Write what was to change under outcome: and what the source concluded under verdict:.",
)
_NOTHING_FOUND = finding(
    "En slutsats om effekt där ingen effekt har undersökts.",
    "A conclusion on effect where no effect was studied.",
    "Ta bort verdict:, eller skriv kind: effect och hur säkert det är under certainty:.",
    "Take verdict: away, or write kind: effect and how sure it is under certainty:.",
)
