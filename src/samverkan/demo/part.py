"""What a part of the made-up city is. Every programme in it comes this way; the parts stand in whole.py."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Protocol

Spec = dict[str, Any]  # agencies, officers and programmes, as setup/founding.py takes them
Act = tuple[datetime, Callable[[], None]]


class Part(Protocol):
    """What one room gives the city. `spec` needs no database; `acts` reads and writes in it."""

    def spec(self, size: str, seed: int, anchor: date, city: Spec) -> Spec:
        """Agencies, officers and programmes beside those that the parts before it have put in `city`."""

    def stories(self, size: str) -> list[str]:
        """What its history is told in, each in a process of its own; two parts may share one.

        An authority numbers its files in one series, so whatever it takes part in belongs in one story.
        """

    def acts(self, size: str, story: str, seed: int, anchor: date, persons: int) -> Iterator[Act]:
        """What happens in a story, in no order, each act on its moment; nothing in those that are others'."""
