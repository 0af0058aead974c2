"""From a case to a decided disclosure in pages: field by field, previewed, decided once, refused, taken back."""

import json
from uuid import uuid4

import pytest
from support.forms import answers_for, form_with
from support.world import PROBATION, SCHOOL, SOCIAL

GROUND = "osl-10-15a"


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


@pytest.fixture
def note(acts, case):
    return acts.note("pol.samordnare", case, "Hotades utanför skolan.")


@pytest.fixture
def browse(world):
    from support.clients import signed_in_client

    return lambda username, **more: signed_in_client(world, username, **more)


def choose(client, case, note, fields=("text",), receiver=SOCIAL, **more):
    """Send the form that chooses; returns the answer."""
    url = f"/arenden/{case.pk}/lamna-ut/"
    filled = form_with(client.get(url), "request")
    filled |= {"take": [f"{note.pk}.{name}" for name in fields], "receiver": str(receiver), **more}
    return client.post(url, filled)


def open_decision(client, url, ground=GROUND):
    """The decision page with a ground picked and its form as it came."""
    page = client.get(f"{url}?grund={ground}")
    return page, form_with(page, "shown")


def decided(client, case, note, ground=GROUND, **more):
    """A whole disclosure by one decider; returns the address of its page."""
    url = choose(client, case, note, **more).url
    _page, filled = open_decision(client, url, ground)
    answer = client.post(url, filled | answers_for(ground))
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def rows(world, username="pol.beslut"):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Disclosure

    by = world.actor(username)
    with bound(by):
        return list(Disclosure.of(by.agency).order_by("proposed_at"))


def test_nothing_is_ticked_but_the_entry_one_came_from(browse, case, note):
    client = browse("pol.beslut")
    assert "take" not in form_with(client.get(f"/arenden/{case.pk}/lamna-ut/"), "request")
    ticked = form_with(client.get(f"/arenden/{case.pk}/lamna-ut/?entry={note.pk}"), "request")["take"]
    assert sorted(ticked) == [f"{note.pk}.event_date", f"{note.pk}.source", f"{note.pk}.text"]


def test_whoever_may_only_propose_saves_a_proposal(browse, acts, case, note):
    answer = choose(browse("pol.samordnare"), case, note, why="Behövs på mötet.")
    page = browse("pol.samordnare").get(answer.url)
    assert "föreslaget" in page.content.decode()
    assert "Pröva och besluta" not in page.content.decode()
    assert acts.deliveries("soc.beslut") == []
    waiting = browse("pol.beslut").get("/utlamnanden/").content.decode()
    assert "U-" in waiting


def test_only_the_ticked_fields_reach_the_receiver(browse, acts, case, note):
    decided(browse("pol.beslut"), case, note, fields=("text",))
    page = browse("soc.beslut").get(f"/mottaget/{acts.deliveries('soc.beslut')[0].pk}/").content.decode()
    assert "Hotades utanför skolan." in page
    assert "egen iakttagelse" not in page  # the source was not ticked
    received = acts.receive("soc.beslut")
    assert [set(each.fields) for each in acts.seen("soc.beslut", received.case)] == [{"text"}]


def test_the_preview_is_what_is_sent(browse, acts, case, note, world):
    from samverkan.secrecy import door, reception
    from samverkan.secrecy.binding import bound

    client = browse("pol.beslut")
    url = choose(client, case, note, fields=("text", "source")).url
    page, filled = open_decision(client, url)
    client.post(url, filled | answers_for(GROUND))
    by = world.actor("soc.beslut")
    delivery = acts.deliveries("soc.beslut")[0]
    with bound(by):
        sent = reception.content_of(delivery)
    assert door.digest_of(sent) == filled["shown"]
    text = page.content.decode()
    assert all(value in text for item in sent["entries"] for value in item["fields"].values())


