"""Every tampering of the threat table (security.md 3) by a superuser, plain and recomputed, is found and named."""

from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from samverkan.trail.canonical import leaf_sql
from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.findings import Finding, Kind, Report
from samverkan.trail.notes import Signer
from samverkan.trail.tests.lines import SIGNER, Database, bind, insert, write_lines
from samverkan.trail.verify import verify
from samverkan.trail.witness import Witness

pytestmark = pytest.mark.database
RECOMPUTE = f"UPDATE trail_leaf l SET hash = {leaf_sql('t')} FROM trail_trace t WHERE t.id = l.trace_id"


@pytest.fixture
def lines(database: Database) -> list[UUID]:
    """Twenty lines under checkpoints at 8, 16 and 32 leaves; leaf n stands for line n up to 5, 8 to 12, 16 to 24."""
    written = []
    for count in (6, 5, 9):
        written += write_lines(database.web, count)
        database.publish(step=8)
    return written


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


# --- an honest trail


def test_an_honest_trail_holds(database: Database, lines: list[UUID]) -> None:
    report = check(database)
    assert report.ok
    assert (report.lines, report.padding, report.waiting) == (20, 12, 0)
    assert (report.checkpoints, report.covered, report.size) == (3, 32, 32)


def test_an_empty_trail_holds(database: Database) -> None:
    report = check(database)
    assert report.ok
    assert (report.size, report.checkpoints) == (0, 0)


def test_lines_that_wait_are_counted_not_blamed(database: Database, lines: list[UUID]) -> None:
    write_lines(database.web, 2)
    report = check(database)
    assert report.ok
    assert report.waiting == 2


def test_leaves_after_the_last_checkpoint_are_not_covered(database: Database, lines: list[UUID]) -> None:
    write_lines(database.web, 2)
    with database.sequencing() as sequencer:
        sequencer.fold()
    report = check(database)
    assert report.ok
    assert (report.size, report.covered) == (34, 32)


def test_one_connection_finds_what_several_do(database: Database, lines: list[UUID]) -> None:
    database.tamper("UPDATE trail_trace SET outcome = 'refused'")
    one, three = (verify(database.auditor, witness=database.witness, connections=count) for count in (1, 3))
    assert one.findings == three.findings
    assert len(one.findings) == 20


