"""Weeding (gallring) through the database: a visning that ended is shredded, whichever of the two is restored."""

from datetime import timedelta

import pytest
from support.world import SOCIAL


@pytest.fixture
def shown(desk):
    """A visning that ends today, received by the social services beside an ordinary entry of theirs."""
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Form

    case = desk.case("pol.samordnare")
    given = desk.give(
        case, SOCIAL, desk.write("pol.samordnare", case), form=Form.SHOWN, ends_on=clock.today()
    )
    received = desk.receive("soc.beslut", given)
    desk.write("soc.beslut", received.case, fields={"text": "eget"})
    return received.case


def weed_in(days: int) -> int:
    from samverkan.secrecy import afterwards, clock
    from samverkan.secrecy.officers import system_actor

    with clock.frozen(clock.now() + timedelta(days=days)):
        return afterwards.weed_ended(system_actor(SOCIAL))


def texts(desk, case) -> list:
    return [each.fields and each.fields["text"] for each in desk.opened("soc.beslut", case)]


def test_it_is_shredded_the_day_after_its_last(desk, shown) -> None:
    assert weed_in(0) == 0
    assert texts(desk, shown) == ["Hotades.", "eget"]
    assert weed_in(1) == 1
    assert texts(desk, shown) == [None, "eget"]
    assert weed_in(1) == 0


def test_a_restored_database_stays_unreadable(desk, shown, attacker) -> None:
    weed_in(1)
    db = attacker()  # the row as an older backup of the database has it
    db.execute("ALTER TABLE secrecy_keybox DISABLE TRIGGER dropped_once")
    db.execute("UPDATE secrecy_keybox SET dropped_at = NULL")
    assert texts(desk, shown) == [None, "eget"]


def test_a_key_that_came_back_with_a_restored_folder_is_dropped_again(desk, shown) -> None:
    from samverkan.secrecy.binding import keystore

    box = desk.opened("soc.beslut", shown)[0].row.box_id
    (kept,) = keystore()._db.execute("SELECT wrapped FROM box WHERE id = ?", [box.bytes]).fetchone()
    weed_in(1)
    keystore()._db.execute("INSERT INTO box VALUES (?, ?, ?)", [box.bytes, SOCIAL.bytes, kept])
    keystore()._db.execute("DELETE FROM tombstone WHERE id = ?", [box.bytes])
    assert texts(desk, shown) == ["Hotades.", "eget"]
    weed_in(1)
    assert texts(desk, shown) == [None, "eget"]


def test_only_the_system_weeds(desk, shown) -> None:
    from samverkan.secrecy import afterwards
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        afterwards.weed_ended(desk.actor("soc.beslut"))


def test_what_is_weeded_is_not_disclosed(desk) -> None:
    from samverkan.secrecy.acting import Invalid
    from samverkan.secrecy.binding import keystore

    case = desk.case("pol.samordnare")
    note = desk.write("pol.samordnare", case)
    keystore().drop_box(case.agency_id, note.box_id, at="2026-11-22", reason="gallring")
    with pytest.raises(Invalid):
        desk.propose("pol.samordnare", case, SOCIAL, [note])


def test_nothing_new_is_sealed_under_a_box_that_was_dropped(desk) -> None:
    case = desk.case("pol.samordnare")
    box = desk.write("pol.samordnare", case).box_id
    desk.sql("pol.samordnare", "UPDATE secrecy_keybox SET dropped_at = now() WHERE id = %s", box)
    assert desk.write("pol.samordnare", case).box_id != box
