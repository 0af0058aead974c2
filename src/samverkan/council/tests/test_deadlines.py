"""The two-year clock: what is due when, when it reminds and when it is late; its numbers come from the dated file."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 28)
DAY = timedelta(days=1)


@pytest.fixture
def papers(template):
    """Makes papers that no database has seen."""
    from samverkan.council.models import ActionPlan, FollowUp, SituationPicture

    def make(picture=None, plan=None, followed=None, by=date(2099, 1, 1)):
        held = ActionPlan(decided_on=plan, version=1, follow_up_by=by)
        return (
            [SituationPicture(decided_on=picture, version=1)],
            [held],
            [FollowUp(plan=held, decided_on=followed, version=1)],
        )

    return make


def standing(papers, today=TODAY):
    from samverkan.council.deadlines import deadlines

    return {each.duty.id: each for each in deadlines(*papers, today)}


def test_two_years_to_the_day(papers):
    held = standing(papers(picture=date(2025, 3, 1), plan=date(2025, 4, 1)))
    assert held["picture"].due == date(2027, 3, 1)
    assert held["follow_up"].due == date(2027, 4, 1)
    assert (held["picture"].state, held["plan"].state, held["follow_up"].state) == ("soon", "met", "soon")


@pytest.mark.parametrize(("days", "state"), [(-1, "late"), (0, "soon"), (180, "soon"), (181, "met")])
def test_it_reminds_in_time_and_is_late_the_day_after(papers, days, state):
    decided = (TODAY + days * DAY).replace(year=TODAY.year - 2) if days < 30 else None
    due = TODAY + days * DAY
    decided = decided or due.replace(year=due.year - 2)
    held = standing(papers(picture=decided))
    assert (held["picture"].state, held["picture"].days) == (state, days)


def test_nothing_ever_decided_is_missing_since_the_act_says(papers):
    held = standing(papers())
    assert {name: (each.state, each.due) for name, each in held.items()} == {
        "picture": ("missing", date(2023, 7, 1)), "plan": ("missing", date(2024, 7, 1)),
        "follow_up": ("missing", date(2026, 7, 1)),
    }  # fmt: skip


def test_the_plan_s_own_day_counts_where_it_is_earlier(papers):
    held = standing(papers(plan=date(2026, 1, 1), by=date(2026, 6, 30)))
    assert (held["follow_up"].state, held["follow_up"].due) == ("late", date(2026, 6, 30))


def test_followed_up_the_clock_starts_anew(papers):
    held = standing(papers(plan=date(2024, 1, 1), followed=date(2026, 5, 1), by=date(2026, 1, 1)))
    assert (held["follow_up"].state, held["follow_up"].due) == ("met", date(2028, 5, 1))


def test_a_draft_stops_no_clock(papers):
    from samverkan.council.models import SituationPicture

    pictures, plans, followups = papers(picture=date(2024, 1, 1))
    pictures.append(SituationPicture(decided_on=None, version=2))
    assert standing((pictures, plans, followups))["picture"].state == "late"


@given(st.dates(date(2023, 7, 1), date(2090, 1, 1)))
def test_two_years_on_is_never_more_and_at_most_a_day_less(day):
    from samverkan.council.law import years_on

    later = years_on(day, 2)
    assert (later.year, later.month) == (day.year + 2, day.month)
    assert day.day - later.day in {0, 1}


def test_every_duty_says_its_provision_and_is_known():
    from samverkan.council.law import duties, duty

    assert all("2023:196" in each.provision and each.quote.endswith(".") for each in duties())
    with pytest.raises(LookupError):
        duty("annual_report", TODAY)


def test_the_quote_is_the_act_s_own_words():
    from samverkan.council.law import duty

    assert duty("picture", TODAY).quote == (
        "Kommuner ska minst vartannat år uppdatera lägesbilden och följa upp åtgärdsplanen."
    )
