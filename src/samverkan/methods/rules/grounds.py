"""The grounds a method names exist and apply on the day the version was decided."""

from collections.abc import Iterator
from datetime import date

from samverkan.methods.markers import Ref
from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding, nearest
from samverkan.methods.schema import Method
from samverkan.methods.spec import pairs, spec_of
from samverkan.secrecy.grounds.loading import in_force, not_in_force


def check_grounds(root: Node) -> Iterator[Problem]:
    """Grounds that nobody knows or outside their dates. A file without a day is judged by today's law."""
    dated = root.get("dated")
    on = dated.scalar if dated and isinstance(dated.scalar, date) else date.today()  # noqa: DTZ011 - a civil day
    known = [ground.id for ground in in_force(on)]
    for node, spec in pairs(root, spec_of(Method)):
        ref, name = spec.mark(Ref), node.string()
        if ref is None or ref.to != "grounds" or name is None or name in known:
            continue
        outside = {ground.id: words for ground, words in not_in_force(on)}.get(name)
        if outside is None:
            yield node.problem(_unknown(name, known))
        else:
            yield node.problem(
                finding(
                    outside.sv,
                    outside.en,
                    "Ta bort grunden, eller ge versionen ett datum då den gäller.",
                    "Remove the ground, or date the version when it applies.",
                )
            )


def _unknown(name: str, known: list[str]) -> Finding:
    near = nearest(name, known)
    return finding(
        f'Det finns ingen rättslig grund "{name}".', f'There is no legal ground "{name}".', near.sv, near.en
    )
