"""Said across the table: written and handed over in one go, all or none, the last ground offered and not applied."""

import pytest
from support.forms import answers_for, form_with
from support.world import PROBATION, SOCIAL

GROUND = "osl-10-15a"
HX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


@pytest.fixture
def client(world):
    from support.clients import signed_in_client

    return signed_in_client(world, "pol.samordnare")


@pytest.fixture
def url(case):
    return f"/arenden/{case.pk}/pa-plats/"


def filled(client, url, *receivers, ground=GROUND, **more):
    """The form as it is after receivers and ground are picked and every question answered."""
    start = form_with(client.get(url, **HX), "request") | {"receivers": [str(each) for each in receivers]}
    start |= {"text": "Han ringde mig i morse.", "ground": ground}
    return start | answers_for(ground) | more


def texts(acts, username, case):
    return [each["text"] for each in acts.seen(username, case) if each.row.kind == "note"]


def test_it_is_a_fragment_for_the_meeting_and_a_page_by_itself(client, url):
    fragment, whole = client.get(url, **HX).content.decode(), client.get(url).content.decode()
    assert fragment.lstrip().startswith('<div id="spot"')
    assert "<html" not in fragment
    assert "<html" in whole
    assert "send.js" in whole


def test_receivers_have_digits_and_nothing_is_ticked(client, url):
    text = client.get(url, **HX).content.decode()
    assert 'data-key="1"' in text
    assert 'data-key="2"' in text
    assert "checked" not in text


def test_what_is_said_is_written_and_handed_over_in_one_go(client, url, acts, case):
    answer = client.post(url, filled(client, url, SOCIAL, PROBATION), **HX)
    assert answer.status_code == 200
    assert answer.content.decode().count("Utlämnat") == 2
    assert texts(acts, "pol.samordnare", case) == ["Han ringde mig i morse."]
    assert (len(acts.deliveries("soc.beslut")), len(acts.deliveries("fri.beslut"))) == (1, 1)
    received = acts.receive("soc.beslut")
    assert texts(acts, "soc.beslut", received.case) == ["Han ringde mig i morse."]


def test_a_double_press_says_it_once(client, url, acts, case):
    sent = filled(client, url, SOCIAL)
    client.post(url, sent, **HX)
    again = client.post(url, sent, **HX)
    assert "Utlämnat" in again.content.decode()
    assert texts(acts, "pol.samordnare", case) == ["Han ringde mig i morse."]
    assert len(acts.deliveries("soc.beslut")) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"answer_need": ""}, {"reasons": ""}, {"text": ""}, {"receivers": []}, {"ground": ""},
        {"ground": "osl-0-0"}, {"receivers": ["x"]}, {"entry": "x"},
    ],
)  # fmt: skip
def test_whatever_is_missing_nothing_is_kept(client, url, acts, case, change):
    answer = client.post(url, filled(client, url, SOCIAL) | change, **HX)
    assert answer.status_code == 422
    assert texts(acts, "pol.samordnare", case) == []
    assert acts.deliveries("soc.beslut") == []


def test_a_fault_found_after_the_note_takes_the_note_back(client, url, acts, case):
    answer = client.post(url, filled(client, url, SOCIAL, ground="osl-10-1"), **HX)
    assert answer.status_code == 422
    assert "Det finns inget gällande samtycke" in answer.content.decode()
    assert texts(acts, "pol.samordnare", case) == []


def test_an_entry_that_is_there_can_be_said_without_writing_it_again(client, url, acts, case):
    note = acts.note("pol.samordnare", case, "Sågs i centrum.")
    answer = client.post(url, filled(client, url, SOCIAL, text="", entry=str(note.pk)), **HX)
    assert answer.status_code == 200
    assert texts(acts, "pol.samordnare", case) == ["Sågs i centrum."]
    received = acts.receive("soc.beslut")
    assert texts(acts, "soc.beslut", received.case) == ["Sågs i centrum."]


def test_looking_at_a_ground_sends_nothing_and_scolds_nobody(client, url, acts):
    start = form_with(client.get(url, **HX), "request")
    looked = client.post(url, start | {"show": "1", "ground": GROUND, "text": "Halv men"}, **HX)
    text = looked.content.decode()
    assert looked.status_code == 200
    assert "error-summary" not in text
    assert "Halv men" in text
    assert "answer_need" in text
    assert acts.deliveries("soc.beslut") == []


def test_the_last_ground_comes_first_for_that_receiver_and_is_not_applied(client, url, acts, case):
    client.post(url, filled(client, url, SOCIAL, ground=GROUND), **HX)
    start = form_with(client.get(url, **HX), "request") | {"show": "1", "receivers": [str(SOCIAL)]}
    text = client.post(url, start, **HX).content.decode()
    first = text[text.index('name="ground"') :]
    assert first.index(GROUND) < first.index("osl-10-2")
    assert "Senast använd för den här personen och mottagaren" in text
    assert 'checked data-key="g"' not in text
    other = client.post(url, start | {"receivers": [str(PROBATION)]}, **HX).content.decode()
    assert "Senast använd" not in other


def test_words_are_reused_only_where_the_human_picks_that_ground_and_no_answer_is(client, url, acts):
    client.post(url, filled(client, url, SOCIAL, reasons="Han hotas av samma personer."), **HX)
    start = form_with(client.get(url, **HX), "request") | {"show": "1", "receivers": [str(SOCIAL)]}
    unpicked = client.post(url, start, **HX).content.decode()
    picked = client.post(url, start | {"ground": GROUND}, **HX).content.decode()
    assert "Han hotas av samma personer." not in unpicked
    assert "Han hotas av samma personer." in picked
    conditions = picked[picked.index('id="spot-ground"') :]
    assert "checked" not in conditions
    assert "Läs och ändra" in picked


def test_a_ground_for_four_eyes_says_that_nothing_went_yet(client, url, acts):
    answer = client.post(url, filled(client, url, SOCIAL, ground="osl-10-27"), **HX)
    assert "Inget har lämnats ut ännu: säg det inte." in answer.content.decode()
    assert acts.deliveries("soc.beslut") == []


def test_whoever_may_not_speak_is_shown_the_way_to_propose(world, acts):
    from support.clients import signed_in_client

    case = acts.nominate("soc.handlaggare")
    answer = signed_in_client(world, "soc.jurist").get(f"/arenden/{case.pk}/pa-plats/", **HX)
    text = answer.content.decode()
    assert "Du får inte lämna ut på plats" in text
    assert "<form" not in text


def test_another_agencys_case_is_a_404(world, url):
    from support.clients import signed_in_client

    assert signed_in_client(world, "soc.beslut").get(url, **HX).status_code == 404
