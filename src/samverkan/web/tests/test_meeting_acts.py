"""What is done at the meeting by a key: colours, tasks, minutes; what concerns others is offered, never sent."""

import pytest

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def table(world):
    from support.meetings import laid

    return laid(world)


@pytest.fixture
def act(world, table):
    """Open or send one of the meeting's forms as an officer."""
    from support.clients import signed_in_client

    def press(username, case, what, given=None, **how):
        client = signed_in_client(world, username)
        path = f"/moten/{table.meeting.pk}/arende/{case.pk}/{what}/"
        return client.post(path, given, **how) if given is not None else client.get(path, **how)

    return press


def test_a_form_comes_as_a_part_to_htmx_and_as_a_page_without(table, act):
    part = act("pol.samordnare", table.police, "farg", **HTMX).content.decode()
    page = act("pol.samordnare", table.police, "farg").content.decode()
    assert "<html" not in part
    assert "<html" in page
    for text in (part, page):
        assert "Vår färg: Prov Provsson" in text, "so that nobody judges the wrong person"
    assert "Prov Provsson" not in page.split("</title>", maxsplit=1)[0]


def test_own_colour_is_set_with_a_reason_and_stays_at_home(table, act):
    given = {"level": "yellow", "reason": "Lugnare sedan i måndags."}
    saved = act("soc.handlaggare", table.social, "farg", given, **HTMX)
    assert saved.status_code == 200
    assert "Lämna ut nu" not in saved.content.decode()
    colour = table.acts.of_kind("soc.beslut", table.social, "colour")
    assert colour.valid_until is not None
    assert table.acts.deliveries("pol.samordnare") == []


def test_a_colour_without_reason_is_refused_in_words(table, act):
    answer = act("soc.handlaggare", table.social, "farg", {"level": "red", "reason": ""}, **HTMX)
    assert answer.status_code == 422
    assert "Fyll i det här." in answer.content.decode()


@pytest.mark.parametrize(
    ("until", "said"), [("i morgon", "Skriv datumet så här"), ("2020-01-01", "minst till i dag")]
)
def test_a_bad_end_of_a_colour_is_refused_in_words(table, act, until, said):
    given = {"level": "red", "reason": "Skäl.", "valid_until": until}
    answer = act("soc.handlaggare", table.social, "farg", given, **HTMX)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_joint_colour_is_offered_for_disclosure_and_not_sent_by_itself(table, act):
    given = {"level": "red", "reason": "Alla tre är eniga."}
    saved = act("pol.samordnare", table.police, "gemensam", given, **HTMX).content.decode()
    entry = table.acts.of_kind("pol.samordnare", table.police, "joint_colour")
    assert f'hx-post="/arenden/{table.police.pk}/pa-plats/"' in saved
    assert str(entry.pk) in saved
    assert "Socialtjänsten" in saved
    assert table.acts.deliveries("soc.beslut") == []


SIBLINGS = "Påverkas syskon eller andra barn av det som har hänt?"


def test_the_joint_colour_asks_about_siblings_and_a_yes_leads_to_a_draft_report(world, table, act):
    from support.clients import signed_in_client

    given = {"level": "red", "reason": "Alla tre är eniga."}
    saved = act("pol.samordnare", table.police, "gemensam", given, **HTMX).content.decode()
    draft = f"/arenden/{table.police.pk}/uppgift/concern_draft/"
    assert SIBLINGS in saved
    assert f'href="{draft}"' in saved
    form = signed_in_client(world, "pol.samordnare").get(draft)
    assert "Utkast till orosanmälan" in form.content.decode()
    assert "/foresla/" not in saved, "never a way to the list"


def test_an_own_colour_asks_nothing(table, act):
    given = {"level": "yellow", "reason": "Lugnare."}
    assert SIBLINGS not in act("soc.handlaggare", table.social, "farg", given, **HTMX).content.decode()


def test_without_a_script_the_question_is_told_on_the_next_page(world, table):
    from support.clients import signed_in_client

    client = signed_in_client(world, "pol.samordnare")
    path = f"/moten/{table.meeting.pk}/arende/{table.police.pk}/gemensam/"
    page = client.post(path, {"level": "red", "reason": "Alla tre är eniga."}, follow=True).content.decode()
    assert SIBLINGS in page
    assert "Utkast till orosanmälan" in page


def test_only_the_lists_owner_gets_the_joint_colour(table, act):
    given = {"level": "red", "reason": "Vi tycker det."}
    assert act("soc.handlaggare", table.social, "gemensam", given).status_code == 403


def test_a_task_for_another_authority_is_offered_for_disclosure(table, act):
    given = {"title": "Ring skolan", "responsible": "social", "due": "2027-01-12"}
    saved = act("pol.samordnare", table.police, "uppdrag", given, **HTMX).content.decode()
    assert "Lämna ut nu" in saved
    assert "Ingen annan myndighet har fått veta det." in saved
    own = {**given, "responsible": "police"}
    assert "Lämna ut nu" not in act("pol.samordnare", table.police, "uppdrag", own, **HTMX).content.decode()


def test_without_a_script_the_offer_is_the_next_page(table, act):
    given = {"title": "Ring skolan", "responsible": "social", "due": "2027-01-12"}
    answer = act("pol.samordnare", table.police, "uppdrag", given)
    assert answer.status_code == 302
    assert "/lamna-ut/?entry=" in answer["Location"]
    noted = act("pol.samordnare", table.police, "minne", {"text": "Vi återkommer."})
    assert noted["Location"] == f"/moten/{table.meeting.pk}/?arende={table.police.pk}"


@pytest.mark.parametrize("what", ["nagot", "case", "note"])
def test_an_unknown_act_is_absent(table, act, what):
    assert act("pol.samordnare", table.police, what).status_code == 404


def test_another_agencys_file_is_absent(table, act):
    assert act("fri.beslut", table.police, "minne").status_code == 404
    assert act("soc.handlaggare", table.police, "farg", {"level": "red", "reason": "x"}).status_code == 404


def test_the_offer_opens_the_form_for_the_table_with_all_chosen_but_the_ground(world, table, act):
    import json
    import re
    from html import unescape

    from support.clients import signed_in_client

    given = {"level": "red", "reason": "Alla tre är eniga."}
    saved = act("pol.samordnare", table.police, "gemensam", given, **HTMX).content.decode()
    address = re.search(r'hx-post="([^"]+)"', saved).group(1)
    values = json.loads(unescape(re.search(r'hx-vals="([^"]+)"', saved).group(1)))
    spot = signed_in_client(world, "pol.samordnare").post(address, values, **HTMX).content.decode()
    assert re.search(rf'value="{values["entry"]}"[^>]*(selected|checked)', spot)
    assert re.search(rf'value="{values["receivers"][0]}"[^>]* checked', spot)
    assert not re.search(r'name="ground"[^>]* checked', spot)
