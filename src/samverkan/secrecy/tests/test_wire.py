"""Statements sent together: answered in order, prepared once, and a fault leaves the connection whole."""

from uuid import UUID

import psycopg
import pytest


@pytest.fixture
def db(shared_world):
    """A connection of its own as the web role."""
    with psycopg.connect(shared_world.dsn("samverkan_web"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def wire(db):
    from samverkan.secrecy.postgres.wire import Wire

    return Wire(db)


def say(sql: str, *values, **how):
    from samverkan.secrecy.postgres.wire import Statement

    return Statement(sql.encode(), values, **how)


def prepared(db) -> list[str]:
    rows = db.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'samverkan%'").fetchall()
    return [row[0] for row in rows]


def test_answers_come_in_the_order_of_the_statements(wire) -> None:
    asked = [
        say("SELECT $1::int", 1),
        say("SELECT generate_series(1, $1::int)", 3),
        say("SET LOCAL x.y = ''"),
    ]
    assert wire.ask(asked) == [[(1,)], [(1,), (2,), (3,)], []]


def test_nothing_asked_is_nothing_answered(wire) -> None:
    assert wire.ask([]) == []


@pytest.mark.parametrize("count", [1, 2, 1000])
def test_ids_arrive_as_they_were_named(wire, count) -> None:
    ids = [UUID(int=n**9) for n in range(count)]
    assert wire.ask([say("SELECT $1, pg_typeof($1)::text, array_length($1, 1)", ids)]) == [
        [(ids, "uuid[]", count)]
    ]


def test_lists_of_other_things_do_too(wire) -> None:
    assert wire.ask([say("SELECT $1::text[], $2", ["a", "b"], [1, 2])]) == [[(["a", "b"], [1, 2])]]


def test_a_statement_is_prepared_once_for_each_kind_of_value(wire, db) -> None:
    for value in (1, 2, 3):
        assert wire.ask([say("SELECT $1", value)] * 2) == [[(value,)]] * 2
    assert wire.ask([say("SELECT $1", b"x")]) == [[(b"x",)]]
    assert prepared(db) == ["SELECT $1"] * 2


def test_what_is_not_worth_preparing_is_not_prepared(wire, db) -> None:
    assert wire.ask([say("SELECT $1::int", 1, once=True)]) == [[(1,)]]
    assert prepared(db) == []


def test_an_answer_comes_as_text_where_django_reads_it(wire) -> None:
    assert wire.ask([say("SELECT '{}'::jsonb", binary=False)]) == [[({},)]]


def test_a_fault_ends_what_was_sent_with_it(wire) -> None:
    asked = [say("SELECT 1"), say("SELECT 1 / $1::int", 0), say("SELECT 3")]
    with pytest.raises(psycopg.errors.DivisionByZero):
        wire.ask(asked)
    assert wire.ask(asked[::2]) == [[(1,)], [(3,)]]
    with pytest.raises(psycopg.errors.DivisionByZero):
        wire.ask(asked)


def test_a_value_that_cannot_be_sent_leaves_the_connection_whole(wire) -> None:
    with pytest.raises(psycopg.ProgrammingError):
        wire.ask([say("SELECT 1"), say("SELECT $1", object())])
    assert wire.ask([say("SELECT 1")]) == [[(1,)]]


def test_after_another_hand_has_tidied_up_all_is_prepared_anew(wire, db) -> None:
    asked = [say("SELECT $1::int", 1)]
    wire.ask(asked)
    db.execute("DEALLOCATE ALL")
    with pytest.raises(psycopg.errors.InvalidSqlStatementName):
        wire.ask(asked)
    assert wire.ask(asked) == [[(1,)]]


def test_more_than_the_line_holds_passes_both_ways(wire) -> None:
    much = "x" * 300_000
    assert wire.ask([say("SELECT $1::text", much)] * 20) == [[(much,)]] * 20


def test_a_lost_connection_is_said_as_such(wire, db, shared_world) -> None:
    with psycopg.connect(shared_world.dsn(), autocommit=True) as chief:
        chief.execute("SELECT pg_terminate_backend(%s, 5000)", [db.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        wire.ask([say("SELECT 1")])
