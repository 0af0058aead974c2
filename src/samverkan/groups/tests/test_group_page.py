"""One group's page: who belongs to it, marked as they are, and only for whoever opens the persons' files."""

HOW = {"since": "2026-06-01", "certainty": "certain", "source": "Egen iakttagelse"}


def view(acts, group, username="gvi.analytiker"):
    from samverkan.groups.reads.group_page import group_view

    by = acts.actor(username)
    with acts.bound(by):
        return group_view(by, group)


def member(acts, group, **marks):
    person = acts.person()
    if marks:
        acts.write("gvi.analytiker", person, "marking", **marks)
    acts.groups.join(by=acts.actor("gvi.analytiker"), person=person, group=group, fields=HOW)
    return person


def test_children_victims_and_those_not_suspected_are_marked(acts):
    group = acts.group()
    member(acts, group, not_suspected="on", child="on", victim="on")
    found = view(acts, group).members[0]
    assert set(found.markings) == {"not_suspected", "child", "victim"}
    assert not found.protected


def test_a_person_with_protected_identity_is_named_so(acts):
    group = acts.group()
    secret = {"protection": "marked", "name": "Skyddad Provsson", "person_number": "199901012394"}
    person = acts.beside("person", identity_protected=secret)
    acts.groups.join(by=acts.actor("gvi.analytiker"), person=person, group=group, fields=HOW)
    assert view(acts, group).members[0].protected


def test_whoever_opens_no_persons_files_sees_no_members(acts):
    from support.world import MUNICIPALITY

    group = acts.group()
    member(acts, group)
    acts.hand_over(group, MUNICIPALITY, "subject")
    theirs = acts.receive("kom.ledare").case
    assert view(acts, theirs, "kom.ledare").members == []


def test_an_act_of_another_authority_stands_beside_ones_own(acts):
    """What probation did is the probation's entry, and a copy of it at the police."""
    from support.world import POLICE, PROBATION

    group = acts.group()
    acts.hand_over(group, PROBATION, "subject")
    theirs = acts.receive("fri.gvibeslut").case
    act = {"acted_on": "2026-11-12", "what": "supervision", "authority": "probation", "basis": "BrB 26 kap. 12 §",
           "proportion": "Inom dess ram.", "dose": "2", "unit": "visits"}  # fmt: skip
    acts.write("fri.gvibeslut", theirs, "group_sanction", **act)
    acts.hand_over(theirs, POLICE, "group_sanction", by="fri.gvibeslut")
    acts.receive("gvi.beslut", group)
    found = view(acts, group).acts
    assert [(each.authority, each.dose, each.unit) for each in found] == [("probation", 2, "visits")]


def test_without_basis_or_proportion_no_sanction_is_written(acts):
    import pytest

    group = acts.group()
    whole = {"acted_on": "2026-11-12", "what": "traffic", "authority": "police", "basis": "Polislagen 2 §",
             "proportion": "Kort.", "dose": "12", "unit": "checks"}  # fmt: skip
    for missing in ("acted_on", "basis", "proportion", "authority"):
        with pytest.raises(acts.Invalid) as refused:
            acts.write("gvi.kommunpolis", group, "group_sanction", **{**whole, missing: ""})
        assert refused.value.field == missing
    assert view(acts, group).acts == []
