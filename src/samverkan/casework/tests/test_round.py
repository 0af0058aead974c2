"""One Trefas round in acts, from nomination to a task closed: three authorities, nothing crosses by itself."""

import pytest
from support.world import POLICE, PROBATION, SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def test_a_nomination_is_confirmed_by_a_second_person(acts):
    from samverkan.casework import actions
    from samverkan.secrecy.acting import Refused

    case = acts.nominate("pol.samordnare")
    with pytest.raises(Refused, match=r"case\.move"):
        actions.move(by=acts.actor("pol.samordnare"), case=case, move="confirm", reason="Jag själv.")
    confirmed = actions.move(by=acts.actor("pol.beslut"), case=case, move="confirm", reason="Stämmer.")
    assert confirmed.phase == "confirmed"


def test_nothing_reaches_another_authority_before_it_is_disclosed(acts):
    acts.nominate("pol.samordnare")
    assert acts.deliveries("soc.beslut") == []
    assert acts.deliveries("fri.beslut") == []


def test_a_disclosed_note_lies_in_the_receivers_own_file(acts):
    case = acts.nominate("pol.samordnare")
    note = acts.note("pol.samordnare", case, "Hotades i går.")
    acts.note("pol.samordnare", case, "Polisens egen sak.")
    acts.disclose("pol.samordnare", case, SOCIAL, note)

    received = acts.receive("soc.beslut")

    texts = [each["text"] for each in acts.seen("soc.beslut", received.case)]
    assert texts == ["Hotades i går."]
    assert received.case.agency_id == SOCIAL
    assert received.case.list_id == case.list_id
    assert acts.events("pol.samordnare") == ["received"]


def test_a_file_opened_beforehand_is_tied_and_not_doubled(acts):
    from support.acts import PERSON

    from samverkan.casework import actions
    from samverkan.secrecy import reception
    from samverkan.secrecy.binding import bound

    own = actions.open_file(by=acts.actor("soc.handlaggare"), programme=acts.programme(), identity=PERSON)
    case = acts.nominate("pol.samordnare")
    acts.disclose("pol.samordnare", case, SOCIAL, acts.of_kind("pol.samordnare", case, "identity"))

    by, delivery = acts.actor("soc.beslut"), acts.deliveries("soc.beslut")[0]
    with bound(by):
        assert [found.pk for found in reception.candidates(delivery)] == [own.pk]
    received = actions.receive(by=by, delivery=delivery, case=own)

    assert received.case.pk == own.pk
    assert "attachment_note" in {each.row.kind for each in acts.seen("soc.beslut", own)}


def test_a_task_goes_through_the_door_and_is_reported_back(acts):
    from samverkan.casework import actions
    from samverkan.casework.models import Task
    from samverkan.secrecy.binding import bound

    case = acts.nominate("pol.samordnare")
    given = acts.give_task("pol.samordnare", case, "social")
    assert given.state == Task.State.GIVEN
    acts.disclose("pol.samordnare", case, SOCIAL, given.entry)
    acts.receive("soc.beslut")

    by = acts.actor("soc.handlaggare")
    decider = acts.actor("soc.beslut")
    with bound(decider):
        task = Task.of(SOCIAL).select_related("case").get()
    actions.assign(by=decider, case=task.case, assignment=_assignment(by))
    actions.accept_task(by=by, task=task)
    report = {"outcome": "done", "done_on": "2026-11-23", "text": "Ringde."}
    done = actions.finish_task(by=by, task=task, report=report)

    assert done.state == Task.State.DONE
    assert acts.events("pol.samordnare") == ["received", "task_accepted", "task_done"]
    assert acts.deliveries("pol.samordnare") == [], (
        "the outcome itself is the social services' until disclosed"
    )


def test_only_the_lists_owner_writes_the_joint_colour(acts):
    from samverkan.secrecy.acting import Refused

    case = acts.nominate("pol.samordnare")
    acts.judge("pol.samordnare", case, "red", kind="joint_colour")
    acts.disclose("pol.samordnare", case, PROBATION, acts.of_kind("pol.samordnare", case, "identity"))
    theirs = acts.receive("fri.beslut").case
    with pytest.raises(Refused):
        acts.judge("fri.beslut", theirs, "green", kind="joint_colour")


def test_leaving_the_list_asks_for_a_reason_and_closes_the_file(acts):
    from samverkan.casework import actions
    from samverkan.secrecy.acting import Invalid

    case = acts.nominate("pol.samordnare")
    actions.move(by=acts.actor("pol.beslut"), case=case, move="confirm", reason="Stämmer.")
    with pytest.raises(Invalid) as missing:
        actions.move(by=acts.actor("pol.beslut"), case=case, move="leave", reason="Lugnt sedan i våras.")
    assert missing.value.field == "leaving"
    left = actions.move(by=acts.actor("pol.beslut"), case=case, move="leave", reason="Lugnt.", leaving="calm")
    assert left.phase == "left"
    assert left.closed_on is not None


def test_the_agenda_puts_human_reds_first_then_what_changed(acts):
    from samverkan.casework.reads.meetings import agenda
    from samverkan.secrecy.binding import bound

    names = {"green": "Anna Grön", "red": "Bo Röd", "yellow": "Cia Gul"}
    numbers = ["199901012394", "199901016403", "199901016809"]
    for (level, name), number in zip(names.items(), numbers, strict=True):
        case = acts.nominate("pol.samordnare", name=name, person_number=number)
        acts.judge("pol.samordnare", case, level)
    by = acts.actor("pol.samordnare")
    with bound(by):
        items = agenda(by, acts.programme())
    assert [(item.row.name, item.why) for item in items] == [
        ("Bo Röd", "scale:red"), ("Anna Grön", "changed"), ("Cia Gul", "changed")
    ]  # fmt: skip


def test_the_pointer_reaches_only_those_who_know_the_matter(acts):
    from samverkan.casework import actions
    from samverkan.casework.reads.meetings import pointed_case
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound

    case = acts.nominate("pol.samordnare")
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    theirs = acts.receive("soc.beslut").case
    chair = acts.actor("pol.samordnare")
    meeting = actions.plan_meeting(by=chair, programme=acts.programme(), starts_at=clock.now())
    actions.point_at(by=chair, meeting=actions.open_meeting(by=chair, meeting=meeting), case=case)

    for username, expected in (("soc.beslut", theirs.pk), ("fri.beslut", None), ("pol.beslut", case.pk)):
        by = acts.actor(username)
        with bound(by):
            at = pointed_case(by, meeting)
        assert (at.pk if at else None) == expected, username


def _assignment(actor):
    from samverkan.secrecy.models import Assignment

    return Assignment.objects.get(pk=actor.assignment)


def test_police_is_the_owner_in_this_world(acts):
    assert acts.programme().owner_id == POLICE
