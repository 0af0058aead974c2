"""The case page: one column per authority, who holds what, what may be done, what has happened."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from support.clients import signed_in_client, text_of
from support.world import PROBATION, SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def case(acts):
    return acts.nominate("pol.samordnare")


def show(world, username, case, query="", **more):
    response = signed_in_client(world, username, **more).get(f"/arenden/{case.pk}/{query}")
    assert response.status_code == 200, response.status_code
    return response


def columns(response):
    """The text of each authority's column, by the authority's short name."""
    found = re.findall(r'<section class="compartment".*?</section>', response.content.decode(), re.DOTALL)
    texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in found]
    return {text.split()[0]: text for text in texts}


def section(response, key):
    part = response.content.decode().partition(f'id="{key}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)).strip()


def test_a_fresh_case_has_one_column_and_says_what_comes_beside_it(world, case):
    response = show(world, "pol.samordnare", case)
    assert list(columns(response)) == ["Polisen"]
    assert "Vår egen akt" in columns(response)["Polisen"]
    assert "När en annan myndighet lämnar ut något får den en egen spalt här." in text_of(response)
    assert "Skede: Föreslagen · Ansvarig: Petra Prov" in text_of(response)


def test_what_was_disclosed_stands_in_the_givers_column_with_where_it_came_from(world, acts, case):
    note = acts.note("pol.samordnare", case, "Sågs i centrum.")
    acts.disclose("pol.samordnare", case, SOCIAL, note)
    theirs = acts.receive("soc.beslut").case
    found = columns(show(world, "soc.beslut", theirs))
    assert list(found) == ["Socialtjänsten", "Polisen"]
    assert "Sågs i centrum." in found["Polisen"]
    assert "Utlämnad av Polisen" in found["Polisen"]
    assert "enligt OSL 10 kap. 15 a §" in found["Polisen"]
    assert "Sågs i centrum." not in found["Socialtjänsten"]


def test_nothing_undisclosed_reaches_the_other_authority(world, acts, case):
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case, "Sågs i centrum."))
    theirs = acts.receive("soc.beslut").case
    before = show(world, "soc.beslut", theirs).content
    acts.note("pol.samordnare", case, "Bara polisens.")
    acts.judge("pol.samordnare", case, "red")
    acts.give_task("pol.samordnare", case, "social")
    after = show(world, "soc.beslut", theirs).content
    hide = re.compile(rb'value="[A-Za-z0-9]{64}"')
    assert hide.sub(b"", before) == hide.sub(b"", after)


def test_the_giver_sees_who_has_been_given_each_entry(world, acts, case):
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    assert "Lämnad till Socialtjänsten 20" in columns(show(world, "pol.samordnare", case))["Polisen"]


def test_what_a_receiver_sent_back_is_told_at_the_entry(world, acts, case):
    from samverkan.secrecy import reception

    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    [waiting] = acts.deliveries("soc.beslut")
    reception.reject(by=acts.actor("soc.beslut"), delivery=waiting, reason="Inte vår stadsdel.")
    response = show(world, "pol.samordnare", case)
    assert "Lämnad till Socialtjänsten (avvisat av mottagaren)" in columns(response)["Polisen"]
    assert "avvisat av mottagaren" in section(response, "utlamnat")


def test_a_corrected_entry_still_tells_who_holds_the_earlier_version(world, acts, case):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    note = acts.note("pol.samordnare", case, "Stoppad två gånger.")
    acts.disclose("pol.samordnare", case, SOCIAL, note)
    fields = {"event_date": clock.today().isoformat(), "text": "Stoppad en gång."}
    actions.supersede(by=acts.actor("pol.samordnare"), entry=note, fields=fields)
    column = columns(show(world, "pol.samordnare", case))["Polisen"]
    assert "Stoppad en gång." in column
    assert "Stoppad två gånger." not in column
    assert "Rättad" in column
    assert "Lämnad till Socialtjänsten" in column


def test_the_receiver_is_told_of_a_withdrawal_with_a_way_to_read_why(world, acts, case):
    sent = acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    got = acts.receive("soc.beslut")
    acts.withdraw("pol.beslut", sent)
    response = show(world, "soc.beslut", got.case)
    assert f"Återkallade {got.delivery.number}" in columns(response)["Polisen"]
    assert f'href="/mottaget/{got.delivery.pk}/"' in response.content.decode()


def test_the_joint_colour_stands_on_top_and_each_authoritys_in_its_column(world, acts, case):
    acts.judge("pol.samordnare", case, "red")
    acts.judge("pol.samordnare", case, "yellow", "joint_colour")
    response = show(world, "pol.samordnare", case)
    head = text_of(response).partition("Skede")[0]
    assert "Gul" in head
    assert "Röd" not in head
    assert "Vår färg: Röd" in columns(response)["Polisen"]


def test_every_colour_stands_in_the_history_and_the_latest_in_the_column(world, acts, case):
    from samverkan.secrecy import clock

    with clock.frozen(clock.now() - timedelta(days=9)):
        acts.judge("pol.samordnare", case, "red")
    acts.judge("pol.samordnare", case, "green")
    response = show(world, "pol.samordnare", case)
    assert "Röd" not in columns(response)["Polisen"]
    history = section(response, "historik")
    assert history.index("Grön Vår färg") < history.index("Röd Vår färg")
    assert "Bedömt i prov. Petra Prov, Polisen" in history


def test_a_received_colour_is_not_called_ours(world, acts, case):
    acts.disclose("pol.samordnare", case, SOCIAL, acts.judge("pol.samordnare", case, "red"))
    response = show(world, "soc.beslut", acts.receive("soc.beslut").case)
    assert "Deras färg: Röd" in columns(response)["Polisen"]
    assert "Vår färg" not in columns(response)["Polisen"]
    assert "Vår färg" not in section(response, "historik")


def test_tasks_stand_once_with_what_has_come_back(world, acts, case):
    own = acts.give_task("pol.samordnare", case, "police", "Ring hem")
    acts.give_task("pol.samordnare", case, "social", "Besök mamman")
    response = show(world, "pol.samordnare", case)
    tasks = section(response, "uppdrag")
    assert "Ring hem" in tasks
    assert "ingen återrapport" in tasks
    assert tasks.count("Lämna ut uppdraget till den ansvariga") == 1
    assert "Ring hem" not in columns(response)["Polisen"]
    assert f'href="/uppdrag/{own.pk}/"' in response.content.decode()


def test_what_waits_in_the_matter_is_pointed_at(world, acts, case):
    note = acts.note("pol.samordnare", case)
    acts.disclose("pol.samordnare", case, SOCIAL, note)
    theirs = acts.receive("soc.beslut").case
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case, "Mer."))
    [waiting] = acts.deliveries("soc.beslut")
    response = show(world, "soc.beslut", theirs)
    assert "Väntar på att tas emot Utlämnande från Polisen" in text_of(response)
    assert f'href="/mottaget/{waiting.pk}/"' in response.content.decode()
    assert "Mer." not in response.content.decode()


def test_consents_and_standing_decisions_are_listed_with_their_state(world, acts, case):
    from samverkan.secrecy import clock, consents

    by, until = acts.actor("pol.samordnare"), clock.today() + timedelta(days=30)
    made = consents.record(
        by=by, case=case, given_by="self", receivers=[SOCIAL], kinds=["note"], until=until, scope="Boende."
    )
    text = text_of(show(world, "pol.samordnare", case))
    assert "Samtycke av den enskilde själv till Socialtjänsten Anteckning. gäller" in text
    consents.withdraw(by=by, case=case, consent=made)
    assert "återkallat 20" in text_of(show(world, "pol.samordnare", case))


def test_a_marking_stands_by_the_name(world, acts, case):
    from samverkan.casework import actions

    by = acts.actor("pol.samordnare")
    actions.add(by=by, case=case, kind="marking", fields={"child": True, "victim": True})
    head = text_of(show(world, "pol.samordnare", case)).partition("Skede")[0]
    assert "Brottsutsatt" in head
    assert "Barn" in head


def links(response):
    return set(re.findall(r'href="([^"]+)"', response.content.decode()))


def test_the_buttons_follow_the_seat(world, acts, case):
    here = f"/arenden/{case.pk}/"
    coordinator = links(show(world, "pol.samordnare", case))
    assert {f"{here}farg/colour/", f"{here}farg/joint_colour/", f"{here}uppgift/note/"} <= coordinator
    assert {f"{here}lamna-ut/", f"{here}uppdrag/nytt/", f"{here}handlaggare/"} <= coordinator
    decider = links(show(world, "pol.beslut", case))
    assert f"{here}steg/confirm/" in decider
    assert f"{here}uppgift/note/" not in decider
    assert f"{here}farg/colour/" not in decider


def test_only_the_lists_owner_has_a_button_for_the_joint_colour(world, acts):
    theirs = acts.nominate("soc.handlaggare")
    assert f"/arenden/{theirs.pk}/farg/joint_colour/" not in links(show(world, "soc.handlaggare", theirs))


def test_kinds_that_an_act_of_their_own_writes_are_not_offered(world, case):
    found = links(show(world, "pol.samordnare", case))
    for kind in ("task", "task_report", "exit", "attachment_note", "nomination", "colour"):
        assert f"/arenden/{case.pk}/uppgift/{kind}/" not in found


def test_the_nominator_reads_why_the_step_is_somebody_elses(world, case):
    response = show(world, "pol.samordnare", case)
    assert "Bekräfta: Någon annan än den som föreslog måste ta det här steget." in text_of(response)
    assert f"/arenden/{case.pk}/steg/confirm/" not in links(response)


def test_a_closed_case_offers_nothing_to_write(world, acts, case):
    from samverkan.casework import actions

    actions.move(by=acts.actor("pol.beslut"), case=case, move="decline", reason="Fel.", leaving="wrong")
    response = show(world, "pol.samordnare", case)
    assert "avslutad 20" in text_of(response)
    assert not [link for link in links(response) if "/uppgift/" in link or "/farg/" in link]
    assert not [link for link in links(response) if "lamna-ut/" in link and "far-jag" not in link]


def test_the_methods_question_is_put_only_where_the_method_has_it(world, case):
    asked = show(world, "pol.samordnare", case, "?fraga=siblings_at_nomination")
    assert "Finns det syskon eller andra barn i hemmet som du är orolig för?" in text_of(asked)
    assert f"/arenden/{case.pk}/uppgift/concern_draft/" in links(asked)
    unknown = show(world, "pol.samordnare", case, "?fraga=<script>")
    assert "En fråga till dig" not in text_of(unknown)
    assert b"<script>alert" not in unknown.content


def test_protected_identity_is_locked_until_a_fresh_code(world, acts):
    from samverkan.casework import actions

    case = actions.nominate(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), protected=True,
        identity={"name": "Hemliga Hanna", "protection": "marked"}, nomination={"grounds": "Hot."},
    )  # fmt: skip
    locked = show(world, "pol.samordnare", case)
    assert "Hemliga" not in locked.content.decode()
    assert f"Ärende {case.number} Ej bedömd Skyddade personuppgifter" in text_of(locked)
    assert f"/bekrafta/?next=/arenden/{case.pk}/" in links(locked)
    fresh = show(world, "pol.samordnare", case, stepped_up=True)
    assert "Hemliga Hanna" in text_of(fresh)


def test_the_title_has_the_number_and_no_name(world, case):
    html = show(world, "pol.samordnare", case).content.decode()
    assert f"<title>Ärende {case.number} – Samverkan</title>" in html


def test_the_page_leaves_one_line_naming_every_entry_shown(world, acts, case):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    note = acts.note("pol.samordnare", case)
    show(world, "pol.beslut", case)
    with bound(acts.actor("pol.beslut")):
        [line] = Trace.objects.filter(verb="case.read")
    assert note.pk in line.subjects


PAGES = (
    "", "spar/", "handlaggare/", "steg/confirm/", "uppgift/note/", "farg/colour/", "farg/joint_colour/",
)  # fmt: skip


@pytest.mark.parametrize("username", ["soc.beslut", "pol.handlaggare", "pol.logg", "skola.rektor"])
def test_hidden_and_absent_cases_give_the_same_bytes(world, case, username):
    """Another agency's, a colleague's not assigned to oneself, and none at all; read or written."""
    client = signed_in_client(world, username)
    for ask in (client.get, client.post):
        for page in PAGES:
            hidden, absent = ask(f"/arenden/{case.pk}/{page}"), ask(f"/arenden/{uuid4()}/{page}")
            assert hidden.status_code == absent.status_code == 404, page
            assert hidden.content == absent.content, page
            assert dict(hidden.headers) == dict(absent.headers), page


def test_the_lawyer_reads_and_advises_but_changes_nothing(world, acts):
    case = acts.nominate("soc.handlaggare")
    acts.note("soc.handlaggare", case, "Sågs i centrum.")
    response = show(world, "soc.jurist", case)
    assert "Sågs i centrum." in text_of(response)
    written = {link for link in links(response) if "/uppgift/" in link}
    assert written == {f"/arenden/{case.pk}/uppgift/lawyer_advice/"}
    assert not [link for link in links(response) if "ratta" in link or "/steg/" in link]


def test_two_givers_have_two_columns(world, acts, case):
    note = acts.note("pol.samordnare", case, "Från polisen.")
    acts.disclose("pol.samordnare", case, SOCIAL, note)
    acts.disclose("pol.samordnare", case, PROBATION, note)
    theirs = acts.receive("soc.beslut").case
    third = acts.receive("fri.handlaggare").case
    acts.disclose("fri.handlaggare", third, SOCIAL, acts.note("fri.handlaggare", third, "Från frivården."))
    acts.receive("soc.beslut")
    found = columns(show(world, "soc.beslut", theirs))
    assert list(found) == ["Socialtjänsten", "Frivården", "Polisen"]  # own first, the others by name
    assert "Från frivården." in found["Frivården"]
    assert "Från frivården." not in found["Polisen"]


def test_what_is_long_is_folded_and_nothing_is_left_out(world, acts, case):
    for n in range(12):
        acts.note("pol.samordnare", case, f"Sågs i centrum, gång {n:02d}.")
        acts.judge("pol.samordnare", case, ("red", "yellow")[n % 2])
    html = show(world, "pol.samordnare", case).content.decode()
    column = html.partition('<section class="compartment"')[2].partition("</section>")[0]
    lies_open, folded = column.split('<details class="older">')
    assert lies_open.count("<article") == 8
    assert folded.count("<article") >= 6
    assert all(f"gång {n:02d}." in column for n in range(12))
    happened = html.partition('id="historik"')[2].partition("</section>")[0]
    newest, earlier = happened.split('<details class="older">')
    assert newest.count("<li>") == 10
    assert earlier.count("<li>") >= 2
