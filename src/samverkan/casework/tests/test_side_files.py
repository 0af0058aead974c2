"""Side files: opened by whoever may, holding their own kinds alone, shut to other roles, handed over as they are."""

import pytest
from support.world import ASSOCIATION, GVI, MUNICIPALITY, SOCIAL

NOTE = {"event_date": "2026-11-03", "text": "Sagt i förtroende."}


@pytest.fixture
def acts(world):
    from support.groups import GroupActs

    return GroupActs(world)


def test_an_incident_has_a_file_number_list_id_and_first_step_of_its_own(acts):
    case = acts.incident()
    assert (case.side, case.phase) == ("incident", "side_open")
    assert case.list_id is not None
    assert case.number.startswith("A-")


def test_it_is_on_no_list_agenda_or_desk_of_cases(acts):
    from samverkan.casework.reads.desk import desk
    from samverkan.casework.reads.lists import case_rows
    from samverkan.casework.reads.meetings import agenda

    acts.incident()
    main = acts.group(confirmed=False)
    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        assert [row.case.pk for row in case_rows(by, acts.programme())] == [main.pk]
        assert [item.row.case.pk for item in agenda(by, acts.programme())] == [main.pk]
        assert [row.case.pk for row in desk(by).to_confirm] == [main.pk]


def test_a_role_opens_only_the_sorts_of_file_that_the_method_says(acts):
    incident, person, main = acts.incident(), acts.person(), acts.group()
    seen = {who: [acts.opens(who, case) for case in (incident, person, main)] for who in
            ("gvi.analytiker", "gvi.beslut", "gvi.sakerhet")}  # fmt: skip
    assert seen == {
        "gvi.analytiker": [True, True, True], "gvi.beslut": [True, True, True], "gvi.sakerhet": [False, True, False],
    }  # fmt: skip


def test_what_lies_in_a_shut_file_is_not_seen_by_its_own_id_either(acts):
    """The security lead reads notes, but not those of an incident."""
    case = acts.incident()
    note = acts.write("gvi.analytiker", case, "note", **NOTE)
    for who, expected in (("gvi.beslut", True), ("gvi.sakerhet", False)):
        by = acts.actor(who)
        assert by.reads(GVI, "note")
        with acts.bound(by):
            assert acts.rules.may_see(by, note) is expected


def test_only_its_own_kinds_are_written_in_a_file(acts):
    from support.groups import AUDIT, INCIDENT

    case, main = acts.incident(), acts.group()
    with pytest.raises(acts.Refused):
        acts.write("gvi.analytiker", case, "group_audit", **AUDIT)
    with pytest.raises(acts.Refused):
        acts.write("gvi.analytiker", main, "incident", **INCIDENT)


@pytest.mark.parametrize(("who", "side"), [("gvi.sakerhet", "incident"), ("kom.ledare", "person"), ("gvi.analytiker", "none")])  # fmt: skip  # noqa: E501
def test_whoever_does_not_open_such_files_cannot_begin_one(acts, who, side):
    with pytest.raises(acts.Refused):
        acts.beside(side, who)


def test_nothing_is_left_of_a_file_whose_first_entry_does_not_hold(acts):
    with pytest.raises(acts.Invalid):
        acts.incident(what="unheard of")
    with acts.bound(acts.actor("gvi.analytiker")):
        assert not acts.models.CaseFile.objects.filter(side="incident").exists()


def test_the_same_person_has_one_open_file_in_a_programme(acts):
    acts.person()
    with pytest.raises(acts.Invalid) as refused:
        acts.person()
    assert refused.value.field == "person_number"


def test_the_programmes_own_file_is_one(acts):
    acts.beside("work", "kom.ledare")
    with pytest.raises(acts.Invalid):
        acts.beside("work", "kom.ledare")
    acts.beside("work", "gvi.kommunpolis")  # each authority has its own


def test_handed_over_it_becomes_such_a_file_at_the_receiver(acts):
    from samverkan.casework.reads.lists import case_rows

    case = acts.incident()
    acts.hand_over(case, MUNICIPALITY, "incident")
    received = acts.receive("kom.ledare")
    assert (received.case.side, received.case.phase) == ("incident", "side_open")
    assert received.case.list_id == case.list_id
    by = acts.actor("kom.ledare")
    with acts.bound(by):
        assert case_rows(by, acts.programme()) == []


def test_a_group_handed_over_begins_at_work(acts):
    acts.hand_over(acts.group(), MUNICIPALITY, "subject")
    received = acts.receive("kom.ledare")
    assert (received.case.side, received.case.phase) == ("", "mapped")


def test_a_copy_is_taken_in_by_whoever_opens_such_files_and_by_nobody_else(acts):
    """A person's file never comes to the project leader, who reads nothing about single persons."""
    acts.hand_over(acts.incident(), MUNICIPALITY, "incident")
    with pytest.raises(acts.Invalid):
        acts.receive("kom.linje")
    assert acts.receive("kom.gvibeslut").case.side == "incident"


