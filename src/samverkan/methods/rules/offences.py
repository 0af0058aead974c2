"""GDPR art. 10: who is no authority holds nothing about offences, and no role of theirs can.

Authorities may process data on offences; others may not (act 2018:218, 3:8-9). So a party that is no authority has
only roles marked `no_offence_data`, such a role reads and writes only kinds marked `offence_free`, and such a kind
leaves little room for a slip: short fields, no personal number.
"""

from collections.abc import Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding
from samverkan.methods.rules.roles import BLIND
from samverkan.methods.rules.side_files import CASE
from samverkan.methods.words import Capability, FieldType
from samverkan.secrecy.kinds import AgencyKind

MAY = BLIND | {Capability.WRITE, Capability.RECEIVE, Capability.PROPOSE, Capability.DECIDE}
"""All that a role without offence data may do; anything else touches cases."""
ROOMY = {FieldType.LONGTEXT, FieldType.PERSON_NUMBER}
"""Types of field that an offence-free kind does without."""


def check_offences(root: Node) -> Iterator[Problem]:
    """Roles and parties that could come to hold data on offences without being an authority."""
    free = {name for kind in root.items("kinds") if kind.true("offence_free") and (name := kind.text("id"))}
    outside = _not_authorities(root)
    for role in root.items("roles"):
        if role.true("no_offence_data"):
            yield from _clean(role, free)
        elif not _blind(role):
            yield from _held_outside(role, outside)
    for kind in root.items("kinds"):
        if kind.true("offence_free"):
            yield from _narrow(kind)
    for party in root.items("parties"):
        if party.text("kind") in outside and party.true("may_own"):
            yield party.keys["may_own"].problem(_OWNS)


def _not_authorities(root: Node) -> set[str]:
    known = set(AgencyKind)
    kinds = {kind for party in root.items("parties") if (kind := party.text("kind")) in known}
    return {kind for kind in kinds if kind and not AgencyKind(kind).is_authority}


def _blind(role: Node) -> bool:
    may = {name for _, name in role.texts("may")}
    return may <= BLIND and not any(role.texts("reads"))


def _clean(role: Node, free: set[str]) -> Iterator[Problem]:
    for node, name in role.texts("reads"):
        if name not in free:
            yield node.problem(_reads(name))
    for node, name in role.texts("may"):
        if name in set(Capability) - MAY:
            yield node.problem(_does(name))
    opens = role.get("opens")
    if opens is None or any(name == CASE for _, name in role.texts("opens")):
        yield (opens or role).problem(_OPENS)


def _held_outside(role: Node, outside: set[str]) -> Iterator[Problem]:
    if role.get("parties") is None:
        if outside:
            yield role.problem(_everybody(min(outside)))
        return
    for node, name in role.texts("parties"):
        if name in outside:
            yield node.problem(_outside(name))


def _narrow(kind: Node) -> Iterator[Problem]:
    for field in kind.items("fields"):
        if field.text("type") in ROOMY:
            yield field.keys["type"].problem(_roomy(field.text("id") or ""))


def _reads(name: str) -> Finding:
    return finding(
        f'Rollen får inget veta om brott, men "{name}" kan innehålla det.',
        f'The role may know nothing about offences, but "{name}" may hold such data.',
        f"Ta bort {name} ur reads:, eller märk slaget med offence_free: true om det är sant.",
        f"Remove {name} from reads:, or mark the kind offence_free: true if that is so.",
    )


def _does(name: str) -> Finding:
    return finding(
        f'Rollen får inget veta om brott och kan därför inte "{name}".',
        f'The role may know nothing about offences and therefore cannot "{name}".',
        f"Ta bort {name} ur may:.",
        f"Remove {name} from may:.",
    )


def _everybody(party: str) -> Finding:
    return finding(
        f'Rollen saknar parties: och kan därför innehas av "{party}", som inte är någon myndighet.',
        f'The role has no parties: and so can be held by "{party}", which is no authority.',
        "Räkna upp under parties: vilka myndigheter som får ha rollen.",
        "List under parties: which authorities may hold the role.",
    )


def _outside(party: str) -> Finding:
    return finding(
        f'"{party}" är ingen myndighet och får inte ha en roll som kan hålla uppgifter om brott.',
        f'"{party}" is no authority and may not hold a role that can hold data on offences.',
        f"Ta bort {party} ur parties:, eller gör en egen roll med no_offence_data: true.",
        f"Remove {party} from parties:, or make a role of its own with no_offence_data: true.",
    )


def _roomy(field: str) -> Finding:
    return finding(
        f'"{field}" rymmer för mycket för ett slag som ska vara fritt från uppgifter om brott.',
        f'"{field}" has too much room for a kind that is to be free of data on offences.',
        "Skriv type: text, ett val eller ett datum, eller ta bort offence_free:.",
        "Write type: text, a choice or a date, or remove offence_free:.",
    )


_OPENS = finding(
    "Rollen får inget veta om brott och kan därför inte öppna metodens ärenden.",
    "The role may know nothing about offences and so cannot open the method's cases.",
    "Räkna upp under opens: de sidoakter den öppnar, utan case.",
    "List under opens: the side files it opens, without case.",
)
_OWNS = finding(
    "Den som inte är en myndighet kan inte äga listan.",
    "Whoever is no authority cannot own the list.",
    "Ta bort may_own: från parten.",
    "Remove may_own: from the party.",
)
