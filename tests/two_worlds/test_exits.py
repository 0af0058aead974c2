"""Two worlds of two exit programmes: with and without what the other town keeps to itself. One sees the same."""

from datetime import timedelta

import pytest
from support.world import EXITS, EXITS_NEXT

TOWNS = {
    "exit": ("avh.samordnare", "avh.handlaggare", "avh.beslut", EXITS),
    "neighbour": ("gra.samordnare", "gra.handlaggare", "gra.beslut", EXITS_NEXT),
}
OTHER = {"exit": "neighbour", "neighbour": "exit"}
SEES = {"exit": ["avh.samordnare"], "neighbour": ["gra.handlaggare"]}


def _history(exits, observer, whole):
    """Steps in turn; those under `if whole` are the other town's own business. Returns what only one world holds."""
    coordinator, counsellor, decider, programme = TOWNS[observer]
    case = yield lambda: exits.leaver(coordinator, programme, "Sparv")
    yield lambda: exits.assign(case, counsellor, by=decider)
    yield lambda: exits.locked(case, counsellor, by=decider)
    yield lambda: exits.apart(case, by=counsellor, name="Grupp X")
    if not whole:
        return []
    coordinator, counsellor, decider, programme = TOWNS[OTHER[observer]]
    hidden = yield lambda: exits.leaver(coordinator, programme, "Hemlig fågel")
    yield lambda: exits.assign(hidden, counsellor, by=decider)
    yield lambda: exits.identity(hidden, by=coordinator)
    lock = yield lambda: exits.locked(hidden, counsellor, by=decider, place=_place())
    yield lambda: exits.apart(hidden, by=counsellor, side="own", name="Grupp X")
    yield lambda: exits.apart(hidden, by=counsellor, name="Hemlig grupp")
    yield lambda: exits.key_holder_opens(hidden, counsellor)
    yield lambda: _own_question(exits, lock, counsellor)
    return [hidden.pk]


def _place():
    from support.posts import PLACE

    return {**PLACE, "address": "Hemliga vägen 1"}


def _own_question(exits, lock, counsellor):
    from samverkan.exits import actions

    return actions.ask_own(by=exits.actor(counsellor, fresh=True), lock=lock)


def _acted(exits, observer, whole):
    """Act it out; those steps that both worlds hold draw their ids from the same stream at the same moment."""
    from two_worlds.play import START, stream

    from samverkan.secrecy import clock, ids

    steps, send = _history(exits, observer, whole), None
    try:
        while True:
            act = steps.send(send)
            line = act.__code__.co_firstlineno
            with ids.drawn_from(stream(f"exits {line}")), clock.frozen(START + timedelta(minutes=line)):
                send = act()
    except StopIteration as done:
        return done.value


@pytest.mark.slow
@pytest.mark.parametrize("observer", sorted(SEES))
def test_nothing_of_one_towns_leavers_reaches_the_other_town(new_world, observer):
    from support.exits import Exits
    from two_worlds.visits import everything

    hidden, seen = None, []
    for whole in (True, False):
        with new_world() as world:
            exits = Exits(world)
            found = _acted(exits, observer, whole)
            hidden = hidden or found
            seen.append(everything(exits, observer, hidden, SEES[observer]))
    full, part = seen
    assert full.keys() == part.keys()
    assert [address for address in full if full[address] != part[address]] == []
    assert [address for address, answer in full.items() if b"Sparv" in answer[2]], "the own leaver is there"
    assert not [address for address, answer in full.items() if b"Hemlig" in answer[2]]
