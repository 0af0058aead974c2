"""Helpers of the trail's tests: a database as each role reaches it, and lines as the product writes them."""

import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from samverkan.trail import context
from samverkan.trail.findings import Finding, Kind, Report
from samverkan.trail.notes import Signer
from samverkan.trail.sequencer import Pace, Sequencer
from samverkan.trail.verify import verify
from samverkan.trail.witness import Witness

KEY = bytes(range(1, 33))
SIGNER = Signer("samverkan.test/trail", bytes(range(32)))


@dataclass(frozen=True)
class Database:
    """One database as the attacker (superuser) and as each login role reaches it."""

    attacker: str
    web: str
    sequencer: str
    auditor: str
    witness: Path

    def tamper(self, *statements: str) -> None:
        """Run statements as a superuser whom no trigger and no policy stops."""
        with psycopg.connect(self.attacker) as db:
            db.execute("SET session_replication_role = replica")
            for statement in statements:
                db.execute(statement)

    def one(self, query: str) -> tuple[object, ...]:
        """The first row, as superuser."""
        with psycopg.connect(self.attacker) as db:
            row = db.execute(query).fetchone()
        assert row is not None
        return row

    def sequencing(self, step: int = 8) -> Sequencer:
        """A sequencer that publishes to this database's witness folder."""
        return Sequencer(self.sequencer, Witness(self.witness), SIGNER, Pace(step=step))

    def publish(self, step: int = 8) -> None:
        """Fold what waits and publish one checkpoint."""
        with self.sequencing(step) as sequencer:
            sequencer.run_once()


def bind(db: "psycopg.Connection[tuple[object, ...]]", agency: UUID, seconds: int = 60) -> str:
    """Bind the open transaction to `agency`, as the product does; returns the context used."""
    signed = context.sign(KEY, agency, uuid4(), uuid4(), int(time.time()) + seconds, db.info.backend_pid)
    db.execute("SELECT sec.bind(%s)", [signed])
    return signed


INSERT = """
    INSERT INTO trail_trace (id, agency_id, at, officer_id, verb, outcome, subjects, digest, detail, salt)
    VALUES (%s, %s, now(), gen_random_uuid(), 'case.read', 'done',
            ARRAY[gen_random_uuid(), gen_random_uuid()], sha256('ciphertext'),
            '{"count": 2, "ground": "osl-10-27"}', uuid_send(gen_random_uuid()))
"""


def insert(db: "psycopg.Connection[tuple[object, ...]]", agency: UUID) -> UUID:
    """One line in the open transaction."""
    line = uuid4()
    db.execute(INSERT, [line, agency])
    return line


def write_lines(dsn: str, count: int, agency: UUID | None = None) -> list[UUID]:
    """As the product: `count` lines, a transaction each."""
    agency = agency or uuid4()
    lines = []
    with psycopg.connect(dsn) as db:
        for _ in range(count):
            with db.transaction():
                bind(db, agency)
                lines.append(insert(db, agency))
    return lines


def check(database: Database) -> Report:
    return verify(database.auditor, witness=database.witness)


def kinds(report: Report) -> set[Kind]:
    return {finding.kind for finding in report.findings}


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def seq_of(database: Database, line: UUID) -> int:
    (seq,) = database.one(f"SELECT seq FROM trail_leaf WHERE trace_id = '{line}'")
    assert isinstance(seq, int)
    return seq
