"""Levels of a scale can be told apart by word and by shape, not by colour alone (WCAG 2.2, 1.4.1)."""

from collections.abc import Callable, Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, Problem, finding

_SIGNS: tuple[tuple[str, str, str, Callable[[Node], Node | None]], ...] = (
    ("shape", "formen", "shape", lambda level: level.get("shape")),
    ("colour", "färgen", "colour", lambda level: level.get("colour")),
    ("word.sv", "det svenska ordet", "Swedish word", lambda level: _word(level, "sv")),
    ("word.en", "det engelska ordet", "English word", lambda level: _word(level, "en")),
)


def check_scales(root: Node) -> Iterator[Problem]:
    """Scales with one level, and levels that share a sign."""
    for scale in root.items("scales"):
        levels = list(scale.items("levels"))
        if len(levels) == 1:
            yield scale.problem(_ONE_LEVEL)
        for _, sv, en, sign in _SIGNS:
            yield from _shared(levels, sv, en, sign)


def _shared(levels: list[Node], sv: str, en: str, sign: Callable[[Node], Node | None]) -> Iterator[Problem]:
    first: dict[str, Node] = {}
    for level in levels:
        node = sign(level)
        if node is None or (found := node.string()) is None:
            continue
        if found in first:
            yield node.problem(_same(sv, en, found, first[found].line))
        first.setdefault(found, node)


def _word(level: Node, language: str) -> Node | None:
    word = level.get("word")
    return word.get(language) if word else None


_ONE_LEVEL = finding(
    "En skala med ett enda steg säger ingenting.",
    "A scale with a single level says nothing.",
    "Lägg till minst ett steg till.",
    "Add at least one more level.",
)


def _same(sv: str, en: str, value: str, line: int) -> Finding:
    return finding(
        f'Två steg har {sv} "{value}"; det första står på rad {line}.',
        f'Two levels have the {en} "{value}"; the first stands on line {line}.',
        "Ge varje steg ett eget ord, en egen form och en egen färg.",
        "Give each level a word, a shape and a colour of its own.",
    )
