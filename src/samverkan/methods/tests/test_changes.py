"""Differences between versions: none is left out, each is said in plain words, and what it means is right."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest

from samverkan.methods.changes.compare import compare, identity
from samverkan.methods.changes.nouns import KEYS, RECORDS, SECTIONS
from samverkan.methods.changes.reach import Reach
from samverkan.methods.changes.sentences import Change, changes
from samverkan.methods.digest import digest
from samverkan.methods.loading import loads
from samverkan.methods.schema import Method
from samverkan.methods.spec import key_of
from samverkan.methods.tests.helpers import SMALL, TREFAS, changed
from samverkan.secrecy.kinds import Words

OLD = loads(TREFAS)
OUTSIDE = ("evidence", "version", "dated")


def other(value: Any) -> Any:
    """Another value of the same sort."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, Enum):
        return next(each for each in type(value) if each != value) if len(type(value)) > 1 else value
    if isinstance(value, Words):
        return Words(value.sv + " x", value.en + " x")
    if isinstance(value, date):
        return date.fromordinal(value.toordinal() + 1)
    return value + "_x" if isinstance(value, str) else value


def mutants(record: Any) -> Iterator[tuple[str, Any]]:
    """The record with one thing in it changed, taken away, doubled or moved, everywhere in it."""
    for each in fields(record):
        if isinstance(record, Method) and each.name in OUTSIDE:
            continue
        held = getattr(record, each.name)
        for name, value in _values(held):
            if value != held:
                yield f"{key_of(each.name)}{name}", replace(record, **{each.name: value})


