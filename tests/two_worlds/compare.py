"""The same history with and without what was never disclosed; what reaches the observer must be equal."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from support.acts import Acts
from support.world import World
from two_worlds.play import Play
from two_worlds.steps import Step, kept_without_undisclosed
from two_worlds.visits import Seen, everything

from samverkan.council.models import Paper

NewWorld = Callable[[], AbstractContextManager[World]]


def differences(
    new_world: NewWorld, steps: list[Step], observer: str, officers: list[str] | None = None
) -> list[str]:
    """The addresses whose answer differs between the two worlds; empty when nothing leaks.

    `officers` narrows it to some of the observer's.
    """
    reduced = kept_without_undisclosed(steps, observer)
    hidden = None
    seen: list[Seen] = []
    for kept in (set(range(len(steps))), reduced):
        with new_world() as world:
            play = Play(Acts(world), steps)
            play.run(kept)
            hidden = hidden if hidden is not None else _hidden(play, reduced)
            seen.append(everything(play.acts, observer, hidden, officers))
    whole, part = seen
    assert whole.keys() == part.keys(), sorted(whole.keys() ^ part.keys())[:6]
    return [address for address, answer in whole.items() if part[address] != answer]


def _hidden(play: Play, reduced: set[int]) -> list:
    """Ids that exist in one world only: guessing them must look like guessing at nothing."""
    left_out = [made for n, made in sorted(play.made.items()) if n not in reduced and hasattr(made, "pk")]
    papers = [made.pk for made in left_out if isinstance(made, Paper)]
    return [*[made.pk for made in left_out if not isinstance(made, Paper)][:2], *papers]
