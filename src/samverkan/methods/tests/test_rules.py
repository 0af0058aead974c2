"""What the second reading finds and what it lets pass, beside the broken files."""

import pytest

from samverkan.methods.check import check
from samverkan.methods.tests.helpers import SMALL, changed, line_of, problems, said

NOTE_FIELD = "      - {id: text, label: {sv: Text, en: Text}, type: longtext, required: true}"
GREEN = (
    "{id: green, word: {sv: Grön, en: Green}, meaning: {sv: Lugnt., en: Calm.}, shape: circle, colour: green}"
)


def test_the_small_method_is_right() -> None:
    assert check(SMALL) == []


@pytest.mark.parametrize(
    "agenda",
    [
        '["scale:red"]',
        '["scale:colour.green", "scale:red"]',
        "[name, opened, last_discussed, stale, new]",
        "[]",
    ],
)
def test_the_agenda_may_follow_colour_date_and_name(agenda: str) -> None:
    assert problems(('["scale:red", changed, dates, overdue]', agenda)) == []


@pytest.mark.parametrize(
    "key", ["risk", "threat", "probability", "sannolikhet", "riskpoäng", "priority", "farlighet"]
)
def test_the_agenda_never_follows_risk(key: str) -> None:
    [(path, message)] = said(('["scale:red", changed, dates, overdue]', f"[changed, {key}]"))
    assert path == "meeting.agenda[1]"
    assert "rangordna personer efter risk" in message


def test_an_unknown_agenda_word_gets_the_nearest() -> None:
    [found] = problems(('["scale:red", changed, dates, overdue]', "[changd]"))
    assert found.remedy.sv == 'Menade du "changed"?'


def test_a_level_that_two_scales_have_needs_the_name_of_its_scale() -> None:
    second = f"scales:\n  - {{id: other, label: {{sv: A, en: A}}, set_by: human, levels: [{GREEN}, {GREEN}]}}"
    second = second.replace(GREEN, GREEN.replace("green", "red", 1), 1)
    text = changed(("scales:", second))
    found = [problem for problem in check(text) if problem.path == "meeting.agenda[0]"]
    assert len(found) == 1
    assert "scale:colour.red" in found[0].remedy.sv or "scale:other.red" in found[0].remedy.sv


@pytest.mark.parametrize("event", ["meeting", "phase:active", "field:colour.judged_on", "kind:note"])
def test_a_clock_may_start_at_any_known_event(event: str) -> None:
    assert problems(('"kind:colour", days', f'"{event}", days')) == []


@pytest.mark.parametrize("event", ["colour", "field:note.text", "field:colour", "phase:gone", "kind:"])
def test_a_clock_starts_nowhere_else(event: str) -> None:
    [(path, message)] = said(('"kind:colour", days', f'"{event}", days'))
    assert path == "clocks[0].since"
    assert event in message


def test_two_times_for_one_clock() -> None:
    [(path, message)] = said(("days: 21, source", "days: 21, working_days: 5, source"))
    assert (path, message) == ("clocks[0]", "Exakt en av days, working_days och months ska anges.")


def test_a_place_without_persons_is_right() -> None:
    text = changed(
        ("case: person", "case: place"),
        ("  - id: identity\n", "  - id: subject\n"),
        ("reads: [identity,", "reads: [subject,"),
        ("    identity: true\n", ""),
        (
            "{id: name, label: {sv: Namn, en: Name}, type: name,",
            "{id: name, label: {sv: Plats, en: Place}, type: text,",
        ),
    )
    assert check(text) == []


def test_a_case_about_a_person_needs_an_identity() -> None:
    [(path, message)] = said(("    identity: true\n", ""))
    assert path == "kinds"
    assert "säger vem" in message


@pytest.mark.parametrize("type_", ["text", "longtext", "choice, choices: [{id: a, label: {sv: A, en: A}}]"])
def test_risk_in_words_is_a_humans(type_: str) -> None:
    field = f"      - {{id: victim_risk, label: {{sv: Risk, en: Risk}}, type: {type_}}}"
    assert problems((NOTE_FIELD, field)) == []


def test_a_count_that_is_no_risk_is_let_through() -> None:
    assert problems((NOTE_FIELD, "      - {id: visits, label: {sv: Besök, en: Visits}, type: int}")) == []


def test_a_colour_outside_a_judgement_is_refused() -> None:
    field = "      - {id: level, label: {sv: Färg, en: Colour}, type: scale, scale: colour}"
    [(path, message)] = said((NOTE_FIELD, field))
    assert path == "kinds[1].fields[0]"
    assert "är en bedömning" in message


@pytest.mark.parametrize(
    "part", ["id: red", "id: note", "id: text", "id: colour\n    label: {sv: Färg, en: Colour}\n    set_by"]
)
def test_no_part_may_be_named_as_a_computed_judgement(part: str) -> None:
    text = changed((part, part.replace(part.partition("\n")[0], "id: risk_score", 1)))
    messages = [problem.message.sv for problem in check(text)]
    assert any('"risk_score" skulle vara en uträknad bedömning' in message for message in messages)


def test_a_judgement_field_that_may_be_left_empty() -> None:
    [(path, message)] = said(
        ("type: date, required: true}\n      - {id: valid_until", "type: date}\n      - {id: valid_until")
    )
    assert path == "kinds[2].fields[2]"
    assert '"judged_on"' in message


