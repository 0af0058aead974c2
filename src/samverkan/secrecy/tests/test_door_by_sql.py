"""Attack 17 past the product: SQL slipped into an officer's own, validly bound transaction, at the one door.

Every statement runs as the product's role with a true context of that officer; history is closed.
"""

from datetime import timedelta

import pytest
from support.world import POLICE, PROBATION, SCHOOL, SOCIAL

DELIVER = "SELECT sec.deliver_copy(%s, %s, 'x', clock_timestamp())"
DECIDED = "UPDATE secrecy_disclosure SET state = 'decided', decided_by = %s, decided_at = now()"


@pytest.fixture
def fresh():
    from samverkan.secrecy import ids

    return ids.new


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare", assigned=["pol.handlaggare"])


@pytest.fixture
def proposed(shared_desk, case):
    return shared_desk.propose("pol.samordnare", case, SOCIAL, [shared_desk.write("pol.samordnare", case)])


@pytest.fixture
def awaiting(shared_desk, case):
    """Decided by one, waiting for the second pair of eyes."""
    entry = shared_desk.write("pol.samordnare", case)
    found = shared_desk.propose("pol.samordnare", case, SOCIAL, [entry], four_eyes=True)
    return shared_desk.decide("pol.beslut", found)


def ground(name: str) -> tuple[str, str]:
    from samverkan.secrecy import clock
    from samverkan.secrecy.grounds import find

    return name, find(name, clock.today()).version


def decided_by(desk, username, disclosure, fresh, *, by=None, ground_=None, **columns) -> str:
    """The state with which the database refuses deciding by hand and delivering, "" if it crosses."""
    name, version = ground_ or ground("osl-10-15a")
    columns |= {"ground": name, "ground_version": version}
    more = ", ".join(f"{column} = %s" for column in columns)
    officer = desk.actor(by or username).officer
    statement = f"{DECIDED}, {more} WHERE id = %s; {DELIVER}"
    return desk.refused(
        username, statement, officer, *columns.values(), disclosure.pk, fresh(), disclosure.pk
    )


def test_a_decider_who_decides_by_hand_is_let_through(shared_desk, proposed, fresh) -> None:
    # Without this the refusals below would prove nothing.
    assert decided_by(shared_desk, "pol.beslut", proposed, fresh) == ""


def test_what_is_only_proposed_does_not_cross(shared_desk, proposed, fresh) -> None:
    assert shared_desk.refused("pol.beslut", DELIVER, fresh(), proposed.pk) == "42501"


@pytest.mark.parametrize(
    "username", ["pol.handlaggare", "pol.samordnare", "pol.logg", "pol.styr", "pol.drift"]
)
def test_whoever_may_not_decide_opens_no_door(shared_desk, proposed, fresh, username) -> None:
    assert decided_by(shared_desk, username, proposed, fresh) == "42501"


def test_nobody_decides_in_a_deciders_name(shared_desk, proposed, fresh) -> None:
    assert decided_by(shared_desk, "pol.handlaggare", proposed, fresh, by="pol.beslut") == "42501"


def test_nobody_slips_in_as_second_beside_a_decider(shared_desk, proposed, fresh) -> None:
    me = shared_desk.actor("pol.handlaggare").officer
    told = decided_by(shared_desk, "pol.handlaggare", proposed, fresh, by="pol.beslut", seconded_by=me)
    assert told == "42501"


def test_a_new_row_is_not_born_decided_in_anothers_name(shared_desk, proposed, fresh) -> None:
    row = shared_desk.row("pol.beslut", proposed)
    names = [field.column for field in row._meta.concrete_fields]
    made = {"id": fresh(), "request": fresh(), "number": "X-1", "state": "decided", "ground": "osl-10-15a",
            "ground_version": ground("osl-10-15a")[1], "decided_by": shared_desk.actor("pol.beslut").officer,
            "decided_at": row.proposed_at}  # fmt: skip
    values = [made.get(name, getattr(row, name)) for name in names]
    marks = ", ".join(["%s"] * len(names))
    insert = f"INSERT INTO secrecy_disclosure ({', '.join(names)}) VALUES ({marks})"
    assert shared_desk.refused("pol.handlaggare", insert, *values) == "42501"
    assert shared_desk.refused("pol.beslut", insert, *values) == ""


SECONDS = {
    "nobody": "state = 'decided'",
    "the same": "state = 'decided', seconded_by = decided_by",
    "another, in their absence": "state = 'decided', seconded_by = (SELECT id FROM secrecy_officer"
    " WHERE username = 'pol.beslut2')",
    "none asked for any more": "state = 'decided', four_eyes = false",
    "first made anew": "state = 'proposed', decided_by = NULL, decided_at = NULL, four_eyes = false",
}  # fmt: skip


