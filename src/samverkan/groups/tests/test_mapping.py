"""Incidents, their links, ties and members: what each act writes, where, and what it refuses."""

from datetime import date

import pytest
from support.world import MUNICIPALITY

HOW = {"since": "2026-06-01", "certainty": "certain", "source": "Egen iakttagelse"}


def test_an_incident_is_called_by_what_and_where_and_the_police_keep_their_details_apart(acts):
    from support.groups import INCIDENT

    case = acts.groups.report_incident(
        by=acts.actor("gvi.analytiker"), programme=acts.programme(), incident=INCIDENT,
        details={"reference": "K-123", "text": "Vittne N."},
    )  # fmt: skip
    kinds = {each.row.kind for each in acts.seen("gvi.analytiker", case)}
    assert kinds == {"subject", "incident", "incident_detail"}
    assert (
        acts.in_file("gvi.analytiker", case, "subject")[0]["name"] == "Skottlossning, Gångtunneln vid centrum"
    )


def test_the_police_details_cannot_be_handed_over(acts):
    from samverkan.casework.reads.disclosures import choosable

    case = acts.incident()
    acts.write("gvi.analytiker", case, "incident_detail", text="Vittne N.")
    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        assert {each.entry.row.kind for each in choosable(by, case)} == {"incident"}


def test_a_link_stands_in_the_groups_file_with_day_sort_and_place_from_the_incident(acts):
    incident, group = acts.incident(), acts.group()
    acts.link(incident, group)
    found = acts.in_file("gvi.analytiker", group, "incident_link")[0]
    assert (found["event_date"], found["what"], found["place"]) == (
        "2026-11-02",
        "shooting",
        "Gångtunneln vid centrum",
    )
    assert found["incident"] == str(incident.list_id)
    assert found.row.happened_on == date(2026, 11, 2)
    assert acts.in_file("gvi.analytiker", incident, "incident_link") == []


def test_how_sure_it_is_must_be_said_by_a_human(acts):
    for missing in ("certainty", "source", "text", "part"):
        with pytest.raises(acts.Invalid) as refused:
            acts.link(acts.incident(), acts.group(), **{missing: ""})
        assert refused.value.field == missing


def test_nothing_is_written_where_the_incident_itself_was_not_told(acts):
    """The municipality was told of the matter, by its name, but not of when and what."""
    incident = acts.incident()
    acts.write("gvi.analytiker", incident, "subject", name="Händelsen i tunneln")
    acts.hand_over(incident, MUNICIPALITY, "subject")
    theirs = acts.receive("kom.ledare").case
    acts.hand_over(acts.group(), MUNICIPALITY, "subject")
    group = acts.receive("kom.ledare").case
    with pytest.raises(acts.Invalid) as refused:
        acts.link(theirs, group, "kom.ledare", source="municipality")
    assert refused.value.field == "incident"
    assert acts.in_file("kom.ledare", group, "incident_link") == []


def test_whoever_opens_no_incidents_links_none(acts):
    with pytest.raises(acts.Refused):
        acts.link(acts.incident(), acts.group(), "gvi.sakerhet")


def test_a_tie_names_the_other_group_and_its_file(acts):
    one, other = acts.group("Kvarts"), acts.group("Gnejs")
    acts.tie(one, other)
    found = acts.in_file("gvi.analytiker", one, "tie")[0]
    assert (found["other"], found["other_group"]) == ("Gnejs", str(other.list_id))


def test_a_tie_to_a_group_without_a_file_is_written_by_its_name(acts):
    one = acts.group()
    acts.tie(one, other="Okänd grupp i grannkommunen")
    found = acts.in_file("gvi.analytiker", one, "tie")[0]
    assert (found["other"], found["other_group"]) == ("Okänd grupp i grannkommunen", "")


def test_a_group_is_not_tied_to_itself(acts):
    one = acts.group()
    with pytest.raises(acts.Invalid):
        acts.tie(one, one)


def test_a_tie_is_ended_by_a_new_version_of_it_and_the_old_one_stays(acts):
    one, other = acts.group("Kvarts"), acts.group("Gnejs")
    entry = acts.tie(one, other)
    acts.groups.end_tie(
        by=acts.actor("gvi.kommunpolis"), entry=entry, ended_on=date(2026, 11, 1), source="Samtal"
    )
    old, new = acts.in_file("gvi.analytiker", one, "tie")
    assert (old["ended_on"], new["ended_on"], new["source"]) == ("", "2026-11-01", "Samtal")
    assert new.row.supersedes_id == old.row.pk
    assert new["other_group"] == str(other.list_id)


def test_a_tie_does_not_end_before_it_began(acts):
    entry = acts.tie(acts.group("Kvarts"), acts.group("Gnejs"))
    with pytest.raises(acts.Invalid) as refused:
        acts.groups.end_tie(by=acts.actor("gvi.analytiker"), entry=entry, ended_on=date(2026, 9, 30))
    assert refused.value.field == "ended_on"


def test_two_who_end_it_at_once_are_both_told(acts):
    entry = acts.tie(acts.group("Kvarts"), acts.group("Gnejs"))
    by = acts.actor("gvi.analytiker")
    acts.groups.end_tie(by=by, entry=entry, ended_on=date(2026, 11, 1))
    with pytest.raises(acts.Conflict):
        acts.groups.end_tie(by=by, entry=entry, ended_on=date(2026, 11, 2))


def test_another_authoritys_tie_is_not_ours_to_end(acts):
    one = acts.group("Kvarts")
    acts.tie(one, acts.group("Gnejs"))
    acts.hand_over(one, MUNICIPALITY, "subject", "tie")
    theirs = acts.receive("kom.ledare").case
    copy = acts.in_file("kom.ledare", theirs, "tie")[0].row
    with pytest.raises(acts.Refused):
        acts.groups.end_tie(by=acts.actor("kom.ledare"), entry=copy, ended_on=date(2026, 11, 1))


def test_only_ties_are_ended_so(acts):
    entry = acts.write("gvi.analytiker", acts.group(), "note", event_date="2026-11-01", text="Lugnt.")
    with pytest.raises(acts.Refused):
        acts.groups.end_tie(by=acts.actor("gvi.analytiker"), entry=entry, ended_on=date(2026, 11, 1))


def test_who_belongs_to_a_group_stands_in_the_persons_file_and_not_in_the_groups(acts):
    person, group = acts.person(), acts.group()
    acts.groups.join(by=acts.actor("gvi.analytiker"), person=person, group=group, fields=HOW)
    found = acts.in_file("gvi.analytiker", person, "membership")[0]
    assert (found["group"], found["group_name"]) == (str(group.list_id), "Kvarts")
    assert {each.row.kind for each in acts.seen("gvi.analytiker", group)} == {"subject", "nomination", "note"}


def test_membership_cannot_be_handed_over(acts):
    from samverkan.casework.reads.disclosures import choosable

    person, group = acts.person(), acts.group()
    acts.groups.join(by=acts.actor("gvi.analytiker"), person=person, group=group, fields=HOW)
    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        assert {each.entry.row.kind for each in choosable(by, person)} == {"identity"}


def test_only_the_polices_mapping_roles_write_membership(acts):
    person, group = acts.person(), acts.group()
    with pytest.raises(acts.Refused):
        acts.groups.join(by=acts.actor("gvi.sakerhet"), person=person, group=group, fields=HOW)
