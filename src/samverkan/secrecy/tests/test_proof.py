"""The second proof: a code works once, within a step either way, for its own officer only."""

from datetime import UTC, datetime, timedelta

import pytest

NOON = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.fixture
def officer(shared_world):
    from samverkan.secrecy.models import Officer

    Officer.objects.update(totp_last_step=0)
    return Officer.objects.get(username="pol.beslut")


def code_at(officer, moment) -> str:
    from samverkan.secrecy import clock, proof

    with clock.frozen(moment):
        return proof.current_code(officer)


def accepted(officer, code, moment=NOON) -> bool:
    from samverkan.secrecy import clock, proof

    with clock.frozen(moment):
        return proof.accept(officer, code)


def test_a_code_is_accepted_once(officer) -> None:
    code = code_at(officer, NOON)
    assert accepted(officer, code)
    assert not accepted(officer, code)
    assert not accepted(officer, code, NOON + STEP)


def test_an_older_code_is_not_accepted_after_a_newer(officer) -> None:
    assert accepted(officer, code_at(officer, NOON))
    assert not accepted(officer, code_at(officer, NOON - STEP))
    assert accepted(officer, code_at(officer, NOON + STEP), NOON + STEP)


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clocks_may_differ_by_one_step(officer, steps, good) -> None:
    assert accepted(officer, code_at(officer, NOON + steps * STEP)) is good


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "12345", "1234567", "١٢٣٤٥٦"])
def test_another_code_is_not(officer, code) -> None:
    assert not accepted(officer, code)


def test_blanks_in_a_code_are_no_fault(officer) -> None:
    code = code_at(officer, NOON)
    assert accepted(officer, f" {code[:3]} {code[3:]} ")


def test_of_two_who_send_the_same_code_at_once_one_is_accepted(officer) -> None:
    from samverkan.secrecy.tests.desk import at_once

    code = code_at(officer, NOON)
    assert sorted(at_once(*[lambda: accepted(officer, code)] * 4)) == [False, False, False, True]


def test_the_seed_lies_sealed_and_for_its_own_officer(officer) -> None:
    from samverkan.secrecy import proof
    from samverkan.secrecy.models import Officer
    from samverkan.secrecy.seal import SealBroken

    assert b"JBSWY3DPEHPK3PXP" not in bytes(officer.totp_sealed)
    other = Officer.objects.get(username="soc.beslut")
    other.totp_sealed = officer.totp_sealed
    with pytest.raises(SealBroken):
        proof.accept(other, "123456")


def test_an_officer_without_a_seed_has_no_code(officer) -> None:
    from samverkan.secrecy.seal import SealBroken

    officer.totp_sealed = None
    with pytest.raises(SealBroken):
        accepted(officer, "123456")
