"""Kept checkpoints against a growing tree, without a database."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.findings import Kind, Report
from samverkan.trail.kept import Kept, load
from samverkan.trail.tests.lines import SIGNER
from samverkan.trail.tests.test_merkle import naive, some

SIZE = 60
HASHES = some(SIZE)


def honest(size: int) -> Checkpoint:
    return Checkpoint("log.test", size, naive(HASHES[:size]))


def forged(size: int) -> Checkpoint:
    return Checkpoint("log.test", size, b"x" * 32)


def grown(checkpoints: list[Checkpoint], portion: int = 7, size: int = SIZE) -> tuple[Kept, Report]:
    kept, report = Kept(sorted(checkpoints, key=lambda each: each.size)), Report()
    for at in range(0, size, portion):
        kept.grow(b"".join(HASHES[at : min(at + portion, size)]))
    kept.report(report, size)
    return kept, report


@given(st.lists(st.integers(0, SIZE)), st.integers(1, SIZE))
def test_honest_checkpoints_hold_wherever_they_fall(sizes: list[int], portion: int) -> None:
    kept, report = grown([honest(size) for size in sizes], portion)
    assert report.ok
    assert kept.held == sorted(sizes)
    assert (report.checkpoints, report.covered) == (len(sizes), max(sizes, default=0))
    assert kept.tree.root() == naive(HASHES)


@given(st.sets(st.integers(1, SIZE), min_size=2), st.data())
def test_the_interval_lies_between_the_last_that_holds_and_the_first_that_fails(
    sizes: set[int], data: st.DataObject
) -> None:
    ordered = sorted(sizes)
    good = data.draw(st.integers(0, len(ordered) - 1))
    _, report = grown([honest(size) for size in ordered[:good]] + [forged(size) for size in ordered[good:]])
    (finding,) = report.findings
    assert finding.kind is Kind.RECOMPUTED
    assert (finding.line, finding.until) == (ordered[good - 1] if good else 0, ordered[good])


def test_a_false_one_before_a_true_one_is_a_fork() -> None:
    _, report = grown([honest(10), forged(20), honest(30)])
    (finding,) = report.findings
    assert (finding.kind, finding.until, report.covered) == (Kind.FORKED, 20, 30)


def test_two_of_one_size() -> None:
    _, report = grown([honest(20), forged(20)])
    (finding,) = report.findings
    assert (finding.kind, finding.until) == (Kind.FORKED, 20)


def test_larger_than_the_log() -> None:
    _, report = grown([honest(20), honest(60)], size=59)
    (finding,) = report.findings
    assert (finding.kind, finding.line, finding.until) == (Kind.TRUNCATED, 59, 60)


def test_files_that_do_not_open_are_reported_and_left_out(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text(Checkpoint(SIGNER.verifier.name, 8, bytes(32)).signed(SIGNER))
    bad.write_text("nothing")
    report = Report()
    kept = load([bad, good], SIGNER.verifier, report)
    assert [each.size for each in kept.checkpoints] == [8]
    assert [(each.kind, each.file) for each in report.findings] == [(Kind.BAD_CHECKPOINT, "bad")]
