"""The agenda changed by hand: a human's order first, one's own authority's alone, and the program's again."""

import pytest
from support.clients import signed_in_client, text_of


@pytest.fixture
def table(world):
    from support.meetings import laid

    return laid(world, opened=False)


@pytest.fixture
def cases(table):
    """Three on the list by name: Anna, Bo and the red Cecilia, whom the program puts first."""
    made = [table.acts.nominate("pol.samordnare", name=f"{n} Prov") for n in ("Anna", "Bo", "Cecilia")]
    table.acts.judge("pol.samordnare", made[2], "red")
    return made


def path(table):
    return f"/moten/{table.meeting.pk}/dagordning/"


def names(world, table, username="pol.samordnare"):
    from samverkan.casework.reads.meetings import agenda
    from samverkan.secrecy.binding import bound

    by = world.actor(username)
    with bound(by):
        return [
            item.row.name for item in agenda(by, table.meeting.programme, table.meeting) if not item.left_out
        ]


def test_a_place_by_hand_goes_before_the_programs_order(world, table, cases):
    client = signed_in_client(world, "pol.samordnare")
    assert names(world, table)[0] == "Cecilia Prov"
    anna, bo, _red = (case.pk for case in cases)
    said = client.post(path(table), {f"plats-{bo}": "1", f"plats-{anna}": "2"}, follow=True)
    assert "Dagordningen är sparad" in text_of(said)
    assert "Satt av er som nummer 1" in text_of(said)
    assert names(world, table)[:3] == ["Bo Prov", "Anna Prov", "Cecilia Prov"]
    client.post(path(table), {f"plats-{bo}": ""})
    assert names(world, table)[:2] == ["Anna Prov", "Cecilia Prov"], "taken back, the program places him"


def test_one_that_stands_over_is_not_on_the_agenda_but_on_the_page(world, table, cases):
    client = signed_in_client(world, "pol.samordnare")
    client.post(path(table), {f"plats-{cases[2].pk}": "", f"inte-{cases[2].pk}": "1"})
    assert "Cecilia Prov" not in names(world, table)
    assert "Cecilia Prov" not in text_of(client.get(f"/moten/{table.meeting.pk}/"))
    assert "Cecilia Prov" in text_of(client.get(path(table)))
    client.post(path(table), {"gor": "aterstall"})
    assert names(world, table)[0] == "Cecilia Prov"


@pytest.mark.parametrize("written", ["0", "-1", "1000", "först", "1,5", "²"])
def test_what_is_no_place_is_told_and_nothing_is_saved(world, table, cases, written):
    client = signed_in_client(world, "pol.samordnare")
    page = client.post(path(table), {f"plats-{cases[0].pk}": "1", f"plats-{cases[1].pk}": written})
    assert page.status_code == 422
    assert "Skriv en plats från 1 till 999." in text_of(page)
    assert f'value="{written}"' in page.content.decode(), "what was written stands there to be mended"
    assert names(world, table)[0] == "Cecilia Prov"


def test_another_authoritys_agenda_is_not_touched_and_sees_nothing_of_it(world, table, cases):
    theirs = f"/moten/{table.meeting.pk}/"
    social = signed_in_client(world, "soc.beslut")
    before = text_of(social.get(theirs))
    signed_in_client(world, "pol.samordnare").post(path(table), {f"plats-{table.police.pk}": "1"})
    assert text_of(social.get(theirs)) == before
    from samverkan.casework.models import AgendaPlace
    from samverkan.secrecy.binding import bound

    with bound(world.actor("soc.beslut")):
        assert not AgendaPlace.objects.exists()


def test_a_matter_of_another_authority_is_none_of_ours(world, table, cases):
    """An id that is hidden and one that is absent are both simply not on one's own agenda."""
    for key in (table.social.pk, "00000000-0000-0000-0000-00000000dead"):
        signed_in_client(world, "pol.samordnare").post(path(table), {f"plats-{key}": "1"})
    assert names(world, table)[0] == "Cecilia Prov"


def test_only_whoever_writes_minutes_and_only_until_the_meeting_is_over(world, table, cases):
    from samverkan.casework import actions

    assert signed_in_client(world, "pol.beslut").get(path(table)).status_code == 403
    assert signed_in_client(world, "skola.rektor").get(path(table)).status_code == 404
    chair = table.acts.actor("pol.samordnare")
    actions.close_meeting(by=chair, meeting=actions.open_meeting(by=chair, meeting=table.meeting))
    assert signed_in_client(world, "pol.samordnare").get(path(table)).status_code == 403
