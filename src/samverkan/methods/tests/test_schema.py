"""The schema keeps its own rules: everything documented, frozen, and pointing somewhere."""

from dataclasses import FrozenInstanceError, fields
from enum import Enum

import pytest

from samverkan.methods import words
from samverkan.methods.loading import load
from samverkan.methods.markers import Ref, Says
from samverkan.methods.rules.references import _KNOWN
from samverkan.methods.schema import Method
from samverkan.methods.spec import Form, Spec, spec_of
from samverkan.methods.words import Capability, Word
from samverkan.secrecy.kinds import Words


def specs(spec: Spec, path: str = "method") -> list[tuple[str, Spec]]:
    """Every spec of the format with its path."""
    below = [pair for key, inner in spec.below().items() for pair in specs(inner, f"{path}.{key}")]
    items = specs(spec.item, f"{path}[]") if spec.item else []
    return [(path, spec), *below, *items]


ALL = specs(spec_of(Method))
RECORDS = {spec.python for _, spec in ALL if spec.form is Form.RECORD}
WORDS = [
    each
    for each in vars(words).values()
    if isinstance(each, type) and issubclass(each, Word) and each is not Word
]


@pytest.mark.parametrize("record", sorted(RECORDS - {Words}, key=lambda record: record.__name__))
def test_every_key_says_what_it_is_for(record: type) -> None:
    assert record.__doc__
    for key, below in spec_of(record).below().items():
        says = below.mark(Says)
        assert says is not None, key
        assert says.doc.endswith(".")


@pytest.mark.parametrize(("path", "spec"), ALL, ids=[path for path, _ in ALL])
def test_every_reference_leads_somewhere(path: str, spec: Spec) -> None:
    ref = spec.mark(Ref)
    assert ref is None or ref.to in {*_KNOWN, "grounds"}


def test_needed_keys_are_those_without_a_default() -> None:
    role = spec_of(Method).below()["roles"].item
    assert role is not None
    assert [key for key, below in role.below().items() if below.required] == ["id", "label", "may"]


def test_from_stands_without_its_underscore() -> None:
    move = spec_of(Method).below()["moves"].item
    assert move is not None
    assert "from" in move.below()
    assert load("trefas").moves_from("active")[0].from_ == ("confirmed", "active")


@pytest.mark.parametrize("closed", WORDS, ids=lambda closed: closed.__name__)
def test_every_word_has_a_meaning_in_both_languages(closed: type[Word]) -> None:
    for word in closed:
        assert word == word.value
        assert word.label.sv.strip()
        assert word.label.en.strip()
    assert len({word.label.sv for word in closed}) == len(list(closed))


def test_a_word_is_text_and_member() -> None:
    assert Capability("decide") is Capability.DECIDE
    assert isinstance(Capability.DECIDE, Enum)
    assert f"{Capability.DECIDE}" == "decide"


def test_a_method_cannot_be_changed() -> None:
    method = load("trefas")
    with pytest.raises(FrozenInstanceError):
        method.version = 2  # type: ignore[misc]
    hash(method)


def test_every_part_of_a_method_is_immutable_too() -> None:
    def settled(value: object) -> bool:
        if isinstance(value, tuple):
            return all(settled(item) for item in value)
        if hasattr(value, "__dataclass_fields__"):
            return all(settled(getattr(value, item.name)) for item in fields(value))  # type: ignore[arg-type]
        return not isinstance(value, (list, dict, set))

    assert settled(load("trefas"))


@pytest.mark.parametrize("ask", ["kind", "role", "scale", "phase"])
def test_asking_for_what_is_not_there(ask: str) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        getattr(load("trefas"), ask)("nowhere")


def test_who_reads_what() -> None:
    method = load("trefas")
    assert [role.id for role in method.roles_reading("identity_protected")] == ["coordinator", "decider"]
    assert method.role("lawyer").can(Capability.ADVISE)
    assert not method.role("lawyer").can(Capability.DECIDE)
