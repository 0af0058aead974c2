"""The locked place on the pages: shown as the answer to a button, to whoever holds a key and proved afresh; no more."""

import re
from datetime import timedelta

import pytest
from support.clients import signed_in_client, text_of
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, OTHER, PLACE, SECOND

ADDRESS = PLACE["address"]


def client(exits, username, *, fresh=True):
    return signed_in_client(exits.world, username, stepped_up=fresh)


def test_the_holder_opens_it_by_a_button_and_sees_it_once(exits, lock):
    there = f"/arenden/{lock.case_id}/plats/"
    holder = client(exits, COUNSELLOR)
    assert ADDRESS not in holder.get(there).content.decode()
    shown = holder.post(f"{there}oppna/")
    assert ADDRESS in text_of(shown)
    assert "Växjö" in text_of(shown)
    assert shown["Cache-Control"] == "no-store"
    assert "data-hide" in shown.content.decode()
    assert ADDRESS not in holder.get(there).content.decode(), "asked for again it is hidden"


def test_the_address_of_the_place_is_no_page_to_link_to(exits, lock):
    assert client(exits, COUNSELLOR).get(f"/arenden/{lock.case_id}/plats/oppna/").status_code == 405


def test_without_a_fresh_code_the_page_leads_to_one(exits, lock):
    stale = client(exits, COUNSELLOR, fresh=False)
    there = f"/arenden/{lock.case_id}/plats/"
    page = stale.get(there).content.decode()
    assert f"/bekrafta/?next={there}" in page
    assert "plats/oppna/" not in page
    refused = stale.post(f"{there}oppna/")
    assert refused.status_code == 403
    assert ADDRESS not in refused.content.decode()


@pytest.mark.parametrize("username", [OTHER, DECIDER, COORDINATOR, "avh.beslut2"])
def test_nobody_else_finds_it_on_any_page_of_the_case(exits, lock, username):
    visitor = client(exits, username)
    case = lock.case_id
    for there in (f"/arenden/{case}/", f"/arenden/{case}/plats/", f"/arenden/{case}/avhopp/", f"/arenden/{case}/spar/",
                  f"/arenden/{case}/isar/", "/", "/listan/"):  # fmt: skip
        page = visitor.get(there, follow=True).content.decode()
        assert ADDRESS not in page, there
        assert "Växjö" not in page, there
    assert visitor.post(f"/arenden/{case}/plats/oppna/").status_code == 403


def test_an_alias_stands_wherever_a_name_would(exits, lock):
    exits.identity(lock.case)
    for username in (COUNSELLOR, DECIDER):
        visitor = client(exits, username)
        for there in ("/", "/listan/", f"/arenden/{lock.case_id}/plats/", f"/arenden/{lock.case_id}/avhopp/"):
            assert "Prov Provsson" not in visitor.get(there, follow=True).content.decode(), there
    assert "Lärka" in text_of(client(exits, COUNSELLOR).get("/listan/", follow=True))


def test_a_lock_is_set_a_key_given_and_a_place_written_from_the_pages(exits):
    case = exits.leaver()
    exits.assign(case, COUNSELLOR)
    there = f"/arenden/{case.pk}/plats/"
    decider, counsellor = client(exits, DECIDER), client(exits, COUNSELLOR)
    assert "Sätt ett lås" in text_of(decider.get(there))
    assert "Sätt ett lås" not in text_of(counsellor.get(there))
    assert decider.post(f"{there}satt/").status_code == 302
    form = decider.get(f"{there}nyckel/").content.decode()
    chosen = re.search(r'<option value="([0-9a-f-]+)">Alva Prov', form)[1]
    empty = decider.post(f"{there}nyckel/", {})
    assert empty.status_code == 422
    assert "Välj en person." in text_of(empty)
    given = {"assignment": chosen, "until": _in_days(30), "reason": "Kör dit."}
    assert decider.post(f"{there}nyckel/", given).status_code == 302
    assert "Kör dit." in text_of(decider.get(there))
    wrong = counsellor.post(f"{there}skriv/", {**PLACE, "town": ""})
    assert wrong.status_code == 422
    assert "Välj en kommun." in text_of(wrong)
    assert counsellor.post(f"{there}skriv/", PLACE).status_code == 302
    assert ADDRESS in text_of(counsellor.post(f"{there}oppna/"))
    assert ADDRESS not in decider.get(there).content.decode()


