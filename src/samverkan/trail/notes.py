"""Signed notes: a text and the Ed25519 signatures under it (C2SP signed-note).

    text, one or more lines
    <empty line>
    — <name> base64(4-byte key id || 64-byte signature)

The key id ties name and key together, so that a checker picks the right key and skips strangers' signatures.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_DASH = "— "


class NoteError(ValueError):
    """A note that cannot be read, or that nobody we trust has signed."""


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _checked(name: str) -> str:
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise ValueError(f"a signer's name has no spaces and no plus sign: {name!r}")
    return name


@dataclass(frozen=True)
class Verifier:
    """A signer's name and 32-byte public key, as others keep them."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The 4 bytes that head this signer's signatures."""
        return _key_id(self.name, self.public)

    def __str__(self) -> str:
        key = base64.b64encode(_ED25519 + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"

    @classmethod
    def parse(cls, line: str) -> "Verifier":
        """Read `name+keyid+key`. Raises NoteError when it does not hold together."""
        try:
            name, key_id, encoded = line.strip().split("+", 2)
            key = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error) as wrong:
            raise NoteError(f"not a verifier key: {line.strip()!r}") from wrong
        verifier = cls(name, key[1:])
        if key[:1] != _ED25519 or len(key) != 33 or verifier.key_id.hex() != key_id:
            raise NoteError(f"not an Ed25519 verifier key: {line.strip()!r}")
        return verifier

    def open(self, note: str) -> str:
        """The note's text when this signer signed it. Raises NoteError otherwise."""
        text, signatures = _split(note)
        for line in signatures.splitlines():
            if self._signed(text, line):
                return text
        raise NoteError(f"no valid signature by {self.name}")

    def _signed(self, text: str, line: str) -> bool:
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or name != self.name:
            return False
        try:
            signature = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            return False
        if signature[:4] != self.key_id:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature[4:], text.encode())
        except InvalidSignature:
            return False
        return True


class Signer:
    """Signs notes under a name with a 32-byte Ed25519 seed."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(_checked(name), self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The note over `text`, which must end with a line break and hold no empty last line."""
        if not text.endswith("\n") or text.endswith("\n\n"):
            raise ValueError("the text of a note ends with exactly one line break")
        signature = base64.b64encode(self.verifier.key_id + self._key.sign(text.encode())).decode()
        return f"{text}\n{_DASH}{self.verifier.name} {signature}\n"


def _split(note: str) -> tuple[str, str]:
    head, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise NoteError("not a signed note: the empty line before the signatures is missing")
    return head + "\n", signatures
