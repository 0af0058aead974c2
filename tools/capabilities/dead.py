"""Whether what a row points at is there: the page's address, the command, the document or picture, the test."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tools.capabilities.rows import Part, Row

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def dead(parts: Iterable[Part]) -> list[str]:
    """Every fault in words, with the row's id: nothing to show for it, or something that leads nowhere."""
    return [f"{row.id}: {fault}" for part in parts for row in part.rows for fault in _faults(row)]


def address(name: str) -> str | None:
    """The address of a page by its name, its arguments in angle brackets; None if no page has the name."""
    from django.urls import get_resolver

    found = get_resolver().reverse_dict.getlist(name)
    if not found:
        return None
    template, _arguments = found[0][0][0]
    return "/" + template.replace("%(", "<").replace(")s", ">")


def _faults(row: Row) -> Iterator[str]:
    shown = (*row.pages, *row.commands, *row.see)
    if row.todo:
        if shown or row.tests or row.left:
            yield "marked as not built, yet points at something: take the todo away, or the rest"
        return
    if not shown:
        yield "no page, command or document shows it"
    if not row.tests:
        yield "no test proves it"
    yield from (f"no page is named {name}" for name in row.pages if address(name) is None)
    yield from (f"there is no command `samverkan {words}`" for words in row.commands if not _runs(words))
    yield from (f"docs/{each} is not there" for each in row.see if not (DOCS / each).is_file())
    yield from (f"there is no test {each}" for each in row.tests if not _tested(each))


def _runs(words: str) -> bool:
    import click

    from samverkan.cli import main

    found: click.Command | None = main
    for word in words.split():
        context = click.Context(found) if found else None
        found = found.get_command(context, word) if context and isinstance(found, click.Group) else None
    return found is not None


def _tested(id_: str) -> bool:
    file, _, name = id_.partition("::")
    return bool(name) and (ROOT / file).is_file() and name in _names(ROOT / file)


@cache
def _names(file: Path) -> frozenset[str]:
    """The tests of a file, those in a class as `Class::test`."""
    found = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)
            }
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test"))
