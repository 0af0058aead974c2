"""Whatever is done to a method's file, the checker answers, and points inside the file."""

import copy
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan.methods.check import check
from samverkan.methods.loading import loads
from samverkan.methods.problems import MethodError
from samverkan.methods.tests.helpers import SMALL, TREFAS

_DATA = yaml.safe_load(TREFAS)
_LINES = TREFAS.split("\n")
_STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=20),
    st.just([]),
    st.just({}),
    st.lists(st.one_of(st.none(), st.text(max_size=5), st.just({"id": "a"})), max_size=3),
    st.dictionaries(
        st.one_of(st.text(max_size=5), st.integers(), st.none()), st.text(max_size=5), max_size=2
    ),
    st.sampled_from(
        ["score", "risk_score", "nowhere", "kind:nowhere", "scale:", "no", "2026-02-30", "identity"]
    ),
)
_QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place below the root of plain data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [(*here, key) for key, _ in inner]
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [path for key, below in inner for path in paths(below, (*here, key))]


_PATHS = paths(_DATA)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Trefas with one to three deletions, replacements, renamed keys or doubled items."""
    data = copy.deepcopy(_DATA)
    for path in draw(st.lists(st.sampled_from(_PATHS), min_size=1, max_size=3)):
        holder: Any = data
        try:
            for step in path[:-1]:
                holder = holder[step]
            _mutate(draw, holder, path[-1])
        except (KeyError, IndexError, TypeError):
            continue  # an earlier mutation took this place away
    return yaml.dump(data, allow_unicode=True, sort_keys=False, width=10_000, Dumper=_NoAliases)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _mutate(draw: st.DrawFn, holder: Any, key: Any) -> None:
    deed = draw(st.sampled_from(["delete", "replace", "rename", "double"]))
    if deed == "replace":
        holder[key] = draw(_STRANGE)
    elif deed == "rename" and isinstance(holder, dict):
        holder[draw(st.one_of(st.text(max_size=8), st.just("risk_score")))] = holder.pop(key)
    elif deed == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        del holder[key]


def holds(text: str) -> None:
    """What must hold of the answer to any text."""
    last = max(1, len(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")))
    problems = check(text)
    for found in problems:
        assert 1 <= found.line <= last, found
        assert found.column >= 1
        assert all((found.message.sv, found.message.en, found.remedy.sv, found.remedy.en))
    assert [found.line for found in problems] == sorted(found.line for found in problems)
    if problems:
        with pytest.raises(MethodError):
            loads(text)
    else:
        loads(text)


@given(mutated())
@_QUICK
def test_a_changed_trefas_always_gets_an_answer(text: str) -> None:
    holds(text)


@given(
    st.integers(0, len(_LINES) - 1),
    st.sampled_from(["", "\t", "  - ", "{", "]", '"', "*a", "? x", "<<: x", "---"]),
)
@_QUICK
def test_a_changed_line_of_trefas_always_gets_an_answer(number: int, sign: str) -> None:
    line = _LINES[number]
    holds("\n".join([*_LINES[:number], *([sign + line] if sign else []), *_LINES[number + 1 :]]))


@given(st.integers(0, len(SMALL)), st.integers(0, 40), st.text(max_size=6))
@_QUICK
def test_any_cut_and_any_addition_gets_an_answer(start: int, length: int, added: str) -> None:
    holds(SMALL[:start] + added + SMALL[start + length :])


@given(st.text(max_size=200))
@_QUICK
def test_any_text_gets_an_answer(text: str) -> None:
    holds(text)


@given(st.sampled_from([path for path in _PATHS if path[-1] in {"sv", "en"}]))
@_QUICK
def test_a_text_taken_away_is_always_missed(path: tuple[Any, ...]) -> None:
    data = copy.deepcopy(_DATA)
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    problems = check(yaml.dump(data, allow_unicode=True, sort_keys=False, Dumper=_NoAliases))
    language = "svensk" if path[-1] == "sv" else "engelsk"
    assert [found.message.sv for found in problems] == [f"Här saknas {language} text."]
