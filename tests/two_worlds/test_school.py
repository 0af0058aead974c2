"""Two worlds of a school: with all it keeps to itself, and with only what it handed over. Others see the same."""

from datetime import timedelta

import pytest
from support.absence import ANNA, BO, lessons

AWAY = {1: (60, "Ogiltig"), 2: (60, "Ogiltig"), 3: (60, "Ogiltig")}
SEES = {
    "social": ["soc.enhetschef", "soc.skolsocionom", "soc.beslut"],
    "police": ["pol.samordnare", "pol.beslut"],
}
SAID = {"feeling": "hard", "hard": "Hemligt ord."}


def _history(team, whole):
    """Steps in turn; those under `if whole` are the school's own business. Returns what only one world holds."""
    case = yield lambda: team.take_up(ANNA)
    theirs = yield lambda: team.known_to_social(case)
    yield lambda: team.assign(theirs, "soc.skolsocionom", by="soc.enhetschef")
    own = None
    if whole:
        own = yield lambda: team.take_up(BO)
        yield lambda: team.assign(case, "skola.kurator")
        yield lambda: team.read_in(
            team.file(*lessons(ANNA, "2026-10-19", AWAY), *lessons(BO, "2026-10-20", AWAY))
        )
        yield lambda: team.add(
            case, "talk", **{"with": "pupil", "held_on": "2026-11-02", "text": "Hemligt samtal."}
        )
        yield lambda: team.add(case, "pupil_health", event_date="2026-11-02", text="Hemlig hälsa.")
        yield lambda: team.add(case, "investigation", started_on="2026-11-02", responsible="Hemlig")
        yield lambda: team.add(case, "goal", set_on="2026-11-02", text="Hemligt mål.", seen_by="Fil")
        yield lambda: team.add(case, "grades", taken_on="2026-11-02", maths="F", english="-")
        yield lambda: team.add(case, "concern_draft", text="Hemlig oro.")
        yield lambda: _settings(team)
        yield lambda: _words(team, case)
    consent = yield lambda: team.consent(case, by="skola.chef")
    yield lambda: team.flow(case, consent)
    # One week crosses, of a file that holds more in one of the worlds.
    more = lessons(BO, "2026-10-26", AWAY) if whole else []
    yield lambda: team.read_in(team.file(*lessons(ANNA, "2026-10-26", AWAY), *more))
    if whole:
        yield lambda: team.through(own, "queue", "start")
        yield lambda: team.consent(case, by="skola.chef", kinds=["grades"])
    return [] if own is None else [own.pk]


def _settings(team):
    from samverkan.pupils.absence.threshold import USUAL
    from samverkan.pupils.actions.settings import decide

    return decide(by=team.actor("skola.chef"), programme=team.programme(), day_minutes=300, lesson_minutes=45,
                  thresholds=USUAL, breaks=[])  # fmt: skip


def _words(team, case):
    from samverkan.pupils.actions import voice
    from samverkan.pupils.voice import code, waiting

    by = team.actor("skola.chef")
    voice.record(by=by, case=case, who="pupil", said=SAID)
    waiting.leave(code.read(voice.give_code(by=by, case=case, who="guardian").code), SAID)


def _acted(team, whole):
    """Act it out, each step at its own hour; those both worlds hold draw their ids from the same stream."""
    from two_worlds.play import START, stream

    from samverkan.secrecy import clock, ids

    steps = _history(team, whole)
    try:
        act = next(steps)
        while True:
            line = act.__code__.co_firstlineno  # the step's place in the history, whatever came before it
            with ids.drawn_from(stream(f"school {line}")), clock.frozen(START + timedelta(minutes=line)):
                made = act()
            act = steps.send(made)
    except StopIteration as done:
        return done.value


@pytest.mark.slow
@pytest.mark.parametrize("observer", sorted(SEES))
def test_nothing_of_the_school_reaches_the_police_or_the_social_services(new_world, observer):
    from support.pupils import Team
    from two_worlds.visits import everything

    hidden, seen = None, []
    for whole in (True, False):
        with new_world() as world:
            team = Team(world)
            found = _acted(team, whole)
            hidden = hidden or found
            seen.append(everything(team, observer, hidden, SEES[observer]))
    full, part = seen
    assert full.keys() == part.keys()
    assert [address for address in full if full[address] != part[address]] == []
    # the staffing pages name officers, one of whom has the same name as the pupil
    shown = [
        address for address, answer in full.items() if b"Anna Prov" in answer[2] and "bemanna" not in address
    ]
    assert bool(shown) == (observer == "social"), "what was handed over is there, and only there"
    assert not [
        address for address, answer in full.items() if b"Hemlig" in answer[2] or b"Bo Prov" in answer[2]
    ]