def test_a_double_click_makes_one_proposal(browse, case, note, world):
    client, url = browse("pol.samordnare"), f"/arenden/{case.pk}/lamna-ut/"
    filled = form_with(client.get(url), "request")
    filled |= {"take": [f"{note.pk}.text"], "receiver": str(SOCIAL)}
    first, second = client.post(url, filled), client.post(url, filled)
    assert first.url == second.url
    assert len(rows(world)) == 1


def test_a_decision_sent_twice_crosses_once_and_says_so(browse, acts, case, note):
    client = browse("pol.beslut")
    url = choose(client, case, note).url
    _page, filled = open_decision(client, url)
    assert client.post(url, filled | answers_for(GROUND)).status_code == 302
    again = client.post(url, filled | answers_for(GROUND))
    assert again.status_code == 409
    assert len(acts.deliveries("soc.beslut")) == 1


def test_whoever_comes_second_sees_both_versions(browse, case, note):
    slow, quick = browse("pol.beslut"), browse("pol.beslut2")
    url = choose(slow, case, note).url
    _page, filled = open_decision(slow, url)
    quick.post(url.replace("beslut/", "avsla/"), {"reason": "Juristen säger nej."})
    clash = slow.post(url, filled | answers_for(GROUND) | {"reasons": "Jag hade skäl."})
    text = clash.content.decode()
    assert clash.status_code == 409
    assert "Juristen säger nej." in text
    assert "Jag hade skäl." in text
    assert "avslaget" in text


def test_a_decision_on_another_preview_is_not_made(browse, acts, case, note):
    client = browse("pol.beslut")
    url = choose(client, case, note).url
    _page, filled = open_decision(client, url)
    changed = client.post(url, filled | answers_for(GROUND) | {"shown": "0" * 64})
    assert changed.status_code == 409
    assert "Innehållet har ändrats" in changed.content.decode()
    assert acts.deliveries("soc.beslut") == []


