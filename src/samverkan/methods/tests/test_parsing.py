"""Hostile and careless YAML: always an answer, with a place inside the file."""

import textwrap
from datetime import date

import pytest

from samverkan.methods.parsing import DEEPEST, parse


def only(text: str) -> tuple[int, int, str]:
    """Line, column and Swedish message of the only problem."""
    _, problems = parse(text)
    assert len(problems) == 1, problems
    return problems[0].line, problems[0].column, problems[0].message.sv


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("röd", "röd"),
        ('"2"', "2"),
        ("2", 2),
        ("-7", -7),
        ("true", True),
        ("off", False),
        ("2026-11-22", date(2026, 11, 22)),
        ("~", None),
        ("", None),
        ("1:30", "1:30"),
        ("0x1F", "0x1F"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("12345678901", "12345678901"),
        ("1.5", "1.5"),
        (".inf", ".inf"),
        ("2026-02-30", "2026-02-30"),
        ("2026-11-22 10:00:00", "2026-11-22 10:00:00"),
        ('"2026-11-22"', "2026-11-22"),
        ("=", "="),
    ],
)
def test_plain_values(raw: str, value: object) -> None:
    root, problems = parse(f"key: {raw}\n")
    assert problems == []
    assert root is not None
    found = root.get("key")
    assert found is not None
    assert found.scalar == value
    assert type(found.scalar) is type(value)


def test_places_and_paths() -> None:
    root, problems = parse("a:\n  - b: {c: x}\n")
    assert problems == []
    assert root is not None
    leaf = [node for node in root.walk() if node.scalar == "x"]
    assert [(node.line, node.column, node.path) for node in leaf] == [(2, 12, "a[0].b.c")]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_lines_are_counted_as_an_editor_counts_them(ending: str) -> None:
    root, _ = parse(ending.join(["# å", "a: 1", "b: 2", ""]))
    assert root is not None
    assert root.keys["b"].line == 3


def test_odd_line_separators_inside_text_start_no_line() -> None:
    root, _ = parse('a: "x\u2028y\x85z"\nb: 1\n')
    assert root is not None
    assert root.keys["b"].line == 2


def test_a_byte_order_mark_is_let_through() -> None:
    root, problems = parse("\ufeffa: 1\n")
    assert problems == []
    assert root is not None
    assert root.get("a") is not None


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file(text: str) -> None:
    assert only(text) == (1, 1, "Filen är tom.")


@pytest.mark.parametrize("depth", [DEEPEST + 1, 200, 20_000])
def test_bottomless_nesting_is_refused_where_it_gets_too_deep(depth: int) -> None:
    line, column, message = only("[" * depth)
    assert (line, column) == (1, DEEPEST + 1)
    assert "för många nivåer" in message


def test_nesting_up_to_the_limit_is_read() -> None:
    root, problems = parse("[" * DEEPEST + "]" * DEEPEST)
    assert root is not None
    assert problems == []


def test_a_billion_laughs_stop_at_the_first() -> None:
    text = textwrap.dedent("""\
        a: &a [x, x]
        b: &b [*a, *a]
        c: [*b, *b]
        """)
    assert only(text)[:2] == (2, 8)


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!own", "!!binary", "!!set"])
def test_tags_build_nothing(tag: str) -> None:
    line, _, message = only(f"a: 1\nb: {tag} 'ls'\n")
    assert line == 2
    assert "tillåts inte" in message


def test_a_key_that_is_no_word() -> None:
    assert only("a: 1\n[b]: 2\n") == (2, 1, "En nyckel måste vara ett ord.")


def test_a_key_three_times_is_told_twice() -> None:
    _, problems = parse("a: 1\nb: 2\na: 3\na: 4\n")
    assert [(found.line, found.path) for found in problems] == [(3, "a"), (4, "a")]
    assert all("rad 1" in found.message.sv for found in problems)


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("a:\n\tb: 1\n", 2, "tabben"),
        ("a: b: c\n", 1, "citattecken"),
        ("a: 1\n b: 2\n", 2, "indrag"),
        ('a: 1\nb: "öppen\nc: 3\n', 2, "citattecken"),
        ("a: [1, 2\nb: 3\n", 2, "parentesen"),
        ("a: 1\nbara ord\nb: 2\n", 3, "kolon"),
        ("a: 1\n---\nb: 2\n", 2, "egen fil"),
        ("a: @b\n", 1, "citattecken"),
        ("a: 1\nb: \x00\n", 2, "Ta bort tecknet"),
        ("a: 1\nb: \ud800\n", 2, "Ta bort tecknet"),
        ("%YAML 9.9\n---\na: 1\n", 1, "Kontrollera"),
    ],
)
def test_what_is_no_yaml_is_explained(text: str, line: int, remedy: str) -> None:
    root, problems = parse(text)
    assert root is None
    assert problems[0].line == line
    assert remedy in problems[0].remedy.sv
