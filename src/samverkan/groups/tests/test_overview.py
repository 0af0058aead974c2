"""The list of groups: a line says the newest that stands, and a correction takes the place of what it corrects."""

import pytest


def line(acts, group, username="gvi.analytiker"):
    from samverkan.groups.reads.overview import group_lines

    by = acts.actor(username)
    with acts.bound(by):
        return next((each for each in group_lines(by, acts.programme().pk) if each.case.pk == group.pk), None)


@pytest.fixture
def group(acts):
    return acts.group("Kvarts")


def audit(acts, group, **fields):
    return acts.write("gvi.analytiker", group, "group_audit", **{**acts.AUDIT, **fields})


def correct(acts, entry, username="gvi.analytiker", **fields):
    acts.actions.supersede(by=acts.actor(username), entry=entry, fields=fields)


def test_it_says_name_size_and_the_latest_days(acts, group):
    audit(acts, group, audited_on=acts.on(9), size_least="5", size_most="8")
    audit(acts, group, audited_on=acts.on(4))
    acts.link(acts.incident(event_date=acts.on(6)), group)
    acts.write("gvi.kommunpolis", group, "group_sanction", **acts.SANCTION, acted_on=acts.on(7))
    found = line(acts, group)
    assert (found.name, str(found.audit.size), found.audit.on.isoformat()) == ("Kvarts", "12–20", acts.on(4))
    assert (found.last_incident.isoformat(), found.last_act.isoformat()) == (acts.on(6), acts.on(7))
    assert found.focus_since is None


def test_a_corrected_day_is_gone_though_it_was_the_later_one(acts, group):
    done = acts.write("gvi.kommunpolis", group, "group_sanction", **acts.SANCTION, acted_on=acts.on(2))
    correct(acts, done, "gvi.kommunpolis", **acts.SANCTION, acted_on=acts.on(5))
    assert line(acts, group).last_act.isoformat() == acts.on(5)


def test_a_corrected_audit_is_gone_though_it_was_the_later_one(acts, group):
    first = audit(acts, group, audited_on=acts.on(2), size_least="40", size_most="60")
    correct(acts, first, **{**acts.AUDIT, "audited_on": acts.on(3)})
    assert str(line(acts, group).audit.size) == "12–20"


def test_a_correction_in_one_group_takes_nothing_from_another(acts, group):
    other = acts.group("Skiffer")
    done = acts.write("gvi.kommunpolis", group, "group_sanction", **acts.SANCTION, acted_on=acts.on(2))
    acts.write("gvi.kommunpolis", other, "group_sanction", **acts.SANCTION, acted_on=acts.on(2))
    correct(acts, done, "gvi.kommunpolis", **acts.SANCTION, acted_on=acts.on(5))
    assert line(acts, other).last_act.isoformat() == acts.on(2)


def test_another_authority_that_was_told_nothing_has_no_line(acts, group):
    assert line(acts, group, "kom.ledare") is None
