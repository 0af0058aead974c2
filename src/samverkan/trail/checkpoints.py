"""Checkpoints: how large the log was and what its root was (C2SP tlog-checkpoint)."""

import base64
import binascii
from dataclasses import dataclass

from samverkan.trail.merkle import WIDTH
from samverkan.trail.notes import NoteError, Signer, Verifier


@dataclass(frozen=True)
class Checkpoint:
    """The log `origin` had `size` leaves and this 32-byte `root`."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def signed(self, signer: Signer) -> str:
        """The signed note that witnesses keep."""
        return signer.sign(self.text())


def parse(text: str) -> Checkpoint:
    """Read the signed lines; later lines are extensions and are ignored.

    Raises NoteError when origin, size or root is missing or malformed.
    """
    lines = text.splitlines()
    if len(lines) < 3 or not lines[0]:
        raise NoteError("not a checkpoint: it needs origin, size and root on a line each")
    origin, size, encoded = lines[:3]
    if not (size.isascii() and size.isdigit()) or (size != "0" and size.startswith("0")):
        raise NoteError(f"not a checkpoint: {size!r} is no size")
    try:
        root = base64.b64decode(encoded, validate=True)
    except binascii.Error as wrong:
        raise NoteError("not a checkpoint: the root is not base64") from wrong
    if len(root) != WIDTH:
        raise NoteError(f"not a checkpoint: the root is {len(root)} bytes, not {WIDTH}")
    return Checkpoint(origin, int(size), root)


def opened(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint in a note that `verifier` signed for the log of that name. Raises NoteError."""
    checkpoint = parse(verifier.open(note))
    if checkpoint.origin != verifier.name:
        raise NoteError(f"the checkpoint is of the log {checkpoint.origin!r}, not {verifier.name!r}")
    return checkpoint
