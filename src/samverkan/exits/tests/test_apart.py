"""The keep-apart list: what can be compared of it, at which town, and from when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, OTHER, PLACE

from samverkan.exits.apart import COMES, STAYS, Known, group, known, person, points


@pytest.mark.parametrize(("one", "other"), [
    ("Grupp X", "grupp x"), ("K-falangen 163", "K falangen163"), ("Östra gänget", "ÖSTRA-GÄNGET"),
    ("Café Noir", "cafe noir"),
])  # fmt: skip
def test_a_groups_name_is_compared_by_letters_and_digits_alone(one, other):
    assert group(one) == group(other) != ""


def test_groups_that_differ_by_a_ring_or_dots_are_two():
    assert group("Ån") != group("An")


@given(st.text())
def test_a_groups_comparable_name_is_its_own(name):
    assert group(group(name)) == group(name)


@pytest.mark.parametrize(("number", "wanted"), [("19990101-2386", "9901012386"), ("990101-2386", "9901012386"),
                                                ("2386", ""), ("", "")])  # fmt: skip
def test_a_number_is_compared_by_its_last_ten_digits(number, wanted):
    assert person(number) == wanted


def test_a_person_without_a_number_cannot_be_compared():
    from uuid import UUID

    told = [
        (UUID(int=1), "avoid", "person", {"name": "Prov Provsson"}),
        (UUID(int=2), "own", "group", {"name": "X"}),
    ]
    assert [each.value for each in known(told, "")] == ["x"]
    assert [each.value for each in known(told, "199901012386")] == ["9901012386", "x"]


KNOWN = st.builds(Known, st.none(), st.sampled_from(["own", "avoid"]), st.sampled_from(["person", "group"]),
                  st.sampled_from(["a", "b"]))  # fmt: skip
TOWNS = st.sampled_from(["0180", "1480"])


@given(KNOWN, TOWNS, KNOWN, TOWNS)
def test_a_conflict_is_one_sides_own_at_the_others_avoided_in_the_same_town(one, here, other, there):
    """Written out by hand: the two meet when town and value are equal and one's own is what the other avoids."""
    meets = here == there and (one.what, one.value) == (other.what, other.value) and one.side != other.side
    found = points([one], here, comes=True) == points([other], there, comes=False)
    assert found == meets


def test_marks_differ():
    assert COMES != STAYS


@pytest.fixture
def lock(exits):
    case = exits.leaver()
    exits.assign(case, COUNSELLOR, OTHER)
    return exits.locked(case, COUNSELLOR)


def tokens(exits, case, **filters):
    from samverkan.exits.models import Token
    from samverkan.secrecy.binding import bound

    with bound(exits.actor(DECIDER)):
        return list(Token.objects.filter(case=case, **filters))


def add(exits, case, side="avoid", what="group", by=OTHER, **fields):
    from samverkan.exits import actions

    return actions.add_term(
        by=exits.actor(by), case=case, side=side, what=what, fields=fields or {"name": "Grupp X"}
    )


def test_a_line_waits_until_somebody_on_the_place_list_opens_the_lock(exits, lock):
    from samverkan.exits.reads.apart import terms_of
    from samverkan.secrecy.binding import bound

    add(exits, lock.case)
    with bound(exits.actor(OTHER)):
        assert [each.ready for each in terms_of(lock.case)] == [False]
    assert tokens(exits, lock.case) == []
    exits.opened(lock, COUNSELLOR)
    with bound(exits.actor(OTHER)):
        assert [each.ready for each in terms_of(lock.case)] == [True]


def test_opening_again_changes_no_token(exits, lock):
    add(exits, lock.case)
    exits.opened(lock, COUNSELLOR)
    before = {(row.pk, row.made_at) for row in tokens(exits, lock.case)}
    exits.opened(lock, COUNSELLOR)
    assert {(row.pk, row.made_at) for row in tokens(exits, lock.case)} == before != set()


def test_an_ended_line_is_compared_no_more(exits, lock):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Conflict

    term = add(exits, lock.case)
    exits.opened(lock, COUNSELLOR)
    actions.end_term(by=exits.actor(OTHER), term=term)
    assert tokens(exits, lock.case, ended_at__isnull=True) == []
    with pytest.raises(Conflict):
        actions.end_term(by=exits.actor(OTHER), term=term)


def test_after_a_move_only_the_new_town_counts_and_both_while_it_is_planned(exits, lock):
    from samverkan.exits import actions

    add(exits, lock.case)
    exits.opened(lock, COUNSELLOR)
    by = exits.actor(COUNSELLOR, fresh=True)
    planned = {**PLACE, "town": "1480", "since": "2099-01-01"}
    actions.put_place(by=by, lock=lock, fields=planned)
    assert len(tokens(exits, lock.case, ended_at__isnull=True)) == 2
    actions.put_place(by=by, lock=lock, fields={**planned, "since": "2026-11-02"})
    assert len(tokens(exits, lock.case, ended_at__isnull=True)) == 1


def test_whoever_may_not_see_who_the_leaver_is_leaves_their_number_compared(exits, lock):
    """A coordinator reads the protected identity, a counsellor does not; opening as either keeps the number's token."""
    exits.identity(lock.case, by=COORDINATOR, protected=True)
    exits.key(lock, COORDINATOR)
    exits.opened(lock, COORDINATOR)
    assert len(tokens(exits, lock.case, term__isnull=True, ended_at__isnull=True)) == 1
    exits.opened(lock, COUNSELLOR)
    assert len(tokens(exits, lock.case, term__isnull=True, ended_at__isnull=True)) == 1


def test_the_list_is_secret_and_short(exits, lock, attacker):
    from samverkan.secrecy.acting import Invalid

    for number in range(24):
        add(exits, lock.case, name=f"Grupp {number}")
    with pytest.raises(Invalid):
        add(exits, lock.case, name="Grupp 25")
    stored = (
        attacker().execute("SELECT string_agg(encode(sealed, 'escape'), '') FROM exits_term").fetchone()[0]
    )
    assert "Grupp" not in stored


@pytest.mark.parametrize(("side", "what", "fields", "field"), [
    ("avoid", "group", {"name": " "}, "name"), ("avoid", "group", {"name": "--"}, "name"),
    ("own", "person", {"name": "Prov"}, "what"), ("avoid", "person", {"name": "P", "number": "123"}, "number"),
    ("other", "group", {"name": "X"}, "what"), ("avoid", "group", {"name": "x" * 301}, "name"),
])  # fmt: skip
def test_a_line_that_does_not_hold_says_where(exits, lock, side, what, fields, field):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as invalid:
        add(exits, lock.case, side=side, what=what, **fields)
    assert invalid.value.field == field


def test_whoever_does_not_work_on_the_case_writes_nothing(exits, lock):
    from samverkan.secrecy.acting import Refused

    for username in ("avh.ekonom", "avh.logg", "pol.avhopp", "gra.samordnare"):
        with pytest.raises(Refused):
            add(exits, lock.case, by=username)
