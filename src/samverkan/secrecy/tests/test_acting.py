"""`@action`: checked, atomic, traced, or not done at all."""

import json

import pytest
from support.world import POLICE, SOCIAL

LINE = """INSERT INTO trail_trace (id, agency_id, at, verb, outcome, subjects, detail, salt) VALUES
    (gen_random_uuid(), '{agency}', now(), 'prov.write', 'done', '{{}}', '{detail}', decode(repeat('00', 16), 'hex'))"""


@pytest.fixture(scope="module")
def acts(shared_world):
    """Acts of the test's own: one that writes, one that fails after writing, one of two others."""
    from samverkan.secrecy import entries
    from samverkan.secrecy.acting import Refused, action, note
    from samverkan.secrecy.verdict import no, yes

    def anyone(by, **_facts):
        return yes("prov")

    def nobody(by, **_facts):
        return no("prov: nej")

    @action("prov.write", "skrev i prov", "wrote in a test", may=anyone)
    def write(*, by, case):
        note(kind="note")
        return entries.write(case=case, kind="note", fields={"text": "Hemligt"})

    @action("prov.fail", "misslyckades i prov", "failed in a test", may=anyone)
    def fail(*, by, case):
        entries.write(case=case, kind="note", fields={"text": "Hemligt"})
        raise RuntimeError("after the write")

    @action("prov.refused", "fick nej i prov", "was refused in a test", may=nobody)
    def refused(*, by, case):
        raise AssertionError("the body of a refused act ran")

    @action("prov.both", "gjorde två saker i prov", "did two things in a test", may=anyone)
    def both(*, by, case, then):
        write(by=by, case=case)
        then(by=by, case=case)

    return type(
        "Acts", (), {"write": write, "fail": fail, "refused": refused, "both": both, "Refused": Refused}
    )


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare")


@pytest.fixture
def lines(shared_desk):
    """The trail's new lines of test acts: verb, outcome, subjects, detail."""
    count = "SELECT verb, outcome, subjects, detail, digest FROM trail_trace WHERE verb LIKE 'prov.%%' ORDER BY at, id"
    before = len(shared_desk.sql("pol.samordnare", count))
    return lambda: shared_desk.sql("pol.samordnare", count)[before:]


def entries_of(desk, case) -> int:
    return len(desk.opened("pol.samordnare", case))


def test_an_act_leaves_one_line_that_names_what_it_wrote(shared_desk, acts, case, lines) -> None:
    entry = acts.write(by=shared_desk.actor("pol.samordnare"), case=case)
    ((verb, outcome, subjects, detail, digest),) = lines()
    assert (verb, outcome, json.loads(detail)) == ("prov.write", "done", {"kind": "note"})
    assert {entry.pk, entry.box_id} <= set(subjects)
    assert len(digest) == 32


def test_no_line_holds_content(shared_desk, acts, case, lines) -> None:
    acts.write(by=shared_desk.actor("pol.samordnare"), case=case)
    assert "Hemligt" not in str(lines())


@pytest.mark.parametrize(
    ("detail", "told"), [('{"a": "kod-1"}', ""), ('{"a": "ett namn"}', "23514"), ("[1]", "23514")]
)
def test_the_database_takes_codes_in_a_line_and_no_words(shared_desk, detail, told) -> None:
    line = LINE.format(agency=POLICE, detail=detail)
    assert shared_desk.refused("pol.samordnare", line) == told


def test_an_act_that_fails_is_undone_with_its_line(shared_desk, acts, case, lines) -> None:
    with pytest.raises(RuntimeError):
        acts.fail(by=shared_desk.actor("pol.samordnare"), case=case)
    assert lines() == []
    assert entries_of(shared_desk, case) == 0


def test_a_refusal_is_written_after_the_rollback(shared_desk, acts, case, lines) -> None:
    with pytest.raises(acts.Refused) as told:
        acts.refused(by=shared_desk.actor("pol.samordnare"), case=case)
    assert str(told.value.reason) == "prov: nej"
    assert [(line[0], line[1]) for line in lines()] == [("prov.refused", "refused")]


def test_two_acts_in_one_leave_a_line_each(shared_desk, acts, case, lines) -> None:
    acts.both(by=shared_desk.actor("pol.samordnare"), case=case, then=acts.write)
    assert sorted(line[0] for line in lines()) == ["prov.both", "prov.write", "prov.write"]
    assert entries_of(shared_desk, case) == 2


@pytest.mark.parametrize("second", ["fail", "refused"])
def test_of_two_acts_in_one_both_are_done_or_neither(shared_desk, acts, case, lines, second) -> None:
    with pytest.raises((RuntimeError, acts.Refused)):
        acts.both(by=shared_desk.actor("pol.samordnare"), case=case, then=getattr(acts, second))
    assert entries_of(shared_desk, case) == 0
    assert [line[:2] for line in lines()] == ([("prov.refused", "refused")] if second == "refused" else [])


def test_an_act_within_another_is_by_the_same_officer(shared_desk, acts, case) -> None:
    from samverkan.secrecy.binding import NotBound

    other = shared_desk.actor("pol.beslut")
    with pytest.raises(NotBound):
        acts.both(
            by=shared_desk.actor("pol.samordnare"),
            case=case,
            then=lambda by, case: acts.write(by=other, case=case),
        )
    assert entries_of(shared_desk, case) == 0


def test_the_line_names_the_officer_and_the_assignment(shared_desk, acts, case) -> None:
    by = shared_desk.actor("pol.samordnare")
    entry = acts.write(by=by, case=case)
    line = "FROM trail_trace WHERE %s = ANY (subjects) AND verb = 'prov.write'"
    who = f"SELECT agency_id, officer_id, assignment_id {line}"
    assert shared_desk.sql("pol.samordnare", who, entry.pk) == [(by.agency, by.officer, by.assignment)]
    assert shared_desk.sql("soc.beslut", who, entry.pk) == []


def test_an_act_that_cannot_be_traced_is_not_done(shared_desk, acts, case, monkeypatch) -> None:
    from samverkan.trail import writing

    def broken(*_args, **_facts):
        raise OSError("the disk is full")

    monkeypatch.setattr(writing, "line", broken)
    with pytest.raises(OSError, match="full"):
        acts.write(by=shared_desk.actor("pol.samordnare"), case=case)
    monkeypatch.undo()
    assert entries_of(shared_desk, case) == 0


def test_a_line_is_not_written_in_anothers_name_or_changed(shared_desk) -> None:
    line = LINE.format(agency=SOCIAL, detail="{}")
    assert shared_desk.refused("pol.samordnare", line) == "42501"
    assert shared_desk.refused("soc.beslut", line) == ""
    for change in (
        "UPDATE trail_trace SET verb = 'x.y'",
        "DELETE FROM trail_trace",
        "DELETE FROM trail_pending",
    ):
        assert shared_desk.refused("pol.samordnare", change) == "42501"
