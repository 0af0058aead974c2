"""What the parts of a page are given: words and shapes, from entries and tasks as they lie."""

from datetime import date, timedelta

import pytest
from support.world import SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def opened(acts, username, case, kind):
    return next(each for each in acts.seen(username, case) if each.row.kind == kind)


def method_of(case):
    from samverkan.casework.pinning import pinned

    return pinned(case.method, case.method_version)


def part_of(acts, username, case, kind, **more):
    from samverkan.secrecy.binding import bound
    from samverkan.web import present

    found = opened(acts, username, case, kind)
    with bound(acts.actor(username)):
        return present.entry(method_of(case), found, **more)


def test_an_own_entry_has_text_fields_and_author(acts):
    from samverkan.web import present

    case = acts.nominate("pol.samordnare")
    acts.note("pol.samordnare", case, "Sågs i centrum.")
    officer = acts.actor("pol.samordnare").officer
    part = part_of(acts, "pol.samordnare", case, "note", authors=present.officer_names([officer]))
    assert part["kind"] == "Anteckning"
    assert part["text"] == "Sågs i centrum."
    assert ("Hur vi vet det", "egen iakttagelse") in part["fields"]
    assert part["author"] == "Petra Prov"
    assert part["provenance"] is None


def test_a_judgement_shows_its_colour_once_and_its_reason_as_text(acts):
    case = acts.nominate("pol.samordnare")
    acts.judge("pol.samordnare", case, "red")
    part = part_of(acts, "pol.samordnare", case, "colour")
    assert (part["colour"].word, part["colour"].shape, part["colour"].colour) == ("Röd", "square", "red")
    assert part["text"] == "Bedömt i prov."
    assert [label for label, _value in part["fields"]] == ["Gäller till"]


def test_a_copy_says_where_it_came_from_and_names_no_officer_of_the_giver(acts):
    case = acts.nominate("pol.samordnare")
    acts.judge("pol.samordnare", case, "red")
    note = acts.note("pol.samordnare", case)
    acts.disclose("pol.samordnare", case, SOCIAL, note, acts.of_kind("pol.samordnare", case, "colour"))
    theirs = acts.receive("soc.beslut").case
    part = part_of(acts, "soc.beslut", theirs, "note")
    assert part["author"] == ""
    assert part["provenance"]["agency"] == "Polisen"
    assert part["provenance"]["ground"] == "OSL 10 kap. 15 a §"
    assert part_of(acts, "soc.beslut", theirs, "colour")["kind"] == "Färg"  # theirs, so not "Vår färg"


def test_a_visning_shows_its_last_day(acts):
    from samverkan.secrecy import clock

    end = clock.today() + timedelta(days=5)
    case = acts.nominate("pol.samordnare")
    note = acts.note("pol.samordnare", case)
    acts.disclose("pol.samordnare", case, SOCIAL, note, form="visning", ends_on=end)
    part = part_of(acts, "soc.beslut", acts.receive("soc.beslut").case, "note")
    assert ("visning", end) in part["marks"]
    assert part["provenance"]["until"] == end


@pytest.mark.usefixtures("template")
def test_a_weeded_entry_says_so_and_offers_nothing():
    from samverkan.methods.loading import load
    from samverkan.secrecy.entries import OpenEntry
    from samverkan.secrecy.models import Entry
    from samverkan.web import present

    row = Entry(kind="note", happened_on=date(2026, 1, 2))
    part = present.entry(load("trefas"), OpenEntry(row, None), actions=[{"label": "Rätta", "url": "/"}])
    assert part["text"] == "Uppgiften är gallrad."
    assert part["fields"] == part["actions"] == []


@pytest.mark.usefixtures("template")
def test_values_read_as_words():
    from samverkan.methods.loading import load
    from samverkan.web import present

    method = load("trefas")
    assert present.field_rows(method, "contact", {"text": "Hej", "how": "visit"}) == [
        ("Hur", "Besök"),
        ("Vad som sades och gjordes", "Hej"),
    ]
    assert present.field_rows(method, "marking", {"victim": True}) == [("Brottsoffer", "Ja")]
    assert present.field_rows(method, "marking", {"victim": False}) == [("Brottsoffer", "Nej")]
    assert present.field_rows(method, "colour", {"level": "green"}) == [("Färg", "Grön")]
    assert present.field_rows(method, "another_methods", {"a": 1}) == [("a", "1")]


@pytest.mark.usefixtures("template")
def test_every_state_and_event_has_words():
    from samverkan.secrecy.models import Disclosure
    from samverkan.web import present

    assert all(present.status_words(state) for state in Disclosure.State.values)
    assert present.event_words("task_done") == "uppdraget är klart"
    assert present.ground_name("no-such-ground", "1") == "no-such-ground"


def task_part(acts, case, username="pol.samordnare"):
    from samverkan.casework.reads.case import task_views
    from samverkan.secrecy.binding import bound
    from samverkan.web import present

    actor = acts.actor(username)
    with bound(actor):
        return present.task(task_views(actor, [case])[0])


def test_a_task_past_its_date_is_marked_overdue(acts):
    from samverkan.secrecy import clock

    case = acts.nominate("pol.samordnare")
    acts.give_task("pol.samordnare", case, "police", "Ring hem")
    assert task_part(acts, case)["marks"] == []
    with clock.frozen(clock.now() + timedelta(days=8)):
        part = task_part(acts, case)
    assert part["title"] == "Ring hem"
    assert part["marks"] == [("overdue", "")]
    assert part["agency"]["short_name"] == "Polisen"


def test_a_task_given_away_says_that_nothing_has_come_back(acts):
    case = acts.nominate("pol.samordnare")
    acts.give_task("pol.samordnare", case, "social")
    assert task_part(acts, case)["state"] == "ingen återrapport"
