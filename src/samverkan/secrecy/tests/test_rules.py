"""The rules by name: who may read what, and why; protected identity; a visning's end."""

from datetime import timedelta

import pytest
from support.world import SOCIAL


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare", assigned=["pol.handlaggare"])


def kinds_seen(desk, username, case, *, fresh=False) -> set[str]:
    from samverkan.secrecy import rules
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    actor = desk.actor(username, fresh=fresh)
    with bound(actor):
        rows = rules.visible(actor, Entry.of(actor.agency).filter(case=case))
        return set(rows.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("username", "sees"),
    [("pol.samordnare", True), ("pol.beslut", True), ("pol.handlaggare", True), ("pol.logg", False),
     ("pol.styr", False), ("pol.drift", False), ("soc.beslut", False), ("soc.jurist", False), ("fri.beslut", False),
     ("skola.rektor", False)],
)  # fmt: skip
def test_who_reads_a_note_of_the_police(shared_desk, case, username, sees) -> None:
    shared_desk.write("pol.samordnare", case)
    assert kinds_seen(shared_desk, username, case) == ({"note"} if sees else set())


def test_whoever_must_be_assigned_and_is_not_sees_nothing(shared_desk) -> None:
    case = shared_desk.case("pol.samordnare")
    shared_desk.write("pol.samordnare", case)
    assert kinds_seen(shared_desk, "pol.handlaggare", case) == set()


def test_a_colleagues_assignment_opens_nothing_for_oneself(shared_desk) -> None:
    case = shared_desk.case("pol.samordnare", assigned=["pol.beslut"])
    shared_desk.write("pol.samordnare", case)
    assert kinds_seen(shared_desk, "pol.handlaggare", case) == set()


@pytest.mark.parametrize("assigned_only", [True, False])
def test_a_sort_of_file_that_the_role_does_not_open_stays_shut_to_the_assigned_too(
    shared_desk, assigned_only
) -> None:
    from dataclasses import replace

    from samverkan.secrecy import rules
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Entry

    files = {
        side: shared_desk.case("pol.samordnare", side=side, assigned=["pol.handlaggare"])
        for side in ("", "work", "voice")
    }
    for case in files.values():
        shared_desk.write("pol.samordnare", case)
    actor = shared_desk.actor("pol.handlaggare")
    (seat,) = actor.seats
    actor = replace(actor, seats=(replace(seat, shut=frozenset({"voice"}), assigned_only=assigned_only),))
    found = {case.pk: side for side, case in files.items()}
    with bound(actor):
        rows = rules.visible(actor, Entry.of(actor.agency).filter(case__in=found))
        cases = rules.visible_cases(actor, CaseFile.of(actor.agency).filter(pk__in=found))
        assert {found[row.case_id] for row in rows} == {"", "work"}
        assert {each.side for each in cases} == {"", "work"}


def test_which_cases_are_ones_own_is_asked_once_for_all_entries(shared_desk, case) -> None:
    from samverkan.secrecy import rules
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    for _number in range(3):
        shared_desk.write("pol.samordnare", case)
    actor = shared_desk.actor("pol.handlaggare")
    with bound(actor):
        rows = rules.visible(actor, Entry.of(actor.agency).filter(case=case))
        assert rows.count() == 3
        plan = rows.explain(analyze=True, timing=False).splitlines()
    asked = [line for line in plan if " on secrecy_caseofficer" in line]
    assert len(asked) == 1
    assert "loops=1)" in asked[0]


@pytest.mark.parametrize("retention", ["protected", "visning", "case"])
def test_a_protected_identity_is_seen_only_after_a_fresh_proof(shared_desk, case, retention) -> None:
    shared_desk.write("pol.samordnare", case)
    shared_desk.write("pol.samordnare", case, "identity_protected", {"name": "X"}, retention=retention)
    assert kinds_seen(shared_desk, "pol.samordnare", case) == {"note"}
    assert kinds_seen(shared_desk, "pol.samordnare", case, fresh=True) == {"note", "identity_protected"}
    assert kinds_seen(shared_desk, "pol.handlaggare", case, fresh=True) == {
        "note"
    }  # the role does not read it


def test_a_proof_that_has_grown_old_is_none(shared_desk, case) -> None:
    from samverkan.secrecy import clock, rules
    from samverkan.secrecy.binding import bound

    entry = shared_desk.write(
        "pol.samordnare", case, "identity_protected", {"name": "X"}, retention="protected"
    )
    actor = shared_desk.actor("pol.samordnare")
    for seconds, seen in ((60, True), (0, False), (-1, False)):
        with bound(actor), clock.frozen(clock.now()):
            proved = actor.stepped_up(clock.now() + timedelta(seconds=seconds))
            assert rules.may_see(proved, entry) is seen


def test_why_names_own_and_received(shared_desk, case) -> None:
    from samverkan.secrecy import rules
    from samverkan.secrecy.binding import bound

    entry = shared_desk.write("pol.samordnare", case)
    received = shared_desk.receive("soc.beslut", shared_desk.give(case, SOCIAL, entry))
    (copy,) = shared_desk.opened("soc.beslut", received.case)
    for username, row, words in (
        ("pol.samordnare", entry, "egen uppgift"),
        ("soc.beslut", copy.row, "utlämnad till er"),
    ):
        actor = shared_desk.actor(username)
        with bound(actor):
            told = rules.why(actor, row)
            assert told
            assert words in str(told.reason)
    actor = shared_desk.actor("pol.styr")
    with bound(actor):
        assert not rules.why(actor, entry)


def test_a_visning_is_seen_to_its_last_day_and_not_once_taken_back(shared_desk, case) -> None:
    from samverkan.secrecy import afterwards, clock
    from samverkan.secrecy.models import Form

    entry = shared_desk.write("pol.samordnare", case)
    shown = [
        shared_desk.give(case, SOCIAL, entry, form=Form.SHOWN, ends_on=clock.today() + timedelta(days=1))
        for _ in range(2)
    ]
    file = shared_desk.receive("soc.beslut", shown[0]).case
    assert kinds_seen(shared_desk, "soc.beslut", file) == {"note"}
    for days, seen in ((1, {"note"}), (2, set())):
        with clock.frozen(clock.now() + timedelta(days=days)):
            assert kinds_seen(shared_desk, "soc.beslut", file) == seen
    afterwards.withdraw(by=shared_desk.actor("pol.beslut"), disclosure=shown[0], reason="Fel.")
    assert kinds_seen(shared_desk, "soc.beslut", file) == set()


def test_what_was_handed_over_stays_the_receivers_when_taken_back(shared_desk, case) -> None:
    from samverkan.secrecy import afterwards

    given = shared_desk.give(case, SOCIAL, shared_desk.write("pol.samordnare", case))
    file = shared_desk.receive("soc.beslut", given).case
    afterwards.withdraw(by=shared_desk.actor("pol.beslut"), disclosure=given, reason="Fel.")
    assert kinds_seen(shared_desk, "soc.beslut", file) == {"note"}


def test_an_act_on_a_case_needs_both_the_case_and_the_right(shared_desk) -> None:
    from samverkan.secrecy import rules
    from samverkan.secrecy.binding import bound

    mine, other = (
        shared_desk.case("pol.samordnare", assigned=["pol.handlaggare"]),
        shared_desk.case("pol.samordnare"),
    )
    actor = shared_desk.actor("pol.handlaggare")
    with bound(actor):
        assert rules.on_case(actor, "write", mine)
        assert not rules.on_case(actor, "decide", mine)
        assert str(rules.on_case(actor, "write", other).reason) == "Akten finns inte för dig."
