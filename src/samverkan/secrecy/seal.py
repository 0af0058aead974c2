"""Sealing: AES-256-GCM under a key box's data key, or to another agency's X25519 public key.

The associated data names agency, case, entry, version and kind, so that a ciphertext moved between
agencies, cases or versions is refused (security.md 4 and attack 21).
"""

import json
import os
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Fields = dict[str, Any]
_READ = json.JSONDecoder().raw_decode
SHORTEST = 12 + 16  # bytes: nonce and tag


class SealBroken(ValueError):
    """The ciphertext does not belong where it lies, or was altered."""


def label(*parts: UUID | str | None) -> bytes:
    """Associated data: the ids and words that a ciphertext is bound to, in order."""
    return "|".join(["" if part is None else str(part) for part in parts]).encode()


def seal(key: bytes, bound_to: bytes, fields: Fields) -> bytes:
    """Seal `fields` (JSON) under a 32-byte key: 12 bytes of nonce, then ciphertext and tag."""
    return seal_with(AESGCM(key), bound_to, fields)


def seal_with(cipher: AESGCM, bound_to: bytes, fields: Fields) -> bytes:
    """`seal` for many under one key: the cipher is made once."""
    nonce = os.urandom(12)
    return nonce + cipher.encrypt(nonce, _packed(fields), bound_to)


def unseal(key: bytes, bound_to: bytes, sealed: bytes) -> Fields:
    """Open what `seal` made. Raises SealBroken where key, place or bytes differ."""
    return unseal_with(AESGCM(key), bound_to, sealed)


def unseal_with(cipher: AESGCM, bound_to: bytes, sealed: bytes) -> Fields:
    """`unseal` for many under one key: the cipher is made once."""
    if len(sealed) < SHORTEST:
        raise SealBroken("ciphertext refused: it was cut")
    try:
        return _unpacked(cipher.decrypt(bytes(sealed[:12]), bytes(sealed[12:]), bound_to))
    except InvalidTag as broken:
        raise SealBroken("ciphertext refused: it was altered or moved") from broken


def seal_to(public: bytes, bound_to: bytes, fields: Fields) -> bytes:
    """Seal to an agency's public key: 32 bytes ephemeral key, 12 bytes nonce, ciphertext and tag."""
    ephemeral = X25519PrivateKey.generate()
    mine = ephemeral.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key = _agreed(ephemeral, public, mine + public)
    return mine + seal(key, bound_to, fields)


def unseal_from(private: bytes, bound_to: bytes, sealed: bytes) -> Fields:
    """Open what was sealed to the agency whose private key this is. Raises SealBroken."""
    own = X25519PrivateKey.from_private_bytes(private)
    public = own.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    theirs = bytes(sealed[:32])
    if len(sealed) < len(theirs) + SHORTEST:
        raise SealBroken("ciphertext refused: it was cut")
    return unseal(_agreed(own, theirs, theirs + public), bound_to, sealed[32:])


def _agreed(own: X25519PrivateKey, theirs: bytes, salt: bytes) -> bytes:
    shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    return HKDF(SHA256(), 32, salt, b"samverkan disclosure v1").derive(shared)


def _packed(fields: Fields) -> bytes:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _unpacked(raw: bytes) -> Fields:
    text = raw.decode()
    fields, end = _READ(text)  # what _packed wrote has no blanks round it to look for
    if end != len(text) or not isinstance(fields, dict):
        raise SealBroken("sealed content is not a set of fields")
    return fields
