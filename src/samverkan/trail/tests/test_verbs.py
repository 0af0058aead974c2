"""The registry of verbs."""

import pytest

from samverkan.trail import verbs


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "_known", {})


def test_a_registered_verb_is_known() -> None:
    verb = verbs.register("case.read", sv="läste ett ärende", en="read a case")
    assert verbs.known("case.read") is verb


def test_an_unknown_verb_is_an_error_in_the_program() -> None:
    with pytest.raises(verbs.UnknownVerbError, match=r"case\.read"):
        verbs.known("case.read")


def test_registering_the_same_twice_is_harmless() -> None:
    for _ in range(2):
        verbs.register("case.read", sv="läste ett ärende", en="read a case")
    assert len(verbs.every()) == 1


def test_a_verb_means_one_thing() -> None:
    verbs.register("case.read", sv="läste ett ärende", en="read a case")
    with pytest.raises(ValueError, match="already means"):
        verbs.register("case.read", sv="såg ett ärende", en="saw a case")


@pytest.mark.parametrize(
    "verb", ["read", "Case.read", "case.", ".read", "case read", "case.läs", "a." + "b" * 63]
)
def test_the_form_of_a_verb(verb: str) -> None:
    with pytest.raises(ValueError, match=r"scope\.act"):
        verbs.register(verb, sv="x", en="x")


@pytest.mark.parametrize(("sv", "en"), [("", "x"), ("x", ""), (" ", "x")])
def test_both_languages_are_needed(sv: str, en: str) -> None:
    with pytest.raises(ValueError, match="label"):
        verbs.register("case.read", sv=sv, en=en)


def test_the_label_follows_the_language() -> None:
    verb = verbs.register("case.read", sv="läste ett ärende", en="read a case")
    assert [verb.label(language) for language in ("sv", "en", "en-gb", None)] == [
        "läste ett ärende",
        "read a case",
        "read a case",
        "läste ett ärende",
    ]


def test_the_list_for_the_documentation() -> None:
    verbs.register("task.close", sv="avslutade en uppgift", en="closed a task")
    verbs.register("case.read", sv="läste ett ärende", en="read a case")
    assert verbs.as_markdown().splitlines()[2:] == [
        "| `case.read` | läste ett ärende | read a case |",
        "| `task.close` | avslutade en uppgift | closed a task |",
    ]