@pytest.mark.parametrize("how", SECONDS, ids=list(SECONDS))
def test_one_pair_of_eyes_never_becomes_two(shared_desk, awaiting, fresh, how) -> None:
    statement = f"UPDATE secrecy_disclosure SET {SECONDS[how]} WHERE id = %s; {DELIVER}"
    assert shared_desk.refused("pol.beslut", statement, awaiting.pk, fresh(), awaiting.pk) in {
        "42501",
        "23514",
    }


def test_the_second_pair_of_eyes_must_be_a_deciders(shared_desk, awaiting, fresh) -> None:
    seconds = "UPDATE secrecy_disclosure SET state = 'decided', seconded_by = %s WHERE id = %s"
    for username, told in (("pol.handlaggare", "42501"), ("pol.samordnare", "42501"), ("pol.beslut2", "")):
        me = shared_desk.actor(username).officer
        state = shared_desk.refused(username, f"{seconds}; {DELIVER}", me, awaiting.pk, fresh(), awaiting.pk)
        assert state == told, username


def test_a_ground_that_asks_for_two_is_not_passed_by_one(shared_desk, proposed, fresh) -> None:
    assert decided_by(shared_desk, "pol.beslut", proposed, fresh, ground_=ground("osl-10-2")) == "42501"


@pytest.mark.parametrize(
    "named", [("osl-10-1", "2009-06-30.1"), ("osl-10-15a", "1999-01-01.1"), ("", ""), ("osl-10-99", "1")]
)
def test_a_ground_not_in_force_does_not_carry(shared_desk, proposed, fresh, named) -> None:
    assert decided_by(shared_desk, "pol.beslut", proposed, fresh, ground_=named) == "42501"


@pytest.mark.parametrize("receiver", [SCHOOL, POLICE])
def test_only_a_party_receives_and_never_the_giver(shared_desk, case, fresh, receiver) -> None:
    entry = shared_desk.write("pol.samordnare", case)
    found = shared_desk.propose("pol.samordnare", case, SOCIAL, [entry])
    row = f"UPDATE secrecy_disclosure SET receiver_id = '{receiver}' WHERE id = %s"
    assert shared_desk.refused("pol.beslut", row, found.pk) == "42501"


def test_the_receiver_of_a_proposal_is_not_changed_under_the_decision(shared_desk, proposed) -> None:
    for change in (
        f"receiver_id = '{PROBATION}'",
        "mode = 'standing'",
        "form = 'visning'",
        "ends_on = CURRENT_DATE",
    ):
        statement = f"UPDATE secrecy_disclosure SET {change} WHERE id = %s"
        assert shared_desk.refused("pol.beslut", statement, proposed.pk) == "42501", change


def test_the_door_keeps_the_present_time(shared_desk, proposed, fresh) -> None:
    for moment in ("now() - interval '1 day'", "now() + interval '1 day'", "'infinity'"):
        late = DELIVER.replace("clock_timestamp()", moment)
        assert shared_desk.refused("pol.beslut", late, fresh(), proposed.pk) == "42501"


def test_a_visning_that_has_ended_does_not_cross(shared_desk, case, fresh) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Form

    today = clock.today()
    entry = shared_desk.write("pol.samordnare", case)
    row = shared_desk.propose("pol.samordnare", case, SOCIAL, [entry], form=Form.SHOWN, ends_on=today)
    assert decided_by(shared_desk, "pol.beslut", row, fresh) == ""
    with clock.frozen(clock.now() - timedelta(days=9)):
        row = shared_desk.propose(
            "pol.samordnare", case, SOCIAL, [entry], form=Form.SHOWN, ends_on=today - timedelta(days=2)
        )
    assert decided_by(shared_desk, "pol.beslut", row, fresh) == "42501"


def test_anothers_disclosure_is_as_one_that_does_not_exist(shared_desk, proposed, fresh) -> None:
    for wanted in (proposed.pk, fresh()):
        assert shared_desk.refused("soc.beslut", DELIVER, fresh(), wanted) == "42501"


def test_a_disclosure_crosses_once(shared_desk, case, fresh) -> None:
    given = shared_desk.give(case, SOCIAL, shared_desk.write("pol.samordnare", case))
    assert shared_desk.refused("pol.beslut", DELIVER, fresh(), given.pk) == "23505"


@pytest.mark.parametrize(
    "verb",
    ["INSERT INTO secrecy_delivery (id) VALUES (%s)", "DELETE FROM secrecy_delivery WHERE id = %s",
     "UPDATE secrecy_delivery SET giver_id = %s"],
)  # fmt: skip
def test_there_is_no_way_into_an_inbox_but_the_door(shared_desk, fresh, verb) -> None:
    assert shared_desk.refused("pol.beslut", verb, fresh()) == "42501"
