"""The whole round in a real browser: three officers of three agencies, from nomination to a task closed."""

from browser import meeting
from browser import round as before
from browser.meeting import REASON, SAID, TASK
from browser.round import ADAM, GROUNDS, POLICE_SECRET, PROBATION_SECRET, SOCIAL_SECRET


def test_the_whole_round(visitors):
    found = before.Round(visitors)
    before.arrive(found)
    before.open_own_files(found)
    before.nominate_both(found)
    found.meeting = before.plan(found, "2026-12-01", "13:00")
    before.prepare_package(found)
    before.decide_package(found)
    before.receive_all(found)
    meeting.begin(found)
    meeting.matter_of_two(found)
    meeting.matter_of_all(found)
    meeting.say_across_the_table(found)
    meeting.agree_on_a_colour(found)
    meeting.give_a_task(found)
    meeting.end(found)
    found.meeting = before.plan(found, "2026-12-22", "13:00")
    meeting.close_the_task(found)
    _nothing_crossed_but_what_was_disclosed(found)


def _nothing_crossed_but_what_was_disclosed(found):
    """Every byte that each authority was sent, headers included."""
    told = {
        "police": [SAID, REASON, TASK, ADAM[0], GROUNDS, POLICE_SECRET],
        "probation": [SAID, REASON, TASK, ADAM[0], GROUNDS, PROBATION_SECRET],
        "social": [REASON, SOCIAL_SECRET],
    }
    everything = {text for texts in told.values() for text in texts}
    for seat, texts in told.items():
        got = found.seats[seat].got()
        assert {text for text in everything if text.encode() in got} == set(texts), seat
