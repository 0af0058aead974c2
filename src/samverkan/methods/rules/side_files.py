"""Side files: each begins and ends somewhere, no step leads to another sort of file, and some role opens it."""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding

CASE = "case"
"""What `opens:` calls the method's own cases, beside the side files."""


def check_side_files(root: Node) -> Iterator[Problem]:
    """Side files without beginning or end, kinds and steps that fit no file, files that no role opens."""
    sides = {name: side for side in root.items("side_files") if (name := side.text("id"))}
    if CASE in sides:
        yield sides[CASE].problem(_RESERVED)
    listed = {name for side in sides.values() for _, name in side.texts("kinds")}
    for kind in root.items("kinds"):
        if kind.true("side_only") and (name := kind.text("id")) and name not in listed:
            yield kind.keys["side_only"].problem(_nowhere(name))
    of_phase = _sorts(root)
    for name, side in sides.items():
        yield from _ends(root, name, side)
        if not any(_opens(role, name) for role in root.items("roles")):
            yield side.problem(_unopened(name))
    for move in root.items("moves"):
        yield from _stays(move, of_phase)


def sides_of(phase: Node) -> frozenset[str]:
    """The side files that a phase is a stage of; none: it is the case's."""
    return frozenset(name for _, name in phase.texts("side_files"))


def _sorts(root: Node) -> dict[str, frozenset[str]]:
    return {name: sides_of(phase) for phase in root.items("phases") if (name := phase.text("id"))}


def _ends(root: Node, name: str, side: Node) -> Iterator[Problem]:
    mine = [phase for phase in root.items("phases") if name in sides_of(phase)]
    if sum(phase.true("initial") for phase in mine) != 1:
        yield side.problem(_begins(name))
    if not any(phase.true("final") for phase in mine):
        yield side.problem(_never_ends(name))


def _stays(move: Node, of_phase: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """A step from a phase ends in one that all the files of the first can be in."""
    to = move.text("to")
    if to not in of_phase:
        return
    for node, name in move.texts("from"):
        here, there = of_phase.get(name), of_phase[to]
        if here is not None and (bool(here) != bool(there) or not here <= there):
            yield node.problem(_astray(name, to))


def _opens(role: Node, side: str) -> bool:
    named = {name for _, name in role.texts("opens")}
    return any(role.texts("reads")) and (side in named or role.get("opens") is None)


_RESERVED = finding(
    'En sidoakt får inte heta "case": så kallas metodens egna ärenden.',
    'A side file may not be called "case": so the method\'s own cases are called.',
    "Ge den ett annat id.",
    "Give it another id.",
)


def _nowhere(name: str) -> Finding:
    return finding(
        f'"{name}" skrivs bara i sidoakter, men ingen sidoakt har det bland sina slag.',
        f'"{name}" is written in side files alone, but no side file has it among its kinds.',
        f"Lägg till {name} i kinds: för en sidoakt, eller ta bort side_only:.",
        f"Add {name} to kinds: of a side file, or remove side_only:.",
    )


def _begins(name: str) -> Finding:
    return finding(
        f'Sidoakten "{name}" ska ha precis en första fas.',
        f'The side file "{name}" needs exactly one first phase.',
        f"Skriv side_files: [{name}] och initial: true på en av faserna.",
        f"Write side_files: [{name}] and initial: true on one of the phases.",
    )


def _never_ends(name: str) -> Finding:
    return finding(
        f'Sidoakten "{name}" kan aldrig avslutas och gallras.',
        f'The side file "{name}" can never end and be weeded.',
        f"Skriv side_files: [{name}] och final: true på en av faserna.",
        f"Write side_files: [{name}] and final: true on one of the phases.",
    )


def _unopened(name: str) -> Finding:
    return finding(
        f'Ingen roll öppnar sidoakten "{name}".',
        f'No role opens the side file "{name}".',
        f"Lägg till {name} i opens: för minst en roll som läser något.",
        f"Add {name} to opens: of at least one role that reads something.",
    )


def _astray(name: str, to: str) -> Finding:
    return finding(
        f'Steget från "{name}" till "{to}" leder till en annan sorts akt.',
        f'The move from "{name}" to "{to}" leads to another sort of file.',
        "Låt faserna ha samma side_files:, eller dela steget i två.",
        "Let the phases have the same side_files:, or split the move in two.",
    )