def test_blocks_do_not_matter(database: Database, lines: list[UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverkan.trail.snapshot.BLOCK", 5)
    assert check(database).ok
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[12]}'")
    report = check(database)
    assert only(report).trace == lines[12]
    assert (report.lines, report.checkpoints) == (20, 3)


def test_a_running_sequencer_disturbs_nothing(
    database: Database, lines: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checkpoints are read before the snapshot is taken: a newer one must not look like a log cut short."""
    from samverkan.trail import verify as module

    before = module.snapshot

    def busy(*args, **kwargs):
        write_lines(database.web, 3)
        database.publish()
        return before(*args, **kwargs)

    monkeypatch.setattr(module, "snapshot", busy)
    report = check(database)
    assert report.ok
    assert (report.checkpoints, report.size) == (3, 40)


# --- changed rows, leaves left as they were


@pytest.mark.parametrize(
    "change",
    [
        "officer_id = gen_random_uuid()",
        "subjects = '{}'",
        "at = at - interval '1 hour'",
        "agency_id = gen_random_uuid()",
        "outcome = 'refused'",
        "detail = '{}'",
        "salt = uuid_send(gen_random_uuid())",
    ],
)
def test_an_edited_line_is_named(database: Database, lines: list[UUID], change: str) -> None:
    database.tamper(f"UPDATE trail_trace SET {change} WHERE id = '{lines[7]}'")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.trace) == (Kind.EDITED, seq_of(database, lines[7]), lines[7])
    assert finding.verb == "case.read"
    assert finding.at is not None


def test_a_deleted_line_is_named(database: Database, lines: list[UUID]) -> None:
    database.tamper(f"DELETE FROM trail_trace WHERE id = '{lines[3]}'")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.trace) == (Kind.DELETED, 3, lines[3])


def test_the_first_of_several_is_named_first(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"DELETE FROM trail_trace WHERE id = '{lines[9]}'",
        f"UPDATE trail_trace SET verb = 'case.write' WHERE id IN ('{lines[2]}', '{lines[15]}')",
    )
    report = check(database)
    assert len(report.findings) == 3
    first = report.first()
    assert first is not None
    assert first.line == seq_of(database, lines[2])


def test_a_line_overwritten_by_a_copy_of_another(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"UPDATE trail_trace t SET (at, officer_id, verb, subjects, salt) ="
        f" (SELECT at, officer_id, verb, subjects, salt FROM trail_trace WHERE id = '{lines[1]}')"
        f" WHERE id = '{lines[4]}'"
    )
    assert only(check(database)).trace == lines[4]


def test_two_lines_that_changed_ids(database: Database, lines: list[UUID]) -> None:
    one, two, spare = lines[1], lines[4], uuid4()
    database.tamper(
        f"UPDATE trail_trace SET id = '{spare}' WHERE id = '{one}'",
        f"UPDATE trail_trace SET id = '{one}' WHERE id = '{two}'",
        f"UPDATE trail_trace SET id = '{two}' WHERE id = '{spare}'",
    )
    assert {finding.trace for finding in check(database).findings} == {one, two}


def test_lines_reordered_under_their_leaves(database: Database, lines: list[UUID]) -> None:
    one, two = lines[1], lines[4]
    database.tamper(
        "ALTER TABLE trail_leaf DROP CONSTRAINT trail_leaf_trace_id_key",
        f"UPDATE trail_leaf SET trace_id = CASE trace_id WHEN '{one}' THEN '{two}'::uuid ELSE '{one}'::uuid END"
        f" WHERE trace_id IN ('{one}', '{two}')",
    )
    found = {(finding.kind, finding.line, finding.until) for finding in check(database).findings}
    assert found == {(Kind.REORDERED, 1, 4), (Kind.REORDERED, 4, 1)}


def test_a_line_passed_off_as_padding(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"UPDATE trail_leaf SET trace_id = NULL, salt = uuid_send(gen_random_uuid()) WHERE trace_id = '{lines[3]}'",
        f"DELETE FROM trail_trace WHERE id = '{lines[3]}'",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line) == (Kind.FALSE_PADDING, 3)


def test_padding_passed_off_as_a_line(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.attacker) as db:
        db.execute("SET session_replication_role = replica")
        forged = insert(db, uuid4())
    database.tamper(f"UPDATE trail_leaf SET salt = NULL, trace_id = '{forged}' WHERE seq = 7")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.trace) == (Kind.EDITED, 7, forged)


def test_a_line_slipped_in_beside_the_log(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.attacker) as db:
        db.execute("SET session_replication_role = replica")
        forged = insert(db, uuid4())
    finding = only(check(database))
    assert (finding.kind, finding.trace, finding.verb) == (Kind.UNSEQUENCED, forged, "case.read")


def test_a_queue_that_was_emptied(database: Database, lines: list[UUID]) -> None:
    (line,) = write_lines(database.web, 1)
    database.tamper("DELETE FROM trail_pending")
    finding = only(check(database))
    assert (finding.kind, finding.trace) == (Kind.UNSEQUENCED, line)


def test_a_slipped_in_line_does_not_hide_behind_a_deleted_one(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.attacker) as db:
        db.execute("SET session_replication_role = replica")
        insert(db, uuid4())
    database.tamper(f"DELETE FROM trail_trace WHERE id = '{lines[3]}'")
    assert kinds(check(database)) == {Kind.UNSEQUENCED, Kind.DELETED}


@pytest.mark.parametrize(
    "statement", ["UPDATE trail_trace SET outcome = 'failed'", "DELETE FROM trail_trace"]
)
def test_a_line_changed_while_it_waits(database: Database, statement: str) -> None:
    (line,) = write_lines(database.web, 1)
    database.tamper(statement)
    finding = only(check(database))
    assert (finding.kind, finding.trace) == (Kind.CHANGED_WAITING, line)


# --- leaves changed too


def test_an_edited_line_with_its_leaf_recomputed_names_the_interval(
    database: Database, lines: list[UUID]
) -> None:
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'", RECOMPUTE)
    report = check(database)
    finding = only(report)
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 8, 16)
    assert finding.line <= seq_of(database, lines[8]) < finding.until
    assert (report.checkpoints, report.covered) == (1, 8)


def test_recomputed_from_the_very_first(database: Database, lines: list[UUID]) -> None:
    database.tamper(f"UPDATE trail_trace SET subjects = '{{}}' WHERE id = '{lines[0]}'", RECOMPUTE)
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 0, 8)


def test_deleted_and_renumbered(database: Database, lines: list[UUID]) -> None:
    seq = seq_of(database, lines[8])
    database.tamper(
        f"DELETE FROM trail_trace WHERE id = '{lines[8]}'",
        f"DELETE FROM trail_leaf WHERE seq = {seq}",
        "ALTER TABLE trail_leaf DROP CONSTRAINT trail_leaf_pkey",
        f"UPDATE trail_leaf SET seq = seq - 1 WHERE seq > {seq}",
    )
    report = check(database)
    assert kinds(report) == {Kind.RECOMPUTED, Kind.TRUNCATED}
    assert next(each for each in report.findings if each.kind is Kind.RECOMPUTED).line == 8


def test_whole_leaves_changed_places(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        "ALTER TABLE trail_leaf DROP CONSTRAINT trail_leaf_pkey",
        "UPDATE trail_leaf SET seq = 11 - seq WHERE seq IN (2, 9)",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 0, 8)


def test_a_recomputed_line_turned_into_padding(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        f"DELETE FROM trail_trace WHERE id = '{lines[8]}'",
        f"UPDATE trail_leaf a SET trace_id = NULL, salt = b.salt, hash = b.hash FROM trail_leaf b"
        f" WHERE a.trace_id = '{lines[8]}' AND b.seq = 6",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 8, 16)


# --- cut short


@pytest.mark.parametrize("size", [31, 20, 16, 1])
def test_the_tail_cut_off(database: Database, lines: list[UUID], size: int) -> None:
    database.tamper(
        f"DELETE FROM trail_trace t USING trail_leaf l WHERE l.trace_id = t.id AND l.seq >= {size}",
        f"DELETE FROM trail_leaf WHERE seq >= {size}",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.TRUNCATED, size, 32)


def test_everything_gone(database: Database, lines: list[UUID]) -> None:
    database.tamper("TRUNCATE trail_trace, trail_leaf, trail_pending")
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.TRUNCATED, 0, 32)


def test_cut_and_grown_again(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        "DELETE FROM trail_trace t USING trail_leaf l WHERE l.trace_id = t.id AND l.seq >= 16",
        "DELETE FROM trail_leaf WHERE seq >= 16",
    )
    write_lines(database.web, 20)
    forged = Witness(database.witness.parent / "forged")
    first = sorted(Witness(database.witness).notes())[1]
    forged.folder.mkdir()
    (forged.folder / first.name).write_text(first.read_text())
    with database.sequencing() as sequencer:
        sequencer.witness = forged
        sequencer.run_once()
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.RECOMPUTED, 16, 32)


def test_leaves_missing_in_the_middle(database: Database, lines: list[UUID]) -> None:
    database.tamper(
        "DELETE FROM trail_trace t USING trail_leaf l WHERE l.trace_id = t.id AND l.seq IN (3, 4)",
        "DELETE FROM trail_leaf WHERE seq IN (3, 4)",
    )
    finding = only(check(database))
    assert (finding.kind, finding.line, finding.until) == (Kind.GAP, 3, 5)


def test_leaves_missing_at_the_start(database: Database, lines: list[UUID]) -> None:
    database.tamper("DELETE FROM trail_leaf WHERE seq < 2")
    report = check(database)
    assert kinds(report) == {Kind.GAP, Kind.UNSEQUENCED}
    first = report.first()
    assert first is not None
    assert (first.line, first.until) == (0, 2)


# --- the checkpoints themselves


def edit(file: Path, old: str, new: str) -> None:
    file.chmod(0o644)
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_checkpoint_that_was_edited(database: Database, lines: list[UUID]) -> None:
    file = next(Witness(database.witness).notes())
    edit(file, "\n8\n", "\n9\n")
    report = check(database)
    assert (only(report).kind, only(report).file) == (Kind.BAD_CHECKPOINT, file.name)
    assert report.checkpoints == 2


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe\n\n"])
def test_a_checkpoint_that_is_none(database: Database, lines: list[UUID], content: bytes) -> None:
    (database.witness / "00000000000000000009.checkpoint").write_bytes(content)
    assert only(check(database)).kind == Kind.BAD_CHECKPOINT


def test_a_checkpoint_signed_by_a_stranger(database: Database, lines: list[UUID]) -> None:
    stranger = Signer(SIGNER.verifier.name, bytes(32))
    (database.witness / "00000000000000000009.checkpoint").write_text(
        Checkpoint(SIGNER.verifier.name, 9, bytes(32)).signed(stranger)
    )
    assert only(check(database)).kind == Kind.BAD_CHECKPOINT


def test_a_split_view_signed_with_the_right_key(
    database: Database, lines: list[UUID], tmp_path: Path
) -> None:
    shown = tmp_path / "shown-to-another-agency"
    shown.write_text(Checkpoint(SIGNER.verifier.name, 12, bytes(32)).signed(SIGNER))
    finding = only(verify(database.auditor, witness=database.witness, checkpoints=[shown]))
    assert (finding.kind, finding.until) == (Kind.FORKED, 12)


def test_a_checkpoint_kept_by_another_agency_is_enough(
    database: Database, lines: list[UUID], tmp_path: Path
) -> None:
    """The operator also owns the witness folder and signs anew; the agency kept one file and the key."""
    kept = tmp_path / "kept"
    kept.write_text(sorted(Witness(database.witness).notes())[1].read_text())
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'", RECOMPUTE)
    for file in [*database.witness.iterdir()]:
        file.unlink()
    database.publish(step=8)
    assert check(database).ok
    report = verify(database.auditor, witness=database.witness, checkpoints=[kept], key=SIGNER.verifier)
    assert {(finding.kind, finding.until) for finding in report.findings} == {(Kind.FORKED, 16)}


def test_a_kept_checkpoint_alone(database: Database, lines: list[UUID], tmp_path: Path) -> None:
    kept = sorted(Witness(database.witness).notes())[-1]
    report = verify(database.auditor, checkpoints=[kept])
    assert report.ok
    assert (report.checkpoints, report.covered) == (1, 32)
    copy = tmp_path / "alone"
    copy.write_text(kept.read_text())
    with pytest.raises(FileNotFoundError):
        verify(database.auditor, checkpoints=[copy])


def test_without_any_checkpoint_recomputing_goes_unseen(database: Database, lines: list[UUID]) -> None:
    """The limit that makes keeping checkpoints necessary: a chain inside the database proves nothing."""
    database.tamper(f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'", RECOMPUTE)
    report = verify(database.auditor)
    assert report.ok
    assert (report.checkpoints, report.covered) == (0, 0)


def test_stored_functions_are_not_trusted(database: Database, lines: list[UUID]) -> None:
    """The attacker shadows sha256 and the table itself in every place a careless query would look."""
    database.tamper(
        f"UPDATE trail_trace SET verb = 'case.write' WHERE id = '{lines[8]}'",
        "CREATE SCHEMA samverkan_auditor",
        "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT NULL::bytea'",
        "CREATE TABLE samverkan_auditor.trail_leaf AS SELECT * FROM trail_leaf LIMIT 0",
        "GRANT USAGE ON SCHEMA samverkan_auditor TO samverkan_auditor",
        "GRANT SELECT ON samverkan_auditor.trail_leaf TO samverkan_auditor",
    )
    report = verify(database.auditor + " options='-c search_path=samverkan_auditor,public,pg_catalog'")
    assert only(report).trace == lines[8]


def test_it_needs_no_more_than_the_auditor_has(database: Database, lines: list[UUID]) -> None:
    with psycopg.connect(database.auditor) as db:
        assert db.execute("SELECT current_user").fetchone() == ("samverkan_auditor",)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        verify(database.web)


def test_the_never_written_is_not_found(database: Database, lines: list[UUID]) -> None:
    """Said aloud so that nobody relies on it: what was never written needs a second source."""
    with psycopg.connect(database.web) as db:
        agency = uuid4()
        bind(db, agency)
        insert(db, agency)
        db.rollback()
    assert check(database).ok
