"""A programme lives on under decisions, and nothing it was is lost."""

from datetime import date, timedelta

import pytest

from samverkan.programmes.tests.conftest import START

DAY = timedelta(days=1)


def refused(field, call):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as caught:
        call()
    assert caught.value.field == field
    return str(caught.value.message)


def today():
    from samverkan.secrecy import clock

    return clock.today()


OWNERS = {
    "rename": {"name": "Trefas Ny"},
    "make_permanent": {},
    "review": {},
    "change_purpose": {"purpose": "Ett annat ändamål."},
    "switch_version": {"version": "2"},
}


@pytest.mark.parametrize("act", OWNERS)
@pytest.mark.parametrize("username", ["soc.beslut", "pol.samordnare", "skola.rektor"])
def test_only_the_owners_governing_officers_change_it(house, act, username):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        house.does(act, username, house.trefas(), **OWNERS[act])


def test_renamed_it_keeps_what_it_was_called(house):
    programme = house.trefas()
    made = house.does("rename", "pol.beslut", programme, name=" Trefas Söder ", on=today() - 3 * DAY)
    assert house.fresh(programme).name == "Trefas Söder"
    assert (made.before, made.value, made.on) == ("Trefas Prov", "Trefas Söder", today() - 3 * DAY)


def test_a_name_is_not_changed_beforehand_or_before_the_start(house):
    for day in (today() + DAY, START - DAY):
        refused("on", lambda day=day: house.does("rename", "pol.beslut", house.trefas(), name="Ny", on=day))


def test_a_trial_becomes_permanent_on_its_day(house):
    from samverkan.secrecy import clock

    programme = house.start()
    house.does("make_permanent", "pol.beslut", programme, on=today() + 5 * DAY)
    row = house.fresh(programme)
    assert (row.state, row.review_on) == ("pilot", today() + 365 * DAY)
    with clock.frozen(clock.now() + 5 * DAY):
        assert row.state == "permanent"


def test_what_is_permanent_is_not_made_so_again(house):
    refused("on", lambda: house.does("make_permanent", "pol.beslut", house.trefas()))


def test_a_review_says_what_was_found_and_when_the_next_is(house):
    programme = house.trefas()
    refused("reasons", lambda: house.does("review", "pol.beslut", programme, reasons=""))
    made = house.does("review", "pol.beslut", programme, reasons="Fortsätter; mötena hålls.")
    assert (made.until, made.before, made.reasons) == (
        today() + 365 * DAY,
        "2028-01-01",
        "Fortsätter; mötena hålls.",
    )
    assert house.fresh(programme).review_on == today() + 365 * DAY


def test_three_years_is_the_longest_until_the_next_review(house):
    refused(
        "review_on",
        lambda: house.does("review", "pol.beslut", house.trefas(), review_on=today() + 1200 * DAY),
    )


def test_an_old_purpose_stays_in_the_history(house):
    programme = house.trefas()
    before = programme.purpose
    made = house.does("change_purpose", "pol.beslut", programme, purpose="Bara det nya.")
    assert (house.fresh(programme).purpose, made.value, made.before) == (
        "Bara det nya.",
        "Bara det nya.",
        before,
    )


def test_a_newer_version_takes_over_on_its_day(house, trefas_2):
    from samverkan.secrecy import clock

    programme = house.trefas()
    made = house.does("switch_version", "pol.beslut", programme, version="2", on=today() + 10 * DAY)
    assert (made.before, made.value) == ("1", "2")
    row = house.fresh(programme)
    assert row.method_version == "1"
    with clock.frozen(clock.now() + 10 * DAY):
        assert row.method_version == "2"


def test_new_cases_start_on_the_newer_version_and_running_ones_stay(house, trefas_2):
    from support.acts import Acts

    from samverkan.secrecy import clock

    acts, programme = Acts(house.world), house.trefas()
    before = acts.nominate("pol.samordnare")
    house.does("switch_version", "pol.beslut", programme, version="2", on=today() + DAY)
    same_day = acts.nominate("pol.samordnare", name="Bo", person_number="199901012394")
    with clock.frozen(clock.now() + DAY):
        after = acts.nominate("pol.samordnare", name="Cecilia", person_number="199901016403")
    assert [before.method_version, same_day.method_version, after.method_version] == ["1", "1", "2"]


