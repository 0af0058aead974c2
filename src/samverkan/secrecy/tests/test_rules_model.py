"""The rule is a ten-line model, and what the rule lets through the policy lets through (rule ⊆ policy)."""

from datetime import timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from samverkan.secrecy.tests.worlds import NOW, Fact, Laid, Right, Small, live, worlds

MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@pytest.fixture(scope="module")
def past_the_wall(shared_world):
    """A superuser's connection: lays worlds, and asks nothing."""
    with psycopg.connect(shared_world.dsn(), autocommit=True) as db:
        yield db


def sees(world: Small, held: int, fact: Fact, proved: bool) -> bool:
    """The model, in ten lines: what the officer on an assignment reads of an entry today."""
    agency, programme = world.cases[fact.case]
    if world.held[held].agency != agency or not live(world.held[held].span):
        return False
    if fact.ends is not None and (fact.ends < 0 or (fact.received and fact.taken_back)):
        return False
    protected = {each.case for each in world.facts if each.kind == "identity_protected"}
    if not proved and ("protected" in {fact.box, fact.kind.removeprefix("identity_")}
                       or (fact.kind == "identity" and fact.case in protected)):  # fmt: skip
        return False
    assigned = any((case, who) == (fact.case, held) and live(span) for case, who, span in world.given)
    seats = [
        each for each in world.seats if (each.held, each.programme) == (held, programme) and live(each.span)
    ]
    rights = [world.rights[programme, each.role] for each in seats if (programme, each.role) in world.rights]
    return any(fact.kind in right.reads and (assigned or not right.assigned_only) for right in rights)


def expected(laid: Laid, held: int, proved: bool) -> set:
    facts = enumerate(laid.small.facts)
    return {laid.facts[n] for n, fact in facts if sees(laid.small, held, fact, proved)}


def actors(laid: Laid):
    """Every assignment, fresh from a second proof and not; None stands for an assignment that has ended."""
    from samverkan.secrecy.officers import actor_for

    for held, key in enumerate(laid.held):
        actor = actor_for(laid.officers[held], key)
        for minutes in (-1, 5):
            yield held, actor and actor.stepped_up(NOW + timedelta(minutes=minutes)), minutes > 0


def check(laid: Laid) -> None:
    from samverkan.secrecy import clock, rules
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    with clock.frozen(NOW):
        for held, actor, proved in actors(laid):
            if actor is None:
                assert not expected(laid, held, proved)
                continue
            with bound(actor):
                everything = dict(Entry.objects.filter(pk__in=laid.facts).values_list("pk", "agency_id"))
                through = set(
                    rules.visible(actor, Entry.objects.filter(pk__in=laid.facts)).values_list("pk", flat=True)
                )
                one_by_one = {key for key in laid.facts if rules.may_see(actor, Entry(pk=key))}
            assert through == expected(laid, held, proved)
            assert one_by_one == through
            mine = {
                laid.facts[n]
                for n, fact in enumerate(laid.small.facts)
                if laid.agency(fact.case) == actor.agency
            }
            assert through <= everything.keys() == mine
            assert set(everything.values()) <= {actor.agency}


@pytest.mark.slow
@MANY
@given(small=worlds())
def test_the_rule_is_the_model_and_lies_within_the_policy(past_the_wall, small) -> None:
    check(Laid(past_the_wall, small))


@pytest.mark.slow
@settings(MANY, max_examples=25)
@given(small=worlds())
def test_who_can_see_an_entry_is_whoever_sees_it(past_the_wall, small) -> None:
    from samverkan.secrecy import clock, rules
    from samverkan.secrecy.actor import Actor
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry, Officer

    laid = Laid(past_the_wall, small)
    with clock.frozen(NOW):
        for n, fact in enumerate(small.facts):
            agency = laid.agency(fact.case)
            with bound(Actor(agency, agency, agency, "supervisor")):
                row = Entry.objects.get(pk=laid.facts[n])
                found = rules.who_can_see(row, Officer.objects.filter(pk__in=laid.officers))
            officers = [
                laid.officers[held] for held in range(len(small.held)) if sees(small, held, fact, proved=True)
            ]
            assert found == sorted(officers)


@pytest.mark.slow
@settings(MANY, max_examples=25)
@given(small=worlds())
def test_a_case_is_opened_by_whoever_reads_anything_in_its_programme(past_the_wall, small) -> None:
    from samverkan.secrecy import clock, rules
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    laid = Laid(past_the_wall, small)
    with clock.frozen(NOW):
        for held, actor, _proved in actors(laid):
            if actor is None:
                continue
            with bound(actor):
                rows = CaseFile.objects.filter(pk__in=laid.cases)
                opened = set(rules.visible_cases(actor, rows).values_list("pk", flat=True))
            assert opened == {
                laid.cases[case] for case in range(len(small.cases)) if opens(small, held, case)
            }


def opens(world: Small, held: int, case: int) -> bool:
    """The model for files: the same question without kinds and boxes."""
    rights = {
        key: Right(frozenset({"any"} if right.reads else ()), right.assigned_only)
        for key, right in world.rights.items()
    }
    plain = Small(world.held, world.seats, rights, world.ended, world.cases, world.given, [])
    return sees(plain, held, Fact(case, "any", "case", None, received=False, taken_back=False), proved=True)


WRONG = {
    "a visning outlives its end": ("_not_ended", lambda _actor: _anything()),
    "protected without proof": ("_without_protected", lambda _actor, rows: rows),
    "an old proof": ("_freshly_proved", lambda actor: actor.stepped_up_until is not None),
    "any case": (
        "_through",
        lambda seat, _actor: _anything(programme_id=seat.programme, kind__in=seat.reads),
    ),
    "any kind": ("_through", lambda seat, _actor: _anything(programme_id=seat.programme)),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", WRONG, ids=list(WRONG))
def test_a_rule_that_is_wrong_is_found(past_the_wall, monkeypatch, how) -> None:
    # Worlds in which nobody sees anything would agree with any rule.
    from samverkan.secrecy import rules

    @settings(MANY, phases=[Phase.generate], database=None, derandomize=True)
    @given(small=worlds())
    def holds(small) -> None:
        check(Laid(past_the_wall, small))

    monkeypatch.setattr(rules, *WRONG[how])
    with pytest.raises(AssertionError):
        holds()


def _anything(**facts):
    from django.db.models import Q

    return Q(**facts)
