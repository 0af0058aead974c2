"""Packages as acts: all lines or none, only the package's own, idempotent, each with a trace of its own."""

from uuid import uuid4

import pytest
from support.world import PROBATION, SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


def proposed(acts, case, *receivers, package=None, request=None):
    from samverkan.secrecy import packages
    from samverkan.secrecy.disclosing import Item

    note = acts.note("pol.samordnare", case)
    lines = [packages.Line(case, receiver, (Item(note.pk, ("text",)),)) for receiver in receivers]
    return packages.propose(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), package=package or uuid4(), lines=lines,
        request=request or uuid4(),
    )  # fmt: skip


def settle(acts, rows, package=None, username="pol.beslut"):
    from support.acts import decision

    from samverkan.secrecy import packages

    lines = [packages.Decided(row, decision()) for row in rows]
    return packages.decide(
        by=acts.actor(username), programme=acts.programme(), package=package or rows[0].package, lines=lines
    )


def test_all_lines_cross_together(acts, case):
    rows = settle(acts, proposed(acts, case, SOCIAL, PROBATION))
    assert {row.state for row in rows} == {"decided"}
    assert len(acts.deliveries("soc.beslut")) == len(acts.deliveries("fri.beslut")) == 1


def test_one_line_that_cannot_be_decided_undoes_the_rest(acts, case):
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.acting import Conflict

    rows = proposed(acts, case, SOCIAL, PROBATION)
    disclosing.refuse(by=acts.actor("pol.beslut2"), disclosure=rows[1], reasons="Nej.")
    with pytest.raises(Conflict):
        settle(acts, rows)
    assert acts.deliveries("soc.beslut") == []


def test_an_unknown_field_undoes_every_proposal(acts, case):
    from samverkan.secrecy import packages
    from samverkan.secrecy.acting import Invalid
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.disclosing import Item
    from samverkan.secrecy.models import Disclosure

    note, by = acts.note("pol.samordnare", case), acts.actor("pol.samordnare")
    lines = [
        packages.Line(case, SOCIAL, (Item(note.pk, ("text",)),)),
        packages.Line(case, PROBATION, (Item(note.pk, ("finns_inte",)),)),
    ]
    with pytest.raises(Invalid):
        packages.propose(by=by, programme=acts.programme(), package=uuid4(), lines=lines, request=uuid4())
    with bound(by):
        assert not Disclosure.of(by.agency).exists()


def test_an_empty_package_is_refused(acts):
    from samverkan.secrecy import packages
    from samverkan.secrecy.acting import Invalid

    by, programme = acts.actor("pol.beslut"), acts.programme()
    with pytest.raises(Invalid):
        packages.propose(by=by, programme=programme, package=uuid4(), lines=[], request=uuid4())
    with pytest.raises(Invalid):
        packages.decide(by=by, programme=programme, package=uuid4(), lines=[])


def test_a_line_of_another_package_is_refused(acts, case):
    from samverkan.secrecy.acting import Invalid

    rows = proposed(acts, case, SOCIAL)
    with pytest.raises(Invalid):
        settle(acts, rows, package=uuid4())


def test_whoever_may_not_decide_is_refused(acts, case):
    from samverkan.secrecy.acting import Refused

    rows = proposed(acts, case, SOCIAL)
    with pytest.raises(Refused):
        settle(acts, rows, username="pol.samordnare")


def test_the_same_request_is_one_package(acts, case):
    from samverkan.secrecy import packages
    from samverkan.secrecy.disclosing import Item

    note, request, package = acts.note("pol.samordnare", case), uuid4(), uuid4()
    line = packages.Line(case, SOCIAL, (Item(note.pk, ("text",)),))
    by, programme = acts.actor("pol.samordnare"), acts.programme()
    made = [
        packages.propose(by=by, programme=programme, package=package, lines=[line], request=request)[0].pk
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_every_line_leaves_a_trace_of_its_own(acts, case, attacker):
    settle(acts, proposed(acts, case, SOCIAL, PROBATION))
    with attacker().cursor() as cursor:
        cursor.execute("SELECT verb, count(*) FROM trail_trace GROUP BY verb")
        counted = dict(cursor.fetchall())
    assert (counted["package.decide"], counted["disclosure.decide"]) == (1, 2)
    assert (counted["package.propose"], counted["disclosure.propose"]) == (1, 2)
