"""Attack 18: one field is disclosed; no other field, version, entry, name or number goes with it."""

import json
from uuid import UUID

import pytest
from support.world import SOCIAL

SECRET = (
    "Nyckeln ligger under mattan",
    "Kalle på hörnet",
    "Första versionen",
    "Annan uppgift",
    "Hemlig Person",
)


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare")


@pytest.fixture
def chain(shared_desk, case):
    """An entry superseded twice, beside others; the last version has one field to give and two to keep."""
    write = shared_desk.write
    write("pol.samordnare", case, "identity", {"name": SECRET[4], "person_number": "199901012386"})
    write("pol.samordnare", case, fields={"text": SECRET[3]})
    first = write("pol.samordnare", case, fields={"text": SECRET[2], "source": SECRET[1]})
    second = write("pol.samordnare", case, fields={"text": "Andra.", "source": SECRET[1]}, supersedes=first)
    last = {"text": "Hotades i går.", "source": SECRET[1], "comment": SECRET[0]}
    return [first, second, write("pol.samordnare", case, fields=last, supersedes=second)]


def test_the_receiver_gets_the_one_field_and_nothing_else(shared_desk, case, chain) -> None:
    from samverkan.secrecy import reception
    from samverkan.secrecy.binding import bound

    given = shared_desk.give(case, SOCIAL, chain[2])
    delivery = shared_desk.delivery("soc.beslut", given)
    with bound(shared_desk.actor("soc.beslut")):
        content = reception.content_of(delivery)
    assert [item["fields"] for item in content["entries"]] == [{"text": "Hotades i går."}]
    said = json.dumps(content, ensure_ascii=False)
    assert not [word for word in SECRET if word in said]
    for hidden in (case.pk, case.number, chain[0].pk, chain[1].pk, chain[2].box_id, chain[2].made_by):
        assert str(hidden) not in said


def test_what_lies_in_the_receivers_file_has_no_tie_to_the_givers_versions(shared_desk, case, chain) -> None:
    received = shared_desk.receive("soc.beslut", shared_desk.give(case, SOCIAL, chain[2]))
    (copy,) = shared_desk.opened("soc.beslut", received.case)
    assert copy.fields == {"text": "Hotades i går."}
    assert copy.row.supersedes_id is None
    assert copy.row.made_by is None
    theirs = {each.pk for each in chain} | {case.pk, chain[2].box_id}
    mine = {value for value in vars(copy.row).values() if isinstance(value, UUID)} - {case.programme_id}
    assert not mine & theirs


def test_the_delivery_row_tells_only_what_the_receiver_is_to_know(shared_desk, case, chain) -> None:
    delivery = shared_desk.delivery("soc.beslut", shared_desk.give(case, SOCIAL, chain[2]))
    named = {name: value for name, value in vars(delivery).items() if value not in (None, "")}
    assert case.number not in str(named)
    assert case.pk not in named.values()
    assert {"list_id", "disclosure", "ground", "giver_id"} <= named.keys()


def test_a_superseded_version_is_disclosed_as_itself(shared_desk, case, chain) -> None:
    received = shared_desk.receive("soc.beslut", shared_desk.give(case, SOCIAL, chain[0]))
    assert [each["text"] for each in shared_desk.opened("soc.beslut", received.case)] == [SECRET[2]]


def test_what_is_written_after_the_preview_does_not_follow(shared_desk, case, chain) -> None:
    proposed = shared_desk.propose("pol.samordnare", case, SOCIAL, [chain[2]])
    shared_desk.write("pol.samordnare", case, fields={"text": "Senare."}, supersedes=chain[2])
    received = shared_desk.receive("soc.beslut", shared_desk.decide("pol.beslut", proposed))
    assert [each["text"] for each in shared_desk.opened("soc.beslut", received.case)] == ["Hotades i går."]


def test_a_correction_carries_the_same_field_only(shared_desk, case, chain) -> None:
    from samverkan.secrecy import afterwards, reception
    from samverkan.secrecy.binding import bound

    given = shared_desk.give(case, SOCIAL, chain[2])
    fields = {"text": "I förrgår.", "source": SECRET[1], "comment": SECRET[0]}
    corrected = shared_desk.write("pol.samordnare", case, fields=fields, supersedes=chain[2])
    afterwards.correct(by=shared_desk.actor("pol.beslut"), disclosure=given, corrected=corrected)
    event = shared_desk.delivery("soc.beslut", given, kind="event", event="corrected")
    with bound(shared_desk.actor("soc.beslut")):
        content = reception.content_of(event)
    assert content["fields"] == {"text": "I förrgår."}
    assert not [word for word in SECRET if word in str(content)]


def test_the_preview_is_what_is_sent(shared_desk, case, chain) -> None:
    from samverkan.secrecy import door, reception
    from samverkan.secrecy.binding import bound

    proposed = shared_desk.propose("pol.samordnare", case, SOCIAL, [chain[2]], ["text", "source"])
    with bound(shared_desk.actor("pol.beslut")):
        preview = door.payload_of(proposed)
    delivery = shared_desk.delivery("soc.beslut", shared_desk.decide("pol.beslut", proposed))
    with bound(shared_desk.actor("soc.beslut")):
        assert reception.content_of(delivery) == preview