def test_every_open_condition_is_named_at_once(browse, acts, case, note):
    client = browse("pol.beslut")
    url = choose(client, case, note).url
    _page, filled = open_decision(client, url)
    answer = client.post(url, filled | {"answer_overriding": "yes"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count('has-error"') == 4  # three conditions and the reasons
    assert "bär inte grunden" in text
    assert acts.deliveries("soc.beslut") == []


def test_the_page_offers_grounds_and_picks_none(browse, case, note):
    client = browse("pol.beslut")
    url = choose(client, case, note).url
    text = client.get(url).content.decode()
    assert "OSL 10 kap. 15 a §" in text
    assert "faller bort på den här frågan" in text
    assert 'name="grund" value="osl-10-15a" checked' not in text
    assert "Besluta och lämna ut" not in text


def test_the_ground_last_used_is_offered_first_and_not_applied(browse, case, note):
    client = browse("pol.beslut")
    decided(client, case, note, ground=GROUND)
    text = client.get(choose(client, case, note).url).content.decode()
    offered = text.index("Senast använd för den här personen och mottagaren")
    assert text.index("osl-10-15a") < offered < text.index('value="osl-10-2"')
    assert "checked" not in text[text.index("Grunder att pröva") :]


def test_a_ground_that_falls_away_says_why_when_picked_all_the_same(browse, case, note):
    client = browse("pol.beslut")
    url = choose(client, case, note).url
    text = client.get(f"{url}?grund=osl-10-18a").content.decode()
    assert "Grunden faller bort på frågan som den är ställd" in text


def test_two_deciders_are_asked_for_by_the_ground(browse, acts, case, note):
    page = decided(browse("pol.beslut"), case, note, ground="osl-10-27")
    assert acts.deliveries("soc.beslut") == []
    mine = browse("pol.beslut").get(page).content.decode()
    assert "Du har beslutat. Någon annan måste godkänna" in mine
    assert 'name="shown"' not in mine
    other = browse("pol.beslut2")
    answer = other.post(f"{page}andra/", form_with(other.get(page), "shown") | {"reasons": "Håller med."})
    assert answer.status_code == 302
    assert len(acts.deliveries("soc.beslut")) == 1
    assert "Håller med." in other.get(page).content.decode()


def test_the_first_decider_cannot_be_the_second(browse, acts, case, note):
    page = decided(browse("pol.beslut"), case, note, ground="osl-10-27")
    shown = form_with(browse("pol.beslut2").get(page), "shown")
    assert browse("pol.beslut").post(f"{page}andra/", shown).status_code == 403
    assert acts.deliveries("soc.beslut") == []


def test_protected_identity_takes_a_step_up_and_two_deciders(browse, acts, world):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    by = world.actor("pol.samordnare")
    person = {"name": "Hemlig Provsson", "person_number": "199901012386", "protection": "marked"}
    case = actions.nominate(
        by=by, programme=acts.programme(), identity=person, protected=True, nomination={"grounds": "Hot."}
    )
    proved = browse("pol.samordnare", stepped_up=True)
    from datetime import timedelta

    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    with bound(by.stepped_up(clock.now() + timedelta(minutes=5))):
        identity = Entry.of(by.agency).get(kind="identity_protected")
    page = choose(proved, case, identity, fields=("name",)).url
    blind = browse("pol.beslut").get(page).content.decode()
    assert "Hemlig Provsson" not in blind
    assert "Bekräfta vem du är" in blind
    assert browse("pol.beslut").get(f"{page}beslut/?grund={GROUND}").status_code == 302
    first = browse("pol.beslut", stepped_up=True)
    url = f"{page}beslut/"
    shown, filled = open_decision(first, url)
    assert "Ett misstag kan kosta ett liv." in shown.content.decode()
    first.post(url, filled | answers_for(GROUND))
    assert acts.deliveries("soc.beslut") == []
    assert browse("pol.beslut2").post(f"{page}andra/", {"shown": filled["shown"]}).status_code == 403
    other = browse("pol.beslut2", stepped_up=True)
    other.post(f"{page}andra/", form_with(other.get(page), "shown"))
    assert len(acts.deliveries("soc.beslut")) == 1


def test_a_refusal_keeps_its_reasons_and_tells_the_receiver_nothing(browse, acts, case, note):
    client = browse("pol.beslut")
    page = choose(client, case, note).url.replace("beslut/", "")
    assert client.post(f"{page}avsla/", {"reason": " "}).status_code == 422
    assert client.post(f"{page}avsla/", {"reason": "Skadar spaningen."}).status_code == 302
    assert "Skadar spaningen." in client.get(page).content.decode()
    assert acts.deliveries("soc.beslut") == []
    assert acts.events("soc.beslut") == []
    late = browse("pol.beslut2").post(f"{page}avsla/", {"reason": "Också nej."})
    assert late.status_code == 409


def test_a_withdrawal_reaches_the_receiver_and_stays_at_the_giver(browse, acts, case, note):
    client = browse("pol.beslut")
    page = decided(client, case, note)
    assert client.post(f"{page}aterkalla/", {"reason": "Fel person."}).status_code == 302
    text = client.get(page).content.decode()
    assert "återkallat" in text
    assert "Fel person." in text
    assert acts.events("soc.beslut") == ["withdrawn"]
    assert client.post(f"{page}aterkalla/", {"reason": "Igen."}).status_code == 409


def test_a_correction_goes_to_whoever_holds_the_old_version(browse, acts, case, note, world):
    from samverkan.casework import actions

    client = browse("pol.beslut")
    page = decided(client, case, note, fields=("text",))
    acts.receive("soc.beslut")
    fields = {"event_date": "2026-11-01", "text": "Hotades vid tunnelbanan.", "source": "vittne"}
    newer = actions.supersede(by=world.actor("pol.samordnare"), entry=note, fields=fields)
    shown = client.get(f"{page}ratta/").content.decode()
    assert "Hotades utanför skolan." in shown
    assert "Hotades vid tunnelbanan." in shown
    assert "vittne" not in shown  # the receiver was never given that field
    assert client.post(f"{page}ratta/", {"entry": str(newer.pk)}).status_code == 302
    assert acts.events("soc.beslut") == ["corrected"]
    assert client.post(f"{page}ratta/", {"entry": str(newer.pk)}).status_code == 409  # sent already


def test_a_visning_needs_an_end_and_a_weeding_decision(browse, case, note):
    answer = choose(browse("pol.samordnare"), case, note, form="visning")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "En visning måste ha ett slutdatum." in text
    assert "Ange mottagarens gallringsbeslut" in text
    assert "Skriv beslutets nummer och varför det gäller här." in text


def test_the_receivers_weeding_decision_is_a_choice_and_its_reason_and_the_decider_reads_both(
    browse, case, note
):
    from samverkan.secrecy import clock

    shown = {"form": "visning", "ends_on": clock.today().isoformat()}
    client = browse("pol.samordnare")
    assert choose(client, case, note, **shown, keeping="nagot", weeding="Dnr 1").status_code == 422
    made = choose(client, case, note, **shown, keeping="plan", weeding="Punkt 4.2: bara för mötet.")
    assert made.status_code == 302
    page = browse("pol.beslut").get(made["Location"]).content.decode()
    assert "Mottagarens dokumenthanteringsplan tar upp visningar: Punkt 4.2: bara för mötet." in page


def test_what_is_handed_over_carries_no_weeding_decision(browse, case, note):
    made = choose(browse("pol.samordnare"), case, note, keeping="plan", weeding="Punkt 4.2")
    assert "Punkt 4.2" not in browse("pol.beslut").get(made["Location"]).content.decode()


@pytest.mark.parametrize(
    "change", [{"receiver": str(SCHOOL)}, {"take": []}, {"take": ["x.y"]}, {"receiver": ""}]
)
def test_what_is_not_offered_is_not_accepted(browse, case, note, change, world):
    client, url = browse("pol.samordnare"), f"/arenden/{case.pk}/lamna-ut/"
    filled = form_with(client.get(url), "request")
    filled |= {"take": [f"{note.pk}.text"], "receiver": str(SOCIAL)} | change
    assert client.post(url, filled).status_code == 422
    assert rows(world) == []


def test_hidden_and_absent_are_one_404(browse, acts, case, note):
    page = decided(browse("pol.beslut"), case, note)
    other = browse("soc.beslut")
    absent = other.get(f"/utlamnanden/{uuid4()}/")
    for tail in ("", "beslut/", "avsla/", "aterkalla/", "ratta/"):
        hidden = other.get(f"{page}{tail}")
        assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert other.get(f"/arenden/{case.pk}/lamna-ut/").content == absent.content
    assert browse("pol.logg").get(page).status_code == 404


def test_a_lawyer_reads_but_neither_proposes_nor_decides(browse, acts, world):
    case = acts.nominate("soc.handlaggare")
    note = acts.note("soc.handlaggare", case)
    page = choose(browse("soc.handlaggare"), case, note, receiver=PROBATION).url
    lawyer = browse("soc.jurist")
    assert lawyer.get(page).status_code == 200
    assert lawyer.get(f"{page}beslut/").status_code == 403
    assert lawyer.get(f"/arenden/{case.pk}/lamna-ut/").status_code == 403


def test_the_title_names_a_number_and_nobody(browse, case, note):
    client = browse("pol.beslut")
    page = decided(client, case, note)
    text = client.get(page).content.decode()
    title = text[text.index("<title>") : text.index("</title>")]
    assert "U-" in title
    assert "Provsson" not in title


def test_reading_a_disclosure_names_what_was_shown_in_the_trail(browse, case, note, attacker):
    client = browse("pol.beslut")
    page = decided(client, case, note)
    client.get(page)
    with attacker().cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t) FROM trail_trace t WHERE t.verb = 'disclosure.read'")
        found = [row[0] for row in cursor.fetchall()]
    assert str(note.pk) in json.dumps(found)
