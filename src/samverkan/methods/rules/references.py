"""Everything that names something else in the file names something that is there."""

from collections.abc import Callable, Iterator

from samverkan.methods.forbidden import computed, is_computed, is_danger
from samverkan.methods.markers import Ref
from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding, nearest
from samverkan.methods.schema import Method
from samverkan.methods.spec import pairs, spec_of
from samverkan.methods.words import AgendaKey, Split

_NOUNS = {
    "kinds": ("slag av uppgift", "kind of entry"),
    "phases": ("fas", "phase"),
    "scales": ("skala", "scale"),
    "retention": ("gallringsklass", "retention class"),
    "parties": ("part", "party"),
    "event": ("händelse", "event"),
    "agenda": ("ordning för dagordningen", "order for the agenda"),
    "split": ("uppdelning", "split"),
    "section": ("del av filen", "part of the file"),
    "side_files": ("sidoakt", "side file"),
    "opens": ("sorts akt", "sort of file"),
}


def check_references(root: Node) -> Iterator[Problem]:
    """Names that lead nowhere, with the nearest name that does."""
    known: dict[str, list[str]] = {}
    for node, spec in pairs(root, spec_of(Method)):
        ref, name = spec.mark(Ref), node.string()
        if ref is None or name is None or ref.to == "grounds":
            continue
        if ref.to not in known:
            known[ref.to] = _KNOWN[ref.to](root)
        if name in known[ref.to]:
            continue
        if ref.to == "agenda" and (is_computed(name) or is_danger(name)):
            yield node.problem(_no_such_order(name))
        elif ref.to == "split" and is_computed(name):
            yield node.problem(computed(name))
        else:
            yield node.problem(_unknown(_NOUNS[ref.to], name, known[ref.to]))


def _unknown(noun: tuple[str, str], name: str, known: list[str]) -> Finding:
    near = nearest(name, known)
    return finding(f'Filen har ingen {noun[0]} "{name}".'.replace("ingen slag", "inget slag"),
                   f'The file has no {noun[1]} "{name}".', near.sv, near.en)  # fmt: skip


def _no_such_order(name: str) -> Finding:
    return finding(
        f'Dagordningen får inte ordnas efter "{name}": det vore att rangordna personer efter risk.',
        f'The agenda may not be ordered by "{name}": that would rank persons by risk.',
        "Ordna efter datum, namn eller en färg som en människa har satt, till exempel scale:red.",
        "Order by date, name or a colour that a human has set, such as scale:red.",
    )


def _parties(root: Node) -> list[str]:
    return [kind for party in root.items("parties") if (kind := party.text("kind"))]


def _events(root: Node) -> list[str]:
    fields = [
        f"field:{kind.text('id')}.{field.text('id')}"
        for kind in root.items("kinds")
        for field in kind.items("fields")
        if field.text("type") == "date"
    ]
    kinds = [f"kind:{found}" for found in root.ids("kinds")]
    return kinds + [f"phase:{found}" for found in root.ids("phases")] + fields + ["meeting"]


def _agenda(root: Node) -> list[str]:
    return [f"scale:{level}" for level in _levels(root)] + [key.value for key in AgendaKey]


def _levels(root: Node) -> list[str]:
    """Levels by their id, or by `scale.level`; a bare id is taken only while one scale has it."""
    full = [(scale.text("id"), level) for scale in root.items("scales") for level in scale.ids("levels")]
    bare = [level for _, level in full]
    return [level for level in bare if bare.count(level) == 1] + [f"{scale}.{level}" for scale, level in full]


def _splits(root: Node) -> list[str]:
    return [split.value for split in Split] + [f"scale:{found}" for found in root.ids("scales")]


_KNOWN: dict[str, Callable[[Node], list[str]]] = {
    "kinds": lambda root: root.ids("kinds"),
    "phases": lambda root: root.ids("phases"),
    "scales": lambda root: root.ids("scales"),
    "retention": lambda root: root.ids("retention"),
    "parties": _parties,
    "event": _events,
    "agenda": _agenda,
    "split": _splits,
    "side_files": lambda root: root.ids("side_files"),
    "opens": lambda root: ["case", *root.ids("side_files")],
    "section": lambda _root: list(spec_of(Method).below()),
}
