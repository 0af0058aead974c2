"""The signed context: what the database accepts, and every way of cheating that it refuses."""

import hashlib
import hmac
import time
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from samverkan.trail import context
from samverkan.trail.tests.lines import KEY, Database, bind

pytestmark = pytest.mark.database
Connection = psycopg.Connection[tuple[object, ...]]


def later(seconds: int = 60) -> int:
    return int(time.time()) + seconds


@pytest.fixture
def web(database: Database):
    with psycopg.connect(database.web) as db:
        yield db


def refused(db: Connection, reason: str, statement: str, *values: object) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match=reason):
        db.execute(statement, values)
    db.rollback()


def test_a_signed_context_names_agency_officer_and_assignment(web: Connection) -> None:
    agency, officer, assignment = uuid4(), uuid4(), uuid4()
    signed = context.sign(KEY, agency, officer, assignment, later(), web.info.backend_pid)
    web.execute("SELECT sec.bind(%s)", [signed])
    found = web.execute("SELECT sec.me(), sec.officer(), sec.assignment()").fetchone()
    assert found == (agency, officer, assignment)


def test_a_job_may_have_neither_officer_nor_assignment(web: Connection) -> None:
    web.execute(
        "SELECT sec.bind(%s)", [context.sign(KEY, uuid4(), None, None, later(), web.info.backend_pid)]
    )
    assert web.execute("SELECT sec.officer(), sec.assignment()").fetchone() == (None, None)


def test_without_context_asking_raises(web: Connection) -> None:
    refused(web, "no context", "SELECT sec.me()")
    refused(web, "no context", "SELECT count(*) FROM trail_trace")


@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_context_is_none(web: Connection, empty: str | None) -> None:
    refused(web, "no context", "SELECT sec.bind(%s)", empty)


def test_the_context_ends_with_the_transaction(web: Connection) -> None:
    bind(web, uuid4())
    web.commit()
    refused(web, "no context", "SELECT count(*) FROM trail_trace")


def test_the_context_ends_with_a_rollback(web: Connection) -> None:
    bind(web, uuid4())
    web.rollback()
    refused(web, "no context", "SELECT sec.me()")


def test_in_autocommit_nothing_is_carried_over(database: Database) -> None:
    with psycopg.connect(database.web, autocommit=True) as db:
        bind(db, uuid4())
        with pytest.raises(errors.InsufficientPrivilege, match="no context"):
            db.execute("SELECT sec.me()")


def test_an_injected_set_config_opens_nothing(web: Connection) -> None:
    bind(web, uuid4())
    web.execute("SELECT set_config('samverkan.context', %s, true)", [str(uuid4())])
    refused(web, "bad context", "SELECT count(*) FROM trail_trace")


def test_changing_the_agency_breaks_the_seal(web: Connection) -> None:
    signed = context.sign(KEY, uuid4(), uuid4(), uuid4(), later(), web.info.backend_pid)
    refused(web, "bad context", "SELECT sec.bind(%s)", str(uuid4()) + signed[36:])


def test_each_part_is_under_the_seal(web: Connection) -> None:
    signed = context.sign(KEY, uuid4(), uuid4(), uuid4(), later(), web.info.backend_pid)
    parts = signed.split("|")
    for place, other in enumerate(
        [uuid4(), uuid4(), uuid4(), later(9999), web.info.backend_pid + 1, "0" * 64]
    ):
        forged = [*parts[:place], str(other), *parts[place + 1 :]]
        refused(web, "bad context", "SELECT sec.bind(%s)", "|".join(forged))


def test_another_key_is_refused(web: Connection) -> None:
    forged = context.sign(b"x" * 32, uuid4(), uuid4(), uuid4(), later(), web.info.backend_pid)
    refused(web, "bad context", "SELECT sec.bind(%s)", forged)


@pytest.mark.parametrize("junk", ["|", "|||||", "x" * 65, "x" * 64, "|" * 70, "åäö|" * 30])
def test_junk_is_refused(web: Connection, junk: str) -> None:
    refused(web, "bad context", "SELECT sec.bind(%s)", junk)


def test_a_signed_message_of_another_shape_is_refused(web: Connection) -> None:
    import hashlib
    import hmac

    mac = hmac.new(KEY, b"hello", hashlib.sha256).hexdigest()
    refused(web, "bad context", "SELECT sec.bind(%s)", f"hello|{mac}")


def test_expired_is_refused(web: Connection) -> None:
    signed = context.sign(KEY, uuid4(), uuid4(), uuid4(), int(time.time()), web.info.backend_pid)
    refused(web, "expired context", "SELECT sec.bind(%s)", signed)


