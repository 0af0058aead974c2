"""The scorecard's counts: what is in each and what is not, worked by hand; and never an order among groups."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samverkan.groups.facts import CERTAIN, CERTAINTIES, PROBABLE, UNCERTAIN
from samverkan.groups.scorecard import DEFINITIONS, Count, Period, Tally, cards, incidents_in
from samverkan.groups.tests.made_up import DAY, act, link

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def counted(links=(), acts=(), groups=("a", "b")):
    return cards(groups, links, acts, MARCH)


def test_certain_and_probable_links_count_and_uncertain_ones_stand_apart():
    links = [
        link(1, "a", "i1"), link(2, "a", "i2", certainty=PROBABLE), link(3, "a", "i3", certainty=UNCERTAIN),
    ]  # fmt: skip
    assert counted(links)["a"][Count.SUSPECTED] == Tally(2, 1)


def test_an_incident_counts_once_in_a_group_at_its_surest_link():
    links = [link(1, "a", "i1", certainty=UNCERTAIN), link(2, "a", "i1", certainty=PROBABLE, source="social")]
    assert counted(links)["a"][Count.SUSPECTED] == Tally(1, 0)


def test_an_incident_between_two_groups_counts_in_both_and_once_in_all():
    links = [link(1, "a", "i1"), link(2, "b", "i1", part="exposed")]
    found = counted(links)
    assert (found["a"][Count.SUSPECTED], found["b"][Count.EXPOSED]) == (Tally(1), Tally(1))
    assert (found["a"][Count.EXPOSED], found["b"][Count.SUSPECTED]) == (Tally(), Tally())
    assert incidents_in(links, MARCH) == 1


def test_the_first_and_the_last_day_are_in_the_period_and_the_days_beside_them_are_not():
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
    links = [link(n, "a", f"i{n}", day=day) for n, day in enumerate(days)]
    assert counted(links)["a"][Count.SUSPECTED] == Tally(2)


def test_acts_are_counted_by_sort_and_a_sanction_is_never_a_message():
    acts = [
        act(1, "a", "call_in"), act(2, "a", "notification"), act(3, "a", "help_offer"),
        act(4, "a", "traffic", sanction=True), act(5, "a", "call_in", sanction=True), act(6, "a", "other"),
    ]  # fmt: skip
    card = counted(acts=acts)["a"]
    assert [card[c].sure for c in (Count.MESSAGES, Count.HELP, Count.SANCTIONS)] == [2, 1, 2]


def test_a_group_of_which_nothing_is_known_has_a_card_of_zeros():
    assert set(counted()["b"].values()) == {Tally()}


def test_every_count_has_its_definition_in_both_languages():
    assert [each.count for each in DEFINITIONS] == list(Count)
    assert all(each.text.sv != each.text.en and len(each.text.sv) > 40 for each in DEFINITIONS)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"), st.sampled_from(["i1", "i2", "i3"]), st.sampled_from(["suspected", "exposed"]),
            st.sampled_from(CERTAINTIES), st.integers(-10, 50),
        ),
        max_size=20,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_counts_hold_whatever_order_the_links_come_in(drawn, chosen):
    links = [
        link(n, group, incident, part=part, certainty=sure, day=DAY + timedelta(days))
        for n, (group, incident, part, sure, days) in enumerate(drawn)
    ]
    found = counted(links)
    assert found == counted(chosen.sample(links, len(links)))
    for group in "ab":
        for part, count in (("suspected", Count.SUSPECTED), ("exposed", Count.EXPOSED)):
            mine = {
                each.incident for each in links
                if each.group == group and each.part == part and MARCH.holds(each.day)
            }  # fmt: skip
            tally = found[group][count]
            assert tally.sure + tally.uncertain == len(mine)
    sure = [each for each in links if each.certainty in {CERTAIN, PROBABLE} and MARCH.holds(each.day)]
    assert incidents_in(links, MARCH) >= len({each.incident for each in sure})


@given(st.permutations(["c", "a", "b"]))
def test_cards_come_in_the_order_they_were_asked_for(order):
    links = [link(n, "a", f"i{n}") for n in range(5)]
    assert list(counted(links, groups=order)) == order
