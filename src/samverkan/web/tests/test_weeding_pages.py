"""The weeding pages: what is due for whoever decides, by authority and class; decided, undone, held; the register."""

import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from support.clients import signed_in_client, text_of
from support.world import POLICE, SOCIAL

NAME = "Gallrad Testsson"
START = datetime(2026, 1, 10, 12, tzinfo=UTC)
DUE = START + timedelta(days=30)  # the method's time for whoever was wrongly listed, at the police


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def decider(world):
    return signed_in_client(world, "pol.beslut")


@pytest.fixture
def ended(acts):
    """A case ended as wrongly listed, of which the social services hold a copy in a file of their own."""
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    with clock.frozen(START):
        case = acts.nominate("pol.samordnare", name=NAME, person_number="199901012386")
        acts.disclose("pol.samordnare", case, SOCIAL, acts.of_kind("pol.samordnare", case, "identity"))
        acts.receive("soc.beslut")
        actions.move(
            by=acts.actor("pol.beslut"), case=case, move="decline", reason="Fel person.", leaving="wrong"
        )
    return case


@pytest.fixture
def on_due_day(ended):
    from samverkan.casework.actions import weeding
    from samverkan.secrecy import clock
    from samverkan.secrecy.officers import system_actor

    with clock.frozen(DUE):
        weeding.find(by=system_actor(POLICE))
        yield ended


def _row(acts, username="pol.beslut"):
    from samverkan.casework.models import Weeding
    from samverkan.secrecy.binding import bound

    by = acts.actor(username)
    with bound(by):
        return Weeding.of(by.agency).get()


@pytest.mark.parametrize(
    "username", ["pol.samordnare", "pol.handlaggare", "pol.logg", "pol.styr", "soc.jurist"]
)
def test_absent_for_whoever_does_not_decide_on_weeding(world, username):
    client = signed_in_client(world, username)
    for address in ("/gallring/", "/gallring/gallrat/", "/gallring/gallrat/fil/"):
        assert client.get(address).status_code == 404
    assert client.post("/gallring/beslut/", {"gor": "rakna"}).status_code == 404
    assert "Gallring" not in client.get("/").content.decode().partition("<main")[0]


def test_before_anything_is_due_the_pages_say_when_something_comes(decider):
    assert "Inget är på väg att gallras" in text_of(decider.get("/gallring/"))
    assert "Inget har gallrats" in text_of(decider.get("/gallring/gallrat/"))


def test_what_is_due_stands_with_class_day_and_source_and_on_the_desk(world, on_due_day, decider):
    text = text_of(decider.get("/gallring/"))
    for said in (
        "Att besluta 1",
        on_due_day.number,
        "Felaktigt uppsatt",
        "2026-02-09",
        "Lokalt gallringsbeslut",
    ):
        assert said in text, said
    assert NAME not in text, "which file it is can be looked up; the list names nobody"
    assert "Besluta om gallring: 1 rad" in text_of(decider.get("/"))
    assert "Inget är på väg" in text_of(signed_in_client(world, "soc.beslut").get("/gallring/"))


def test_decided_undone_and_decided_again(acts, on_due_day, decider):
    row = str(_row(acts).pk)
    page = decider.post("/gallring/beslut/", {"gor": "besluta", "rad": row}, follow=True)
    assert "1 rad gallras 2026-02-23. Till dess kan beslutet ångras." in text_of(page)
    assert "Beslutat, kan ångras 1" in text_of(page)
    undone = decider.post("/gallring/beslut/", {"gor": "angra", "rad": row}, follow=True)
    assert "Beslutet är ångrat" in text_of(undone)
    assert _row(acts).runs_on is None
    decider.post("/gallring/beslut/", {"gor": "besluta", "rad": row})
    assert _row(acts).decided_by == acts.actor("pol.beslut").officer


def test_nothing_chosen_says_so_and_an_alien_row_is_nothing_chosen(acts, world, on_due_day, decider):
    for rows in ([], ["00000000-0000-0000-0000-00000000dead"]):
        for what in ("besluta", "angra"):
            answer = decider.post("/gallring/beslut/", {"gor": what, "rad": rows}, follow=True)
            assert "Välj minst en rad." in text_of(answer)
    assert decider.post("/gallring/beslut/", {"gor": "besluta", "rad": "x"}).status_code == 404
    theirs = signed_in_client(world, "soc.beslut")
    theirs.post("/gallring/beslut/", {"gor": "besluta", "rad": str(_row(acts).pk)})
    assert _row(acts).runs_on is None, "another authority's row is not theirs to decide"


def test_held_back_with_a_reason_until_a_day(acts, on_due_day, decider):
    path = f"/gallring/{_row(acts).pk}/stoppa/"
    empty = decider.post(path, {"reason": "", "until": "igår"})
    assert empty.status_code == 422
    assert "Skriv varför gallringen får vänta." in text_of(empty)
    assert "Skriv datumet så här" in text_of(empty)
    past = decider.post(path, {"reason": "Begärd ut.", "until": "2026-02-01"})
    assert (past.status_code, "Skriv en dag framåt" in text_of(past)) == (422, True)
    page = decider.post(path, {"reason": "Begärd ut.", "until": "2026-06-01"}, follow=True)
    assert "Stoppat 1" in text_of(page)
    assert "Pia Prov: Begärd ut." in text_of(page)
    assert decider.get("/gallring/00000000-0000-0000-0000-00000000dead/stoppa/").status_code == 404


def test_the_register_says_what_went_and_by_whom_never_what_it_said(acts, on_due_day, decider):
    from samverkan.casework.actions import weeding
    from samverkan.secrecy import clock
    from samverkan.secrecy.officers import system_actor

    weeding.decide(by=acts.actor("pol.beslut"), rows=[_row(acts)])
    with clock.frozen(DUE + timedelta(days=14)):
        weeding.run(by=system_actor(POLICE))
        text = text_of(decider.get("/gallring/gallrat/"))
        answer = decider.get("/gallring/gallrat/fil/?som=xlsx")
    for said in (on_due_day.number, "Felaktigt uppsatt", "2026-02-23", "Pia Prov", "Lokalt gallringsbeslut"):
        assert said in text, said
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    heads, row = sheet.iter_rows(values_only=True)
    assert (heads[0], row[0], row[7]) == ("Ärende", on_due_day.number, "Pia Prov")
    assert NAME not in text


def test_the_list_can_be_brought_in_step_by_hand(acts, ended, decider):
    from samverkan.secrecy import clock

    with clock.frozen(DUE):
        assert "Att besluta" not in text_of(decider.get("/gallring/"))
        page = decider.post("/gallring/beslut/", {"gor": "rakna"}, follow=True)
    assert "Listan är omräknad." in text_of(page)
    assert "Att besluta 1" in text_of(page)
