"""The trail of one's own case: who at the own agency read, wrote and decided; never another agency's lines."""

import re

import pytest
from support.clients import signed_in_client, text_of
from support.world import SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


def lines(world, username, case, **more):
    response = signed_in_client(world, username, **more).get(f"/arenden/{case.pk}/spar/")
    found = re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', response.content.decode(), re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in found]


def test_writing_and_reading_stand_with_who_and_which_kinds_newest_first(world, acts, case):
    acts.note("pol.samordnare", case)
    signed_in_client(world, "pol.beslut").get(f"/arenden/{case.pk}/")
    found = lines(world, "pol.samordnare", case)
    assert "Pia Prov läste ett ärende" in found[0]
    assert "Anteckning" in found[0]
    assert "Petra Prov skrev en uppgift Anteckning" in found[1]
    assert "Petra Prov tog upp ett ärende" in found[-1]


def test_a_refused_act_on_another_case_is_not_this_cases(world, acts, case):
    other = acts.nominate("pol.samordnare", name="Annan Prov")
    acts.note("pol.samordnare", other)
    assert not any("skrev en uppgift" in line for line in lines(world, "pol.samordnare", case))


def test_disclosures_decided_in_the_case_are_there(world, acts, case):
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    assert any("beslutade om ett utlämnande" in line for line in lines(world, "pol.samordnare", case))


def test_what_the_receiver_does_with_its_copy_is_never_there(world, acts, case):
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    before = lines(world, "pol.beslut", case)
    theirs = acts.receive("soc.beslut").case
    signed_in_client(world, "soc.beslut").get(f"/arenden/{theirs.pk}/")
    after = lines(world, "pol.beslut", case)
    assert not any("Sven Prov" in line or "Socialtjänsten" in line for line in after)
    assert len(after) == len(before)  # looking at the trail names no entry, so it leaves no line


def test_kinds_one_may_not_see_are_counted_without_their_name(world, acts):
    from samverkan.casework import actions

    case = actions.nominate(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), protected=True,
        identity={"name": "Hemliga Hanna", "protection": "marked"}, nomination={"grounds": "Hot."},
    )  # fmt: skip
    assert "annan uppgift" in lines(world, "pol.samordnare", case)[-1]
    assert "Skyddade personuppgifter" in lines(world, "pol.samordnare", case, stepped_up=True)[-1]


def test_the_trail_holds_no_content(world, acts, case):
    acts.note("pol.samordnare", case, "Hemlig iakttagelse.")
    response = signed_in_client(world, "pol.samordnare").get(f"/arenden/{case.pk}/spar/")
    assert "iakttagelse" not in response.content.decode()
    assert "Prov Provsson" not in response.content.decode()


def test_verbs_are_in_the_readers_language(world, acts, case):
    client = signed_in_client(world, "pol.samordnare")
    client.post("/sprak/", {"language": "en", "next": "/"})
    assert "took up a case" in text_of(client.get(f"/arenden/{case.pk}/spar/"))


def test_a_long_trail_is_paged(world, acts, case, monkeypatch):
    from samverkan.casework.reads import trail

    monkeypatch.setattr(trail, "LINES", 2)
    for _ in range(3):
        acts.note("pol.samordnare", case)
    client = signed_in_client(world, "pol.samordnare")
    first = client.get(f"/arenden/{case.pk}/spar/")
    assert 'href="?sida=2"' in first.content.decode()
    last = client.get(f"/arenden/{case.pk}/spar/?sida=2")
    assert "tog upp ett ärende" in text_of(last)
    assert 'href="?sida=3"' not in last.content.decode()
    beyond = client.get(f"/arenden/{case.pk}/spar/?sida=9")
    assert "Inga fler rader" in text_of(beyond)
    assert client.get(f"/arenden/{case.pk}/spar/?sida=-1").status_code == 200
