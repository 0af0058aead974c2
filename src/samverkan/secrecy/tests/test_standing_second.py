"""A standing decision where the method asks for four eyes: nothing crosses until another decider agrees."""

import pytest
from support.world import SOCIAL

from samverkan.secrecy.tests.test_standing import consent, cross, decide

SECOND = "UPDATE secrecy_standingdecision SET seconded_by = %s WHERE id = %s"


@pytest.fixture
def case(desk):
    return desk.case("pol.samordnare")


@pytest.fixture
def waiting(desk, case):
    return decide(desk, case, consent=consent(desk, case), seconded=False)


def agree(desk, case, decision, username="pol.beslut2"):
    from samverkan.secrecy import standing

    return standing.second(by=desk.actor(username), case=case, decision=decision)


def test_nothing_crosses_before_the_second_decider(desk, case, waiting) -> None:
    assert cross(desk, case) == []
    agree(desk, case, waiting)
    assert [row.receiver_id for row in cross(desk, case)] == [SOCIAL]


def test_the_first_decider_is_not_the_second(desk, case, waiting) -> None:
    from samverkan.secrecy.acting import Refused

    for username in ("pol.beslut", "pol.samordnare", "soc.beslut"):
        with pytest.raises(Refused):
            agree(desk, case, waiting, username)


def test_it_is_agreed_to_once_and_not_after_it_stopped(desk, case, waiting) -> None:
    from samverkan.secrecy import standing
    from samverkan.secrecy.acting import Conflict

    agree(desk, case, waiting)
    with pytest.raises(Conflict):
        agree(desk, case, waiting)
    other = decide(desk, case, consent=consent(desk, case), seconded=False)
    standing.stop(by=desk.actor("pol.beslut"), case=case, decision=other)
    with pytest.raises(Conflict):
        agree(desk, case, other)


def test_it_rests_while_the_second_decider_holds_no_seat_and_entries_can_be_written(
    desk, case, waiting, attacker
) -> None:
    agree(desk, case, waiting)
    held = desk.actor("pol.beslut2").assignment
    attacker().execute("UPDATE secrecy_seat SET valid_to = CURRENT_DATE - 1 WHERE assignment_id = %s", [held])
    assert cross(desk, case) == []


@pytest.mark.parametrize(
    ("username", "name"),
    [("pol.beslut", "pol.beslut"), ("pol.beslut", "pol.beslut2"), ("pol.samordnare", "pol.beslut2")],
)
def test_nobody_is_second_in_anothers_name_by_raw_sql(desk, case, waiting, username, name) -> None:
    assert desk.refused(username, SECOND, desk.actor(name).officer, waiting.pk) in ("42501", "23514")


def test_whoever_may_not_second_opens_no_door_by_raw_sql(desk, case, waiting) -> None:
    mine = desk.actor("pol.samordnare").officer
    assert (
        desk.refused("pol.samordnare", SECOND, mine, waiting.pk) == ""
    )  # their own name, but no right to it
    assert cross(desk, case) == []
