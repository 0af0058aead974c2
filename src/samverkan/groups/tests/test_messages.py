"""Call-ins, custom notifications and the help line: what is written where, and who may read it."""

import pytest
from support.world import SOCIAL

TALK = {
    "held_on": "2026-11-10", "place": "home", "messenger_one": "Kommunpolisen", "messenger_two": "Frivården",
    "said_message": "on", "said_help": "on", "response": "listened",
}  # fmt: skip
WHY = {"grounds": "Den som gruppen lyssnar på.", "basis": "Frivilligt"}
CALL = {"called_on": "2026-11-10", "caller": "unknown", "wants": "Vill byta stad."}


@pytest.fixture
def person(acts):
    return acts.person()


@pytest.fixture
def group(acts):
    return acts.group()


def notify(acts, person, group, by="gvi.kommunpolis", **fields):
    return acts.groups.notify(by=acts.actor(by), person=person, group=group, fields={**TALK, **fields})


def test_the_talk_stands_in_the_persons_file_and_its_day_in_the_groups(acts, person, group):
    notify(acts, person, group)
    talk = acts.in_file("gvi.analytiker", person, "notification")[0]
    assert (talk["said_message"], talk["said_consequence"], talk["response"]) == (True, False, "listened")
    act = acts.in_file("gvi.analytiker", group, "act")[0]
    assert (act["acted_on"], act["what"], act["authority"]) == ("2026-11-10", "notification", "police")
    assert "Prov" not in str(act.fields)


def test_two_give_the_message(acts, person, group):
    with pytest.raises(acts.Invalid) as refused:
        notify(acts, person, group, messenger_two=" kommunpolisen")
    assert refused.value.field == "messenger_two"


def test_something_of_the_message_was_said_or_the_person_was_not_met(acts, person, group):
    nothing = {"said_message": "", "said_help": ""}
    with pytest.raises(acts.Invalid):
        notify(acts, person, group, **nothing)
    notify(acts, person, group, **nothing, response="not_met")
    assert acts.in_file("gvi.analytiker", group, "act") == []  # no message was given, so none is dated


def test_the_project_leader_reads_that_it_was_done_and_not_to_whom(acts, person, group):
    from support.world import MUNICIPALITY

    notify(acts, person, group)
    acts.hand_over(group, MUNICIPALITY, "subject", "act")
    theirs = acts.receive("kom.ledare").case
    assert [each["what"] for each in acts.in_file("kom.ledare", theirs, "act")] == ["notification"]


def test_a_person_is_summoned_once_to_a_call_in_with_grounds_and_basis(acts, person, group):
    call_in = acts.call_in()
    by = acts.actor("gvi.kommunpolis")
    for missing in ("grounds", "basis"):
        with pytest.raises(acts.Invalid) as refused:
            acts.groups.invite(by=by, person=person, call_in=call_in, fields={**WHY, missing: ""})
        assert refused.value.field == missing
    acts.groups.invite(by=by, person=person, call_in=call_in, group=group, fields=WHY)
    found = acts.in_file("gvi.analytiker", person, "invitation")[0]
    assert (found["call_in"], found["group"]) == (str(call_in.list_id), str(group.list_id))
    with pytest.raises(acts.Invalid):
        acts.groups.invite(by=by, person=person, call_in=call_in, fields=WHY)
    acts.groups.invite(by=by, person=person, call_in=acts.call_in(day="2027-01-15"), fields=WHY)


def test_where_and_how_it_is_kept_safe_is_read_by_the_fewest(acts):
    call_in = acts.call_in()
    acts.write("gvi.sakerhet", call_in, "call_in_security", place="Rådhuset, sal 2", text="Två ingångar.")
    readers = {
        who: bool(acts.in_file(who, call_in, "call_in_security"))
        for who in ("gvi.sakerhet", "gvi.beslut", "gvi.analytiker", "gvi.kommunpolis", "gvi.jurist")
    }
    assert [who for who, reads in readers.items() if reads] == ["gvi.sakerhet", "gvi.beslut"]


def test_who_came_is_read_by_the_fewest_and_a_second_note_stands_instead(acts, person):
    call_in = acts.call_in()
    by = acts.actor("gvi.sakerhet")
    for came in ("absent", "came"):
        acts.groups.attend(by=by, person=person, call_in=call_in, came=came)
    assert [each["came"] for each in acts.in_file("gvi.beslut", person, "attendance")] == ["absent", "came"]
    assert acts.in_file("gvi.beslut", person, "attendance")[1].row.supersedes_id is not None
    assert acts.in_file("gvi.analytiker", person, "attendance") == []


def test_who_came_cannot_be_handed_over(acts, person):
    from samverkan.casework.reads.disclosures import choosable

    acts.groups.attend(by=acts.actor("gvi.sakerhet"), person=person, call_in=acts.call_in(), came="came")
    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        assert "attendance" not in {each.entry.row.kind for each in choosable(by, person)}


