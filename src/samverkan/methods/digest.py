"""The fingerprint of a method, so that a case stays pinned to exactly the version it was opened under."""

import hashlib
import json
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from samverkan.methods.schema import Method
from samverkan.methods.spec import key_of


@dataclass(frozen=True)
class Pin:
    """What a case remembers of its method: id, version and fingerprint (64 hexadecimal signs)."""

    method_id: str
    version: int
    digest: str


def digest(method: Method) -> str:
    """SHA-256 of `canonical`, in hexadecimal. Layout, comments and key order of the file do not matter."""
    return hashlib.sha256(canonical(method).encode()).hexdigest()


def pin(method: Method) -> Pin:
    """The pin for a case opened under this method today."""
    return Pin(method.id, method.version, digest(method))


def canonical(method: Method) -> str:
    """The method as JSON with sorted keys and nothing that equals the format's default.

    Leaving defaults out lets the format gain an optional key without changing older fingerprints.
    It follows that a default, once released, never changes.
    """
    return json.dumps(_plain(method), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
