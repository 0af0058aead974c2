"""The package before a meeting: many cases and receivers, one decider, each line strikable, one receipt each."""

import pytest
from support.forms import answers_for, form_with, forms_in
from support.world import PROBATION, SOCIAL

GROUND = "osl-10-15a"


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def browse(world):
    from support.clients import signed_in_client

    return lambda username, **more: signed_in_client(world, username, **more)


@pytest.fixture
def meeting(acts):
    from datetime import timedelta

    from samverkan.casework import actions
    from samverkan.secrecy import clock

    starts = clock.now() + timedelta(days=3)
    return actions.plan_meeting(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), starts_at=starts, place="Prov"
    )


@pytest.fixture
def notes(acts):
    """Two cases with a note each: [(case, note), (case, note)]."""
    made = []
    for name, number, text in (
        ("Prov Ett", "199901012386", "Hotades utanför skolan."), ("Prov Två", "", "Flyttar på fredag.")
    ):  # fmt: skip
        person = {"name": name} | ({"person_number": number} if number else {})
        case = acts.nominate("pol.samordnare", **person)
        made.append((case, acts.note("pol.samordnare", case, text)))
    return made


def put_together(client, meeting, pairs, drop=()):
    """Choose (note, receiver) pairs; `drop` are the note fields that stay."""
    url = f"/moten/{meeting.pk}/paket/"
    filled = form_with(client.get(url), "request")
    filled["take"] = [f"{note.pk}.{receiver}" for note, receiver in pairs]
    filled["keep"] = [key for key in filled["keep"] if not key.endswith(tuple(f".{name}" for name in drop))]
    return client.post(url, filled)


def decision_form(client, meeting, grounds):
    """The decision page with a ground picked for each receiver, and its form."""
    query = {f"{receiver.hex}-grund": ground for receiver, ground in grounds.items()}
    page = client.get(f"/moten/{meeting.pk}/paket/beslut/", query)
    filled = next(
        fields for _action, fields in forms_in(page) if any(key.startswith("shown-") for key in fields)
    )
    for receiver, ground in grounds.items():
        filled |= answers_for(ground, receiver.hex)
    return page, filled


def states(acts):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Disclosure

    by = acts.actor("pol.beslut")
    with bound(by):
        return sorted(Disclosure.of(by.agency).values_list("state", flat=True))


def test_nothing_is_ticked_and_all_fields_stay_in(browse, meeting, notes):
    page = browse("pol.samordnare").get(f"/moten/{meeting.pk}/paket/")
    filled = form_with(page, "request")
    assert "take" not in filled
    assert f"{notes[0][1].pk}.text" in filled["keep"]
    assert "Prov Ett" in page.content.decode()


def test_each_case_and_receiver_is_one_proposal(browse, acts, meeting, notes):
    (_, one), (_, two) = notes
    pairs = [(one, SOCIAL), (one, PROBATION), (two, SOCIAL)]
    answer = put_together(browse("pol.samordnare"), meeting, pairs)
    assert answer.status_code == 302
    assert states(acts) == ["proposed"] * 3
    assert acts.deliveries("soc.beslut") == []


def test_a_whole_package_is_decided_in_one_go_with_a_ground_a_receiver(browse, acts, meeting, notes):
    (_, one), (_, two) = notes
    put_together(browse("pol.samordnare"), meeting, [(one, SOCIAL), (one, PROBATION), (two, SOCIAL)])
    client = browse("pol.beslut")
    page, filled = decision_form(client, meeting, {SOCIAL: GROUND, PROBATION: "osl-10-15a"})
    assert page.content.decode().count("Hotades utanför skolan.") == 2  # a preview a line
    assert client.post(f"/moten/{meeting.pk}/paket/beslut/", filled).status_code == 302
    assert states(acts) == ["decided"] * 3
    assert (len(acts.deliveries("soc.beslut")), len(acts.deliveries("fri.beslut"))) == (2, 1)
    assert (
        "Inget i paketet väntar på beslut"
        in client.get(f"/moten/{meeting.pk}/paket/beslut/").content.decode()
    )


def test_a_struck_line_stays_a_proposal(browse, acts, meeting, notes):
    (_, one), (_, two) = notes
    put_together(browse("pol.samordnare"), meeting, [(one, SOCIAL), (two, SOCIAL)])
    client = browse("pol.beslut")
    _page, filled = decision_form(client, meeting, {SOCIAL: GROUND})
    filled["lines"] = filled["lines"][:1]
    client.post(f"/moten/{meeting.pk}/paket/beslut/", filled)
    assert states(acts) == ["decided", "proposed"]
    assert len(acts.deliveries("soc.beslut")) == 1


