"""The team's work as the reads give it: phases by day, time to start, cases an officer; only what may be seen."""

from datetime import UTC, date, datetime

from support.absence import ANNA, BO, CARL


def _on(day):
    from samverkan.secrecy import clock

    return clock.frozen(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def _team(team, username="skola.chef"):
    from samverkan.pupils.reads.team import team as read
    from samverkan.secrecy.binding import bound

    by = team.actor(username)
    with bound(by):
        return read(by, team.programme())


def _begun(team, number, raised, begun):
    with _on(raised):
        case = team.take_up(number)
    with _on(begun):
        return team.through(case, "queue", "start")


def test_time_to_start_is_from_taken_up_to_begun(team):
    _begun(team, ANNA, date(2026, 9, 1), date(2026, 9, 11))
    _begun(team, BO, date(2026, 9, 1), date(2026, 10, 1))
    team.take_up(CARL)
    start = _team(team).start
    assert (start.cases, start.middle, start.shortest, start.longest) == (2, 20, 10, 30)


def test_what_began_more_than_a_year_ago_says_nothing_of_today(team):
    _begun(team, ANNA, date(2025, 9, 1), date(2025, 9, 11))
    assert _team(team).start is None


def test_begun_again_counts_the_first_time_only(team):
    case = _begun(team, ANNA, date(2026, 9, 1), date(2026, 9, 11))
    with _on(date(2026, 11, 2)):
        team.through(case, "follow", "start")
    assert (_team(team).start.cases, _team(team).start.longest) == (1, 10)


def test_phases_stand_in_the_methods_order_and_pupils_by_the_day_they_came_there(team):
    with _on(date(2026, 11, 2)):
        team.take_up(BO)
    with _on(date(2026, 11, 9)):
        team.take_up(ANNA)
    _begun(team, CARL, date(2026, 9, 1), date(2026, 9, 11))
    found = [
        (phase.id, [(each.row.name, each.days) for each in lines]) for phase, lines in _team(team).phases
    ]
    assert found == [("raised", [("Bo Prov", 26), ("Anna Prov", 19)]), ("working", [("Carl Prov", 78)])]


def test_cases_an_officer_are_counted_by_name(team):
    for number, officers in ((ANNA, ["skola.kurator"]), (BO, ["skola.kurator2", "skola.kurator"])):
        team.assign(team.take_up(number), *officers)
    # Rakel took both up, and whoever does is assigned.
    assert _team(team).caseload == [("Karin Prov", 2), ("Kim Prov", 1), ("Rakel Prov", 2)]
    assert _team(team).open == 2


def test_an_officer_sees_only_the_assigned_ones_and_the_social_services_none(team):
    team.assign(team.take_up(ANNA), "skola.kurator")
    team.take_up(BO)
    assert _team(team, "skola.kurator").open == 1
    assert _team(team, "soc.enhetschef").open == 0


def test_an_ended_case_is_gone(team):
    team.through(team.take_up(ANNA), "end")
    assert _team(team).phases == []