def _values(held: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(held, tuple):
        for n, item in enumerate(held):
            yield f"[{n}] gone", held[:n] + held[n + 1 :]
            for name, value in _values(item):
                yield f"[{n}]{name}", (*held[:n], value, *held[n + 1 :])
        yield " turned round", held[::-1]
    elif is_dataclass(held) and not isinstance(held, Words):
        for name, value in mutants(held):
            yield f".{name}", value
    else:
        yield "", other(held)


MUTANTS = list(mutants(OLD))


def said(*replacements: tuple[str, str], text: str = SMALL) -> list[Change]:
    return changes(loads(text), loads(changed(*replacements, text=text)))


def only(*replacements: tuple[str, str]) -> Change:
    [found] = said(*replacements)
    return found


def test_the_method_is_changed_in_thousands_of_ways() -> None:
    assert len(MUTANTS) > 1000


def test_no_change_goes_unsaid_and_every_sentence_is_whole() -> None:
    for name, new in MUTANTS:
        found = changes(OLD, new)
        assert found, name
        for each in found:
            for text in (each.sentence.sv, each.sentence.en, each.heading.sv, each.heading.en):
                assert text.strip(), name
                assert "{}" not in text, name
                assert "None" not in text, name
                assert "Words(" not in text, name


def test_what_is_alike_has_no_change() -> None:
    assert changes(OLD, OLD) == []
    assert compare(OLD, replace(OLD, version=2, dated=date(2027, 1, 1), evidence=OLD.evidence[:1])) == []


def test_a_fingerprint_that_differs_always_shows_in_the_changes() -> None:
    before = digest(OLD)
    for name, new in MUTANTS[::4]:
        assert digest(new) != before, name


def test_every_part_of_the_file_has_a_noun_and_a_heading() -> None:
    records = {type(record).__name__ for record in _records_of(OLD)} - {"Method", "Words", "Evidence"}
    assert records - RECORDS.keys() == set()
    assert {key_of(each.name) for each in fields(Method)} - SECTIONS.keys() - {
        "evidence",
        "version",
        "dated",
    } == set()


def _records_of(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _records_of(item)
    elif is_dataclass(value):
        yield value
        for each in fields(value):
            yield from _records_of(getattr(value, each.name))


def test_words_for_keys_are_in_both_languages() -> None:
    assert all(words.sv and words.en for words in KEYS.values())


SAID = {
    "a right given": (
        [("run_meeting, minute]", "run_meeting, minute, task]")],
        "Handläggare får lämna och rapportera uppdrag.",
        "Officer may give and report tasks.",
        Reach.EVERYONE,
        False,
    ),
    "a phase renamed": (
        [("{sv: Aktiv, en: Active}", "{sv: Pågår, en: Going on}")],
        "Fasen ”Pågår”, namn: ”Pågår” (förut ”Aktiv”).",
        "The phase “Going on”, name: “Going on” (before “Active”).",
        Reach.WORDING,
        False,
    ),
    "a clock": (
        [("days: 21, source", "working_days: 5, source")],
        "Klockan ”Se över”, kalenderdagar: 21 försvinner.",
        "The clock “Review”, calendar days: 21 goes away.",
        Reach.CASES,
        False,
    ),
    "a ground": (
        [("osl-10-2, osl-10-15a", "osl-10-15a")],
        "Utlämnande, grunder som brukar prövas: OSL 10 kap. 2 § försvinner.",
        "Disclosure, grounds usually considered: OSL 10 kap. 2 § goes away.",
        Reach.CASES,
        False,
    ),
    "a retention time": (
        [("years: 5, counted_from: last_entry", "days: 30, counted_from: left")],
        (
            "Gallringsklassen ”Ärendet”, Socialtjänsten gallrar efter 30 dagar räknat från ”ärendet avslutades”"
            " (förut 5 år räknat från ”sista anteckningen i akten”)."
        ),
        (
            "The retention class “The case”, Social services weeds after 30 days counted from “the case ended”"
            " (before 5 years counted from “the last entry in the file”)."
        ),
        Reach.CASES,
        False,
    ),
    "a level's meaning": (
        [("{sv: Lugnt., en: Calm.}", "{sv: Tyst., en: Quiet.}")],
        "Nivån ”Grön” i ”Färg”, betydelse: ”Tyst.” (förut ”Lugnt.”).",
        "The level “Green” in “Colour”, meaning: “Quiet.” (before “Calm.”).",
        Reach.CASES,
        False,
    ),
    "the rhythm": (
        [("{every_days: 21", "{every_days: 14")],
        "Mötet, dagar mellan möten: 14 (förut 21).",
        "The meeting, days between meetings: 14 (before 21).",
        Reach.PROGRAMME,
        False,
    ),
    "a figure split otherwise": (
        [('split_by: ["scale:colour"]', "split_by: [month]")],
        "Siffran ”Personer”, delas upp efter: ”Färg” försvinner.",
        "The figure “Persons”, split by: “Colour” goes away.",
        Reach.PROGRAMME,
        False,
    ),
    "the purpose": (
        [("{sv: Visa formatet., en: Show the format.}", "{sv: Pröva., en: Try.}")],
        "Ändamål: ”Pröva.” (förut ”Visa formatet.”).",
        "Purpose: “Try.” (before “Show the format.”).",
        Reach.WORDING,
        False,
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_it_is_said_in_plain_words(case: str) -> None:
    replacements, sv, en, reach, holds = SAID[case]
    found = said(*replacements)[0]
    assert (found.sentence.sv, found.sentence.en) == (sv, en)
    assert (found.reach, found.holds_back) == (reach, holds)


FIELD = "      - {id: where, label: {sv: Var, en: Where}, type: text}\n"
NOTE = "label: {sv: Text, en: Text}, type: longtext, required: true}\n"
BLUE = "      - {id: blue, word: {sv: Blå, en: Blue}, meaning: {sv: B., en: B.}, shape: ring, colour: blue}\n"
OTHER_CLASS = """  - id: other
    label: {sv: Annat, en: Other}
    rules:
      - {party: police, years: 1, counted_from: left, source: A}
      - {party: social, years: 1, counted_from: left, source: B}
"""
LEVELS = "shape: circle, colour: green}\n"


@pytest.mark.parametrize(
    ("richer", "sentence"),
    [
        ([(NOTE, NOTE + FIELD)], "Fältet ”Var” i ”Anteckning” försvinner."),
        ([(LEVELS, LEVELS + BLUE)], "Nivån ”Blå” i ”Färg” försvinner."),
        ([("leaving:\n", f"{OTHER_CLASS}leaving:\n")], "Gallringsklassen ”Annat” försvinner."),
    ],
)  # fmt: skip
def test_what_a_case_may_have_used_holds_it_back_when_it_goes(
    richer: list[tuple[str, str]], sentence: str
) -> None:
    with_it, without = loads(changed(*richer)), loads(SMALL)
    [gone], [come] = changes(with_it, without), changes(without, with_it)
    assert (gone.sentence.sv, gone.holds_back) == (sentence, True)
    assert (come.sentence.sv, come.holds_back) == (sentence.replace("försvinner", "tillkommer"), False)


def test_a_right_to_read_taken_away_is_said() -> None:
    roles = tuple(
        replace(role, reads=tuple(kind for kind in role.reads if kind != "contact"))
        if role.id == "caseworker"
        else role
        for role in OLD.roles
    )
    fewer = changes(OLD, replace(OLD, roles=roles))
    assert [found.sentence.sv for found in fewer] == ["Handläggare får inte längre läsa ”Kontakt”."]
    assert fewer[0].reach is Reach.EVERYONE


@pytest.mark.parametrize(
    "turned",
    [
        ("label: {sv: Text, en: Text}, type: longtext", "label: {sv: Text, en: Text}, type: text"),
        ("    identity: true\n", "    identity: true\n    locked: true\n"),
    ],
)
def test_what_turns_into_something_else_holds_back(turned: tuple[str, str]) -> None:
    assert only(turned).holds_back


def test_another_method_holds_every_case_back() -> None:
    assert any(found.holds_back for found in said(("id: small", "id: other")))


def test_a_new_order_is_one_change() -> None:
    found = only(('["scale:red", changed, dates, overdue]', '[changed, "scale:red", dates, overdue]'))
    assert found.sentence.sv == "Mötet, dagordningens ordning: ny ordning."


def test_an_item_goes_by_its_id_or_what_stands_for_one() -> None:
    assert identity(OLD.parties[0]) == (OLD.parties[0].kind,)
    assert identity(OLD.kinds[0]) == ("identity",)
    assert identity("note") == "note"
