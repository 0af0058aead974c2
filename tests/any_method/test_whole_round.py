"""A method file that no part of the program was written for, dropped in and run through a whole round on the pages.

For each kind of case: opened, confirmed, written, judged, disclosed, received at the other end, a task given and
reported, met about, counted and ended; every page in the method's own words.
"""

from datetime import timedelta

import pytest
from any_method.methods import PROGRAMME, found_programme, unseen
from support.clients import signed_in_client, text_of
from support.world import SCHOOL

from samverkan.methods.check import check
from samverkan.methods.words import CaseKind

NAME, WHAT = "Lugna Gatan", "Det är mörkt på kvällarna."
LIST = f"/listan/{PROGRAMME}/"


@pytest.mark.parametrize("case", list(CaseKind), ids=str)
def test_the_unseen_file_is_right(case):
    assert check(unseen(case)) == []


@pytest.fixture(params=list(CaseKind), ids=str)
def running(request, world, tmp_path):
    """A world in which the file has been dropped, for one kind of case."""
    from django.conf import settings

    file = tmp_path / "unseen.yaml"
    file.write_text(unseen(request.param), encoding="utf-8")
    found_programme(world, file, settings.SAMVERKAN["KEYS"])
    return world


@pytest.fixture
def acts(running):
    from support.acts import Acts

    return Acts(running)


def _client(world, username):
    return signed_in_client(world, username)


def _opened(world):
    """A case opened on the page, and its id."""
    client = _client(world, "soc.handlaggare")
    answer = client.post(f"{LIST}foresla/", {"name": NAME, "what": WHAT})
    assert answer.status_code == 302, text_of(answer)
    return client, answer["Location"].split("/")[2]


def _row(acts, username, key):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    with bound(acts.actor(username)):
        return CaseFile.objects.select_related("programme").get(pk=key)


def test_a_whole_round(running, acts):
    client, key = _opened(running)
    _confirmed(running, client, key)
    _worked(client, key)
    theirs = _disclosed(running, acts, key)
    _tasked(running, acts, client, key, theirs)
    _met(running, acts, client, key)
    _ended(running, client, key)


def _confirmed(world, client, key):
    assert "Lägg till en rond" in text_of(client.get(LIST))
    head = text_of(client.get(f"/arenden/{key}/"))
    assert "Rond A-" in head
    assert "Skede: Anmäld" in head
    assert "Ta rundan: Någon annan än den som föreslog måste ta det här steget." in head
    assert client.get(f"/arenden/{key}/steg/ta/").status_code == 403
    boss = _client(world, "soc.beslut")
    assert f"Bekräfta: {NAME}" in text_of(boss.get("/"))
    assert (
        boss.post(f"/arenden/{key}/steg/ta/", {"seen_phase": "anmald", "reason": "Stämmer."}).status_code
        == 302
    )
    assert "Skede: Pågår" in text_of(client.get(f"/arenden/{key}/"))
    assert f"Se över bedömningen: {NAME}" in text_of(client.get("/"))


def _worked(client, key):
    from samverkan.secrecy import clock

    today = clock.today()
    note = {"event_date": today.isoformat(), "text": "Lampan är trasig."}
    assert client.post(f"/arenden/{key}/uppgift/note/", note).status_code == 302
    coming = {"date": (today + timedelta(days=3)).isoformat()}
    assert client.post(f"/arenden/{key}/uppgift/date_coming/", coming).status_code == 302
    half = client.post(
        f"/arenden/{key}/farg/lage/", {"level": "morkt", "reason": "Mörkt.", "valid_until": today}
    )
    assert half.status_code == 422
    assert "Vem som tillfrågats: Fyll i det här." in text_of(half)
    judged = {"level": "morkt", "reason": "Mörkt.", "valid_until": today, "who_was_asked": "Kiosken"}
    assert client.post(f"/arenden/{key}/farg/lage/", judged).status_code == 302
    page = text_of(client.get(f"/arenden/{key}/"))
    for said in ("Vårt läge: Mörkt", "Lampan är trasig.", "Vem som tillfrågats Kiosken", "Stämmer."):
        assert said in page
    listed = client.get(LIST)
    heads = ("Rundans mål", "Rundans läge", "Vårt läge", "Skede", "Senast bedömd", "Nästa datum")
    assert all(f">{head}</th>" in listed.content.decode() for head in heads)
    assert NAME in text_of(listed)
    found = client.post("/sok/", {"text": "lugna gatan"})
    assert NAME in text_of(found)


def _disclosed(world, acts, key):
    """The name and the note go to the school, which takes them in on its own page."""
    case = _row(acts, "soc.beslut", key)
    seen = acts.seen("soc.beslut", case)
    naming = next(each.row for each in seen if each.row.kind in ("identity", "subject"))
    note = next(each.row for each in seen if each["text"] == "Lampan är trasig.")
    acts.disclose("soc.beslut", case, SCHOOL, naming, note)
    head = _client(world, "skola.rektor")
    assert "Ta emot" in text_of(head.get("/"))
    delivery = acts.deliveries("skola.rektor")[0]
    page = head.get(f"/mottaget/{delivery.pk}/")
    assert NAME in text_of(page)
    taken = head.post(f"/mottaget/{delivery.pk}/", {"choice": "new", "case": "new"})
    assert taken.status_code == 302, text_of(taken)
    theirs = _file_of(acts, "skola.rektor", case.list_id)
    page = text_of(head.get(f"/arenden/{theirs}/"))
    assert "Skede: Pågår" in page
    assert NAME in page
    assert "Lampan är trasig." in page
    assert NAME in text_of(head.get(LIST))
    return theirs