def test_held_it_is_dated_in_every_groups_file_and_the_call_in_moves_on(acts, group):
    other, call_in = acts.group("Gnejs"), acts.call_in()
    outcome = {"held_on": "2026-12-10", "text": "Lugnt, alla hörde på."}
    held = acts.groups.hold(
        by=acts.actor("gvi.kommunpolis"), call_in=call_in, outcome=outcome, groups=[group, other]
    )
    assert held.phase == "held"
    for each in (group, other):
        assert acts.in_file("gvi.analytiker", each, "act")[0]["what"] == "call_in"


def test_a_call_in_that_fails_half_way_leaves_nothing(acts, group):
    call_in = acts.call_in()
    with pytest.raises(acts.Invalid):
        acts.groups.hold(by=acts.actor("gvi.kommunpolis"), call_in=call_in, groups=[group],
                         outcome={"held_on": "", "text": "x"})  # fmt: skip
    assert acts.in_file("gvi.analytiker", call_in, "call_in_outcome") == []
    assert acts.in_file("gvi.analytiker", group, "act") == []


def test_a_caller_may_be_anybody_and_no_name_is_asked_for(acts):
    case = acts.groups.take_call(by=acts.actor("kom.linje"), programme=acts.programme(), call=CALL)
    found = acts.in_file("kom.linje", case, "help_call")[0]
    assert set(found.fields) == {"called_on", "caller", "wants", "danger"}


def test_nothing_is_handed_over_unless_the_caller_said_yes(acts):
    case = acts.groups.take_call(by=acts.actor("kom.linje"), programme=acts.programme(), call=CALL)
    fields = {"handed_on": "2026-11-10", "to": "sig", "text": "Vill träffa någon."}
    with pytest.raises(acts.Invalid) as refused:
        acts.groups.hand_over(by=acts.actor("kom.linje"), call=case, fields=fields)
    assert refused.value.field == "agreed"
    assert acts.in_file("kom.linje", case, "help_handover") == []


def test_the_hand_over_goes_through_the_door_by_a_deciders_decision(acts):
    case = acts.groups.take_call(by=acts.actor("kom.linje"), programme=acts.programme(), call=CALL)
    fields = {"handed_on": "2026-11-10", "to": "sig", "agreed": "on", "text": "Vill träffa någon."}
    proposed = acts.groups.hand_over(by=acts.actor("kom.linje"), call=case, fields=fields)
    assert (proposed.receiver_id, proposed.state) == (SOCIAL, "proposed")
    assert acts.deliveries("soc.gvi") == []

    from support.acts import decision

    acts.disclosing.decide(by=acts.actor("kom.gvibeslut"), disclosure=proposed, decision=decision())
    received = acts.receive("soc.gvi")
    assert received.case.side == "help_call"
    assert acts.in_file("soc.gvi", received.case, "help_call")[0]["wants"] == "Vill byta stad."


def test_to_a_party_that_does_not_take_part_nothing_can_be_handed(acts):
    case = acts.groups.take_call(by=acts.actor("kom.linje"), programme=acts.programme(), call=CALL)
    fields = {"handed_on": "2026-11-10", "to": "exit", "agreed": "on", "text": "Vill lämna."}
    acts.models.Party.objects.filter(agency__kind="exit").count()
    with pytest.raises(acts.Invalid) as refused:
        acts.groups.hand_over(by=acts.actor("kom.linje"), call=case, fields=fields)
    assert refused.value.field == "to"


def test_a_call_that_leads_nowhere_is_settled_all_the_same(acts):
    case = acts.groups.take_call(by=acts.actor("kom.linje"), programme=acts.programme(), call=CALL)
    fields = {"handed_on": "2026-11-10", "to": "none", "text": "Ville bara prata."}
    assert acts.groups.hand_over(by=acts.actor("kom.linje"), call=case, fields=fields) is None
    assert acts.in_file("kom.linje", case, "help_handover")[0]["text"] == "Ville bara prata."


def test_whoever_answers_sees_the_calls_and_nothing_else(acts, group, person):
    by = acts.actor("kom.linje")
    assert {kind for seat in by.seats for kind in seat.reads} == {
        "subject",
        "help_call",
        "help_handover",
        "note",
        "exit",
    }
    with pytest.raises(acts.Refused):
        acts.beside("incident", "kom.linje")


MEETING = {"held_on": "2026-11-04", "who": "Tre föreningar", "text": "Vi ses igen."}


def test_the_programmes_own_file_is_opened_the_first_time_and_used_after_that(acts):
    by = acts.actor("kom.ledare")
    for _turn in range(2):
        acts.groups.write_work(by=by, programme=acts.programme(), kind="network_meeting", fields=MEETING)
    with acts.bound(by):
        assert acts.models.CaseFile.objects.filter(side="work").count() == 1


def test_each_authority_has_its_own(acts):
    for who in ("kom.ledare", "gvi.kommunpolis", "for.rost"):
        acts.groups.write_work(
            by=acts.actor(who), programme=acts.programme(), kind="network_meeting", fields=MEETING
        )
    with acts.bound(acts.actor("for.rost")):
        assert acts.models.CaseFile.objects.filter(side="work").count() == 1


def test_a_voice_writes_nothing_else_there(acts):
    with pytest.raises(acts.Refused):
        acts.groups.write_work(by=acts.actor("for.rost"), programme=acts.programme(), kind="steering_note",
                               fields={"held_on": "2026-11-04", "text": "x"})  # fmt: skip
