"""What other rooms keep about a file outside its entries, and must let go of when a key box of the file is shredded.

A room registers one function as it starts (its apps.py); weeding calls it in the same transaction, after the key is
gone. It runs again after a restore, so it must be idempotent.
"""

from collections.abc import Callable

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import KeyBox

After = Callable[[Actor, KeyBox], None]
_AFTER: list[After] = []


def after_shredding(forget: After) -> After:
    """Register what a room forgets when a box has gone."""
    if forget not in _AFTER:
        _AFTER.append(forget)
    return forget


def tell(by: Actor, box: KeyBox) -> None:
    """Have every room forget what it keeps under, or about, the box."""
    for forget in _AFTER:
        forget(by, box)