def _file_of(acts, username, list_id):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    with bound(acts.actor(username)):
        return CaseFile.objects.get(list_id=list_id).pk


def _tasked(world, acts, client, key, theirs):
    from samverkan.secrecy import clock

    due = (clock.today() + timedelta(days=5)).isoformat()
    given = client.post(
        f"/arenden/{key}/uppdrag/nytt/", {"title": "Byt lampan", "responsible": "school", "due": due}
    )
    assert given.status_code == 302, text_of(given)
    case = _row(acts, "soc.beslut", key)
    acts.disclose("soc.beslut", case, SCHOOL, acts.of_kind("soc.beslut", case, "task"))
    acts.receive("skola.rektor")
    head = _client(world, "skola.rektor")
    assert "Byt lampan" in text_of(head.get("/"))
    task = _task(acts, "skola.rektor", theirs)
    assert head.post(f"/uppdrag/{task}/ta-pa-sig/").status_code == 302
    report = {"done_on": clock.today().isoformat(), "text": "Bytt."}
    assert head.post(f"/uppdrag/{task}/avsluta/", report).status_code == 302
    assert "uppdraget är klart" in text_of(client.get(f"/arenden/{key}/"))


def _task(acts, username, case):
    from samverkan.casework.models import Task
    from samverkan.secrecy.binding import bound

    with bound(acts.actor(username)):
        return Task.objects.get(case=case).pk


def _met(world, acts, client, key):
    from samverkan.casework.models import Meeting
    from samverkan.secrecy import clock

    when = {"programme": PROGRAMME, "date": clock.today().isoformat(), "starts_at": "09:00", "place": "Prov"}
    assert client.post("/moten/", when).status_code == 302
    meeting = Meeting.objects.get(programme=PROGRAMME).pk
    planned = text_of(client.get(f"/moten/{meeting}/"))
    assert f"{NAME} Mörkt Läge: mörkt" in planned
    assert "Rundans mål" in planned
    assert client.post(f"/moten/{meeting}/oppna/").status_code == 302
    assert client.post(f"/moten/{meeting}/peka/{key}/").status_code == 302
    assert "Rundans läge" in text_of(client.get(f"/moten/{meeting}/"))
    joint = {"level": "ljust", "reason": "Lampan lyser."}
    assert client.post(f"/moten/{meeting}/arende/{key}/gemensam/", joint).status_code == 302
    said = {"text": "Vi går en runda till."}
    assert client.post(f"/moten/{meeting}/arende/{key}/minne/", said).status_code == 302
    head = _client(world, "skola.rektor")
    assert NAME in text_of(head.get(f"/moten/{meeting}/")), (
        "the school knows the matter, so its screen shows it"
    )
    assert client.post(f"/moten/{meeting}/stang/").status_code == 302
    assert "Vi går en runda till." in text_of(client.get(f"/moten/{meeting}/"))


def _ended(world, client, key):
    ending = {"seen_phase": "pagar", "reason": "Ljust nu.", "leaving": "lugnt"}
    assert client.post(f"/arenden/{key}/steg/sluta/", ending).status_code == 302
    page = text_of(client.get(f"/arenden/{key}/"))
    assert "Skede: Klar" in page
    assert "Ljust nu." in page
    assert NAME not in text_of(client.get(LIST))
    assert NAME in text_of(client.get(f"{LIST}?visa=avslutade"))


def test_open_cases_are_counted_by_phase(running, acts):
    from samverkan.casework.counting import Month, count
    from samverkan.casework.pinning import pinned
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Programme

    _opened(running)
    by, programme = acts.actor("soc.handlaggare"), Programme.objects.get(pk=PROGRAMME)
    indicator = pinned(programme.method, programme.method_version).indicators[0]
    with bound(by):
        found = count(by, programme, indicator, Month(clock.today().replace(day=1))).counts
    assert found == {"anmald": 1, "pagar": 0, "vilar": 0, "total": 1}


def test_the_pages_speak_english_too(running):
    client, key = _opened(running)
    client.post("/sprak/", {"language": "en", "next": "/"})
    page = text_of(client.get(f"/arenden/{key}/"))
    assert "Round A-" in page
    assert "Reported" in page
    assert "Add a round" in text_of(client.get(LIST))


def test_without_a_meeting_in_any_method_there_is_no_way_to_meetings(world, tmp_path):
    """A method of one's own may do without: then the menu does too."""
    import yaml
    from django.conf import settings

    held = yaml.safe_load(unseen(CaseKind.PLACE))
    del held["meeting"]
    held["id"] = "quiet"
    file = tmp_path / "quiet.yaml"
    file.write_text(yaml.safe_dump(held, allow_unicode=True, sort_keys=False), encoding="utf-8")
    found_programme(world, file, settings.SAMVERKAN["KEYS"])
    text = text_of_all(_client(world, "skola.rektor").get("/"))
    assert "Rundan" in text
    assert "Möten" not in text


def text_of_all(response):
    import re
    from html import unescape

    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
