"""The first reading: unknown and missing keys, wrong forms, and what to write instead."""

import pytest

from samverkan.methods.check import check
from samverkan.methods.nodes import Node
from samverkan.methods.parsing import parse
from samverkan.methods.schema import Method
from samverkan.methods.shape import check_shape
from samverkan.methods.spec import spec_of
from samverkan.methods.tests.helpers import SMALL, changed, problems

TWICE = "Byt namn på den ena eller ta bort den."
DATE = "Skriv ett datum som finns, som 2026-11-22, utan citattecken."
SIGNS = "Skriv små bokstäver a-z, siffror och _, till exempel"
TYPES = "Välj ett av: text, longtext, date, choice, bool, person_number, name, scale, int, grade, matter."


def remedies(*replacements: tuple[str, str]) -> list[str]:
    return [found.remedy.sv for found in problems(*replacements)]


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("case: person", "caze: person", 'Menade du "case"?'),
        ("case: person", "case: persona", 'Menade du "person"?'),
        ("version: 1", 'version: "1"', "Skriv ett heltal utan citattecken."),
        ("version: 1", "version: true", "Skriv ett heltal utan citattecken."),
        ("version: 1", "version: 0", "Skriv ett heltal från 1 till 9999."),
        ("dated: 2026-11-23\nname", 'dated: "2026-11-23"\nname', DATE),
        ("name: {sv: Liten, en: Small}", "name: {sv: Liten}", "Lägg till en: och texten."),
        ("name: {sv: Liten, en: Small}", "name: [Liten, Small]", "Skriv {sv: ..., en: ...}."),
        ("source: Sökning", "source: 2026", 'Sätt citattecken: "2026".'),
        ("source: Sökning", "source:", "Skriv en text på en rad."),
        ("source: Sökning", 'source: "  "', "Skriv det som ska läsas."),
        ("identity: true", 'identity: "true"', "Skriv true eller false, utan citattecken."),
        ("forms: [single, standing]", "forms: {single: 1}", "Börja varje rad i listan med ett streck."),
        ("forms: [single, standing]", "forms: []", "Skriv minst en rad i listan."),
        ("forms: [single, standing]", "forms: [standing, singel]", 'Menade du "single"?'),
        ("forms: [single, standing]", "forms: [standing, standing]", TWICE),
        ("type: longtext, required: true}\n  - id", "type: decimal, required: true}\n  - id", TYPES),
        ("id: steering", "id: Styrgruppen", f"{SIGNS} styrgruppen."),
        ("id: steering", "id: ----", f"{SIGNS} ett_namn."),
    ],
)  # fmt: skip
def test_a_fault_of_form_and_its_remedy(old: str, new: str, remedy: str) -> None:
    found = remedies((old, new))
    assert found
    assert remedy in found


def test_a_text_for_the_whole_method() -> None:
    [found] = check("bara text")
    assert (found.line, found.path) == (1, "")
    assert found.remedy.sv.startswith("Skriv nycklarna id, version, dated, name")


@pytest.mark.parametrize(
    "key", sorted(key for key, below in spec_of(Method).below().items() if below.required)
)
def test_every_needed_key_is_asked_for(key: str) -> None:
    root, _ = parse(SMALL)
    assert root is not None
    assert root.mapping is not None
    del root.mapping[key]
    said = [found.remedy.sv for found in check_shape(root, spec_of(Method))]
    assert f"Lägg till {key}:." in said


def test_a_long_wrong_value_is_cut() -> None:
    [found] = problems(("case: person", f"case: {'x' * 500}"))
    assert len(found.message.sv) < 120


def test_the_same_id_in_different_lists_is_no_fault() -> None:
    assert check(changed(("id: calm", "id: note"))) == []


def test_a_tree_without_anything() -> None:
    assert [found.path for found in check_shape(Node("", 1, 1), spec_of(Method))] == [""]
