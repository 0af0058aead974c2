"""My desk: what each role does today, and nothing of what its seats do not read."""

from datetime import timedelta

import pytest
from support.clients import signed_in_client, text_of
from support.world import PROBATION, SOCIAL


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def desk(world, username):
    response = signed_in_client(world, username).get("/")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("username", "way", "where"),
    [
        ("fri.handlaggare", "Öppna listan", "/listan/"),
        ("soc.jurist", "Får jag lämna ut?", "/far-jag-lamna-ut/"),
        ("pol.drift", "Tjänstens hälsa", "/healthz"),
    ],
)
def test_an_empty_desk_says_what_comes_there_and_where_to_go(world, username, way, where):
    response = desk(world, username)
    assert "Inget väntar på dig Det som ska göras hamnar här, i datumordning" in text_of(response)
    assert f'class="button secondary" href="{where}">{way}</a>' in response.content.decode()


def test_the_desk_says_in_which_role_one_sits_there(world):
    assert "Mitt bord Samordnare, Trefas Prov" in text_of(desk(world, "pol.samordnare"))


def test_the_next_meeting_is_named_with_a_way_there(world, acts):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    meeting = actions.plan_meeting(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), starts_at=clock.now() + timedelta(days=2),
        place="Rum 4",
    )  # fmt: skip
    for username in ("pol.samordnare", "soc.handlaggare"):
        response = desk(world, username)
        assert "Förbered mötet senast" in text_of(response)
        assert f'href="/moten/{meeting.pk}/"' in response.content.decode()
    actions.open_meeting(by=acts.actor("pol.samordnare"), meeting=meeting)
    assert "Mötet pågår" in text_of(desk(world, "soc.handlaggare"))


def test_what_waits_to_be_received_stands_with_its_giver_and_no_content(world, acts):
    case = acts.nominate("pol.samordnare")
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case, "Hemlig iakttagelse."))
    text = text_of(desk(world, "soc.beslut"))
    assert "Ta emot: utlämnande från Polisen väntar sedan" in text
    assert "iakttagelse" not in text
    assert "Ta emot" not in text_of(desk(world, "fri.handlaggare"))


def test_a_decider_finds_the_proposals(world, acts):
    from samverkan.secrecy import disclosing

    case = acts.nominate("pol.samordnare")
    note = acts.note("pol.samordnare", case)
    proposed = disclosing.propose(
        by=acts.actor("pol.samordnare"),
        case=case,
        receiver=SOCIAL,
        items=[disclosing.Item(note.pk, ("text",))],
    )
    response = desk(world, "pol.beslut")
    assert f"{proposed.number} till Socialtjänsten" in text_of(response)
    assert f'href="/utlamnanden/{proposed.pk}/"' in response.content.decode()
    assert proposed.number not in text_of(desk(world, "pol.samordnare"))  # may not decide


def test_overdue_tasks_come_first_and_say_so_in_words(world, acts):
    from samverkan.secrecy import clock

    case = acts.nominate("pol.samordnare")
    acts.give_task("pol.samordnare", case, "police", "Ring hem")
    with clock.frozen(clock.now() + timedelta(days=5)):
        acts.give_task("pol.samordnare", case, "police", "Besök skolan")
    with clock.frozen(clock.now() + timedelta(days=8)):
        text = text_of(desk(world, "pol.samordnare"))
    late, soon = text.index("Försenat "), text.index("De närmaste sju dagarna")
    assert late < text.index("Ring hem : Prov Provsson försenat senast") < soon < text.index("Besök skolan")
    assert text.count("försenat senast") == 1


def test_a_task_of_another_authority_is_not_ours_to_do(world, acts):
    case = acts.nominate("pol.samordnare")
    acts.give_task("pol.samordnare", case, "social", "Kontakta mamman")
    assert "Kontakta mamman" not in text_of(desk(world, "pol.samordnare"))


def activated(acts, **person):
    from samverkan.casework import actions

    case = acts.nominate("pol.samordnare", **person)
    decider = acts.actor("pol.beslut")
    case = actions.move(by=decider, case=case, move="confirm", reason="Stämmer.")
    return actions.move(by=decider, case=case, move="activate")


def test_a_colour_past_its_day_is_to_be_looked_over(world, acts):
    from samverkan.secrecy import clock

    case = activated(acts)
    assert "Se över bedömningen: Prov Provsson Ej bedömd" in text_of(desk(world, "pol.samordnare"))
    acts.judge("pol.samordnare", case, "yellow")
    assert "Se över bedömningen" not in text_of(desk(world, "pol.samordnare"))
    with clock.frozen(clock.now() + timedelta(days=22)):
        assert "Se över färgen: Prov Provsson" in text_of(desk(world, "pol.samordnare"))
        assert "Se över bedömningen" not in text_of(desk(world, "pol.beslut"))  # judges nothing


def test_nominations_wait_for_whoever_may_confirm(world, acts):
    acts.nominate("pol.samordnare")
    assert "Bekräfta: Prov Provsson väntar sedan" in text_of(desk(world, "pol.beslut"))
    assert "Bekräfta" not in text_of(desk(world, "pol.handlaggare"))


def test_what_came_back_is_told_with_a_way_to_the_disclosure(world, acts):
    case = acts.nominate("pol.samordnare")
    sent = acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    acts.receive("soc.beslut")
    response = desk(world, "pol.samordnare")
    assert f"Utlämnande {sent.number}: mottaget Socialtjänsten" in text_of(response)
    assert f'href="/utlamnanden/{sent.pk}/"' in response.content.decode()


