"""Weeding: each party knows how long it keeps each class, so nothing stays for ever by oversight."""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding


def check_retention(root: Node) -> Iterator[Problem]:
    """Classes in which a party has no rule, or two."""
    parties = [kind for party in root.items("parties") if (kind := party.text("kind"))]
    for entry_class in root.items("retention"):
        seen: dict[str, int] = {}
        for rule in entry_class.items("rules"):
            node = rule.get("party")
            name = node.string() if node else None
            if node is None or name is None:
                continue
            if name in seen:
                yield node.problem(_two_rules(name, seen[name]))
            seen.setdefault(name, node.line)
        for party in dict.fromkeys(parties):
            if party not in seen:
                yield entry_class.problem(_no_rule(entry_class.text("id") or "", party))


def _no_rule(entry_class: str, party: str) -> Finding:
    return finding(
        f'Gallringsklassen "{entry_class}" säger inte när {party} ska gallra.',
        f'The retention class "{entry_class}" does not say when {party} must weed.',
        f"Lägg till en regel med party: {party}, en tid och en källa.",
        f"Add a rule with party: {party}, a time and a source.",
    )


def _two_rules(party: str, line: int) -> Finding:
    return finding(
        f"{party} har redan en regel i den här klassen, på rad {line}.",
        f"{party} already has a rule in this class, on line {line}.",
        "Ta bort den ena.",
        "Remove one of them.",
    )