def test_a_key_is_ended_from_the_page_and_opens_no_more(exits, lock):
    there = f"/arenden/{lock.case_id}/plats/"
    decider = client(exits, DECIDER)
    key = re.search(r"/nycklar/([0-9a-f-]+)/avsluta/", decider.get(there).content.decode())[1]
    assert client(exits, OTHER).post(f"/nycklar/{key}/avsluta/").status_code == 403
    assert decider.post(f"/nycklar/{key}/avsluta/").status_code == 302
    assert client(exits, COUNSELLOR).post(f"{there}oppna/").status_code == 403
    assert "Ingen har nyckel" in text_of(decider.get(there))


def test_a_key_whose_time_is_out_is_not_handed_back(exits, lock):
    from samverkan.secrecy import clock

    there = f"/arenden/{lock.case_id}/plats/"
    assert "Lämna tillbaka nyckeln" in text_of(client(exits, COUNSELLOR).get(there))
    with clock.frozen(clock.now() + timedelta(days=400)):
        later = text_of(client(exits, COUNSELLOR).get(there))
    assert "Har haft nyckel" in later
    assert "Lämna tillbaka nyckeln" not in later


def test_an_emergency_takes_two_alarms_everybody_and_is_reviewed_by_a_third(exits, lock):
    there = f"/arenden/{lock.case_id}/plats/"
    asker, second = client(exits, OTHER), client(exits, DECIDER)
    empty = asker.post(f"{there}nod/", {"reason": ""})
    assert empty.status_code == 422
    assert asker.post(f"{there}nod/", {"reason": "Hittades inte i morse."}).status_code == 302
    assert asker.post(f"{there}oppna/").status_code == 403, "one is not two"
    for username in (COUNSELLOR, DECIDER, SECOND, "avh.logg"):
        desk = text_of(client(exits, username).get("/"))
        assert f"nödöppning av platsen i ärende {lock.case.number}" in desk, username
        assert "Lärka" not in desk.partition("Nödöppning")[2].partition("Jag har sett det")[0]
    page = second.get(there).content.decode()
    key = re.search(r"/nycklar/([0-9a-f-]+)/godkann/", page)[1]
    assert asker.post(f"/nycklar/{key}/godkann/").status_code == 403
    assert second.post(f"/nycklar/{key}/godkann/").status_code == 302
    assert ADDRESS in text_of(asker.post(f"{there}oppna/"))
    assert client(exits, DECIDER).get(f"/nycklar/{key}/granska/").status_code == 403, (
        "who took part reviews nothing"
    )
    third = client(exits, SECOND)
    done = third.post(f"/nycklar/{key}/granska/", {"found": "right", "words": "Rätt att fråga."})
    assert done.status_code == 302
    assert "Granskad: den behövdes. Rätt att fråga." in text_of(third.get(there))


def test_an_alarm_that_was_seen_is_gone(exits, lock):
    from samverkan.exits.actions import emergency

    emergency.ask(by=exits.actor(OTHER), lock=lock, reason="Nöd.")
    desk = client(exits, DECIDER).get("/").content.decode()
    alarm = re.search(r"/larm/([0-9a-f-]+)/sett/", desk)[1]
    assert client(exits, SECOND).post(f"/larm/{alarm}/sett/").status_code == 404, "it is another's"
    assert client(exits, DECIDER).post(f"/larm/{alarm}/sett/").status_code == 302
    assert "Nödöppning" not in text_of(client(exits, DECIDER).get("/"))


@pytest.mark.parametrize("username", ["pol.avhopp", "soc.avhopp", "gra.samordnare", "avh.ekonom"])
def test_who_is_not_in_the_case_at_home_meets_the_same_404(exits, lock, username):
    absent = "00000000-0000-0000-0000-00000000dead"
    money = username == "avh.ekonom"  # who finds the case's costs, and nothing else of this
    for path in (
        "plats/",
        "isar/",
        "placering/",
        "plats/skriv/",
        "plats/nod/",
        *([] if money else ["avhopp/"]),
    ):
        here, nowhere = (
            client(exits, username).get(f"/arenden/{each}/{path}") for each in (lock.case_id, absent)
        )
        assert (
            (here.status_code, here.content)
            == (nowhere.status_code, nowhere.content)
            == (404, nowhere.content)
        )


def _in_days(count):
    from datetime import timedelta

    from samverkan.secrecy import clock

    return (clock.today() + timedelta(days=count)).isoformat()