def test_what_comes_later_to_a_file_shut_to_a_role_does_not_reach_its_inbox(acts):
    from samverkan.casework.reads import inbox

    case = acts.incident()
    acts.hand_over(case, MUNICIPALITY, "incident")
    acts.receive("kom.gvibeslut")
    acts.disclose("gvi.beslut", case, MUNICIPALITY, acts.write("gvi.analytiker", case, "note", **NOTE))
    assert len(acts.deliveries("kom.gvibeslut")) == 1
    waiting = {}
    for who in ("kom.gvibeslut", "kom.linje"):
        by = acts.actor(who)
        with acts.bound(by):
            waiting[who] = len(inbox.waiting(by))
    assert waiting == {"kom.gvibeslut": 1, "kom.linje": 0}


def test_a_closed_side_file_takes_no_more(acts):
    case = acts.incident()
    closed = acts.actions.move(by=acts.actor("gvi.beslut"), case=case, move="close_side", leaving="done")
    assert closed.closed_on is not None
    with pytest.raises(acts.Invalid):
        acts.write("gvi.analytiker", closed, "incident_review", reviewed_on="2026-11-03", text="Inget nytt.")


def test_an_incident_told_to_the_social_services_is_seen_by_whoever_is_assigned(acts):
    acts.hand_over(acts.incident(), SOCIAL, "incident")
    received = acts.receive("soc.gvi")
    assert [each.row.kind for each in acts.seen("soc.gvi", received.case)] == ["incident"]


def test_the_trail_says_which_sort_of_file_was_opened(acts):
    from samverkan.trail.models import Trace

    case = acts.incident()
    with acts.bound(acts.actor("gvi.analytiker")):
        line = Trace.objects.get(verb="case.open_beside")
    assert line.detail["side"] == "incident"
    assert case.pk in line.subjects


def test_an_association_is_handed_nothing_about_offences(acts):
    case = acts.incident()
    entry = acts.of_kind("gvi.beslut", case, "incident")
    for fields in (("text",), ("event_date",)):
        with pytest.raises(acts.Invalid) as refused:
            acts.disclosing.propose(
                by=acts.actor("gvi.beslut"), case=case, receiver=ASSOCIATION,
                items=[acts.disclosing.Item(entry.pk, fields)],
            )  # fmt: skip
        assert refused.value.field == "items"


def test_what_is_free_of_offences_crosses_to_it(acts):
    meeting = {"held_on": "2026-11-04", "who": "Tre föreningar", "text": "Vi ses igen i januari."}
    case = acts.beside("work", "kom.ledare", network_meeting=meeting)
    acts.hand_over(case, ASSOCIATION, "network_meeting", by="kom.gvibeslut")
    received = acts.receive("for.rost")
    assert received.case.side == "work"
    assert [each["text"] for each in acts.seen("for.rost", received.case)] == [meeting["text"]]


VOICE = {"name": "Rosa Prov", "part": "parent", "said_yes_on": "2026-11-01", "text": "Kan tala på kvällar."}


def test_a_voice_writes_its_own_words_and_a_slip_about_offences_is_refused(acts):
    case = acts.beside("voice", "for.rost", voice=VOICE)
    with pytest.raises(acts.Invalid) as refused:
        acts.write("for.rost", case, "voice", **{**VOICE, "text": "Sonen är dömd för rån."})
    assert refused.value.field == "text"
    assert "dömd" in str(refused.value.message)


@pytest.mark.parametrize("kind", ["note", "subject", "attachment_note"])
def test_a_voice_writes_no_kind_in_which_offences_could_stand(acts, kind):
    case = acts.beside("voice", "for.rost", voice=VOICE)
    with pytest.raises(acts.Refused):
        acts.write("for.rost", case, kind, event_date="2026-11-01", text="Han är misstänkt.")


@pytest.mark.parametrize("side", ["incident", "person", "call_in", "help_call"])
def test_a_voice_opens_no_file_in_which_offences_could_stand(acts, side):
    with pytest.raises(acts.Refused):
        acts.beside(side, "for.rost")


def test_a_voice_takes_up_no_group(acts):
    with pytest.raises(acts.Refused):
        acts.group("Kvarts", "for.rost")


def test_nor_does_a_standing_decision_reach_it(acts):
    from datetime import timedelta

    from support.acts import standing_answers

    from samverkan.secrecy import clock, standing

    with pytest.raises(acts.Invalid) as refused:
        standing.decide(
            by=acts.actor("gvi.beslut"), case=acts.incident(), receiver=ASSOCIATION, kinds=["incident"],
            ground="osl-10-28", answers=standing_answers("osl-10-28"), reasons="Prov.",
            until=clock.today() + timedelta(days=30),
        )  # fmt: skip
    assert refused.value.field == "items"


def test_the_door_itself_refuses_even_where_the_act_was_talked_round(acts, monkeypatch):
    """`propose` made blind: what is then decided is still not sent."""
    from support.acts import decision

    from samverkan.secrecy import offences

    case = acts.incident()
    item = acts.disclosing.Item(acts.of_kind("gvi.beslut", case, "incident").pk, ("text",))
    with monkeypatch.context() as blind:
        blind.setattr(offences, "refuse", lambda *_: None)
        proposed = acts.disclosing.propose(
            by=acts.actor("gvi.analytiker"), case=case, receiver=ASSOCIATION, items=[item]
        )
    with pytest.raises(acts.Invalid):
        acts.disclosing.decide(by=acts.actor("gvi.beslut"), disclosure=proposed, decision=decision())
