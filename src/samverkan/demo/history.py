"""A year of made-up history, built through the same acts as the pages use, with the clock held at each day.

Deterministic from seed and anchor date, keys and nonces excepted. Size `nation` takes the bulk path instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from samverkan.demo import chance, whole
from samverkan.secrecy import clock, ids

PERSONS = 40  # in each programme of Trefas
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Built:
    """How many stories were told, in how many acts; of the bulk path how many agencies were filled with how much."""

    stories: int
    acts: int


def build(
    size: str, seed: int, anchor: date, progress: Progress = lambda _done, _of: None, persons: int = PERSONS,
    only: str | None = None,
) -> Built:  # fmt: skip
    """Act out every story of a size. `progress(done, of)` is called after each act.

    `only` names one: what happens in it is the same whoever acts out the others, and when.
    The door must take acts dated in the past (`setup.install.open_history`).
    """
    if size == "nation":
        from samverkan.demo.nation.building import build_nation

        return build_nation(seed, anchor, progress)
    told = [story for story in whole.stories(size) if only in {None, story}]
    acts = [act for story in told for act in whole.acts(size, story, seed, anchor, persons)]
    acts.sort(key=lambda act: act[0])
    with ids.drawn_from(chance.ids_from(seed, only)):
        for done, (moment, act) in enumerate(acts, 1):
            with clock.frozen(moment):
                act()
            progress(done, len(acts))
    return Built(len(told), len(acts))