def test_rights_follow_the_newer_version_from_its_day(house, trefas_2):
    from support.world import TREFAS

    from samverkan.secrecy import clock

    house.does("switch_version", "pol.beslut", house.trefas(), version="2", on=today() + DAY)
    assert house.actor("pol.beslut").may("confirm", TREFAS)
    with clock.frozen(clock.now() + DAY):
        assert not house.actor("pol.beslut").may("confirm", TREFAS)


def test_kinds_of_the_older_version_stay_readable(house, trefas_2):
    from support.world import TREFAS

    from samverkan.secrecy import clock

    house.does("switch_version", "pol.beslut", house.trefas(), version="2", on=today())
    assert house.actor("pol.beslut").reads(TREFAS, "network")
    with clock.frozen(clock.now() + DAY):
        assert house.actor("pol.handlaggare").reads(TREFAS, "network")


@pytest.mark.parametrize("version", ["1", "0", "3", "två", ""])
def test_only_a_newer_adopted_version_is_taken(house, trefas_2, version):
    refused("version", lambda: house.does("switch_version", "pol.beslut", house.trefas(), version=version))


def test_a_version_does_not_take_over_in_the_past(house, trefas_2):
    refused(
        "on",
        lambda: house.does("switch_version", "pol.beslut", house.trefas(), version="2", on=today() - DAY),
    )


def test_the_history_has_every_decision_in_order(house, trefas_2):
    programme = house.start()
    house.does("make_permanent", "pol.beslut", programme)
    house.does("rename", "pol.beslut", programme, name="Trefas Nordost")
    house.does("review", "pol.beslut", programme)
    assert house.kinds(programme) == ["started", "invited", "invited", "permanent", "renamed", "reviewed"]


@pytest.mark.parametrize(
    "statement", ["UPDATE programmes_milestone SET decision = ''", "DELETE FROM programmes_milestone"]
)
def test_nobody_rewrites_the_history(house, statement):
    from samverkan.secrecy.tests.desk import Desk

    house.start()
    assert Desk(house.world).refused("pol.beslut", statement) == "42501"


MILESTONE = (
    'INSERT INTO programmes_milestone (id, programme_id, kind, "on", decision, reasons, value, before, agency_id,'
    " made_by_id, made_at) VALUES (gen_random_uuid(), %s, %s, '2026-01-01', 'X', '', '', '', %s, %s, now())"
)


@pytest.mark.parametrize(
    ("username", "kind", "agency", "author", "state"),
    [
        ("pol.beslut", "renamed", "police", "pol.beslut", ""),
        ("pol.beslut", "renamed", "police", "pol.beslut2", "42501"),
        ("pol.beslut", "renamed", "social", "pol.beslut", "42501"),
        ("soc.beslut", "renamed", "social", "soc.beslut", "42501"),
        ("soc.beslut", "left", "social", "soc.beslut", ""),
        ("pol.samordnare", "renamed", "police", "pol.samordnare", "42501"),
    ],
)
def test_sql_adds_only_ones_own_decisions_in_ones_own_name(house, username, kind, agency, author, state):
    from samverkan.programmes.tests.conftest import AGENCIES
    from samverkan.secrecy.tests.desk import Desk

    values = [house.trefas().pk, kind, AGENCIES[agency], house.actor(author).assignment]
    assert Desk(house.world).refused(username, MILESTONE, *values) == state


def test_a_day_in_the_past_is_entered_with_its_own_number(house):
    made = house.does("review", "pol.beslut", house.trefas(), on=date(2025, 6, 1), decision="KS 2025/44")
    assert (made.on, made.decision) == (date(2025, 6, 1), "KS 2025/44")
