"""Many at once are written exactly as one is: sealed, in their own boxes, named in the trace, all or none."""

from datetime import date

import pytest


@pytest.fixture
def desk(shared_desk):
    """Each test has files of its own, so that all can share one database."""
    return shared_desk


def write(desk, username, news, kind="note", retention="case"):
    from samverkan.secrecy import many
    from samverkan.secrecy.binding import bound

    with bound(desk.actor(username)) as own:
        rows = many.write_many(kind, retention, [many.New(*each) for each in news])
        return rows, own


def test_they_can_be_opened_and_read_like_any_other(desk) -> None:
    one, other = desk.case("pol.samordnare"), desk.case("pol.samordnare")
    write(
        desk,
        "pol.samordnare",
        [(one, {"text": "A"}, date(2026, 11, 2)), (other, {"text": "B"}), (one, {"text": "C"})],
    )
    assert [each["text"] for each in desk.opened("pol.samordnare", one)] in (["A", "C"], ["C", "A"])
    found = desk.opened("pol.samordnare", other)
    assert [(each["text"], each.row.happened_on) for each in found] == [("B", None)]


def test_every_one_is_named_in_the_trace_with_a_digest(desk) -> None:
    case = desk.case("pol.samordnare")
    rows, own = write(desk, "pol.samordnare", [(case, {"text": "A"}), (case, {"text": "B"})])
    assert {row.pk for row in rows} <= set(own.touched)
    assert own.wrote_any


def test_a_case_that_has_a_box_keeps_it_and_another_class_gets_its_own(desk) -> None:
    case = desk.case("pol.samordnare")
    first = desk.write("pol.samordnare", case)
    rows, _own = write(desk, "pol.samordnare", [(case, {"text": "A"})])
    assert rows[0].box_id == first.box_id
    apart, _own = write(desk, "pol.samordnare", [(case, {"text": "B"})], retention="absence")
    assert apart[0].box_id != first.box_id


def test_a_version_replaced_meanwhile_undoes_them_all(desk) -> None:
    from samverkan.secrecy.acting import Conflict

    case = desk.case("pol.samordnare")
    old = desk.write("pol.samordnare", case, fields={"text": "gammal"})
    write(desk, "pol.samordnare", [(case, {"text": "ny"}, None, old)])
    with pytest.raises(Conflict):
        write(desk, "pol.samordnare", [(case, {"text": "annan"}), (case, {"text": "sen"}, None, old)])
    assert sorted(each["text"] for each in desk.opened("pol.samordnare", case)) == ["gammal", "ny"]


def test_another_agencys_file_cannot_be_written_in(desk) -> None:
    from django.db import DatabaseError

    case = desk.case("soc.beslut")
    with pytest.raises((DatabaseError, KeyError)):
        write(desk, "pol.samordnare", [(case, {"text": "A"})])
    assert desk.opened("soc.beslut", case) == []


def test_two_at_once_agree_on_the_box(desk) -> None:
    from samverkan.secrecy.tests.desk import at_once

    case = desk.case("pol.samordnare")
    texts = ["A", "B"]
    found = at_once(
        *(lambda t=t: write(desk, "pol.samordnare", [(case, {"text": t})])[0][0].box_id for t in texts)
    )
    assert found[0] == found[1]
    assert sorted(each["text"] for each in desk.opened("pol.samordnare", case)) == texts


def test_nothing_to_write_is_nothing_written(desk) -> None:
    rows, own = write(desk, "pol.samordnare", [])
    assert rows == []
    assert not own.touched
