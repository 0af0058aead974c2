"""Phases: one beginning, an end that is an end, and a way to each of them."""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding
from samverkan.methods.rules.side_files import sides_of


def check_phases(root: Node) -> Iterator[Problem]:
    """Missing or double beginnings, no end, moves out of an end, phases that no move reaches."""
    phases = {name: phase for phase in root.items("phases") if (name := phase.text("id"))}
    if not phases:
        return
    starts = [name for name, phase in phases.items() if phase.true("initial")]
    cases = [name for name in starts if not sides_of(phases[name])]
    if len(cases) != 1:
        yield root.keys["phases"].problem(_starts(cases))
    ends = {name for name, phase in phases.items() if phase.true("final")}
    if not any(not sides_of(phases[name]) for name in ends):
        yield root.keys["phases"].problem(_NO_END)
    for move in root.items("moves"):
        yield from _move(move, set(phases), ends)
    if len(cases) == 1 and root.get("moves") is not None:
        for name in phases.keys() - _reached(root, starts):
            yield phases[name].problem(_unreached(name))


def _move(move: Node, known: set[str], ends: set[str]) -> Iterator[Problem]:
    for node, name in move.texts("from"):
        if name in ends:
            yield node.problem(_out_of_end(name))
    to = move.text("to")
    if move.true("leaving") and to in known - ends:
        yield move.keys["leaving"].problem(_leaving_nowhere(to))


def _reached(root: Node, starts: list[str]) -> set[str]:
    steps = [
        (begin, to)
        for move in root.items("moves")
        if (to := move.text("to"))
        for _, begin in move.texts("from")
    ]
    reached = set(starts)
    while new := {to for begin, to in steps if begin in reached} - reached:
        reached |= new
    return reached


def _starts(found: list[str]) -> Finding:
    which = ", ".join(found)
    if not found:
        return finding(
            "Ingen fas är den första.",
            "No phase is the first.",
            "Lägg till initial: true på den fas där ett nytt ärende börjar.",
            "Add initial: true to the phase where a new case starts.",
        )
    return finding(
        f"Flera faser är den första: {which}.",
        f"Several phases are the first: {which}.",
        "Låt initial: true stå på en enda fas.",
        "Leave initial: true on a single phase.",
    )


_NO_END = finding(
    "Ingen fas är den sista, så inget ärende kan avslutas och gallras.",
    "No phase is the last, so no case can end and be weeded.",
    "Lägg till final: true på den fas där ärendet är avslutat.",
    "Add final: true to the phase where the case has ended.",
)


def _out_of_end(name: str) -> Finding:
    return finding(
        f'Ett steg leder ut ur "{name}", som är en sista fas.',
        f'A move leads out of "{name}", which is a last phase.',
        "Ta bort fasen ur from:. Den som kommer tillbaka får ett nytt ärende.",
        "Remove the phase from from:. Whoever comes back gets a new case.",
    )


def _unreached(name: str) -> Finding:
    return finding(
        f'Inget steg leder till fasen "{name}".',
        f'No move leads to the phase "{name}".',
        f"Lägg till ett steg med to: {name}, eller ta bort fasen.",
        f"Add a move with to: {name}, or remove the phase.",
    )


def _leaving_nowhere(to: str) -> Finding:
    return finding(
        f'Steget frågar efter en orsak till avslut, men "{to}" är ingen sista fas.',
        f'The move asks why the case ends, but "{to}" is no last phase.',
        f"Lägg till final: true på fasen {to}, eller ta bort leaving:.",
        f"Add final: true to the phase {to}, or remove leaving:.",
    )
