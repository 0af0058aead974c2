"""Plans, findings and results as JSON: the same content, the same bytes."""

from __future__ import annotations

import hashlib
import json
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from samverkan.evidence.text import Text

DIGITS = 9  # significant digits kept: what is below is the arithmetic of one processor, not the answer
Record = TypeVar("Record")


def plain(value: Any) -> Any:
    """As lists, dicts, text and numbers rounded to DIGITS; what does not hold a number must not come here."""
    if isinstance(value, Text):
        return {"sv": value.sv, "en": value.en}
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(below) for key, below in value.items()}
    if isinstance(value, tuple | list):
        return [plain(below) for below in value]
    if isinstance(value, date):
        return value.isoformat()
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value} in a result: an estimator must refuse instead")
    return float(f"{value:.{DIGITS}g}") + 0.0  # no minus zero


def to_bytes(value: Any) -> bytes:
    """JSON with sorted keys, UTF-8, a line break at the end."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode() + b"\n"


def fingerprint(value: Any) -> str:
    """SHA-256 of the JSON, in hexadecimal."""
    return hashlib.sha256(to_bytes(value)).hexdigest()


def from_bytes(raw: bytes, record: type[Record]) -> Record:
    """The record that `to_bytes` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    made: Record = _build(json.loads(raw), record)
    return made


def _build(value: Any, hint: Any) -> Any:
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if hint is Text:
        return Text(value["sv"], value["en"])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        return hint(**{name: _build(below, hints[name]) for name, below in value.items()})  # type: ignore[operator]
    builder = _BUILDERS.get(get_origin(hint) or hint)
    return builder(value, get_args(hint)) if builder else value


def _build_union(value: Any, hints: tuple[Any, ...]) -> Any:
    if value is None:
        return None
    kinds = [kind for kind in hints if kind is not type(None)]
    lists = [kind for kind in kinds if get_origin(kind) is tuple]
    if isinstance(value, list) and lists:
        return _build(value, lists[0])
    return _build(value, next(kind for kind in kinds if get_origin(kind) is not tuple))


def _build_tuple(value: Any, hints: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_build(item, hints[0]) for item in value)
    return tuple(_build(item, hint) for item, hint in zip(value, hints, strict=True))


def _build_mapping(value: Any, hints: tuple[Any, ...]) -> dict[str, Any]:
    return {key: _build(item, hints[1] if hints else Any) for key, item in value.items()}


_BUILDERS: dict[Any, Callable[[Any, tuple[Any, ...]], Any]] = {
    Union: _build_union,
    types.UnionType: _build_union,
    tuple: _build_tuple,
    Mapping: _build_mapping,
    dict: _build_mapping,
    date: lambda value, _: date.fromisoformat(value),
    float: lambda value, _: float(value),
}
