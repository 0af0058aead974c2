"""One clock that never runs back past what was seen; ids that can be neither guessed nor counted."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.world import POLICE, SOCIAL

from samverkan.secrecy import clock, ids

MOMENT = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)


def test_today_is_stockholms() -> None:
    for hour, day in ((21, 24), (22, 25)):  # summer: midnight is at 22 UTC
        with clock.frozen(datetime(2026, 7, 24, hour, tzinfo=UTC)):
            assert clock.today().day == day


def test_the_night_of_the_change_of_hour_has_one_date() -> None:
    for hours in range(23):
        with clock.frozen(MOMENT + timedelta(hours=hours)):
            assert clock.today().isoformat() == ("2026-03-29" if hours < 22 else "2026-03-30")


@given(st.lists(st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)), min_size=2, max_size=5))
@example(
    [datetime(2026, 10, 24, 21, 59, 59, 999_999), datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 22, 59)]
)
def test_the_day_that_is_kept_is_given_up_in_time_whatever_was_asked_before(moments) -> None:
    for moment in moments:
        with clock.frozen(moment.replace(tzinfo=UTC)):
            assert clock.today() == moment.replace(tzinfo=UTC).astimezone(clock.STOCKHOLM).date()


def test_a_clock_set_back_stays_at_the_mark() -> None:
    mark = datetime.now(UTC) + timedelta(days=400)
    clock.not_before(mark)
    try:
        assert clock.now() == mark
    finally:
        clock.not_before(None)
    assert clock.now() < mark


def test_frozen_time_stands_still_and_is_let_go() -> None:
    with clock.frozen(MOMENT):
        with clock.frozen(MOMENT + timedelta(days=1)):
            assert clock.now() == MOMENT + timedelta(days=1)
        assert clock.now() == MOMENT
    assert clock.now() > MOMENT


def test_the_databases_mark_holds_for_a_whole_transaction(desk, attacker) -> None:
    """The server's clock set back 400 days: what has expired stays expired."""
    from samverkan.secrecy.binding import bound

    attacker().execute("UPDATE sec.clock SET high_water = now() + interval '400 days'")
    actor = desk.actor("pol.samordnare")
    with bound(actor):
        assert clock.now() > datetime.now(UTC) + timedelta(days=399)
    assert clock.now() < datetime.now(UTC) + timedelta(days=1)


def test_the_mark_itself_never_falls(desk, attacker) -> None:
    import psycopg

    with pytest.raises(psycopg.errors.CheckViolation):
        attacker().execute("UPDATE sec.clock SET high_water = now() - interval '1 day'")


def test_ids_have_128_random_bits() -> None:
    made = [ids.new() for _ in range(2000)]
    assert len(set(made)) == len(made)
    ones = [sum(each.int >> bit & 1 for each in made) for bit in range(128)]
    assert all(700 < count < 1300 for count in ones)  # a version-4 id has six bits that never vary


def test_ids_come_from_the_agencys_own_stream_when_one_is_set() -> None:
    seen: list[UUID | None] = []

    def source(agency: UUID | None) -> bytes:
        seen.append(agency)
        return len(seen).to_bytes(16, "big")

    with ids.drawn_from(source):
        assert [ids.new(POLICE).int, ids.new(SOCIAL).int, ids.new().int] == [1, 2, 3]
    assert seen == [POLICE, SOCIAL, None]
    assert ids.new(POLICE).int > 1 << 64
