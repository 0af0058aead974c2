"""The rows as a page of the documentation."""

from collections import Counter
from collections.abc import Iterator

from tools.capabilities.dead import address
from tools.capabilities.rows import Part, Row

_HEAD = """# What the program can do

Every capability of the list the program is built to, with the page where it is seen and the test that proves it.
What is not built yet says so; what is missing of a row stands in it. A test is red when a page, a document or a
test named here is not there. The rows are in `tools/capabilities/`.
"""
_REPOSITORY = "../../"


def render(parts: list[Part]) -> str:
    """The whole page as Markdown: the count, then a table a letter."""
    counted = Counter(row.status for part in parts for row in part.rows)
    said = ", ".join(f"{counted[status]} {status}" for status in ("built", "partly", "not built yet"))
    return "\n".join([_HEAD, f"Of {counted.total()} rows: {said}.", "", *(_part(part) for part in parts)])


def _part(part: Part) -> str:
    head = [f"## {part.letter}. {part.title}", "", "| | Capability | Seen | Proved by |", "|---|---|---|---|"]
    return "\n".join([*head, *(_row(row) for row in part.rows), ""])


def _row(row: Row) -> str:
    what = row.what + (f" *Missing: {row.left}*" if row.left else "")
    if row.todo:
        return f"| {row.id} | {what} | *Not built yet; belongs in `{row.todo}/`* | |"
    proofs = "<br>".join(f"[{_words(each)}]({_REPOSITORY}{each.partition('::')[0]})" for each in row.tests)
    return f"| {row.id} | {what} | {'<br>'.join(_seen(row))} | {proofs} |"


def _seen(row: Row) -> Iterator[str]:
    for name in row.pages:
        yield f"`{address(name)}`"
    for words in row.commands:
        yield f"`samverkan {words}`"
    for each in row.see:
        yield f"[{'picture' if each.endswith('.png') else 'text'}](../{each})"


def _words(test: str) -> str:
    return test.rpartition("::")[2].removeprefix("test_").replace("_", " ")
