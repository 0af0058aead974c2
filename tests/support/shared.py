"""Where the public data with known answers lie; a test skips, with the reason, where they are missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def shared_root() -> Path:
    """The folder `shared`: SAMVERKAN_SHARED if set, else the one that lies beside the checkout."""
    return Path(os.environ.get("SAMVERKAN_SHARED") or CHECKOUT.parent / "shared")


def shared_file(*parts: str) -> Path:
    """Path of a file under shared/data, or a skip that says what to do about it."""
    path = shared_root().joinpath("data", *parts)
    if not path.exists():
        pytest.skip(
            f"{'/'.join(parts)} is missing under {path.parents[len(parts) - 1]}; set SAMVERKAN_SHARED"
        )
    return path
