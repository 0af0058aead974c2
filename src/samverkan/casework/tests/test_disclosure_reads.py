"""What the disclosure pages read: who holds what, the last ground, four eyes, the ledger, the question's start."""

from datetime import date, timedelta

import pytest
from support.world import PROBATION, SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


@pytest.fixture
def read(world):
    """Call a read as an officer, in a transaction of their own."""
    from samverkan.secrecy.binding import bound

    def call(username, function, *args, **more):
        actor = world.actor(username)
        with bound(actor):
            return function(actor, *args, **more)

    return call


def test_the_last_ground_is_this_persons_and_this_receivers(acts, case, read):
    from samverkan.casework.reads.disclosures import last_ground

    assert read("pol.beslut", last_ground, case, SOCIAL) is None
    acts.disclose("pol.beslut", case, SOCIAL, acts.note("pol.samordnare", case))
    used = read("pol.beslut", last_ground, case, SOCIAL)
    assert (used.ground.id, used.reasons) == ("osl-10-15a", "Skäl i prov.")
    assert used.answers["need"].choice == "yes"
    assert read("pol.beslut", last_ground, case, PROBATION) is None


def test_a_refusal_is_no_last_ground(acts, case, read, world):
    from support.acts import decision

    from samverkan.casework.reads.disclosures import last_ground
    from samverkan.secrecy import disclosing

    note = acts.note("pol.samordnare", case)
    went = acts.disclose("pol.beslut", case, SOCIAL, note, decision=decision("osl-10-27"))
    disclosing.refuse(by=world.actor("pol.beslut2"), disclosure=went, reasons="Nej.")
    assert read("pol.beslut", last_ground, case, SOCIAL) is None


def test_four_eyes_follow_the_methods_file(case, read):
    from samverkan.casework.reads.disclosures import second_asked

    def asked(_actor, kinds, mode):
        return second_asked(case, kinds, mode)

    assert read("pol.beslut", asked, ["note"], "single") is None
    assert "kosta ett liv" in read("pol.beslut", asked, ["note", "identity_protected"], "package").sv
    assert read("pol.beslut", asked, ["note"], "standing") is not None


def test_a_holder_is_whoever_was_given_it_and_has_it_still(acts, case, read):
    from samverkan.casework.reads.disclosures import who_holds
    from samverkan.secrecy import clock, reception

    note = acts.note("pol.samordnare", case)
    ends = clock.today() + timedelta(days=1)
    acts.disclose("pol.beslut", case, SOCIAL, note, form="visning", ends_on=ends)
    acts.disclose("pol.beslut", case, PROBATION, note)
    assert {agency.pk for agency, _on in read("pol.beslut", who_holds, [note.pk])[note.pk]} == {
        SOCIAL,
        PROBATION,
    }
    reception.reject(by=acts.actor("fri.beslut"), delivery=acts.deliveries("fri.beslut")[0], reason="Nej.")
    assert [agency.pk for agency, _on in read("pol.beslut", who_holds, [note.pk])[note.pk]] == [SOCIAL]
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert read("pol.beslut", who_holds, [note.pk]) == {}


def test_the_ledger_filters_as_it_labels(acts, case, read, world):
    from samverkan.casework.reads.disclosures import STATUSES, ledger
    from samverkan.secrecy import clock, disclosing, reception

    def note():
        return acts.note("pol.samordnare", case)

    ends = clock.today() + timedelta(days=1)
    by = world.actor("pol.beslut")
    acts.disclose("pol.beslut", case, SOCIAL, note())
    acts.receive("soc.beslut")
    acts.disclose("pol.beslut", case, SOCIAL, note())
    reception.reject(by=world.actor("soc.beslut"), delivery=acts.deliveries("soc.beslut")[0], reason="Nej.")
    acts.withdraw("pol.beslut", acts.disclose("pol.beslut", case, SOCIAL, note()))
    acts.disclose("pol.beslut", case, SOCIAL, note(), form="visning", ends_on=ends)
    acts.disclose("pol.beslut", case, SOCIAL, note(), ground="osl-10-27")
    items = [disclosing.Item(note().pk, ("text",))]
    for refused in (False, True):
        row = disclosing.propose(by=by, case=case, receiver=SOCIAL, items=items)
        if refused:
            disclosing.refuse(by=by, disclosure=row, reasons="Nej.")
    with clock.frozen(clock.now() + timedelta(days=2)):
        acts.disclose("pol.beslut", case, SOCIAL, note())
        everything, _more = read("pol.beslut", ledger)
        for status in STATUSES:
            found, _more = read("pol.beslut", ledger, status)
            expected = [each.disclosure.pk for each in everything if each.status == status]
            assert [each.disclosure.pk for each in found] == expected
            assert len(expected) == 1, status


def test_an_officer_without_the_case_finds_no_disclosure_of_it(acts, case, read):
    from samverkan.casework.reads.disclosures import find_disclosure, ledger
    from samverkan.secrecy.models import Disclosure

    went = acts.disclose("pol.beslut", case, SOCIAL, acts.note("pol.samordnare", case))
    assert read("pol.handlaggare", ledger)[0] == []  # a caseworker who is not assigned to it
    with pytest.raises(Disclosure.DoesNotExist):
        read("pol.handlaggare", find_disclosure, went.pk)


def test_events_are_those_of_ones_own_cases(acts, case, read):
    from samverkan.casework.reads.deliveries import happenings

    acts.disclose("pol.beslut", case, SOCIAL, acts.note("pol.samordnare", case))
    acts.receive("soc.beslut")
    assert [each.event.event for each in read("pol.beslut", happenings)] == ["received"]
    assert read("pol.handlaggare", happenings) == []


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("199901012386", date(1999, 1, 1)),
        ("19990101-2386", date(1999, 1, 1)),
        ("199901612385", date(1999, 1, 1)),  # a coordination number: the day is raised by 60
        ("9901012386", None),
        ("199913452386", None),
        ("", None),
    ],
)
def test_the_day_of_birth_in_a_number(template, number, born):
    from samverkan.casework.reads.questions import born_on

    assert born_on(number) == born


@pytest.mark.parametrize(
    ("on", "age"), [(date(2016, 12, 31), 17), (date(2017, 1, 1), 18), (date(2017, 1, 2), 18)]
)
def test_age_turns_on_the_birthday(case, read, on, age):
    from samverkan.casework.reads.questions import age_in

    assert read("pol.beslut", age_in, case, on) == age


def test_the_question_starts_from_what_is_known(acts, case, read):
    from samverkan.casework.reads.questions import question_about

    asked = read("pol.beslut", question_about, case, SOCIAL, ["note", "identity_protected"])
    assert (asked.giver, asked.receiver, asked.consent) == ("police", "social", "not_asked")
    assert asked.categories == {"police", "protected_identity"}
    assert asked.age is not None
