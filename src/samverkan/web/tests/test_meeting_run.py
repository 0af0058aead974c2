"""The meeting under way: pointers, polls that open and trace nothing needlessly, and screens that stay blank."""

import re

import pytest

MARK = re.compile(r'hx-get="([^"]*nu/\?[^"]*sett=[^"]*)"')
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def table(world):
    from support.meetings import laid

    return laid(world)


@pytest.fixture
def screen(world, table):
    """An officer's client with the meeting open, and the address its page polls."""
    from support.clients import signed_in_client

    def sit_down(username, query=""):
        client = signed_in_client(world, username)
        page = client.get(f"/moten/{table.meeting.pk}/{query}").content.decode()
        return client, _watched(page)

    return sit_down


def _watched(page):
    return MARK.search(page).group(1).replace("&amp;", "&")


def _traced(world, verb):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    with bound(world.actor("soc.beslut")):
        return list(Trace.objects.filter(verb=verb).order_by("at"))


def test_nothing_pointed_at_is_the_constant_words(screen):
    for username in ("pol.beslut", "soc.beslut", "fri.beslut"):
        client, watched = screen(username)
        assert '<p class="waiting">Mötet pågår</p>' in client.get(watched.split("?")[0]).content.decode()
        assert client.get(watched, **HTMX).status_code == 204


def test_the_pointer_brings_the_matter_up_at_those_who_know_it(world, table, screen):
    soc, watched = screen("soc.beslut")
    table.point("pol.samordnare", table.police)
    answer = soc.get(watched, **HTMX)
    assert answer.status_code == 200
    assert "Hotades i går." in answer.content.decode()
    assert f'data-case="{table.social.pk}"' in answer.content.decode()


def test_a_poll_that_finds_nothing_new_opens_nothing_and_leaves_no_trace(world, table, screen):
    table.point("pol.samordnare", table.police)
    soc, watched = screen("soc.beslut")
    for _again in range(3):
        assert soc.get(watched, **HTMX).status_code == 204
    assert _traced(world, "meeting.now") == []
    own = table.acts.note("soc.handlaggare", table.social, "Möte med mamman.")
    fresh = soc.get(watched, **HTMX)
    assert "Möte med mamman." in fresh.content.decode()
    assert [own.pk in line.subjects for line in _traced(world, "meeting.now")] == [True]
    assert soc.get(_watched(fresh.content.decode()), **HTMX).status_code == 204
    assert len(_traced(world, "meeting.now")) == 1


def test_what_is_disclosed_in_the_meeting_appears_and_is_taken_in_by_one_key(world, table, screen):
    from support.world import SOCIAL

    table.point("pol.samordnare", table.police)
    soc, watched = screen("soc.beslut")
    said = table.acts.note("pol.samordnare", table.police, "Sågs med nya kläder.")
    table.acts.disclose("pol.samordnare", table.police, SOCIAL, said)
    fresh = soc.get(watched, **HTMX).content.decode()
    assert "lämnade ut i det här ärendet" in fresh
    assert "Sågs med nya kläder." not in fresh, "it is not taken in yet"
    take = re.search(r'href="([^"]*ta-in[^"]*)"[^>]*data-key="i"', fresh).group(1)
    assert "Sågs med nya kläder." in soc.get(take, **HTMX).content.decode()
    saved = soc.post(take, {"take": "1"}, **HTMX)
    assert "changed" in saved["HX-Trigger"]
    assert "Sågs med nya kläder." in soc.get(_watched(fresh), **HTMX).content.decode()
    assert soc.get(take).status_code == 404, "settled"


def test_what_arrives_can_be_sent_back_with_a_reason(world, table, screen):
    from support.world import SOCIAL

    soc, _watch = screen("soc.beslut")
    table.acts.disclose(
        "pol.samordnare", table.police, SOCIAL, table.acts.note("pol.samordnare", table.police)
    )
    path = f"/moten/{table.meeting.pk}/ta-in/{table.acts.deliveries('soc.beslut')[0].pk}/"
    silent = soc.post(path, {"reject": "1", "reason": ""}, **HTMX)
    assert silent.status_code == 422
    assert "Skriv varför" in silent.content.decode()
    assert soc.post(path, {"reject": "1", "reason": "Fel person."}, **HTMX).status_code == 200
    assert table.acts.events("pol.samordnare")[-1] == "rejected"


