"""The sequencer: nothing lost, nothing skipped, one at a time, a size that tells nothing."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.checkpoints import opened
from samverkan.trail.merkle import Frontier
from samverkan.trail.sequencer import BrokenTrailError, BusyError, Pace, Sequencer
from samverkan.trail.tests.lines import SIGNER, Database, bind, insert, write_lines
from samverkan.trail.witness import SplitViewError, Witness

pytestmark = pytest.mark.database


def leaves(database: Database) -> list[tuple[object, ...]]:
    with psycopg.connect(database.attacker) as db:
        return list(db.execute("SELECT seq, trace_id, hash FROM trail_leaf ORDER BY seq"))


def stored_root(database: Database, size: int) -> bytes:
    tree = Frontier()
    tree.extend(b"".join(bytes(row[2]) for row in leaves(database)[:size]))  # type: ignore[call-overload]
    return tree.root()


def sizes(database: Database) -> list[int]:
    return [opened(file.read_text(), SIGNER.verifier).size for file in Witness(database.witness).notes()]


def eventually(holds) -> None:
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until, "did not come true within ten seconds"
        time.sleep(0.02)


@contextmanager
def running(sequencer: Sequencer) -> Iterator[None]:
    """The sequencer at work in a thread of its own; whatever ended it is raised at the end."""
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(sequencer.run_forever, stop)
        try:
            yield
        finally:
            stop.set()
        work.result()


def test_every_line_becomes_one_leaf_in_order_of_time(database: Database) -> None:
    lines = write_lines(database.web, 5)
    with database.sequencing() as sequencer:
        assert sequencer.fold() == 5
        assert sequencer.fold() == 0
    assert [(row[0], row[1]) for row in leaves(database)] == list(enumerate(lines))


def test_the_checkpoint_signs_what_is_stored(database: Database) -> None:
    write_lines(database.web, 5)
    with database.sequencing() as sequencer:
        checkpoint = sequencer.run_once()
    assert checkpoint.size == 8
    assert checkpoint.root == stored_root(database, 8)
    assert opened(Witness(database.witness).latest() or "", SIGNER.verifier) == checkpoint


def test_it_goes_on_where_another_left_off(database: Database) -> None:
    write_lines(database.web, 3)
    database.publish()
    write_lines(database.web, 9)
    with database.sequencing() as sequencer:
        checkpoint = sequencer.run_once()
    assert checkpoint.size == 24
    assert checkpoint.root == stored_root(database, 24)
    assert sizes(database) == [8, 24]


def test_batches_make_no_difference(database: Database) -> None:
    write_lines(database.web, 10)
    with Sequencer(database.sequencer, Witness(database.witness), SIGNER, Pace(step=4, batch=3)) as sequencer:
        assert sequencer.run_once().root == stored_root(database, 12)


def test_size_grows_alike_whether_or_not_anything_happened(database: Database) -> None:
    with database.sequencing(step=16) as sequencer:
        sequencer.run_once()
        write_lines(database.web, 5)
        sequencer.run_once()
        sequencer.run_once()
    assert sizes(database) == [16, 32, 48]


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 500))
def test_the_next_size(size: int, published: int, step: int) -> None:
    following = Pace(step=step).next_size(size, published)
    assert following % step == 0
    assert following >= size
    assert following > published
    assert following - step < max(size, published + 1)


def test_a_transaction_that_commits_late_is_not_passed_over(database: Database) -> None:
    agency = uuid4()
    with psycopg.connect(database.web) as slow, database.sequencing() as sequencer:
        bind(slow, agency)
        late = insert(slow, agency)
        early = write_lines(database.web, 3)
        assert sequencer.fold() == 3
        sequencer.publish()
        slow.commit()
        assert sequencer.fold() == 1
    assert [row[1] for row in leaves(database) if row[1]] == [*early, late]


def test_writers_at_once_lose_nothing(database: Database) -> None:
    with database.sequencing(step=4) as sequencer, ThreadPoolExecutor(4) as pool:
        sequencer.pace = Pace(step=4, cadence=0.1, pause=0.005, batch=7)
        with running(sequencer):
            written = list(pool.map(lambda _: write_lines(database.web, 40), range(4)))
            eventually(lambda: max(sizes(database), default=0) >= 160)
    stored = leaves(database)
    assert [row[0] for row in stored] == list(range(len(stored)))
    assert {row[1] for row in stored if row[1]} == {line for lines in written for line in lines}
    note = opened(Witness(database.witness).latest() or "", SIGNER.verifier)
    assert note.root == stored_root(database, note.size)


def test_the_beat_is_kept_while_the_queue_never_empties(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.sequencing(step=4) as sequencer:
        before = sequencer._fold_batch

        def and_one_more_waits() -> int:
            write_lines(database.web, 1)
            return before()

        monkeypatch.setattr(sequencer, "_fold_batch", and_one_more_waits)
        write_lines(database.web, 1)
        sequencer.pace = Pace(step=4, cadence=0.05, pause=0.001, batch=1)
        with running(sequencer):
            eventually(lambda: len(sizes(database)) > 3)


def test_only_one_runs(database: Database) -> None:
    with database.sequencing() as first, database.sequencing() as second:
        first.run_once()
        with pytest.raises(BusyError):
            second.run_once()
        first.close()
        second.run_once()
    assert sizes(database) == [8, 16]


def test_a_second_one_stands_by_and_takes_over(database: Database) -> None:
    with database.sequencing() as first, database.sequencing() as second:
        first.run_once()
        second.pace = Pace(step=8, cadence=60, pause=0.01)
        with running(second):
            time.sleep(0.1)
            first.close()
            eventually(lambda: sizes(database) == [8, 16])


def test_a_lost_connection_is_made_anew(database: Database) -> None:
    with database.sequencing() as sequencer:
        sequencer.pace = Pace(step=8, cadence=60, pause=0.01)
        with running(sequencer):
            eventually(lambda: sizes(database) == [8])
            database.tamper(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'samverkan_sequencer'"
                " AND datname = current_database()"
            )
            lines = write_lines(database.web, 2)
            eventually(lambda: {row[1] for row in leaves(database)} >= set(lines))
    assert [row[0] for row in leaves(database)] == list(range(len(leaves(database))))


def test_a_full_witness_disk_delays_but_loses_nothing(database: Database, tmp_path: Path) -> None:
    write_lines(database.web, 2)
    (tmp_path / "file").touch()
    with database.sequencing() as sequencer:
        sequencer.witness = Witness(tmp_path / "file" / "no-folder")
        with pytest.raises(OSError, match="Not a directory"):
            sequencer.run_once()
        sequencer.witness = Witness(database.witness)
        sequencer.run_once()
    assert sizes(database) == [8]
    assert len(leaves(database)) == 8


def test_it_signs_nothing_over_recomputed_leaves(database: Database) -> None:
    write_lines(database.web, 3)
    database.publish()
    database.tamper("UPDATE trail_leaf SET hash = sha256('other') WHERE seq = 1")
    with database.sequencing() as sequencer, pytest.raises(BrokenTrailError):
        sequencer.run_once()
    assert sizes(database) == [8]


@pytest.mark.parametrize("cut", ["seq > 5", "seq = 2", "true"])
def test_it_signs_nothing_over_a_log_cut_short(database: Database, cut: str) -> None:
    write_lines(database.web, 3)
    database.publish()
    database.tamper(f"DELETE FROM trail_leaf WHERE {cut}")
    with database.sequencing() as sequencer, pytest.raises(BrokenTrailError):
        sequencer.run_once()


def test_a_broken_trail_ends_a_running_sequencer(database: Database) -> None:
    write_lines(database.web, 3)
    database.publish()
    database.tamper("DELETE FROM trail_leaf WHERE seq = 7")
    with database.sequencing() as sequencer, pytest.raises(BrokenTrailError):
        sequencer.run_forever(threading.Event())


def test_a_line_queued_twice_is_not_logged_twice(database: Database) -> None:
    write_lines(database.web, 1)
    database.publish()
    database.tamper(
        "INSERT INTO trail_pending SELECT trace_id, now(), hash FROM trail_leaf WHERE trace_id IS NOT NULL"
    )
    with database.sequencing() as sequencer, pytest.raises(BrokenTrailError, match="queued again"):
        sequencer.fold()
    assert len(leaves(database)) == 8


def test_another_checkpoint_of_the_same_size_is_never_overwritten(database: Database) -> None:
    with database.sequencing() as sequencer:
        sequencer.run_once()
        other = Witness(database.witness)
        forged = opened(other.latest() or "", SIGNER.verifier)
        other.keep(type(forged)(forged.origin, 16, b"x" * 32), SIGNER)
        with pytest.raises(SplitViewError):
            sequencer.publish()


def test_publishing_raises_the_clocks_mark(database: Database) -> None:
    before = database.one("SELECT high_water FROM sec.clock")
    database.publish()
    assert database.one("SELECT high_water FROM sec.clock") > before


def test_a_clock_set_back_does_not_lower_the_mark(database: Database) -> None:
    database.tamper("UPDATE sec.clock SET high_water = now() + interval '1 year'")
    before = database.one("SELECT high_water FROM sec.clock")
    database.publish()
    assert database.one("SELECT high_water FROM sec.clock") == before


def test_missed_beats_are_dropped() -> None:
    sequencer = Sequencer("", Witness(Path()), SIGNER, Pace(cadence=10))
    now = time.monotonic()
    assert sequencer._next_beat(now) == pytest.approx(now + 10, abs=0.1)
    assert sequencer._next_beat(now - 35) == pytest.approx(now + 5, abs=0.1)
