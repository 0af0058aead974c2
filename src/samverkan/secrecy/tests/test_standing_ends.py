"""A standing decision ends with its date and with its decider's seat; each in a database of its own."""

from datetime import timedelta

import pytest

from samverkan.secrecy.tests.test_standing import consent, cross, decide


@pytest.fixture
def case(desk):
    return desk.case("pol.samordnare")


@pytest.fixture
def decided(desk, case):
    return decide(desk, case, consent=consent(desk, case))


def test_it_stops_when_its_date_has_passed(desk, case, decided) -> None:
    from samverkan.secrecy import clock
    from samverkan.setup import install

    install.open_history(desk.world.admin, desk.world.name, opened=True)  # the door at another time than now
    for days, crossed in ((5, 1), (6, 0)):
        with clock.frozen(clock.now() + timedelta(days=days)):
            assert len(cross(desk, case)) == crossed


def test_it_stops_when_the_deciders_seat_ends(desk, case, decided, attacker) -> None:
    held = desk.actor("pol.beslut").assignment
    attacker().execute("UPDATE secrecy_seat SET valid_to = CURRENT_DATE - 1 WHERE assignment_id = %s", [held])
    assert cross(desk, case) == []
