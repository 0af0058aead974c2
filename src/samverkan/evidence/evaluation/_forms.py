"""YAML to frozen dataclasses by their own types, every fault named with its line, the key and what to do.

Only what a question file needs: text, numbers, dates, closed words, lists, mappings of text, and records.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from samverkan.evidence.evaluation.plan import Between
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

LARGEST = 200_000


class Faults:
    """What is wrong with a file, gathered so that one look mends it all."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Text] = []

    def add(self, node: yaml.Node, path: str, sv: str, en: str) -> None:
        """A fault at a node; `path` is like design.kind."""
        line = node.start_mark.line + 1
        self.found.append(
            Text(
                f"{self.name}, rad {line}, {path or 'filen'}: {sv}",
                f"{self.name}, line {line}, {path or 'the file'}: {en}",
            )
        )

    def stop(self) -> None:
        """Refuse if anything was found."""
        if self.found:
            raise Refusal(
                "\n".join(text.sv for text in self.found), "\n".join(text.en for text in self.found)
            )


def read_record(raw: bytes, name: str, record: type[Any]) -> Any:
    """A record of the given dataclass from a YAML file's bytes. Raises Refusal with every fault."""
    node = _compose(raw, name)
    faults = Faults(name)
    value = _value(node, record, "", faults)
    faults.stop()
    return value


def _compose(raw: bytes, name: str) -> yaml.Node:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(
            f"{name} är inte sparad som UTF-8; spara om den.", f"{name} is not UTF-8; save it again."
        ) from error
    if len(raw) > LARGEST:
        raise Refusal(f"{name} är för stor för en fråga.", f"{name} is too large for a question.")
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise Refusal(
                    f"{name} använder hänvisningar (*); skriv ut texten.",
                    f"{name} uses aliases (*); write out.",
                )
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise Refusal(
            f"{name}, rad {line}: filen går inte att läsa som YAML. Se efter indrag, kolon och citattecken.",
            f"{name}, line {line}: the file is not readable YAML. Look at indents, colons and quotes.",
        ) from error
    if node is None:
        raise Refusal(f"{name} är tom.", f"{name} is empty.")
    return node


def _value(node: yaml.Node, hint: Any, path: str, faults: Faults) -> Any:
    limits = None
    while get_origin(hint) is Annotated:
        hint, limits = get_args(hint)[0], get_args(hint)[1]
    if get_origin(hint) in {Union, types.UnionType}:
        return _one_of_types(node, get_args(hint), path, faults)
    if is_dataclass(hint):
        return _record(node, hint, path, faults)
    if get_origin(hint) is tuple:
        return _list(node, get_args(hint)[0], path, faults)
    if get_origin(hint) is Mapping or hint is Mapping:
        return _mapping(node, get_args(hint)[1], path, faults)
    if get_origin(hint) is Literal:
        return _word(node, get_args(hint), path, faults)
    return _scalar(node, hint, limits, path, faults)


def _one_of_types(node: yaml.Node, choices: tuple[Any, ...], path: str, faults: Faults) -> Any:
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null" and type(None) in choices:
        return None
    kinds = [choice for choice in choices if choice is not type(None)]
    lists = [kind for kind in kinds if get_origin(kind) is tuple]
    if isinstance(node, yaml.SequenceNode) and lists:
        return _value(node, lists[0], path, faults)
    return _value(node, next(kind for kind in kinds if get_origin(kind) is not tuple), path, faults)


def _record(node: yaml.Node, record: Any, path: str, faults: Faults) -> Any:
    if not isinstance(node, yaml.MappingNode):
        faults.add(node, path, "ska vara ett stycke med nycklar.", "must be a block of keys.")
        return None
    hints = get_type_hints(record, include_extras=True)
    known = {item.name: item for item in fields(record)}
    given: dict[str, Any] = {}
    for key, value in _pairs(node, path, faults):
        name = str(key.value)
        if name not in known:
            near = get_close_matches(name, list(known), n=1)
            names = ", ".join(known)
            faults.add(
                key, _below(path, name),
                f"okänd nyckel. {f'Menas {near[0]}?' if near else f'Välj bland: {names}.'}",
                f"unknown key. {f'Is {near[0]} meant?' if near else f'Choose among: {names}.'}",
            )  # fmt: skip
            continue
        given[name] = _value(value, hints[name], _below(path, name), faults)
    for name, item in known.items():
        if name not in given and item.default is MISSING and item.default_factory is MISSING:
            faults.add(node, _below(path, name), "saknas; lägg till den.", "is missing; add it.")
    return None if faults.found else record(**given)


def _pairs(node: yaml.MappingNode, path: str, faults: Faults) -> list[tuple[yaml.Node, yaml.Node]]:
    seen: set[str] = set()
    kept = []
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            faults.add(
                key, _below(path, name), "står två gånger; ta bort den ena.", "stands twice; take one away."
            )
        seen.add(name)
        kept.append((key, value))
    return kept


def _list(node: yaml.Node, hint: Any, path: str, faults: Faults) -> tuple[Any, ...]:
    if isinstance(node, yaml.ScalarNode):
        return (_value(node, hint, path, faults),)
    if not isinstance(node, yaml.SequenceNode):
        faults.add(node, path, "ska vara en lista.", "must be a list.")
        return ()
    return tuple(_value(item, hint, f"{path}[{place}]", faults) for place, item in enumerate(node.value))


def _mapping(node: yaml.Node, hint: Any, path: str, faults: Faults) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        faults.add(node, path, "ska vara par av namn och värde.", "must be pairs of name and value.")
        return {}
    return {
        str(key.value): _value(value, hint, _below(path, str(key.value)), faults)
        for key, value in _pairs(node, path, faults)
    }


def _word(node: yaml.Node, words: tuple[Any, ...], path: str, faults: Faults) -> Any:
    if isinstance(node, yaml.ScalarNode) and node.value in words:
        return node.value
    listed = ", ".join(map(str, words))
    faults.add(node, path, f"ska vara ett av: {listed}.", f"must be one of: {listed}.")
    return None


def _scalar(node: yaml.Node, hint: Any, limits: Any, path: str, faults: Faults) -> Any:
    found: Any
    raw = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if not raw:
        faults.add(node, path, "är tom; skriv ett värde.", "is empty; write a value.")
        return None
    if hint is str:
        return raw
    try:
        found = (
            date.fromisoformat(raw) if hint is date else hint(raw.replace(",", ".") if hint is float else raw)
        )
    except ValueError:
        asked = {
            date: ("ett datum som 2026-11-22", "a date such as 2026-11-22"),
            int: ("ett heltal", "a whole number"),
        }
        sv, en = asked.get(hint, ("ett tal", "a number"))
        faults.add(node, path, f"ska vara {sv}, inte {raw!r}.", f"must be {en}, not {raw!r}.")
        return None
    if isinstance(limits, Between) and not limits.allow(found):
        faults.add(
            node, path, f"ska ligga mellan {limits.least:g} och {limits.most:g}.",
            f"must lie between {limits.least:g} and {limits.most:g}.",
        )  # fmt: skip
    return found


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