def test_a_receiver_without_a_ground_is_left_for_later(browse, acts, meeting, notes):
    (_, one), _other = notes
    put_together(browse("pol.samordnare"), meeting, [(one, SOCIAL), (one, PROBATION)])
    client = browse("pol.beslut")
    _page, filled = decision_form(client, meeting, {SOCIAL: GROUND})
    client.post(f"/moten/{meeting.pk}/paket/beslut/", filled)
    assert acts.deliveries("fri.beslut") == []
    assert len(acts.deliveries("soc.beslut")) == 1


def test_one_open_condition_holds_back_every_line(browse, acts, meeting, notes):
    (_, one), _other = notes
    put_together(browse("pol.samordnare"), meeting, [(one, SOCIAL), (one, PROBATION)])
    client = browse("pol.beslut")
    _page, filled = decision_form(client, meeting, {SOCIAL: GROUND, PROBATION: GROUND})
    filled[f"{PROBATION.hex}-answer_need"] = ""
    answer = client.post(f"/moten/{meeting.pk}/paket/beslut/", filled)
    assert answer.status_code == 422
    assert "Svara på frågan" in answer.content.decode()
    assert states(acts) == ["proposed"] * 2
    assert acts.deliveries("soc.beslut") == []


def test_a_line_settled_by_another_undoes_the_whole(browse, acts, meeting, notes):
    (_, one), (_, two) = notes
    put_together(browse("pol.samordnare"), meeting, [(one, SOCIAL), (two, SOCIAL)])
    client = browse("pol.beslut")
    _page, filled = decision_form(client, meeting, {SOCIAL: GROUND})
    gone = filled["lines"][0]
    filled[f"shown-{gone}"] = "0" * 64  # its content is no longer what the page showed
    answer = client.post(f"/moten/{meeting.pk}/paket/beslut/", filled)
    assert answer.status_code == 409
    assert "Någon annan hann före" in answer.content.decode()
    assert states(acts) == ["proposed"] * 2
    assert acts.deliveries("soc.beslut") == []


def test_fields_unticked_in_the_package_never_leave(browse, acts, meeting, notes):
    (_, one), _other = notes
    put_together(browse("pol.samordnare"), meeting, [(one, SOCIAL)], drop=("source", "event_date"))
    client = browse("pol.beslut")
    page, filled = decision_form(client, meeting, {SOCIAL: GROUND})
    assert "egen iakttagelse" not in page.content.decode()
    client.post(f"/moten/{meeting.pk}/paket/beslut/", filled)
    received = acts.receive("soc.beslut")
    assert [set(each.fields) for each in acts.seen("soc.beslut", received.case)] == [{"text"}]


def test_the_same_package_sent_twice_is_one(browse, acts, meeting, notes):
    client, url = browse("pol.samordnare"), f"/moten/{meeting.pk}/paket/"
    filled = form_with(client.get(url), "request") | {"take": [f"{notes[0][1].pk}.{SOCIAL}"]}
    assert client.post(url, filled).status_code == 302
    assert client.post(url, filled).status_code == 302
    assert states(acts) == ["proposed"]


def test_a_package_ground_may_ask_for_two_deciders(browse, acts, meeting, notes):
    put_together(browse("pol.samordnare"), meeting, [(notes[0][1], SOCIAL)])
    client = browse("pol.beslut")
    _page, filled = decision_form(client, meeting, {SOCIAL: "osl-10-27"})
    client.post(f"/moten/{meeting.pk}/paket/beslut/", filled)
    assert states(acts) == ["second"]
    assert acts.deliveries("soc.beslut") == []


def test_only_what_is_new_since_the_last_meeting_is_shown_first(browse, acts, meeting, notes):
    from datetime import timedelta

    from samverkan.casework import actions
    from samverkan.secrecy import clock

    by = acts.actor("pol.samordnare")
    actions.open_meeting(by=by, meeting=meeting)
    actions.close_meeting(by=by, meeting=meeting)
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        following = actions.plan_meeting(
            by=by, programme=acts.programme(), starts_at=clock.now() + timedelta(days=21), place="Prov"
        )
        newer = acts.note("pol.samordnare", notes[0][0], "Såg honom i dag.")
        client = browse("pol.samordnare")
        fresh = client.get(f"/moten/{following.pk}/paket/").content.decode()
        whole = client.get(f"/moten/{following.pk}/paket/?alla=1").content.decode()
    assert str(newer.pk) in fresh
    assert str(notes[0][1].pk) not in fresh
    assert str(notes[0][1].pk) in whole


def test_a_caseworker_cannot_decide_and_a_stranger_finds_nothing(browse, meeting):
    assert browse("pol.samordnare").get(f"/moten/{meeting.pk}/paket/beslut/").status_code == 403
    assert browse("skola.rektor").get(f"/moten/{meeting.pk}/paket/").status_code == 404
    assert browse("pol.styr").get(f"/moten/{meeting.pk}/paket/").status_code == 404


def test_an_empty_package_says_what_to_do(browse, meeting):
    assert (
        "Inget nytt att lämna ut" in browse("pol.beslut").get(f"/moten/{meeting.pk}/paket/").content.decode()
    )