def test_an_agency_without_a_file_gets_the_same_bytes_whatever_happens(world, table, screen):
    """The probation service has no file on the matter: its polls are equal through a whole meeting."""
    from support.world import SOCIAL

    client, watched = screen("fri.beslut")
    acts, seen = table.acts, []

    def look():
        answer = client.get(watched, **HTMX)
        seen.append((answer.status_code, answer.content, sorted(answer.headers.items())))

    look()
    table.point("pol.samordnare", table.police)
    look()
    acts.judge("pol.samordnare", table.police, "red", kind="joint_colour")
    joint = acts.of_kind("pol.samordnare", table.police, "joint_colour")
    acts.disclose("pol.samordnare", table.police, SOCIAL, joint)
    look()
    acts.receive("soc.beslut")
    table.point("soc.handlaggare", table.social)
    acts.give_task("pol.samordnare", table.police, "social")
    look()
    other = acts.nominate("pol.samordnare", name="Ny Person", person_number="199901012394")
    table.point("pol.samordnare", other)
    look()
    assert seen[0][:2] == (204, b"")
    assert all(each == seen[0] for each in seen)
    page = client.get(f"/moten/{table.meeting.pk}/").content.decode()
    assert "Prov Provsson" not in page
    assert '<p class="waiting">Mötet pågår</p>' in page


def test_a_full_answer_to_an_agency_without_a_file_is_equal_too(world, table, screen):
    client, watched = screen("fri.beslut")
    first = client.get(watched.split("?")[0]).content
    table.point("pol.samordnare", table.police)
    assert client.get(watched.split("?")[0]).content == first


def test_any_party_may_take_the_pointer_for_a_matter_of_its_own(world, table, screen):
    soc, _watch = screen("soc.handlaggare", f"?arende={table.social.pk}")
    pol, watched = screen("pol.samordnare")
    answer = soc.post(f"/moten/{table.meeting.pk}/peka/{table.social.pk}/", follow=True, **HTMX)
    assert "Hotades i går." in answer.content.decode()
    assert f'data-case="{table.police.pk}"' in pol.get(watched, **HTMX).content.decode()
    assert soc.post(f"/moten/{table.meeting.pk}/peka/{table.police.pk}/").status_code == 404, (
        "not its own file"
    )


def test_staying_on_a_person_is_told_that_the_meeting_is_elsewhere(world, table, screen):
    other = table.acts.nominate("pol.samordnare", name="Ny Person", person_number="199901012394")
    pol, watched = screen("pol.beslut", f"?arende={table.police.pk}")
    assert "Följ mötet igen" in pol.get(watched.replace("sett=", "x=")).content.decode()
    table.point("pol.samordnare", other)
    moved = pol.get(watched, **HTMX).content.decode()
    assert "Mötet är vid ett annat av era ärenden." in moved
    assert f'data-case="{table.police.pk}"' in moved
    following = pol.get(f"/moten/{table.meeting.pk}/nu/", **HTMX).content.decode()
    assert f'data-case="{other.pk}"' in following


def test_a_stay_on_somebody_elses_or_no_case_is_absent(world, table, screen):
    client, _watch = screen("fri.beslut")
    base = f"/moten/{table.meeting.pk}/nu/"
    assert client.get(f"{base}?arende={table.police.pk}").status_code == 404
    assert client.get(f"{base}?arende=inget").status_code == 404


def test_when_the_meeting_ends_the_screens_say_so(world, table, screen):
    from samverkan.casework import actions

    client, watched = screen("fri.beslut")
    actions.close_meeting(by=table.acts.actor("pol.samordnare"), meeting=table.meeting)
    assert "Mötet är avslutat" in client.get(watched, **HTMX).content.decode()


def test_the_keys_are_those_the_role_may_press(world, table, screen):
    table.point("pol.samordnare", table.police)
    expected = {"pol.samordnare": "cgdtm", "soc.handlaggare": "cdtm", "soc.beslut": "d", "soc.jurist": ""}
    for username, keys in expected.items():
        client, _watch = screen(username)
        bar = client.get(f"/moten/{table.meeting.pk}/nu/").content.decode().split('id="key-bar"')[1]
        assert "".join(re.findall(r'data-key="(\w)"', bar)).replace("n", "").replace("p", "") == keys, (
            username
        )


def test_what_is_new_since_the_last_meeting_is_marked_and_the_old_folded(world, table):
    from support.meetings import start

    from samverkan.casework import actions
    from samverkan.secrecy.binding import bound
    from samverkan.web import board

    by = table.acts.actor("pol.samordnare")
    actions.close_meeting(by=by, meeting=table.meeting)
    table.acts.note("pol.samordnare", table.police, "Efter mötet.")
    meeting = start(table.acts)
    with bound(by):
        column = board.matter(by, meeting, table.police)["columns"][0]
    assert [(part["text"], part["marks"]) for part in column["new"]] == [("Efter mötet.", [("new", "")])]
    assert "Hotades i går." in {part["text"] for part in column["older"]}
