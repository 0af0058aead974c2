"""Checkpoints: the three lines, and what is refused."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.checkpoints import Checkpoint, opened, parse
from samverkan.trail.notes import NoteError, Signer
from samverkan.trail.tests.lines import SIGNER

ROOT = base64.b64encode(bytes(32)).decode()


@given(st.integers(0, 2**63), st.binary(min_size=32, max_size=32))
def test_what_is_signed_is_read_again(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(SIGNER.verifier.name, size, root)
    assert opened(checkpoint.signed(SIGNER), SIGNER.verifier) == checkpoint


def test_the_text_is_as_c2sp_has_it() -> None:
    assert Checkpoint("log.test", 20, bytes(32)).text() == f"log.test\n20\n{ROOT}\n"


def test_extension_lines_are_allowed() -> None:
    assert parse(f"log.test\n20\n{ROOT}\nsomething more\n").size == 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "log.test\n",
        "log.test\n20\n",
        f"\n20\n{ROOT}\n",
        f"log.test\n-1\n{ROOT}\n",
        f"log.test\n020\n{ROOT}\n",
        f"log.test\n²\n{ROOT}\n",
        f"log.test\ntwenty\n{ROOT}\n",
        "log.test\n20\nAAAA\n",
        "log.test\n20\n!\n",
    ],
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(NoteError):
        parse(text)


def test_a_checkpoint_of_another_log_is_refused() -> None:
    with pytest.raises(NoteError, match=r"of the log 'other\.test'"):
        opened(Checkpoint("other.test", 1, bytes(32)).signed(SIGNER), SIGNER.verifier)


def test_anothers_signature_is_refused() -> None:
    stranger = Signer(SIGNER.verifier.name, bytes(32))
    with pytest.raises(NoteError, match="no valid signature"):
        opened(Checkpoint(SIGNER.verifier.name, 1, bytes(32)).signed(stranger), SIGNER.verifier)
