"""The evidence card always answers the question of effect, if only by saying that nothing was found."""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Problem, finding


def check_evidence(root: Node) -> Iterator[Problem]:
    """A card that is silent about effect."""
    cards = list(root.items("evidence"))
    if cards and not any(card.text("kind") == "effect" for card in cards):
        yield root.keys["evidence"].problem(_SILENT)


_SILENT = finding(
    "Evidenskortet säger inget om effekt.",
    "The evidence card says nothing about effect.",
    "Lägg till en rad med kind: effect; hittas ingen utvärdering, skriv certainty: none_found.",
    "Add a line with kind: effect; if no evaluation was found, write certainty: none_found.",
)
