"""The registers: what the act requires of each line, who writes it, who reads it, and what has run out."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from samverkan.secrecy.binding import bound

DAY = timedelta(days=1)
AGREED = {
    "title": "Överenskommelse Prov", "parties": "Kommunen\nPolisen", "purposes": "Gemensam lägesbild.",
    "areas": "Hela kommunen", "since": date(2025, 1, 1), "until": date(2026, 12, 31), "decision": "Dnr KS 2025/1",
}  # fmt: skip
PROMISED = {
    "text": "Vuxna på torget varje skoldag.", "area": "Norr", "asked": "Enkät till boende.",
    "since": date(2025, 1, 1), "until": date(2025, 12, 31),
}  # fmt: skip


@pytest.fixture
def acts(city):
    from samverkan.council.actions import registers

    class Acts:
        def __getattr__(self, name):
            return lambda username="kom.samordnare", **facts: getattr(registers, name)(
                by=city.actor(username), **facts
            )

    return Acts()


@pytest.mark.parametrize("field", ["parties", "purposes", "areas", "decision"])
def test_an_agreement_has_what_the_act_requires(acts, refused, field):
    refused(field, lambda: acts.put_agreement(**{**AGREED, field: " "}))


def test_an_agreement_ends_after_it_began(acts, refused):
    refused("until", lambda: acts.put_agreement(**{**AGREED, "until": AGREED["since"] - DAY}))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 12, 31), "coming"), (date(2025, 6, 1), "running"), (date(2026, 10, 1), "running"),
        (date(2026, 10, 2), "soon"), (date(2026, 12, 31), "soon"), (date(2027, 1, 1), "expired"),
    ],
)  # fmt: skip
def test_an_agreement_says_when_it_runs_out(template, today, state):
    from samverkan.council.models import Agreement
    from samverkan.council.reads import registers

    assert registers.state(Agreement(**AGREED), today) == state


def test_it_is_prolonged_where_it_stands(acts, city):
    from samverkan.council.models import Agreement

    row = acts.put_agreement(**AGREED)
    acts.put_agreement(line=row.pk, **{**AGREED, "until": date(2028, 1, 1)})
    with bound(city.actor("pol.styr")):
        assert [each.until for each in Agreement.objects.all()] == [date(2028, 1, 1)]


def test_a_promise_that_is_over_says_what_it_led_to(acts, refused):
    refused("told", lambda: acts.put_promise(**PROMISED, kept="partly"))
    assert acts.put_promise(**PROMISED, kept="partly", told="Två av tre dagar.").kept == "partly"


def test_a_meeting_has_somebody_at_it_and_has_been_held(acts, refused):
    from samverkan.secrecy import clock

    facts = {
        "on": clock.today(),
        "present": ["Polisen, chef: Prov"],
        "handled": "Lägesbilden.",
        "minutes": "Dnr 1",
    }
    refused("present", lambda: acts.put_sitting(**{**facts, "present": []}))
    refused("on", lambda: acts.put_sitting(**{**facts, "on": clock.today() + DAY}))
    assert acts.put_sitting(**facts).present == facts["present"]


def test_who_sits_today_is_those_whose_time_has_come_and_not_gone(acts, city):
    from samverkan.council.reads import registers
    from samverkan.secrecy import clock

    today, seat = clock.today(), {"organisation": "Polisen", "position": "Chef"}
    acts.put_member(name="Nu", since=today, **seat)
    acts.put_member(name="Förr", since=today - 9 * DAY, until=today - DAY, **seat)
    acts.put_member(name="Sedan", since=today + DAY, **seat)
    with bound(city.actor()):
        assert [each.name for each in registers.seats(city.actor().agency)] == ["Nu"]


def test_a_cost_has_its_amount_and_every_event_its_source(acts, refused):
    row = acts.put_initiative(name="Skolsociala team", about="Skola och socialtjänst.")
    facts = {"initiative": row.pk, "kind": "cost", "on": date(2019, 1, 1), "known": "year", "text": "T"}
    refused("amount", lambda: acts.put_event(**facts, source="Dnr 1"))
    refused("source", lambda: acts.put_event(**facts, amount=11_800_000, source=""))
    assert acts.put_event(**facts, amount=11_800_000, source="Dnr 1").amount == 11_800_000


@pytest.mark.parametrize("username", ["pol.beslut", "kom.politiker"])
def test_others_write_no_line(acts, username):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused):
        acts.put_agreement(username=username, **AGREED)


def test_the_database_keeps_others_out_of_the_registers_too(acts, city):
    from samverkan.council.models import Agreement
    from samverkan.secrecy import clock

    row, by = acts.put_agreement(**AGREED), city.actor("pol.beslut")
    made = Agreement(agency_id=by.agency, made_by_id=by.assignment, made_at=clock.now(), **AGREED)
    with pytest.raises(DatabaseError), bound(by), transaction.atomic():
        made.save(force_insert=True)
    with bound(by):
        assert Agreement.objects.filter(pk=row.pk).update(title="Annat") == 0
