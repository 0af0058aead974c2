"""Taking a list in from its page: tried first, told row by row, nothing saved until it is confirmed."""

import io
import re

import pytest
from support.clients import signed_in_client, text_of
from support.world import POLICE, TREFAS

PATH = f"/listan/{TREFAS}/las-in/"
HEAD = "Namn;Person- eller samordningsnummer;Grunder;Skydd;Färg;Skäl\n"
ROWS = "Prov Ett;199901012386;Hot.;;röd;Skott.\nProv Två;;Rån.;sekretessmarkering;;\nProv Tre;19990101-2387;Hot.;;;\n"


@pytest.fixture
def owner(world):
    return signed_in_client(world, "pol.samordnare")


def sent(text, name="lista.csv"):
    file = io.BytesIO(text.encode())
    file.name = name
    return {"file": file}


def hidden(page):
    return dict(re.findall(r'name="(fil|namn|rader)" value="([^"]*)"', page.content.decode()))


def cases(world):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    with bound(world.actor("pol.samordnare")):
        return CaseFile.of(POLICE).count()


@pytest.mark.parametrize("username", ["soc.handlaggare", "fri.handlaggare", "pol.beslut"])
def test_shown_to_nobody_but_the_owners_nominators(world, username):
    client = signed_in_client(world, username)
    assert "las-in" not in client.get(f"/listan/{TREFAS}/").content.decode()
    for answer in (client.get(PATH), client.post(PATH, sent(HEAD + ROWS)), client.post(f"{PATH}bekrafta/")):
        assert answer.status_code == 403


def test_absent_for_whoever_is_not_in_the_programme(world):
    assert signed_in_client(world, "skola.rektor").get(PATH).status_code == 404


def test_the_page_names_the_columns_and_gives_a_template(owner):
    text = text_of(owner.get(PATH))
    for said in ("Grunder krävs", "Person- eller samordningsnummer", "Ta bara med den som listan får gälla"):
        assert said in text, said
    template = owner.get(f"{PATH}mall/?som=csv").content.decode("utf-8-sig")
    assert template.startswith("Namn;Person- eller samordningsnummer;Tidigare namn;Skydd;Grunder")


def test_tried_told_and_nothing_saved(world, owner):
    page = owner.post(PATH, sent(HEAD + ROWS))
    text = text_of(page)
    assert page.status_code == 200
    assert "3 rader: 2 kan läsas in, 1 avvisas. Inget är sparat än." in text
    assert (
        "4 Person- eller samordningsnummer är inget giltigt personnummer. Skriv det med tolv siffror."
        in text.replace("Är inget", "är inget")
    )
    assert "Prov Ett 199901012386 Röd" in text
    assert "Prov Två" not in text, "protected identity is not shown on a page"
    assert "Läs in 2 ärenden" in text
    assert cases(world) == 0


def test_confirmed_they_are_on_the_list_for_a_second_person(world, owner):
    page = owner.post(PATH, sent(HEAD + ROWS))
    done = owner.post(f"{PATH}bekrafta/", hidden(page), follow=True)
    assert "2 ärenden är inlästa." in text_of(done)
    assert "Prov Ett" in text_of(done)
    assert cases(world) == 2
    again = owner.post(f"{PATH}bekrafta/", hidden(page))
    assert "Något har ändrats sedan filen prövades" in text_of(again), "sent twice, taken in once"
    assert cases(world) == 2
    assert "Ingen rad kan läsas in" in text_of(again)


def test_the_refused_rows_come_back_with_their_reasons(owner):
    page = owner.post(PATH, sent(HEAD + ROWS))
    answer = owner.post(f"{PATH}avvisade/", hidden(page))
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head.endswith("Rad i filen;Varför raden avvisades")
    assert row.startswith("Prov Tre;19990101-2387;Hot.;;;;4;")
    assert 'filename="avvisade-' in answer["Content-Disposition"]


BAD = {
    "no file": ({}, "Välj en fil"),
    "an empty file": (sent(""), "Filen är tom"),
    "a picture": (sent("%PDF-1.7"), "är en pdf. Be avsändaren om tabellen"),
    "no grounds": (sent("Namn\nProv\n"), "kolumner saknas: Grunder"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_used_is_told_at_its_field(owner, case):
    given, said = BAD[case]
    for file in given.values():
        file.seek(0)
    page = owner.post(PATH, given)
    assert page.status_code == 422
    assert said in text_of(page)


def test_a_file_too_large_never_lands_on_the_disk(owner, tmp_path):
    from django.test import override_settings

    with override_settings(FILE_UPLOAD_TEMP_DIR=str(tmp_path)):
        page = owner.post(PATH, sent(HEAD + "x" * (3 * 1024 * 1024 + 1)))
    assert page.status_code == 422
    assert "högst 2 MB" in text_of(page)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fil", ["", "x", "H4sIAAAA", "eHg="])
def test_a_form_written_by_hand_is_no_file(owner, fil):
    for address in ("bekrafta", "avvisade"):
        assert owner.post(f"{PATH}{address}/", {"fil": fil, "namn": "x.csv", "rader": "1"}).status_code == 404
