"""Signed notes: a published vector, and everything that is not a valid signature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.notes import NoteError, Signer, Verifier

# From the documentation of Go's golang.org/x/mod/sumdb/note, the origin of the format.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
GO_SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
GO_NOTE = f"{GO_TEXT}\n— PeterNeumann {GO_SIGNATURE}\n"
SIGNER = Signer("samverkan.test/trail", bytes(range(32)))


def test_the_published_note_opens() -> None:
    assert Verifier.parse(GO_KEY).open(GO_NOTE) == GO_TEXT


def test_the_published_key_is_written_as_read() -> None:
    assert str(Verifier.parse(GO_KEY)) == GO_KEY


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_what_is_signed_opens(line: str) -> None:
    text = f"{line}\n"
    assert SIGNER.verifier.open(SIGNER.sign(text)) == text


@given(st.integers(0, 200), st.integers(1, 127))
def test_no_letter_can_be_changed(place: int, change: int) -> None:
    note = SIGNER.sign("samverkan.test/trail\n64\nAAAA\n")
    place %= len(note)
    changed = note[:place] + chr(ord(note[place]) ^ change) + note[place + 1 :]
    try:
        opened = SIGNER.verifier.open(changed)
    except NoteError:
        return
    assert opened == "samverkan.test/trail\n64\nAAAA\n"


def test_several_signatures_may_stand_under_one_text() -> None:
    other = Signer("witness.test", bytes(32))
    text = "one\n"
    both = SIGNER.sign(text) + other.sign(text).split("\n\n")[1]
    assert other.verifier.open(both) == SIGNER.verifier.open(both) == text


def test_anothers_signature_is_none_of_ours() -> None:
    note = Signer("samverkan.test/trail", bytes(32)).sign("one\n")
    with pytest.raises(NoteError, match="no valid signature"):
        SIGNER.verifier.open(note)


def test_the_name_is_part_of_the_key() -> None:
    note = SIGNER.sign("one\n")
    with pytest.raises(NoteError):
        Verifier("somebody.else", SIGNER.verifier.public).open(note)


@pytest.mark.parametrize("note", ["", "one\n", "one\n\n", "one\n\n— x", "one\n\nnot a signature\n", "\n\n"])
def test_what_is_no_note(note: str) -> None:
    with pytest.raises(NoteError):
        SIGNER.verifier.open(note)


@pytest.mark.parametrize(
    "signature", ["— samverkan.test/trail AAA", "— samverkan.test/trail AAAA", "— samverkan.test/trail"]
)
def test_malformed_signatures(signature: str) -> None:
    with pytest.raises(NoteError, match="no valid signature"):
        SIGNER.verifier.open(f"one\n\n{signature}\n")


@pytest.mark.parametrize("text", ["", "one", "one\n\n"])
def test_a_text_ends_with_one_line_break(text: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        SIGNER.sign(text)


@pytest.mark.parametrize("name", ["", "with space", "with+plus", "with\nbreak"])
def test_names_that_would_break_the_format(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Signer(name, bytes(32))


@pytest.mark.parametrize(
    "line",
    ["", "name", "name+00000000", "name+00000000+AAAA", GO_KEY.replace("c74f", "c74e"), GO_KEY[:-4], "a+b+å"],
)
def test_what_is_no_key(line: str) -> None:
    with pytest.raises(NoteError):
        Verifier.parse(line)
