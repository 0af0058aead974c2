"""The fingerprint of a method, so that a case stays pinned to exactly the version it was opened under."""

import hashlib
import json
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from samverkan.methods.schema import Method
from samverkan.methods.spec import key_of

LIVING = "evidence"
"""The part of a method's file that may be added to under the same version."""


@dataclass(frozen=True)
class Pin:
    """What a case remembers of its method: id, version and fingerprint (64 hexadecimal signs)."""

    method_id: str
    version: int
    digest: str


def digest(method: Method) -> str:
    """SHA-256 of `canonical`, in hexadecimal. Layout, comments, key order and the evidence card do not matter."""
    return hashlib.sha256(canonical(method).encode()).hexdigest()


def known_by(method: Method, fingerprint: str) -> bool:
    """Whether the fingerprint is this method's: today's, or the older one that the evidence card was part of."""
    return fingerprint in {digest(method), hashlib.sha256(_written(_plain(method)).encode()).hexdigest()}


def pin(method: Method) -> Pin:
    """The pin for a case opened under this method today."""
    return Pin(method.id, method.version, digest(method))


def canonical(method: Method) -> str:
    """The method as JSON with sorted keys and nothing that equals the format's default, the evidence card left out.

    Leaving defaults out lets the format gain an optional key without changing older fingerprints.
    It follows that a default, once released, never changes. What is known about whether the method works grows
    while cases run, and governs nothing in them: docs/adr/0010-evidence-outside-the-version.md.
    """
    return _written({key: value for key, value in _plain(method).items() if key != LIVING})


def _written(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        held = ((item, getattr(value, item.name)) for item in fields(value))
        return {
            key_of(item.name): _plain(this)
            for item, this in held
            if item.default is MISSING or this != item.default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