def test_it_expires_within_a_transaction_too(web: Connection) -> None:
    bind(web, uuid4(), seconds=1)
    web.execute("SELECT pg_sleep(1.1)")
    refused(web, "expired context", "SELECT sec.me()")


def test_replay_on_another_backend_is_refused(web: Connection, database: Database) -> None:
    stolen = bind(web, uuid4())
    with psycopg.connect(database.web) as other:
        refused(other, "foreign context", "SELECT sec.bind(%s)", stolen)


def test_no_login_role_reads_the_key(database: Database) -> None:
    for dsn in (database.web, database.sequencer, database.auditor):
        with psycopg.connect(dsn) as db:
            refused(db, "permission denied", "SELECT * FROM sec.context_key")
            refused(db, "permission denied", "UPDATE sec.context_key SET ipad = opad")


def test_the_product_cannot_call_what_lies_beneath(web: Connection) -> None:
    refused(web, "permission denied", "SELECT sec.acting()")


def test_without_an_installed_key_nothing_is_accepted(database: Database) -> None:
    database.tamper("DELETE FROM sec.context_key")
    with (
        psycopg.connect(database.web) as db,
        pytest.raises(errors.InsufficientPrivilege, match="bad context"),
    ):
        bind(db, uuid4())


def test_a_new_key_ends_the_old(database: Database) -> None:
    with psycopg.connect(database.attacker) as owner:
        context.install_key(owner.cursor(), b"n" * 80)
    with psycopg.connect(database.web) as db:
        with pytest.raises(errors.InsufficientPrivilege, match="bad context"):
            bind(db, uuid4())
        db.rollback()
        signed = context.sign(b"n" * 80, uuid4(), uuid4(), uuid4(), later(), db.info.backend_pid)
        db.execute("SELECT sec.bind(%s)", [signed])


def test_a_short_key_is_refused(database: Database) -> None:
    with psycopg.connect(database.attacker) as owner, pytest.raises(ValueError, match="at least 32"):
        context.install_key(owner.cursor(), b"short")


def test_bind_answers_with_a_clock_that_never_runs_back(web: Connection, database: Database) -> None:
    with psycopg.connect(database.sequencer) as db:
        db.execute("UPDATE sec.clock SET high_water = now() + interval '1 day'")
    signed = context.sign(KEY, uuid4(), uuid4(), uuid4(), later(), web.info.backend_pid)
    found = web.execute("SELECT sec.bind(%s) - now()", [signed]).fetchone()
    assert found is not None
    assert found[0].total_seconds() == pytest.approx(86400, abs=60)


def test_the_high_water_mark_only_rises(database: Database) -> None:
    with psycopg.connect(database.sequencer) as db, pytest.raises(errors.CheckViolation, match="only rises"):
        db.execute("UPDATE sec.clock SET high_water = high_water - interval '1 second'")


def test_only_the_sequencer_moves_the_clock(web: Connection) -> None:
    refused(web, "permission denied", "UPDATE sec.clock SET high_water = now()")


def test_signing_is_plain_to_read() -> None:
    agency = UUID(int=1)
    assert context.sign(KEY, agency, None, None, 7, 8).startswith(f"{agency}|||7|8|")


def test_a_context_says_whether_the_officer_proved_afresh(web: Connection) -> None:
    for fresh in (True, False):
        pid = web.info.backend_pid
        signed = context.sign(KEY, uuid4(), uuid4(), uuid4(), later(), pid, fresh=fresh)
        with web.transaction():
            web.execute("SELECT sec.bind(%s)", [signed])
            assert web.execute("SELECT sec.fresh()").fetchone() == (fresh,)


def test_nobody_makes_a_context_fresh_that_was_not_signed_so(web: Connection) -> None:
    signed = context.sign(KEY, uuid4(), uuid4(), uuid4(), later(), web.info.backend_pid)
    message, mac = signed.rsplit("|", 1)
    for claimed in (f"{message}fresh|{mac}", f"{message.rsplit('|', 1)[0]}|fresh|{mac}"):
        refused(web, "bad context", "SELECT sec.bind(%s)", claimed)


def test_a_context_of_the_older_form_is_refused(web: Connection) -> None:
    parts = f"{uuid4()}|{uuid4()}|{uuid4()}|{later()}|{web.info.backend_pid}"
    mac = hmac.new(KEY, parts.encode(), hashlib.sha256).hexdigest()
    refused(web, "bad context", "SELECT sec.bind(%s)", f"{parts}|{mac}")
