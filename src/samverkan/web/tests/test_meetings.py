"""The meetings' pages: planned and opened by whoever leads, read by parties, each with its own agenda."""

from datetime import timedelta

import pytest


@pytest.fixture
def table(world):
    from support.meetings import laid

    return laid(world, opened=False)


def test_the_list_proposes_the_next_meeting_by_the_methods_rhythm(world, table):
    from django.utils.timezone import localtime
    from support.clients import signed_in_client

    page = signed_in_client(world, "pol.samordnare").get("/moten/").content.decode()
    expected = (localtime(table.meeting.starts_at) + timedelta(days=21)).date().isoformat()
    assert f'value="{expected}"' in page
    assert "Planera ett möte" in page


def test_a_planned_meeting_is_seen_by_the_parties_and_planned_by_the_leader_alone(world, table):
    from support.clients import signed_in_client

    from samverkan.casework.models import Meeting

    form = {
        "programme": str(table.police.programme_id),
        "date": "2027-01-12",
        "starts_at": "13:30",
        "place": "Kista",
    }
    assert signed_in_client(world, "pol.samordnare").post("/moten/", form).status_code == 302
    assert "Kista" in signed_in_client(world, "soc.handlaggare").get("/moten/").content.decode()
    before = Meeting.objects.count()
    signed_in_client(world, "soc.handlaggare").post("/moten/", form | {"place": "Annan"})
    assert Meeting.objects.count() == before


def test_a_taken_time_and_an_empty_date_are_said_in_words(world, table):
    from support.clients import signed_in_client

    client = signed_in_client(world, "pol.samordnare")
    form = {"programme": str(table.police.programme_id), "date": "2027-01-12", "starts_at": "13:30"}
    client.post("/moten/", form)
    again = client.post("/moten/", form)
    assert again.status_code == 422
    assert "redan ett möte" in again.content.decode()
    empty = client.post("/moten/", {**form, "date": ""})
    assert "Ange ett datum" in empty.content.decode()


def test_before_the_meeting_each_sees_its_own_agenda(world, table):
    from support.clients import signed_in_client

    path = f"/moten/{table.meeting.pk}/"
    mine = signed_in_client(world, "pol.samordnare").get(path).content.decode()
    theirs = signed_in_client(world, "fri.beslut").get(path).content.decode()
    assert "Prov Provsson" in mine
    assert f"/moten/{table.meeting.pk}/paket/" in mine
    assert "Prov Provsson" not in theirs
    assert "Inget ärende på er dagordning" in theirs


@pytest.mark.parametrize("username", ["skola.rektor", "pol.logg", "pol.styr", "pol.drift"])
def test_a_meeting_is_absent_for_whoever_reads_nothing_in_the_programme(world, table, username):
    from support.clients import signed_in_client

    client = signed_in_client(world, username)
    hidden = client.get(f"/moten/{table.meeting.pk}/")
    absent = client.get("/moten/00000000-0000-0000-0000-00000000dead/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_opened_led_and_closed(world, table):
    from support.clients import signed_in_client

    chair, path = signed_in_client(world, "pol.samordnare"), f"/moten/{table.meeting.pk}/"
    assert chair.post(f"{path}oppna/").status_code == 302
    assert "data-chairs" in chair.get(path).content.decode()
    assert "data-chairs" not in signed_in_client(world, "soc.beslut").get(path).content.decode()
    assert signed_in_client(world, "soc.beslut").post(f"{path}stang/").status_code == 403
    assert chair.post(f"{path}oppna/").status_code == 409, "somebody opened it already"
    chair.post(f"{path}arende/{table.police.pk}/minne/", {"text": "Vi ringer skolan."})
    chair.post(f"{path}stang/")
    after = chair.get(path).content.decode()
    assert "Vi ringer skolan." in after
    assert "Vi ringer skolan." not in signed_in_client(world, "soc.beslut").get(path).content.decode()


def test_the_agenda_says_why_each_stands_there(world, table):
    from datetime import date

    from support.meetings import start

    from samverkan.casework import actions
    from samverkan.secrecy.binding import bound
    from samverkan.web import board

    acts = table.acts
    by = acts.actor("pol.samordnare")
    meeting = start(acts)
    actions.close_meeting(by=by, meeting=meeting)
    acts.judge("pol.samordnare", table.police, "red")
    soon = acts.nominate("pol.samordnare", name="Dag Kommande", person_number="199901012394")
    fields = {"kind": "release", "date": date(2027, 3, 1).isoformat()}
    actions.add(by=by, case=soon, kind="date_coming", fields=fields)
    with bound(by):
        parts = board.agenda_parts(by, table.meeting)
    assert [(part["name"], part["reason"]) for part in parts] == [
        ("Prov Provsson", "Färg: röd"), ("Dag Kommande", "Ändrat sedan förra mötet")
    ]  # fmt: skip