def test_one_level_is_no_scale() -> None:
    [(path, message)] = said((f"      - {GREEN}\n", ""))
    assert (path, message) == ("scales[0]", "En skala med ett enda steg säger ingenting.")


@pytest.mark.parametrize(
    ("old", "new", "sign"),
    [("colour: green}", "colour: red}", "färgen"), ("en: Green}", "en: Red}", "det engelska ordet")],
)
def test_levels_share_no_sign(old: str, new: str, sign: str) -> None:
    [(path, message)] = said((old, new))
    assert path.startswith("scales[0].levels[1]")
    assert sign in message


def test_no_phase_is_the_first() -> None:
    [(path, message)] = said((", initial: true}", "}"))
    assert (path, message) == ("phases", "Ingen fas är den första.")


def test_no_phase_is_the_last() -> None:
    found = said((", final: true}", "}"))
    assert ("phases", "Ingen fas är den sista, så inget ärende kan avslutas och gallras.") in found


def test_a_move_may_start_in_several_phases() -> None:
    assert problems(("from: [active], to: left", "from: [nominated, active], to: left")) == []


def test_figures_and_cases_may_meet_in_one_role() -> None:
    assert problems(("run_meeting, minute]", "run_meeting, minute, read_figures]")) == []


@pytest.mark.parametrize("capability", ["operate", "review_log"])
def test_an_operator_or_reviewer_reads_nothing(capability: str) -> None:
    found = said(("may: [read_figures]}", f"may: [{capability}], reads: [note]}}"))
    assert found == [("roles[1].reads", "Styrgrupp, logggranskare och drift läser inga uppgifter.")]


@pytest.mark.parametrize("capability", ["propose", "decide", "receive"])
def test_disclosure_takes_someone_to_propose_decide_and_receive(capability: str) -> None:
    found = said((f" {capability},", ""))
    assert found == [("roles", f'Ingen roll får göra "{capability}", så det kan aldrig ske.')]


def test_four_eyes_are_not_asked_of_a_method_without_them() -> None:
    text = changed(
        (
            "  four_eyes:\n    - {form: standing, why: {sv: Det gäller framåt., en: It reaches forward.}}\n",
            "",
        ),
        (" second,", ""),
    )
    assert check(text) == []


def test_nobody_may_own_the_list() -> None:
    assert said((", may_own: true", "")) == [("parties", "Ingen part kan äga listan.")]
    assert said((", may_own: true", ", may_own: false")) == [("parties", "Ingen part kan äga listan.")]


def test_a_party_without_a_weeding_rule() -> None:
    third = "  - {kind: school, label: {sv: Skolan, en: School}}\nroles:"
    text = changed(("roles:", third))
    [found] = check(text)
    assert found.line == line_of(text, "  - id: case\n    label: {sv: Ärendet")
    assert "school" in found.remedy.sv


def test_a_method_without_a_day_is_checked_by_todays_law() -> None:
    assert [path for path, _ in said(("dated: 2026-11-23\nname", "name"))] == [""]


def test_a_ground_between_others_is_out_of_place() -> None:
    [(path, message)] = said(("osl-10-15a", "osl-23-6a"))
    assert path == "disclosure.grounds[1]"
    assert "inte mellan metodens parter" in message


def test_a_note_is_about_a_part_of_the_file() -> None:
    assert problems(("\nleaving:", "\nnotes:\n  - {about: phases, text: {sv: A, en: A}}\nleaving:")) == []
    found = problems(("\nleaving:", "\nnotes:\n  - {about: phase, text: {sv: A, en: A}}\nleaving:"))
    assert [problem.remedy.sv for problem in found] == ['Menade du "phases"?']


def test_all_problems_come_in_one_go_in_order() -> None:
    found = problems(
        ("version: 1", "version: ett"), ("to: left,", "to: gone,"), ("minutes: note", "minutes: notes")
    )
    lines = [problem.line for problem in found]
    assert len(found) >= 3
    assert lines == sorted(lines)


def test_an_effect_is_of_an_outcome_and_ends_in_a_conclusion() -> None:
    sure = ("certainty: none_found", "certainty: low")
    assert [found.message.en for found in problems(sure)] == ["An effect without outcome or conclusion."]
    outcome = ("source: Sökning", "source: Sökning\n    outcome: {sv: Skjutningar, en: Shootings}")
    assert [path for path, _ in said(sure, outcome)] == ["evidence[0]"]
    both = (outcome[0], f"{outcome[1]}\n    verdict: cannot_tell")
    assert problems(sure, both) == []


@pytest.mark.parametrize("kind", ["effect", "process"])
def test_nothing_is_concluded_where_nothing_was_studied(kind: str) -> None:
    concluded = ("source: Sökning", "source: Sökning\n    verdict: worked")
    found = said(concluded, ("kind: effect", f"kind: {kind}"))
    assert ("evidence[0].verdict", "En slutsats om effekt där ingen effekt har undersökts.") in found


def test_a_conclusion_is_one_of_four_words() -> None:
    changes = ("certainty: none_found", "certainty: low\n    outcome: {sv: A, en: B}\n    verdict: promising")
    [found] = problems(changes)
    assert found.path == "evidence[0].verdict"
    assert "harmful" in found.remedy.en
