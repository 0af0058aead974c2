"""What is written is read back, and the same content is the same bytes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.evidence.evaluation import encoding
from samverkan.evidence.text import Text


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    name: Text
    share: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Outer:
    day: date
    inner: tuple[Inner, ...]
    facts: dict[str, float]
    colour: Colour
    mixed: dict[str, str | tuple[str, ...]]
    maybe: Inner | None = None
    count: int = 0


WHOLE = Outer(
    date(2026, 11, 22),
    (Inner(Text("å", "a"), (1.0, 2.0, 3.0)), Inner(Text("ö", "o"))),
    {"b": 1.0, "a": 2.5},
    Colour.RED,
    {"one": "x", "many": ("y", "z")},
    Inner(Text("i", "i")),
    3,
)


def test_a_record_comes_back_as_it_was():
    assert encoding.from_bytes(encoding.to_bytes(WHOLE), Outer) == WHOLE


def test_the_order_of_keys_does_not_matter():
    assert encoding.to_bytes({"a": 1, "b": 2}) == encoding.to_bytes({"b": 2, "a": 1})
    assert encoding.fingerprint({"a": 1}) != encoding.fingerprint({"a": 2})


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_never_written(value):
    with pytest.raises(ValueError, match="refuse instead"):
        encoding.to_bytes({"x": value})


def test_the_last_digits_are_not_kept():
    assert encoding.to_bytes(1 / 3) == encoding.to_bytes(1 / 3 + 1e-14)
    assert encoding.to_bytes(-0.0) == encoding.to_bytes(0.0)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_writing_what_was_read_changes_nothing(value):
    once = encoding.to_bytes(value)
    assert encoding.to_bytes(float(once)) == once
