"""What the exit programmes' room does once a night, for each authority in turn."""

from typing import Any

from samverkan.exits.actions import lock, questions
from samverkan.secrecy.background import nightly


@nightly("places.sweep")
def sweep(*, by: Any) -> None:
    """Drop the keys to places that have run out, and the secrets of questions that are old."""
    lock.sweep(by=by)
    questions.lapse(by=by)
