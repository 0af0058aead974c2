"""A list taken in on day one: by its owner, as if written by hand, all of it or nothing."""

from datetime import date

import pytest
from support.world import POLICE

HEAD = "Namn;Person- eller samordningsnummer;Grunder;Skydd;Under 18 år;Färg;Skäl;Bedömd;Anteckning;När det hände\n"
GOOD = (
    "Prov Ett;199901012386;Hot.;;ja;röd;Skottlossning.;2026-11-20;;\n"
    "Prov Två;;Rån.;sekretessmarkering;;;;;Sågs på torget.;2026-11-01\n"
)


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def _file(acts, text, username="pol.samordnare"):
    from samverkan.casework import list_file
    from samverkan.casework.pinning import pinned
    from samverkan.casework.reads.take_in import known_already
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound

    by, programme = acts.actor(username), acts.programme()
    head = HEAD.replace(";Anteckning;", ";Anteckning: Vad;")
    with bound(by):
        method = pinned(programme.method, programme.method_version)
        return known_already(by, list_file.read(method, "lista.csv", (head + text).encode(), clock.today()))


def _take(acts, lines, username="pol.samordnare"):
    from samverkan.casework import actions

    return actions.take_in(by=acts.actor(username), programme=acts.programme(), lines=lines)


def _cases(acts):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    with bound(acts.actor("pol.samordnare")):
        return list(CaseFile.of(POLICE).order_by("number"))


def test_each_row_becomes_a_nomination_with_what_the_file_says(acts):
    first, second = _take(acts, _file(acts, GOOD).lines)
    assert first.phase == second.phase == "nominated"
    assert len({first.list_id, second.list_id, None}) == 3
    kinds = {each.row.kind: each.fields for each in acts.seen("pol.samordnare", first)}
    assert kinds["identity"] == {"name": "Prov Ett", "person_number": "199901012386"}
    assert kinds["nomination"] == {"grounds": "Hot."}
    assert kinds["marking"]["child"] is True
    assert (kinds["colour"]["level"], kinds["colour"]["judged_on"]) == ("red", "2026-11-20")
    assert acts.of_kind("pol.samordnare", first, "colour").valid_until == date(2026, 12, 11)
    locked = {each.row.kind for each in acts.seen("pol.samordnare", second)}
    assert "note" in locked
    assert "identity" not in locked, "protected identity lies under its own lock"


def test_whoever_took_it_in_confirms_none_of_it(acts):
    from samverkan.casework import actions
    from samverkan.secrecy.acting import Refused

    case, _ = _take(acts, _file(acts, GOOD).lines)
    with pytest.raises(Refused):
        actions.move(by=acts.actor("pol.samordnare"), case=case, move="confirm", reason="Jag själv.")
    moved = actions.move(by=acts.actor("pol.beslut"), case=case, move="confirm", reason="Läst.")
    assert moved.phase == "confirmed"


@pytest.mark.parametrize("username", ["soc.handlaggare", "fri.beslut", "pol.beslut", "pol.styr"])
def test_only_the_lists_owner_by_somebody_who_may_nominate(acts, username):
    from samverkan.secrecy.acting import Refused

    lines = _file(acts, GOOD).lines
    with pytest.raises(Refused):
        _take(acts, lines, username)
    assert _cases(acts) == []


def test_one_row_that_fails_undoes_them_all(acts):
    from samverkan.secrecy.acting import Invalid

    lines = list(_file(acts, GOOD).lines)
    acts.nominate("pol.samordnare", name="Prov Ett", person_number="199901012386")
    with pytest.raises(Invalid) as told:
        _take(acts, [lines[1], lines[0]])
    assert str(told.value.message).startswith("Rad 2: Ni har redan en öppen akt")
    assert len(_cases(acts)) == 1, "only the one that was there before"


def test_nothing_to_take_in_is_told(acts):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid):
        _take(acts, [])


def test_whoever_has_an_open_file_is_told_before_and_taking_in_twice_takes_nothing(acts):
    _take(acts, _file(acts, GOOD).lines)
    again = _file(acts, GOOD + "Prov Tre;;Ny.;;;;;;;\n")
    assert [line.name for line in again.lines] == ["Prov Tre"]
    told = [row.problems[0].sv for row in again.report.refused]
    assert "öppen akt på personnumret" in told[0]
    assert "öppen akt med det namnet, och raden har inget personnummer" in told[1]
    named = _file(acts, "Prov Två;199901022393;Annan.;;;;;;;\n")
    assert len(named.lines) == 1, "a number tells them apart"


def test_another_authoritys_file_is_nobodys_business(acts):
    acts.nominate("soc.handlaggare", name="Prov Ett", person_number="199901012386")
    assert len(_file(acts, GOOD).lines) == 2


def test_it_stands_in_the_trail_as_a_count_and_no_word(acts):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    _take(acts, _file(acts, GOOD).lines)
    with bound(acts.actor("pol.beslut")):
        lines = list(Trace.objects.filter(agency_id=POLICE).order_by("at"))
    by_verb = [line.verb for line in lines]
    assert by_verb.count("case.nominate") == 2
    (whole,) = (line for line in lines if line.verb == "list.take_in")
    assert whole.detail == {"rows": 2}
    assert not any("Prov" in str(line.detail) for line in lines)
