"""The reference of the file format, written from the schema so that it cannot be out of step with it."""

import sys
from collections.abc import Iterator
from dataclasses import fields

from samverkan.methods.known import KNOWN, KnownKind
from samverkan.methods.markers import ID_PATTERN, Between, IsId, NotEmpty, Ref, Says
from samverkan.methods.rules import RULES
from samverkan.methods.schema import Method
from samverkan.methods.shape_words import form_words
from samverkan.methods.spec import Form, Spec, key_of, spec_of
from samverkan.methods.words import Word
from samverkan.secrecy.kinds import AgencyKind, Words

_HEAD = f"""# The method file

<!-- Written by `samverkan method reference`. Change the schema, not this page. -->

A method is one YAML file (UTF-8, no tabs, no references with `*`). `samverkan method check FILE` says line by
line what is wrong. How to write one: [Write a method](../how-to/write-a-method.md).

- A text that people read stands in both languages: `{{sv: ..., en: ...}}`.
- An id matches `{ID_PATTERN.pattern}` and is unique in its list.
- A date stands as `2026-11-22`, without quotes.
- Put quotes round text that holds `:`, `,`, `?` or starts with a sign such as `[`.
- A case stays on the version it was opened under: change anything and you raise `version`.
- Nothing about a person is computed. A key, field or order that would hold a score, weight, probability or
  rank is refused.
"""

_REF_WORDS = {
    "grounds": "id of a legal ground",
    "event": "`kind:ID`, `phase:ID`, `field:KIND.FIELD` or `meeting`",
    "agenda": "`scale:LEVEL` or a word of AgendaKey",
    "split": "`scale:ID` or a word of Split",
    "section": "a key of the method",
    "opens": "`case` or id from `side_files`",
}


def render() -> str:
    """The whole page as Markdown."""
    records: dict[str, Spec] = {}
    words: dict[str, type[Word]] = {}
    _gather(spec_of(Method), records, words)
    parts = [
        _HEAD,
        *(_record(spec) for spec in records.values()),
        _words_head(),
        *map(_word_list, words.values()),
    ]
    return "\n".join([*parts, _agencies(), _known(), _rules()])


def _gather(spec: Spec, records: dict[str, Spec], words: dict[str, type[Word]]) -> None:
    """Every record and closed list, in the order a reader meets them."""
    if spec.item is not None:
        _gather(spec.item, records, words)
    elif spec.form is Form.CHOICE and issubclass(spec.python, Word):
        words.setdefault(spec.python.__name__, spec.python)
    elif spec.form is Form.RECORD and spec.python is not Words and spec.python.__name__ not in records:
        records[spec.python.__name__] = spec
        for below in spec.below().values():
            _gather(below, records, words)


def _record(spec: Spec) -> str:
    lines = [f"## {spec.python.__name__}", "", spec.python.__doc__ or "", ""]
    lines += ["| Key | Holds | Needed | What it is for |", "|---|---|---|---|"]
    defaults = {key_of(item.name): item.default for item in fields(spec.python)}
    for key, below in spec.below().items():
        needed = "yes" if below.required else _default(defaults[key])
        lines.append(f"| `{key}` | {_holds(below)} | {needed} | {_doc(below)} |")
    for group in spec.groups("one_of"):
        lines += ["", f"Exactly one of {_listed(group)} is given."]
    for group in spec.groups("some_of"):
        lines += ["", f"At least one of {_listed(group)} is given."]
    return "\n".join([*lines, ""])


def _doc(spec: Spec) -> str:
    says = spec.mark(Says)
    return says.doc if says is not None else ""


def _default(value: object) -> str:
    if value is None or value == ():
        return "no"
    return f"no; `{str(value).lower()}`"


def _holds(spec: Spec) -> str:
    if spec.item is not None:
        least = "list, not empty, of" if spec.mark(NotEmpty) is not None else "list of"
        return f"{least} {_holds(spec.item)}"
    if spec.python is Words:
        return "text in both languages"
    if spec.form in {Form.RECORD, Form.CHOICE}:
        name = spec.python.__name__
        return f"[{name}](#{name.lower()})"
    return "; ".join([*_limits(spec)]) or form_words(spec.form, 1)


def _limits(spec: Spec) -> Iterator[str]:
    ref, between = spec.mark(Ref), spec.mark(Between)
    if spec.mark(IsId) is not None:
        yield "an id"
    if ref is not None:
        yield _REF_WORDS.get(ref.to, f"id from `{ref.to}`" if ref.to != "parties" else "kind from `parties`")
    if between is not None:
        yield f"a whole number, {between.least} to {between.most}"


def _listed(group: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in group)


def _words_head() -> str:
    return "# Closed lists of words\n\nA file chooses among these and cannot add to them.\n"


def _word_list(words: type[Word]) -> str:
    rows = [f"| `{word.value}` | {word.label.sv} | {word.label.en} |" for word in words]
    return _table(words.__name__, words.__doc__ or "", rows)


def _agencies() -> str:
    rows = [f"| `{kind.value}` | {kind.label.sv} | {kind.label.en} |" for kind in AgencyKind]
    return _table("AgencyKind", "The kinds of authority that may be a party.", rows)


def _known() -> str:
    """The kinds that the program finds by their id."""
    rows = [_known_row(kind) for kind in KNOWN]
    head = [
        "# Kinds the program knows", "",
        "The program writes and asks a few things itself, and finds them by these ids. `note` is always needed,",
        "and `identity` or `subject` to call a case something; take the others you have use for. Labels, help and",
        "more fields are the file's own. A field in brackets may be left out. Two kinds the file names itself:",
        "the joint judgement is `meeting.joint`, and one's own is the first judgement with a `level` beside it.",
        "", "| Id | What the program does with it | Fields | Goes with |", "|---|---|---|---|",
    ]  # fmt: skip
    return "\n".join([*head, *rows, ""])


def _known_row(kind: KnownKind) -> str:
    fields = [
        f"`{field.id}` ({' or '.join(field.types)})"
        if field.required
        else f"[`{field.id}` ({field.types[0]})]"
        for field in kind.fields
    ]
    partner = f"`{kind.partner}`" if kind.partner else ""
    return f"| `{kind.id}` | {kind.says.en} | {', '.join(fields)} | {partner} |"


def _rules() -> str:
    """What the second reading checks, in the words of each rule's own module."""
    said = [(sys.modules[rule.__module__].__doc__ or "").partition("\n")[0] for rule in RULES]
    return "\n".join(["# Checked beyond the form", "", *(f"- {line}" for line in said), ""])


def _table(name: str, doc: str, rows: list[str]) -> str:
    return "\n".join([f"## {name}", "", doc, "", "| Word | Svenska | English |", "|---|---|---|", *rows, ""])
