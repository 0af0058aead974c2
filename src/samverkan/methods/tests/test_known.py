"""The kinds the program finds by id: each fault is named with its line and a remedy that mends it."""

import pytest

from samverkan.methods.check import check
from samverkan.methods.known import KNOWN
from samverkan.methods.loading import load, loads
from samverkan.methods.rules.known import check_known
from samverkan.methods.tests.helpers import SMALL, TREFAS, changed, problems, said
from samverkan.methods.words import CaseKind, FieldType

NOTE = 'fields: [{id: event_date, label: {sv: När, en: When}, type: date, required: true}, {id: "text",'
KINDS = "scales:\n  - id: colour"
TASK = """  - {id: task, label: {sv: Uppdrag, en: Task}, capability: task, retention: case, fields: [
      {id: title, label: {sv: Vad, en: What}, type: text, required: true},
      {id: due, label: {sv: Senast, en: Due}, type: date, required: true},
      {id: responsible, label: {sv: Ansvarig, en: Responsible}, type: choice, required: true, choices: [
        {id: police, label: {sv: Polisen, en: Police}}, {id: WHO, label: {sv: Annan, en: Other}}]}]}
"""
REPORT = """  - {id: task_report, label: {sv: Rapport, en: Report}, capability: task, retention: case, fields: [
      {id: done_on, label: {sv: Dag, en: Day}, type: date}, {id: said, label: {sv: Hur, en: How}, type: text}]}
"""
READS = ("identity, fact, note, colour]", "identity, fact, note, colour, task, task_report]")
MAY = ("run_meeting, minute]", "run_meeting, minute, task]")


def test_trefas_names_every_kind_the_program_knows_that_it_has_use_for() -> None:
    method = load("trefas")
    assert {kind.id for kind in KNOWN} - {kind.id for kind in method.kinds} == {"subject", "sanction"}


def test_a_method_needs_a_note() -> None:
    found = problems(
        ("id: note,", "id: memo,"), ("fact, note,", "fact, memo,"), ("minutes: note", "minutes: memo")
    )
    assert [(each.path, each.remedy.sv) for each in found] == [
        ("kinds", "Lägg till ett slag med id: note och fälten event_date (date) och text (longtext).")
    ]


def test_a_note_without_its_day_is_named_where_it_stands() -> None:
    [found] = problems((NOTE, 'fields: [{id: "text",'))
    assert found.path == "kinds[3]"
    assert '"event_date"' in found.message.sv
    assert found.remedy.sv.startswith("Lägg till {id: event_date, type: date")


def test_a_field_of_another_type_is_named_at_its_type() -> None:
    [found] = problems((NOTE, NOTE.replace("type: date", "type: text")))
    assert (found.path, found.remedy.sv) == (
        "kinds[3].fields[0].type" if found.path.endswith("type") else found.path,
        "Skriv type: date, eller ge slaget ett annat id.",
    )


def test_what_the_program_writes_by_itself_asks_for_nothing_more() -> None:
    more = NOTE.replace("[{", "[{id: place, label: {sv: Var, en: Where}, type: text, required: true}, {", 1)
    [found] = problems((NOTE, more))
    assert 'kan fylla i "place"' in found.message.sv.replace("inte kan", "kan")
    assert found.remedy.sv == "Ta bort required: från fältet."


def test_an_optional_field_more_is_let_be() -> None:
    more = NOTE.replace("[{", "[{id: place, label: {sv: Var, en: Where}, type: text}, {", 1)
    assert problems((NOTE, more)) == []


def test_a_task_goes_with_its_report_and_its_parties() -> None:
    alone = problems((KINDS, TASK.replace("WHO", "school") + KINDS), MAY,
                     (READS[0], "identity, fact, note, colour, task]"))  # fmt: skip
    assert [each.remedy.sv for each in alone] == [
        "Lägg till slaget task_report, eller ta bort task.", "Välj ett av: police, social.",
    ]  # fmt: skip
    short = problems((KINDS, TASK.replace("WHO", "social") + REPORT + KINDS), MAY, READS)
    assert [(each.path, each.message.sv.partition(",")[0]) for each in short] == [
        ("kinds[5]", 'Slaget "task_report" känner programmet igen')
    ]


def test_a_group_must_be_called_something() -> None:
    [found] = problems(("case: person", "case: group"))
    assert (found.path, found.remedy.sv) == (
        "kinds", "Lägg till ett slag med id: subject och fältet name (text).",
    )  # fmt: skip


def test_what_is_asked_first_says_who_it_is() -> None:
    assert problems(("scales:\n", "asks: [identity, fact]\nscales:\n")) == []
    assert said(("scales:\n", "asks: [fact]\nscales:\n")) == [
        ("asks", "Inget av det som frågas efter när ett ärende öppnas säger vad det kallas.")
    ]


def test_no_two_questions_of_the_opening_have_one_id() -> None:
    more = "{id: fact, fields: [{id: name, label: {sv: A, en: A}, type: text}], label: {sv: A, en: A}, "
    more = (
        "  - " + more.replace("id: fact", "id: nomination") + "capability: write, retention: case}\nscales:\n"
    )
    found = problems(("scales:\n", more), ("[identity, fact,", "[identity, nomination, fact,"))
    assert [(each.path, each.remedy.sv) for each in found] == [
        ("kinds[4].fields[0].id", "Ge det ena fältet ett annat id.")
    ]


def test_the_level_of_a_judgement_has_its_name() -> None:
    [(path, message)] = said(("{id: level, label: {sv: Färg,", "{id: degree, label: {sv: Färg,"))
    assert path == "kinds[2].fields[0].id"
    assert "heta level" in message


def test_an_identity_by_another_name_is_not_known_to_the_wall() -> None:
    found = problems(("  - id: identity\n", "  - id: who\n"), ("[identity,", "[who,"))
    assert ("kinds[0].identity", "Ge slaget id: identity, eller ta bort identity: true.") in [
        (each.path, each.remedy.sv) for each in found
    ]


def test_words_of_ones_own_are_read() -> None:
    text = changed(("scales:\n", "words: {list: {sv: Bordet, en: The table}}\nscales:\n"))
    method = loads(text)
    assert method.words is not None
    assert method.words.list is not None
    assert method.words.list.sv == "Bordet"


def test_empty_words_are_refused() -> None:
    assert said(("scales:\n", "words: {}\nscales:\n"))


@pytest.mark.parametrize("known", KNOWN, ids=lambda kind: kind.id)
def test_every_known_kind_says_what_it_is_for(known) -> None:
    assert known.says.sv.strip()
    assert known.says.en.strip()
    assert all(set(field.types) <= set(FieldType) for field in known.fields)
    assert not known.partner or known.partner in {kind.id for kind in KNOWN}


def test_every_kind_of_case_has_its_words() -> None:
    from samverkan.methods.wording import USUAL

    assert USUAL.keys() == set(CaseKind)


def test_the_rule_finds_nothing_in_what_is_right() -> None:
    from samverkan.methods.parsing import parse

    for text in (SMALL, TREFAS):
        root, _ = parse(text)
        assert root is not None
        assert list(check_known(root)) == []
        assert check(text) == []
