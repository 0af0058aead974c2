"""One entry: written, read with its versions, corrected, judged; a lost race loses neither version."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from support.clients import signed_in_client, text_of
from support.world import SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


@pytest.fixture
def client(world):
    return signed_in_client(world, "pol.samordnare")


def kinds(acts, case, username="pol.samordnare"):
    return [each.row.kind for each in acts.seen(username, case)]


def note(text="Sågs i centrum."):
    return {"event_date": "2026-11-02", "text": text, "source": ""}


def test_an_entry_is_written_in_the_own_file(acts, case, client):
    there = f"/arenden/{case.pk}/uppgift/note/"
    assert "Ingen annan myndighet ser den förrän någon hos er lämnar ut den." in text_of(client.get(there))
    answer = client.post(there, note())
    assert answer.headers["Location"] == f"/arenden/{case.pk}/"
    written = next(each for each in acts.seen("pol.samordnare", case) if each.row.kind == "note")
    assert written.fields == {"event_date": "2026-11-02", "text": "Sågs i centrum."}
    assert "Uppgiften är sparad i er akt." in text_of(client.get(answer.headers["Location"]))


def test_a_kind_with_a_question_of_the_methods_leads_to_it(case, client):
    data = {"event_date": "2026-11-02", "how": "visit", "text": "Vill lämna."}
    answer = client.post(f"/arenden/{case.pk}/uppgift/contact/", data)
    assert answer.headers["Location"].endswith("?fraga=wants_out")
    assert "Vill personen ha hjälp att lämna?" in text_of(client.get(answer.headers["Location"]))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": "Sedd."}, "När det hände: Fyll i det här."),
        ({"event_date": "2026-11-02"}, "Vad: Fyll i det här."),
        ({"event_date": "i går", "text": "Sedd."}, "När det hände: Skriv datumet så här: 2026-11-22."),
        ({"event_date": "2026-02-30", "text": "Sedd."}, "Skriv datumet så här"),
        ({"event_date": "2026-11-02", "text": "x" * 20_001}, "Texten är för lång: högst 20000 tecken."),
        (
            {"event_date": "2026-11-02", "text": "Sedd.", "source": "x" * 301},
            "Hur vi vet det: Texten är för lång",
        ),
    ],
)
def test_what_does_not_hold_is_said_at_its_field_and_nothing_is_lost(acts, case, client, data, says):
    answer = client.post(f"/arenden/{case.pk}/uppgift/note/", data)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert "note" not in kinds(acts, case)
    if data.get("text") == "Sedd.":
        assert "Sedd." in answer.content.decode()


def test_a_choice_must_be_one_of_the_methods(case, client):
    data = {"event_date": "2026-11-02", "how": "telepathy", "text": "Hej."}
    answer = client.post(f"/arenden/{case.pk}/uppgift/contact/", data)
    assert answer.status_code == 422
    assert "Hur: Välj ett av alternativen." in text_of(answer)


@pytest.mark.parametrize("kind", ["exit", "task_report", "attachment_note", "nomination", "no_such_kind"])
def test_kinds_that_are_not_written_plainly_have_no_page(case, client, kind):
    assert client.get(f"/arenden/{case.pk}/uppgift/{kind}/").status_code == 404
    assert client.post(f"/arenden/{case.pk}/uppgift/{kind}/", {"text": "x"}).status_code == 404


def test_tasks_and_judgements_lead_to_their_own_forms(case, client):
    here = f"/arenden/{case.pk}"
    assert client.get(f"{here}/uppgift/task/").headers["Location"] == f"{here}/uppdrag/nytt/"
    assert client.get(f"{here}/uppgift/colour/").headers["Location"] == f"{here}/farg/colour/"


def test_whoever_may_not_write_the_kind_is_refused(world, acts, case):
    decider = signed_in_client(world, "pol.beslut")
    there = f"/arenden/{case.pk}/uppgift/note/"
    assert decider.get(there).status_code == 403
    assert decider.post(there, note()).status_code == 403
    assert "note" not in kinds(acts, case)


def test_nothing_is_written_in_a_closed_file(acts, case, client):
    from samverkan.casework import actions

    actions.move(by=acts.actor("pol.beslut"), case=case, move="decline", reason="Fel.", leaving="wrong")
    answer = client.post(f"/arenden/{case.pk}/uppgift/note/", note())
    assert answer.status_code == 422
    assert "Akten är avslutad." in text_of(answer)


def test_a_correction_keeps_the_earlier_version(acts, case, client):
    row = acts.note("pol.samordnare", case, "Stoppad två gånger.")
    form = client.get(f"/uppgifter/{row.pk}/ratta/")
    assert "Stoppad två gånger." in form.content.decode()
    answer = client.post(f"/uppgifter/{row.pk}/ratta/", note("Stoppad en gång."))
    text = text_of(client.get(answer.headers["Location"]))
    assert "Uppgiften och dess 2 versioner" in text
    assert text.index("Stoppad en gång.") < text.index("Stoppad två gånger.")


def test_who_has_been_given_the_version_is_said_before_correcting(acts, case, client):
    row = acts.note("pol.samordnare", case)
    sent = acts.disclose("pol.samordnare", case, SOCIAL, row)
    text = text_of(client.get(f"/uppgifter/{row.pk}/ratta/"))
    assert "Uppgiften är utlämnad" in text
    assert sent.number in text


def test_a_copy_is_the_givers_to_correct(world, acts, case):
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    theirs = acts.receive("soc.handlaggare").case
    copy = acts.of_kind("soc.handlaggare", theirs, "note")
    client = signed_in_client(world, "soc.handlaggare")
    for answer in (
        client.get(f"/uppgifter/{copy.pk}/ratta/"),
        client.post(f"/uppgifter/{copy.pk}/ratta/", note()),
    ):
        assert answer.status_code == 403


def two_at_once(acts, case, client):
    """A colleague corrects the entry while the form is open."""
    from samverkan.casework import actions

    row = acts.note("pol.samordnare", case, "Stoppad två gånger.")
    actions.supersede(by=acts.actor("pol.samordnare"), entry=row, fields=note("Stoppad tre gånger."))
    return row, client.post(f"/uppgifter/{row.pk}/ratta/", note("Stoppad en gång."))


def test_a_lost_race_shows_both_versions_and_loses_neither(acts, case, client):
    _row, answer = two_at_once(acts, case, client)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "Stoppad en gång." in text
    assert "Stoppad tre gånger." in text
    assert "Det som redan är sparat Petra Prov" in text
    assert text.count("skiljer sig") == 2
    saved = [each["text"] for each in acts.seen("pol.samordnare", case) if each.row.kind == "note"]
    assert saved == ["Stoppad två gånger.", "Stoppad tre gånger."]


def test_after_a_lost_race_ones_own_words_can_go_on_top(acts, case, client):
    _row, answer = two_at_once(acts, case, client)
    there = re.search(r'action="(/uppgifter/[^"]+/ratta/)"', answer.content.decode())[1]
    assert client.post(there, note("Stoppad en gång.")).status_code == 302
    saved = [each["text"] for each in acts.seen("pol.samordnare", case) if each.row.kind == "note"]
    assert saved == ["Stoppad två gånger.", "Stoppad tre gånger.", "Stoppad en gång."]


def test_an_overtaken_version_points_to_the_newest(acts, case, client):
    from samverkan.casework import actions

    row = acts.note("pol.samordnare", case)
    newer = actions.supersede(by=acts.actor("pol.samordnare"), entry=row, fields=note("Nyare."))
    html = client.get(f"/uppgifter/{row.pk}/ratta/").content.decode()
    assert "Uppgiften är redan rättad." in html
    assert f'href="/uppgifter/{newer.pk}/ratta/"' in html


def test_an_entrys_page_says_why_one_sees_it(world, acts, case):
    row = acts.note("pol.samordnare", case)
    text = text_of(signed_in_client(world, "pol.beslut").get(f"/uppgifter/{row.pk}/"))
    assert (
        "Varför du ser uppgiften: egen uppgift; rollen Beslutsfattare får läsa den sortens uppgift." in text
    )
    assert "Vem har fått just den här versionen? Ingen annan myndighet." in text


@pytest.mark.parametrize("page", ["", "ratta/"])
def test_hidden_and_absent_entries_give_the_same_bytes(world, acts, case, page):
    row = acts.note("pol.samordnare", case)
    for username in ("soc.beslut", "pol.handlaggare", "pol.logg"):
        client = signed_in_client(world, username)
        for ask in (client.get, client.post):
            hidden, absent = ask(f"/uppgifter/{row.pk}/{page}"), ask(f"/uppgifter/{uuid4()}/{page}")
            assert hidden.status_code == absent.status_code == 404
            assert hidden.content == absent.content
            assert dict(hidden.headers) == dict(absent.headers)


def test_a_protected_identity_is_hidden_like_an_absent_entry(world, acts, client):
    from samverkan.casework import actions
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Entry

    case = actions.nominate(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), protected=True,
        identity={"name": "Hemliga Hanna", "protection": "marked"}, nomination={"grounds": "Hot."},
    )  # fmt: skip
    with bound(acts.actor("pol.samordnare")):
        row = Entry.objects.get(case=case, kind="identity_protected")
    assert client.get(f"/uppgifter/{row.pk}/").content == client.get(f"/uppgifter/{uuid4()}/").content
    fresh = signed_in_client(world, "pol.samordnare", stepped_up=True)
    assert "Hemliga Hanna" in text_of(fresh.get(f"/uppgifter/{row.pk}/"))


def test_a_colour_is_set_with_reason_and_end(acts, case, client):
    from samverkan.secrecy import clock

    form = client.get(f"/arenden/{case.pk}/farg/colour/").content.decode()
    end = (clock.today() + timedelta(days=21)).isoformat()
    assert f'value="{end}"' in form  # the method's days, which the officer may change
    assert "checked" not in form  # and no level
    data = {"level": "red", "reason": "Nytt hot.", "valid_until": "2099-01-01"}
    assert client.post(f"/arenden/{case.pk}/farg/colour/", data).status_code == 302
    written = next(each for each in acts.seen("pol.samordnare", case) if each.row.kind == "colour")
    assert (written["level"], written["reason"], written["valid_until"]) == ("red", "Nytt hot.", "2099-01-01")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"reason": "Hot.", "valid_until": "2099-01-01"}, "Färg: Fyll i det här."),
        ({"level": "red", "valid_until": "2099-01-01"}, "Skäl: Fyll i det här."),
        ({"level": "red", "reason": "Hot."}, "Gäller till: Fyll i det här."),
        ({"level": "red", "reason": "Hot.", "valid_until": "snart"}, "Skriv datumet så här: 2026-11-22."),
        ({"level": "red", "reason": "Hot.", "valid_until": "2020-01-01"}, "Bedömningen måste gälla minst till i dag."),
        ({"level": "purple", "reason": "Hot.", "valid_until": "2099-01-01"}, "Färg: Välj en av färgerna."),
    ],
)  # fmt: skip
def test_a_colour_without_its_parts_is_not_set(acts, case, client, data, says):
    answer = client.post(f"/arenden/{case.pk}/farg/colour/", data)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert "colour" not in kinds(acts, case)


def test_the_joint_colour_is_the_lists_owners(world, acts, case, client):
    data = {"level": "yellow", "reason": "Enigt.", "valid_until": "2099-01-01"}
    assert client.post(f"/arenden/{case.pk}/farg/joint_colour/", data).status_code == 302
    theirs = acts.nominate("soc.handlaggare")
    other = signed_in_client(world, "soc.handlaggare")
    for answer in (
        other.get(f"/arenden/{theirs.pk}/farg/joint_colour/"),
        other.post(f"/arenden/{theirs.pk}/farg/joint_colour/", data),
    ):
        assert answer.status_code == 403


def test_only_judgements_have_a_colour_page(case, client):
    assert client.get(f"/arenden/{case.pk}/farg/note/").status_code == 404
    assert client.get(f"/arenden/{case.pk}/farg/no_such/").status_code == 404


def test_titles_name_kind_and_number_only(acts, case, client):
    row = acts.note("pol.samordnare", case)
    for page in (f"/uppgifter/{row.pk}/", f"/uppgifter/{row.pk}/ratta/", f"/arenden/{case.pk}/farg/colour/"):
        title = client.get(page).content.decode().partition("<title>")[2].partition("</title>")[0]
        assert case.number in title
        assert "Provsson" not in title
