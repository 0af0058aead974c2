"""The witness folder keeps everything and overwrites nothing."""

from pathlib import Path

import pytest

from samverkan.trail.checkpoints import Checkpoint, opened
from samverkan.trail.notes import Signer
from samverkan.trail.tests.lines import SIGNER
from samverkan.trail.witness import SplitViewError, Witness


def checkpoint(size: int, root: bytes = bytes(32)) -> Checkpoint:
    return Checkpoint(SIGNER.verifier.name, size, root)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path / "deep" / "witness")


def test_every_checkpoint_is_kept_in_order_of_size(witness: Witness) -> None:
    for size in (8, 1024, 64):
        witness.keep(checkpoint(size), SIGNER)
    kept = [opened(file.read_text(), SIGNER.verifier).size for file in witness.notes()]
    assert kept == [8, 64, 1024]


def test_the_latest_is_the_largest(witness: Witness) -> None:
    assert witness.latest() is None
    for size in (1000, 9):
        witness.keep(checkpoint(size), SIGNER)
    assert witness.latest() == checkpoint(1000).signed(SIGNER)


def test_the_key_is_kept_beside_them(witness: Witness) -> None:
    witness.keep(checkpoint(8), SIGNER)
    assert witness.verifier() == SIGNER.verifier


def test_keeping_twice_changes_nothing(witness: Witness) -> None:
    path = witness.keep(checkpoint(8), SIGNER)
    before = path.stat().st_mtime_ns
    assert witness.keep(checkpoint(8), SIGNER) == path
    assert path.stat().st_mtime_ns == before


def test_two_roots_of_one_size_are_a_split_view(witness: Witness) -> None:
    path = witness.keep(checkpoint(8), SIGNER)
    before = path.read_text()
    with pytest.raises(SplitViewError):
        witness.keep(checkpoint(8, b"x" * 32), SIGNER)
    assert path.read_text() == before


def test_another_key_is_a_split_view(witness: Witness) -> None:
    witness.keep(checkpoint(8), SIGNER)
    with pytest.raises(SplitViewError, match=r"log\.vkey"):
        witness.keep(checkpoint(16), Signer(SIGNER.verifier.name, bytes(32)))


def test_files_are_read_only_and_nothing_half_written_remains(witness: Witness) -> None:
    path = witness.keep(checkpoint(8), SIGNER)
    assert path.stat().st_mode & 0o222 == 0
    assert sorted(file.name for file in witness.folder.iterdir()) == [path.name, "log.vkey"]


def test_a_failed_write_leaves_nothing(witness: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    witness.keep(checkpoint(8), SIGNER)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        witness.keep(checkpoint(16), SIGNER)
    assert len(list(witness.folder.iterdir())) == 2
