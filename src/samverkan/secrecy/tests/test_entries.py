"""Entries: sealed on the way in, superseded and never edited, named in the trace on the way out."""

import pytest
from support.world import POLICE


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare")


def test_nothing_of_the_content_lies_in_the_database(shared_desk, case) -> None:
    fields = {"text": "Ovanligt-ord-71", "level": "red"}
    shared_desk.write("pol.samordnare", case, "colour", fields)
    ((row,),) = shared_desk.sql(
        "pol.samordnare", "SELECT e::text FROM secrecy_entry e WHERE case_id = %s", case.pk
    )
    assert "Ovanligt" not in row
    assert "red" not in row
    assert [each.fields for each in shared_desk.opened("pol.samordnare", case)] == [fields]


def test_an_entry_is_superseded_and_both_remain(shared_desk, case) -> None:
    from samverkan.secrecy.entries import current

    first = shared_desk.write("pol.samordnare", case, fields={"text": "ett"})
    shared_desk.write("pol.beslut", case, fields={"text": "två"}, supersedes=first)
    opened = shared_desk.opened("pol.samordnare", case)
    assert [each["text"] for each in opened] == ["ett", "två"]
    assert [each["text"] for each in current(opened)] == ["två"]


def test_a_second_correction_of_the_same_entry_meets_the_first(shared_desk, case) -> None:
    from samverkan.secrecy.acting import Conflict

    first = shared_desk.write("pol.samordnare", case)
    theirs = shared_desk.write("pol.beslut", case, fields={"text": "deras"}, supersedes=first)
    with pytest.raises(Conflict) as met:
        shared_desk.write("pol.samordnare", case, fields={"text": "mitt"}, supersedes=first)
    assert met.value.theirs == theirs.pk
    assert met.value.mine == {"text": "mitt"}


def test_an_entry_cannot_be_edited_or_removed(shared_desk, case) -> None:
    entry = shared_desk.write("pol.samordnare", case)
    for change in (
        "UPDATE secrecy_entry SET sealed = 'x' WHERE id = %s",
        "DELETE FROM secrecy_entry WHERE id = %s",
    ):
        assert shared_desk.refused("pol.samordnare", change, entry.pk) == "42501"


def test_entries_of_a_case_share_a_box_by_retention(shared_desk, case) -> None:
    def box(retention: str):
        return shared_desk.write("pol.samordnare", case, retention=retention).box_id

    assert box("case") == box("case")
    assert box("protected") == box("protected") != box("case")
    assert box("visning") != box("visning")


def test_a_key_is_kept_before_the_entry_commits(shared_desk, case) -> None:
    """An entry that is undone leaves at most a key that opens nothing."""
    from samverkan.secrecy import entries
    from samverkan.secrecy.binding import bound, keystore

    with pytest.raises(RuntimeError), bound(shared_desk.actor("pol.samordnare")):  # noqa: PT012 - both are one act
        entry = entries.write(case=case, kind="note", fields={"text": "x"})
        raise RuntimeError("undone")
    assert keystore().open_boxes(POLICE, [entry.box_id])
    assert shared_desk.opened("pol.samordnare", case) == []


def test_what_is_opened_is_named_in_the_running_trace(shared_desk, case) -> None:
    from samverkan.secrecy import entries
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    entry = shared_desk.write("pol.samordnare", case)
    with bound(shared_desk.actor("pol.samordnare")) as own:
        entries.open_one(Entry.objects.get(pk=entry.pk))
        assert entry.pk in own.touched


def test_a_field_that_is_not_there_reads_empty(shared_desk, case) -> None:
    shared_desk.write("pol.samordnare", case, fields={"text": "x"})
    (opened,) = shared_desk.opened("pol.samordnare", case)
    assert (opened["text"], opened["nothing"], opened.weeded) == ("x", "", False)


def test_an_entry_supersedes_nothing_of_another_agency(shared_desk, case) -> None:
    from django.db import IntegrityError

    theirs = shared_desk.write("soc.beslut", shared_desk.case("soc.beslut"))
    with pytest.raises(IntegrityError):
        shared_desk.write("pol.samordnare", case, supersedes=theirs)


def test_an_entry_moved_to_another_case_is_refused_also_beside_those_that_lie_where_they_were(
    desk, attacker
) -> None:
    """Whoever can write in the table moves a fact to another person's file, in the box it came from."""
    from samverkan.secrecy import entries
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry
    from samverkan.secrecy.seal import SealBroken

    mine, other = desk.case("pol.samordnare"), desk.case("pol.samordnare")
    kept, moved = (desk.write("pol.samordnare", mine, fields={"text": text}) for text in ("ett", "två"))
    assert kept.box_id == moved.box_id
    attacker().execute("UPDATE secrecy_entry SET case_id = %s WHERE id = %s", [other.pk, moved.pk])
    with bound(desk.actor("pol.samordnare")):
        rows = {row.pk: row for row in Entry.of(POLICE).filter(pk__in=[kept.pk, moved.pk])}
        assert entries.open_one(rows[kept.pk])["text"] == "ett"
        for order in ([kept, moved], [moved, kept]):
            with pytest.raises(SealBroken):
                entries.open_all([rows[each.pk] for each in order])
