"""Two worlds of a police working on groups: with all they keep to themselves, and with only what they handed over.

Whoever takes part sees the same in both, at every address: the project leader, the help line, probation, the voices.
"""

import pytest

SEES = {"municipality": ["kom.ledare", "kom.linje"], "probation": ["fri.gvibeslut"], "supplier": ["for.rost"]}
TOLD = {"municipality": True, "probation": True, "supplier": False}
ANALYST, MUNICIPAL, DECIDER = "gvi.analytiker", "gvi.kommunpolis", "gvi.beslut"


def _history(acts, whole):
    """Steps in turn; those under `if whole` are the police's own business. Returns what only one world holds."""
    from support.groups import AUDIT, on
    from support.world import MUNICIPALITY, PROBATION

    group = yield lambda: acts.group("Kvarts")
    yield lambda: acts.beside(
        "voice", "for.rost", voice={"name": "Rosa Prov", "part": "parent", "said_yes_on": on(3)}
    )
    hidden = []
    if whole:
        other = yield lambda: acts.group("Hemlig grupp")
        person = yield lambda: acts.person(name="Hemlig Person", person_number="199901012394")
        incident = yield lambda: acts.incident(place="Hemlig plats")
        call_in = yield lambda: acts.call_in(day=on(-20))
        yield lambda: acts.write(ANALYST, group, "group_audit", **{**AUDIT, "text": "Hemlig kärna."})
        yield lambda: acts.tie(group, other, source="Hemlig")
        yield lambda: acts.link(incident, group, text="Hemligt vittne.")
        yield lambda: _join(acts, person, group)
        yield lambda: acts.groups.invite(by=acts.actor(MUNICIPAL), person=person, call_in=call_in, group=group,
                                         fields={"grounds": "Hemlig", "basis": "Hemlig"})  # fmt: skip
        yield lambda: acts.propose_focus(group, violence="Hemligt våld.")
        hidden = [other.pk, person.pk]
    for receiver, who in ((MUNICIPALITY, "kom.ledare"), (PROBATION, "fri.gvibeslut")):
        yield lambda receiver=receiver: acts.hand_over(group, receiver, "subject")
        yield lambda who=who: acts.receive(who)
    if whole:
        yield lambda: acts.write(
            MUNICIPAL, group, "act", acted_on=on(1), what="help_offer", authority="police"
        )
        yield lambda: acts.groups.attend(
            by=acts.actor("gvi.sakerhet"), person=person, call_in=call_in, came="came"
        )
    return hidden


def _join(acts, person, group):
    how = {"since": "2026-06-01", "certainty": "certain", "source": "Hemlig"}
    return acts.groups.join(by=acts.actor(ANALYST), person=person, group=group, fields=how)


def _acted(acts, whole):
    """Act it out; those steps that both worlds hold draw their ids from the same stream at the same moment."""
    from datetime import timedelta

    from two_worlds.play import START, stream

    from samverkan.secrecy import clock, ids

    steps, send, seen = _history(acts, whole), None, {}
    try:
        while True:
            with clock.frozen(START):
                act = steps.send(send)
            line = act.__code__.co_firstlineno
            turn = seen[line] = (
                seen.get(line, 0) + 1
            )  # a step in a loop has a line in common with its brothers
            moment = START + timedelta(minutes=line, seconds=turn)
            with ids.drawn_from(stream(f"groups {line} {turn}")), clock.frozen(moment):
                send = act()
    except StopIteration as done:
        return done.value


def _looked(acts, officers, hidden):
    """What each officer gets at each address, with the ids of the programme about groups and of their own files."""
    from support.clients import signed_in_client
    from support.world import GVI
    from two_worlds.play import VISITED, stream
    from two_worlds.visits import _visit, addresses

    from samverkan.secrecy import clock, ids
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Entry

    seen = {}
    with clock.frozen(VISITED):
        for officer in officers:
            by = acts.actor(officer)
            with bound(by):
                own = {
                    name: sorted(model.of(by.agency).values_list("pk", flat=True))
                    for name, model in (("case", CaseFile), ("entry", Entry))
                }
            client = signed_in_client(acts.world, officer)
            with ids.drawn_from(stream(f"visit {officer}")):
                for address in addresses({**own, "programme": [GVI]}, hidden):
                    seen[f"{officer} {address}"] = _visit(client, address)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("observer", sorted(SEES))
def test_nothing_undisclosed_about_groups_reaches_those_who_take_part(new_world, observer):
    from support.groups import GroupActs

    hidden, seen = None, []
    for whole in (True, False):
        with new_world() as world:
            acts = GroupActs(world)
            found = _acted(acts, whole)
            hidden = hidden or found
            seen.append(_looked(acts, SEES[observer], hidden))
    full, part = seen
    assert full.keys() == part.keys()
    assert [address for address in full if full[address] != part[address]] == []
    assert bool([each for each in full.values() if b"Kvarts" in each[2]]) == TOLD[observer]
    assert not [address for address, answer in full.items() if b"Hemlig" in answer[2]]