def test_events_of_a_case_that_is_not_mine_are_left_out(world, acts):
    case = acts.nominate("pol.samordnare")
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    acts.receive("soc.beslut")
    assert "mottaget" not in text_of(desk(world, "pol.handlaggare"))  # assigned cases only


def test_a_withdrawal_is_told_to_the_receiver(world, acts):
    case = acts.nominate("pol.samordnare")
    sent = acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    got = acts.receive("soc.beslut").delivery
    acts.withdraw("pol.beslut", sent)
    assert f"Utlämnande {got.number}: återkallat Polisen" in text_of(desk(world, "soc.beslut"))


def test_the_lawyer_finds_questions_until_they_are_answered(world, acts):
    from samverkan.casework import actions

    case = acts.nominate("soc.handlaggare")
    actions.add(
        by=acts.actor("soc.handlaggare"), case=case, kind="lawyer_question", fields={"text": "Får vi?"}
    )
    assert "Får vi?" in text_of(desk(world, "soc.jurist"))
    advice = {"advice": "remark", "text": "Skriv skälen."}
    actions.add(by=acts.actor("soc.jurist"), case=case, kind="lawyer_advice", fields=advice)
    assert "Får vi?" not in text_of(desk(world, "soc.jurist"))


def test_the_lawyer_finds_proposals_not_yet_decided(world, acts):
    from samverkan.secrecy import disclosing

    case = acts.nominate("soc.handlaggare")
    note = acts.note("soc.handlaggare", case)
    proposed = disclosing.propose(
        by=acts.actor("soc.handlaggare"), case=case, receiver=PROBATION,
        items=[disclosing.Item(note.pk, ("text",))],
    )  # fmt: skip
    assert f"{proposed.number} till Frivården" in text_of(desk(world, "soc.jurist"))


@pytest.mark.parametrize(
    ("username", "says"),
    [
        ("pol.styr", "Styrgruppens siffror"),
        ("pol.logg", "Granska spåret"),
        ("pol.drift", "Du ser inget innehåll"),
    ],
)
def test_seats_that_read_nothing_have_their_own_work_and_no_case(world, acts, username, says):
    case = acts.nominate("pol.samordnare")
    text = text_of(desk(world, username))
    assert says in text
    assert "Prov Provsson" not in text
    assert case.number not in text
    assert "Ta emot" not in text


def test_a_joint_judgement_not_looked_over_at_the_meeting_is_marked_wherever_it_stands(world, acts):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    case = activated(acts)
    acts.judge("pol.samordnare", case, "red", kind="joint_colour")
    leads = acts.actor("pol.samordnare")
    meeting = actions.plan_meeting(
        by=leads, programme=acts.programme(), starts_at=clock.now() + timedelta(days=5), place="Rum 4"
    )
    with clock.frozen(clock.now() + timedelta(days=5)):
        actions.open_meeting(by=leads, meeting=meeting)
        actions.close_meeting(by=leads, meeting=meeting)
        client = signed_in_client(world, "pol.samordnare")
        for page in ("/", f"/listan/{acts.programme().pk}/", f"/arenden/{case.pk}/"):
            assert "Inte sedd på mötet 20" in text_of(client.get(page)), page
        acts.judge("pol.samordnare", case, "red", kind="joint_colour")
        assert "Inte sedd på mötet" not in text_of(client.get("/"))


def test_those_who_oversee_are_told_what_is_theirs_to_do(world, acts):
    from samverkan.casework.actions.log import draw_sample, sign_off
    from samverkan.casework.reads import log
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound

    assert "Dra ett stickprov ur loggen senast" in text_of(desk(world, "pol.logg"))
    acts.nominate("pol.samordnare")
    reviewer = acts.actor("pol.logg")
    draw_sample(by=reviewer, chosen=log.Filter(), size=2)
    assert "Granska och signera stickprovet ur loggen väntar sedan" in text_of(desk(world, "pol.logg"))
    with bound(reviewer):
        drawn = log.draws(reviewer)[0]
    sign_off(by=reviewer, draw=drawn, finding="nothing")
    next_by = (clock.today() + timedelta(days=30)).isoformat()
    assert f"Senare 1 Dra ett stickprov ur loggen senast {next_by}" in text_of(desk(world, "pol.logg"))


def test_the_owner_is_told_to_review_the_programme_in_time(world, acts):
    from samverkan.secrecy import clock

    review = acts.programme().review_on
    with clock.frozen(clock.now() + (review - clock.today()) - timedelta(days=61)):
        assert "Ompröva" not in text_of(desk(world, "pol.samordnare"))
    with clock.frozen(clock.now() + (review - clock.today()) + timedelta(days=1)):
        assert "Ompröva verksamheten försenat" in text_of(desk(world, "pol.samordnare"))
        assert "Ompröva" not in text_of(desk(world, "pol.handlaggare"))


def test_an_officer_without_any_seat_is_told_whom_to_ask(world):
    assert "Du har ingen plats i någon verksamhet" in text_of(desk(world, "skola.rektor"))


def test_reading_the_desk_leaves_a_line_naming_what_it_showed(world, acts):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    case = acts.nominate("pol.samordnare")
    identity = acts.of_kind("pol.samordnare", case, "identity")
    desk(world, "pol.beslut")
    with bound(acts.actor("pol.beslut")):
        line = Trace.objects.get(verb="desk.read")
    assert identity.pk in line.subjects


def test_the_title_names_nobody(world, acts):
    acts.nominate("pol.samordnare")
    html = desk(world, "pol.beslut").content.decode()
    assert html.partition("<title>")[2].partition("</title>")[0] == "Mitt bord – Samverkan"


def test_the_desk_speaks_english_when_asked(world):
    client = signed_in_client(world, "pol.styr")
    client.post("/sprak/", {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get("/").content.decode()
