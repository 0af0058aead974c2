"""What a leaf commits to: the trigger, the verifier and a re-implementation agree; no two lines look alike."""

import json
from hashlib import sha256
from uuid import UUID, uuid4

import psycopg
import pytest

from samverkan.trail.canonical import CANONICAL, PADDING, leaf_sql, padding_sql
from samverkan.trail.merkle import leaf_hash
from samverkan.trail.tests.lines import Database, write_lines

ZONES = ("UTC", "Europe/Stockholm", "Asia/Kathmandu")


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.database
def test_the_trigger_uses_this_very_expression(database: Database) -> None:
    (source,) = database.one("SELECT prosrc FROM pg_proc WHERE proname = 'queue_trace'")
    assert squeezed(leaf_sql("NEW")) in squeezed(str(source)).replace("convert_to( ", "convert_to(")


@pytest.mark.database
def test_the_queued_hash_is_the_lines(database: Database) -> None:
    write_lines(database.web, 3)
    query = f"SELECT bool_and(p.hash = {leaf_sql('t')}) FROM trail_pending p JOIN trail_trace t ON t.id = p.trace_id"
    assert database.one(query) == (True,)


def by_hand(row: dict[str, object]) -> bytes:
    """The leaf hash as the documentation describes it, without PostgreSQL."""
    subjects = "{" + ",".join(map(str, row["subjects"])) + "}"  # type: ignore[call-overload]
    parts = [
        "1", row["id"], row["agency_id"], row["at"], row["officer_id"] or "", row["assignment_id"] or "",
        row["verb"], row["outcome"], subjects, (row["digest"] or b"").hex(), json.dumps(row["detail"]),
    ]  # fmt: skip
    salt = row["salt"]
    assert isinstance(salt, bytes)
    return leaf_hash(sha256(salt + "|".join(map(str, parts)).encode()).digest())


@pytest.mark.database
@pytest.mark.parametrize("full", [True, False])
def test_a_stranger_can_recompute_it(database: Database, full: bool) -> None:
    row: dict[str, object] = {
        "id": uuid4(),
        "agency_id": uuid4(),
        "at": "1763812345.678901",
        "officer_id": uuid4() if full else None,
        "assignment_id": uuid4() if full else None,
        "verb": "disclosure.decide",
        "outcome": "done",
        "subjects": [uuid4(), uuid4()] if full else [],
        "digest": sha256(b"sealed").digest() if full else None,
        "detail": {"count": 2, "ground": "osl-10-27"} if full else {},
        "salt": bytes(range(16)),
    }
    with psycopg.connect(database.attacker) as db:
        db.execute(
            "INSERT INTO trail_trace VALUES (%(id)s, %(agency_id)s, to_timestamp(0) + %(at)s::interval, %(officer_id)s,"
            " %(assignment_id)s, %(verb)s, %(outcome)s, %(subjects)s::uuid[], %(digest)s, %(detail)s, %(salt)s)",
            {**row, "detail": json.dumps(row["detail"])},
        )
        found = db.execute("SELECT hash FROM trail_pending").fetchone()
    assert found == (by_hand(row),)


@pytest.mark.database
def test_neither_time_zone_nor_format_of_the_session_matters(database: Database) -> None:
    write_lines(database.web, 1)
    texts = set()
    with psycopg.connect(database.attacker) as db:
        for zone in ZONES:
            db.execute(f"SET TimeZone = '{zone}'")
            db.execute("SET DateStyle = 'German'; SET bytea_output = 'escape'; SET extra_float_digits = -3")
            row = db.execute(f"SELECT {CANONICAL.format(t='t')} FROM trail_trace t").fetchone()
            texts.add(row)
    assert len(texts) == 1


@pytest.mark.database
def test_padding_is_as_the_sequencer_makes_it(database: Database) -> None:
    salt = bytes(range(16))
    with psycopg.connect(database.attacker) as db:
        row = db.execute(f"SELECT {padding_sql('p')} FROM (SELECT %s AS salt) p", [salt]).fetchone()
    assert row == (leaf_hash(sha256(salt + PADDING).digest()),)


@pytest.mark.database
@pytest.mark.parametrize(
    "change",
    [
        "id = gen_random_uuid()",
        "agency_id = gen_random_uuid()",
        "at = at + interval '1 microsecond'",
        "officer_id = gen_random_uuid()",
        "officer_id = NULL",
        "assignment_id = officer_id, officer_id = NULL",
        "verb = 'case.reads'",
        "outcome = 'refused'",
        "subjects = subjects[1:1]",
        "subjects = ARRAY[subjects[2], subjects[1]]",
        "digest = NULL",
        "digest = sha256('other')",
        "detail = detail || '{\"count\": 3}'",
        "detail = '{}'",
        "salt = uuid_send(gen_random_uuid())",
    ],
)
def test_every_column_counts(database: Database, change: str) -> None:
    write_lines(database.web, 1)
    query = f"SELECT {leaf_sql('t')} FROM trail_trace t"
    before = database.one(query)
    database.tamper(f"UPDATE trail_trace SET {change}")
    assert database.one(query) != before


def test_no_line_can_read_as_padding() -> None:
    assert str(UUID(int=0)) not in PADDING.decode()
    assert not PADDING.startswith(b"1|")
