"""The check of the strategy over real acts: each sort shows in its own part, and each part can be shown."""

import pytest

from samverkan.groups.fidelity import PARTS

OPENED = {"call_in", "notification", "help_offer"}  # told apart only by the act's own, sealed, answer


def on(days_ago):
    from support.groups import on as day

    return day(days_ago)


def parts(acts, username="gvi.analytiker"):
    from samverkan.groups.reads.strategy import strategy

    by = acts.actor(username)
    with acts.bound(by):
        return {row.part.id: row for row in strategy(by, acts.programme())}


def test_every_part_is_spoken_for_by_acts_that_can_be_there(acts):
    from samverkan.groups.reads.strategy import IN_CLEAR

    there = {*IN_CLEAR.values(), *OPENED, "meeting"}
    silent = {part.id for part in PARTS if not set(part.shown_by) <= there}
    assert silent == set()


def test_with_nothing_written_every_part_stands_there_without_a_day(acts):
    found = parts(acts)
    assert list(found) == [part.id for part in PARTS]
    assert all(row.last is None and row.total == 0 for row in found.values())


def test_each_sort_of_act_shows_in_its_own_part(acts):
    from support.groups import AUDIT

    group, incident = acts.group(), acts.incident(event_date=on(9))
    acts.write("gvi.analytiker", group, "group_audit", **{**AUDIT, "audited_on": on(8)})
    acts.write("gvi.kommunpolis", group, "group_sanction", **acts.SANCTION, acted_on=on(7))
    acts.write("gvi.kommunpolis", group, "act", acted_on=on(6), what="help_offer", authority="social")
    acts.write("gvi.kommunpolis", group, "act", acted_on=on(5), what="call_in", authority="police")
    acts.write("gvi.analytiker", incident, "incident_review", reviewed_on=on(4), text="Gnejs.", next="Svar.")
    last = {part: row.last.isoformat() for part, row in parts(acts).items() if row.last}
    assert last == {
        "group_audit": on(8),
        "sanctions": on(7),
        "help": on(6),
        "message": on(5),
        "incident_review": on(4),
    }


def test_an_act_that_was_corrected_counts_once(acts):
    group = acts.group()
    first = acts.write("gvi.kommunpolis", group, "group_sanction", **acts.SANCTION, acted_on=on(7))
    acts.actions.supersede(
        by=acts.actor("gvi.kommunpolis"), entry=first, fields={**acts.SANCTION, "acted_on": on(3)}
    )
    row = parts(acts)["sanctions"]
    assert (row.last.isoformat(), row.total) == (on(3), 1)


def test_no_authority_counts_what_another_did(acts):
    acts.write("gvi.kommunpolis", acts.group(), "group_sanction", **acts.SANCTION, acted_on=on(7))
    assert parts(acts, "kom.ledare")["sanctions"].total == 0


@pytest.mark.parametrize("part", [part.id for part in PARTS])
def test_a_human_answers_for_every_part(acts, part):
    by = acts.actor("kom.ledare")
    fields = {"part": part, "alive": "partly", "seen_on": on(1), "text": "En plats fattas."}
    acts.groups.write_work(by=by, programme=acts.programme(), kind="fidelity", fields=fields)
    answer = parts(acts, "kom.ledare")[part].answer
    assert (answer.alive, answer.by) == ("partly", "Lena Prov")
