"""Roles: who reads nothing reads nothing, what must be done can be done, and what is written can be read."""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding
from samverkan.methods.words import Capability

BLIND = {Capability.READ_FIGURES, Capability.REVIEW_LOG, Capability.OPERATE}
"""A role with only these reads no entries: steering members, log reviewers and operators."""

ALONE = {Capability.REVIEW_LOG, Capability.OPERATE}
"""Never together with work on cases: whoever reviews or operates may not also act."""

_ALWAYS = (Capability.PROPOSE, Capability.DECIDE, Capability.RECEIVE)


def check_roles(root: Node) -> Iterator[Problem]:
    """Roles that read or do too much, and work that nobody may do."""
    for role in root.items("roles"):
        yield from _blind(role)
    held = {name for role in root.items("roles") for _, name in role.texts("may")}
    if held:
        yield from _nobody(root, held)
    read = {name for role in root.items("roles") for _, name in role.texts("reads")}
    for kind in root.items("kinds"):
        name = kind.text("id")
        if name and name not in read:
            yield kind.problem(_unread(name))
    if root.get("parties") and not any(_owns(party) for party in root.items("parties")):
        yield root.keys["parties"].problem(_NO_OWNER)


def _blind(role: Node) -> Iterator[Problem]:
    may = {name for _, name in role.texts("may")}
    for node, name in role.texts("may"):
        if name in ALONE and may - {name}:
            yield node.problem(_not_alone(name))
    if may and may <= BLIND and any(role.texts("reads")):
        yield role.keys["reads"].problem(_READS)


def _nobody(root: Node, held: set[str]) -> Iterator[Problem]:
    for part in ("kinds", "moves"):
        for item in root.items(part):
            needed = item.get("capability")
            if needed is not None and (name := needed.string()) in set(Capability) and name not in held:
                yield needed.problem(_not_held(name or ""))
    wanted = list(_ALWAYS)
    four_eyes = (root.get("disclosure") or root).get("four_eyes")
    if four_eyes is not None and four_eyes.sequence:
        wanted.append(Capability.SECOND)
    for capability in wanted:
        if capability not in held:
            yield root.keys["roles"].problem(_not_held(capability))


def _owns(party: Node) -> bool:
    """Anything but a plain no: what is neither yes nor no is reported as such, once."""
    said = party.get("may_own")
    return said is not None and said.scalar is not False


def _not_alone(name: str) -> Finding:
    return finding(
        f'Den som har "{name}" får inte också arbeta med ärenden.',
        f'Whoever has "{name}" may not also work on cases.',
        "Gör en egen roll med bara detta.",
        "Make a role of its own with only this.",
    )


def _not_held(name: str) -> Finding:
    return finding(
        f'Ingen roll får göra "{name}", så det kan aldrig ske.',
        f'No role may do "{name}", so it can never happen.',
        f"Lägg till {name} i may: för minst en roll.",
        f"Add {name} to may: of at least one role.",
    )


def _unread(name: str) -> Finding:
    return finding(
        f'Ingen roll får läsa slaget "{name}", inte ens den som skriver det.',
        f'No role may read the kind "{name}", not even the one who writes it.',
        f"Lägg till {name} i reads: för minst en roll, eller ta bort slaget.",
        f"Add {name} to reads: of at least one role, or remove the kind.",
    )


_READS = finding(
    "Styrgrupp, logggranskare och drift läser inga uppgifter.",
    "Steering members, log reviewers and operators read no entries.",
    "Ta bort reads: från rollen.",
    "Remove reads: from the role.",
)
_NO_OWNER = finding(
    "Ingen part kan äga listan.",
    "No party may own the list.",
    "Lägg till may_own: true på minst en part.",
    "Add may_own: true to at least one party.",
)
