"""The grounds a method names exist, apply on the day it was decided, and reach from party to party."""

from collections.abc import Iterator
from datetime import date

from samverkan.methods.markers import Ref
from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding, nearest
from samverkan.methods.schema import Method
from samverkan.methods.spec import pairs, spec_of
from samverkan.secrecy.grounds.loading import in_force, not_in_force
from samverkan.secrecy.kinds import Words


def check_grounds(root: Node) -> Iterator[Problem]:
    """Grounds unknown, out of date or between others. A file without a day is judged by today's law."""
    dated = root.get("dated")
    on = dated.scalar if dated and isinstance(dated.scalar, date) else date.today()  # noqa: DTZ011 - a civil day
    known = {ground.id: ground for ground in in_force(on)}
    outside = {ground.id: words for ground, words in not_in_force(on)}
    parties = {kind for party in root.items("parties") if (kind := party.text("kind"))}
    for node, spec in pairs(root, spec_of(Method)):
        ref, name = spec.mark(Ref), node.string()
        if ref is None or ref.to != "grounds" or name is None:
            continue
        if name in outside:
            yield node.problem(_outside(outside[name]))
        elif name not in known:
            yield node.problem(_unknown(name, list(known)))
        elif not (parties & known[name].from_kinds and parties & known[name].to_kinds):
            yield node.problem(_elsewhere(known[name].provision))


def _unknown(name: str, known: list[str]) -> Finding:
    near = nearest(name, known)
    return finding(
        f'Det finns ingen rättslig grund "{name}".', f'There is no legal ground "{name}".', near.sv, near.en
    )


def _outside(words: Words) -> Finding:
    return finding(
        words.sv,
        words.en,
        "Ta bort grunden, eller ge versionen ett datum då den gäller.",
        "Remove the ground, or date the version when it applies.",
    )


def _elsewhere(provision: str) -> Finding:
    return finding(
        f"{provision} gäller inte mellan metodens parter.",
        f"{provision} does not apply between the method's parties.",
        "Ta bort grunden, eller lägg till den part som den gäller för.",
        "Remove the ground, or add the party that it applies to.",
    )
