"""YAML that remembers its lines, so that a fault in a file can be pointed at.

Scalars stay text: `no` is a word here, not False, and 2025-04-01 is checked by whoever expects a date.
"""

from dataclasses import dataclass

import yaml

from samverkan.secrecy.kinds import Words


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One fault in one file; `line` counts from 1."""

    file: str
    line: int
    words: Words

    def __str__(self) -> str:
        return f"{self.file}, rad {self.line}: {self.words.sv} / line {self.line}: {self.words.en}"


class GroundFileError(ValueError):
    """A file of grounds that cannot be used. `problems` names every fault found, in line order."""

    def __init__(self, problems: list[FileProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: (each.file, each.line)))
        super().__init__("\n".join(str(each) for each in self.problems))


@dataclass(frozen=True, slots=True)
class Box:
    """A value with the line it begins on: text, nothing, a mapping or a list of boxes."""

    value: "str | dict[str, Box] | list[Box] | None"
    line: int


def read_boxes(file: str, text: str) -> Box:
    """Parse one YAML document. Raises GroundFileError on broken YAML, a key given twice or an empty file."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        words = Words(f"filen är inte läsbar YAML ({problem})", f"the file is not readable YAML ({problem})")
        raise GroundFileError([FileProblem(file, line, words)]) from error
    if node is None:
        raise GroundFileError([FileProblem(file, 1, Words("filen är tom", "the file is empty"))])
    problems: list[FileProblem] = []
    box = _box(node, file, problems)
    if problems:
        raise GroundFileError(problems)
    return box


def _box(node: yaml.Node, file: str, problems: list[FileProblem]) -> Box:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Box(_mapping(node, file, problems), line)
    if isinstance(node, yaml.SequenceNode):
        return Box([_box(child, file, problems) for child in node.value], line)
    empty = node.tag == "tag:yaml.org,2002:null"
    return Box(None if empty else str(node.value), line)


def _mapping(node: yaml.MappingNode, file: str, problems: list[FileProblem]) -> dict[str, Box]:
    found: dict[str, Box] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in found:
            words = Words(
                f"”{name}” står två gånger; ta bort den ena", f"“{name}” is given twice; remove one"
            )
            problems.append(FileProblem(file, key.start_mark.line + 1, words))
        found[name] = _box(value, file, problems)
    return found
