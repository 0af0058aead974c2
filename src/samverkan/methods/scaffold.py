"""A new method's file, from the blank one or a copy of another, with comments that say what each part is for.

What only the one who starts the method can know is left as FYLL I, and `samverkan method check` asks for it.
A copy keeps its parts but not its name, purpose and evidence card: they were another method's.
"""

from datetime import date
from pathlib import Path

from samverkan.methods.loading import CATALOGUE, UnknownMethodError
from samverkan.methods.nodes import Node
from samverkan.methods.parsing import parse
from samverkan.methods.scaffold_words import COMMENTS, COPIED, HEAD

BLANK = Path(__file__).parent / "blank.yaml"
_OWN = ("name", "purpose", "evidence", "needs")
"""The parts that a copy takes from the blank file, for they are never the same in two methods."""


def scaffold(method_id: str, today: date, source: Path = BLANK, language: str = "sv") -> str:
    """The text of a new file. `source` must be a file that `method check` finds nothing wrong with."""
    blank = _sections(BLANK.read_text(encoding="utf-8"))
    held = _sections(source.read_text(encoding="utf-8"))
    written = {"id": f"id: {method_id}", "version": "version: 1", "dated": f"dated: {today}"}
    own = {key: blank[key].replace(_dated(blank), str(today)) for key in _OWN}
    parts = {**held, **written, **own}
    copied = [] if source == BLANK else [COPIED[language].format(source.name)]
    head = [HEAD[language].format(method_id), *copied]
    return "\n".join(
        [_commented(line) for line in head] + [_told(key, parts[key], language) for key in parts]
    )


def source_of(named: str) -> Path:
    """The file of a method in the catalogue by id, or of any by path. Raises UnknownMethodError."""
    for path in (Path(named), CATALOGUE / f"{named}.yaml"):
        if path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in CATALOGUE.glob("*.yaml")))
    raise UnknownMethodError(f"Katalogen har ingen metod {named}. Välj en av: {known}.")


def _sections(text: str) -> dict[str, str]:
    """Each key of the file with its lines, comments and blank lines between the parts left out."""
    root, _problems = parse(text)
    lines = text.split("\n")
    assert isinstance(root, Node)
    starts = [(key, node.line - 1) for key, node in root.keys.items()]
    ends = [start for _key, start in starts[1:]] + [len(lines)]
    return {
        key: "\n".join(_without_tail(lines[start:end]))
        for (key, start), end in zip(starts, ends, strict=True)
    }


def _without_tail(lines: list[str]) -> list[str]:
    """Without the blank lines and the comment that lead to the next part."""
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines = lines[:-1]
    return lines


def _told(key: str, body: str, language: str) -> str:
    said = COMMENTS.get(key)
    if said is None:
        return body
    return "\n".join(["", *map(_commented, said.for_language(language).split("\n")), body])


def _commented(line: str) -> str:
    return f"# {line}" if line else "#"


def _dated(blank: dict[str, str]) -> str:
    return blank["dated"].partition(": ")[2]
