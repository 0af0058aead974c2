"""Attacks 6-8: does something exist in another compartment? Keys, references, numbers answer as if it did not."""

import re
from uuid import UUID

import psycopg
import pytest
from support.world import POLICE, SOCIAL

ABSENT = UUID(int=0xDEAD)
PERSON = {"name": "Prov Provsson", "person_number": "19990101-2386"}


@pytest.fixture
def hidden(shared_desk):
    """A file of the social services, with an entry in a box."""
    case = shared_desk.case("soc.beslut")
    return case, shared_desk.write("soc.beslut", case)


@pytest.fixture
def mine(shared_desk):
    case = shared_desk.case("pol.samordnare")
    return case, shared_desk.write("pol.samordnare", case)


def error(desk, statement, *values) -> str:
    """The error's own words, ids masked."""
    try:
        desk.sql("pol.samordnare", statement, *values)
    except psycopg.Error as refused:
        return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", str(refused))
    return ""


def as_police(desk, table: str, row, **changed) -> tuple[str, list]:
    """An insert of a copy of one's own row, with a new id and some columns changed."""
    from samverkan.secrecy import ids

    changed = {"id": ids.new(), "agency_id": POLICE, **changed}
    columns = [field.column for field in row._meta.concrete_fields]
    values = [changed.get(name, getattr(row, name)) for name in columns]
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values


REFERENCES = ["case_id", "box_id", "supersedes_id", "received_id"]


@pytest.mark.parametrize("column", REFERENCES)
def test_a_reference_to_a_hidden_row_fails_as_one_to_nothing(shared_desk, mine, hidden, column) -> None:
    case, entry = hidden
    target = {"case_id": case.pk, "box_id": entry.box_id}.get(column, entry.pk)
    told = []
    for wanted in (target, ABSENT):
        statement, values = as_police(shared_desk, "secrecy_entry", mine[1], **{column: wanted})
        told.append(error(shared_desk, statement, *values))
    assert "violates foreign key" in told[0]
    assert told[0] == told[1]


def test_a_file_in_anothers_compartment_cannot_be_added_to(shared_desk, mine, hidden) -> None:
    statement, values = as_police(
        shared_desk, "secrecy_entry", mine[1], agency_id=SOCIAL, case_id=hidden[0].pk, box_id=hidden[1].box_id
    )
    assert "row-level security" in error(shared_desk, statement, *values)


@pytest.mark.parametrize("number", ["hidden", "absent"])
def test_the_same_case_number_in_two_agencies_is_no_clash(shared_desk, mine, hidden, number) -> None:
    wanted = hidden[0].number if number == "hidden" else "P-absent"
    statement, values = as_police(shared_desk, "secrecy_casefile", mine[0], number=wanted, list_id=None)
    assert shared_desk.refused("pol.samordnare", statement, *values) == ""
    on_conflict = f"{statement} ON CONFLICT (agency_id, number) DO NOTHING RETURNING number"
    assert shared_desk.sql("pol.samordnare", on_conflict, *values) == [(wanted,)]


def test_the_same_list_id_in_two_agencies_is_no_clash(shared_desk, mine, hidden) -> None:
    statement, values = as_police(
        shared_desk, "secrecy_casefile", mine[0], number="P-list", list_id=hidden[0].list_id
    )
    assert shared_desk.refused("pol.samordnare", statement, *values) == ""


def test_the_same_person_in_two_agencies_is_found_by_each_alone(shared_desk, mine, hidden) -> None:
    from samverkan.secrecy import identity, search
    from samverkan.secrecy.binding import bound

    for username, (case, _entry) in (("pol.samordnare", mine), ("soc.beslut", hidden)):
        terms = identity.terms_of("identity", PERSON)
        shared_desk.write(username, case, "identity", PERSON, terms=terms)
        with bound(shared_desk.actor(username)):
            assert search.find("199901012386") >= {case.pk}
            assert (mine[0].pk in search.find("Prov Provsson")) == (username == "pol.samordnare")


def test_equal_names_look_unlike_in_two_compartments() -> None:
    from samverkan.secrecy import search

    assert search.token(POLICE, "n:prov") != search.token(SOCIAL, "n:prov")
    assert search.token(POLICE, "n:prov") == search.token(POLICE, "n:prov")


@pytest.mark.parametrize(
    "verb", ["UPDATE secrecy_casefile SET phase = 'left'", "DELETE FROM secrecy_searchtoken"]
)
def test_changing_a_hidden_row_is_changing_nothing(shared_desk, hidden, verb) -> None:
    column = "id" if "UPDATE" in verb else "case_id"
    for wanted in (hidden[0].pk, ABSENT):
        assert shared_desk.sql("pol.samordnare", f"{verb} WHERE {column} = %s RETURNING id", wanted) == []


def test_a_row_cannot_be_moved_into_anothers_compartment(shared_desk, mine) -> None:
    statement = "UPDATE secrecy_casefile SET agency_id = %s WHERE id = %s"
    assert "row-level security" in error(shared_desk, statement, SOCIAL, mine[0].pk)


def test_a_hidden_id_and_an_absent_one_are_the_same_to_the_rules(shared_desk, hidden) -> None:
    from samverkan.secrecy import rules
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Entry

    actor = shared_desk.actor("pol.samordnare")
    with bound(actor):
        hidden_, absent = Entry(pk=hidden[1].pk), Entry(pk=ABSENT)
        assert rules.may_see(actor, hidden_) is rules.may_see(actor, absent) is False
        assert str(rules.why(actor, hidden_).reason) == str(rules.why(actor, absent).reason)
        for key in (hidden[0].pk, ABSENT):
            with pytest.raises(CaseFile.DoesNotExist):
                CaseFile.of(actor.agency).get(pk=key)


def test_ones_own_numbers_do_not_move_when_another_writes(shared_desk) -> None:
    from samverkan.secrecy import numbering
    from samverkan.secrecy.binding import bound

    def next_of(username: str) -> int:
        with bound(shared_desk.actor(username)):
            return int(numbering.next_number("Z").rsplit("-", 1)[1])

    first = next_of("pol.samordnare")
    for _ in range(3):
        next_of("soc.beslut")
    assert next_of("pol.samordnare") == first + 1
