"""What was done in each stretch, as counts; and from when to when the support went on."""

from datetime import UTC, date, datetime

from support.absence import ANNA


def _on(day):
    from samverkan.secrecy import clock

    return clock.frozen(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def _case(team, *moves):
    with _on(date(2026, 8, 20)):
        case = team.take_up(ANNA)
    for day, move in moves:
        with _on(day):
            case = team.through(case, move)
    return case


def _span(team, case):
    from samverkan.pupils.reads.process import span, steps
    from samverkan.secrecy.binding import bound

    by = team.actor("skola.chef")
    with bound(by):
        return span(case, steps(by, case.pk))


def test_the_support_goes_from_its_first_step_in_to_its_last_out(team):
    case = _case(team, (date(2026, 9, 1), "start"), (date(2026, 10, 1), "follow"))
    assert _span(team, case) == (date(2026, 9, 1), date(2026, 10, 1))


def test_begun_again_it_goes_on(team):
    case = _case(
        team, (date(2026, 9, 1), "start"), (date(2026, 10, 1), "follow"), (date(2026, 11, 2), "start")
    )
    assert _span(team, case) == (date(2026, 9, 1), None)


def test_not_begun_has_no_span(team):
    assert _span(team, _case(team)) == (None, None)


def test_each_note_counts_in_the_stretch_of_the_day_it_is_about_and_a_correction_not_twice(team):
    from samverkan.casework import actions
    from samverkan.pupils.absence.compare import Stretch
    from samverkan.pupils.absence.share import over
    from samverkan.pupils.reads.process import counts, told
    from samverkan.secrecy.binding import bound

    case = _case(team)
    for day in ("2026-09-15", "2026-10-15", "2026-10-16"):
        row = team.add(case, "contact", event_date=day, how="phone", text="Ringde hem.")
    by = team.actor("skola.chef")
    actions.supersede(
        by=by, entry=row, fields={"event_date": "2026-10-16", "how": "visit", "text": "Var där."}
    )
    stretches = [
        Stretch(name, first, last, (), over([]), over([]))
        for name, first, last in (
            ("before", date(2026, 9, 1), date(2026, 9, 30)),
            ("during", date(2026, 10, 1), date(2026, 10, 31)),
            ("after", None, None),
        )
    ]
    with bound(by):
        found = {each.kind: each.counts for each in counts(told(by, case.pk), stretches)}
    assert found == {"contact": (1, 2, 0)}
