"""The list of a programme: colour, word and shape; order; what is protected; nobody else's files."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from support.clients import signed_in_client, text_of
from support.world import POLICE, SOCIAL, TREFAS

LIST = f"/listan/{TREFAS}/"


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def persons(response):
    """Who stands in the table, from the top."""
    return re.findall(r'<a class="person" href="[^"]*">([^<]*)</a>', response.content.decode())


def rows(response):
    """The table's lines as text."""
    found = re.findall(
        r'<tr role="row">\s*<th role="rowheader".*?</tr>', response.content.decode(), re.DOTALL
    )
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in found]


def test_listan_leads_to_the_first_programmes_list(world):
    assert signed_in_client(world, "pol.samordnare").get("/listan/").headers["Location"] == LIST


def test_an_empty_list_says_what_to_do_next(world):
    response = signed_in_client(world, "fri.handlaggare").get(LIST)
    assert "Inga ärenden hos er" in text_of(response)
    assert f'href="{LIST}foresla/"' in response.content.decode()


def test_colour_stands_as_word_and_shape_beside_the_own(world, acts):
    case = acts.nominate("pol.samordnare")
    acts.judge("pol.samordnare", case, "red")
    acts.judge("pol.samordnare", case, "yellow", "joint_colour")
    response = signed_in_client(world, "pol.samordnare").get(LIST)
    html = response.content.decode()
    assert "Prov Provsson" in rows(response)[0]
    assert rows(response)[0].index("Gul") < rows(response)[0].index("Röd")  # joint, then own
    assert html.count('class="shape"') == 2
    assert "Föreslagen" in rows(response)[0]
    assert "Petra Prov" in rows(response)[0]


def test_the_own_colour_stands_though_another_authoritys_is_newer(world, acts):
    case = acts.nominate("pol.samordnare")
    acts.judge("pol.samordnare", case, "red")
    acts.disclose("pol.samordnare", case, SOCIAL, acts.of_kind("pol.samordnare", case, "colour"))
    theirs = acts.receive("soc.handlaggare").case
    green = acts.judge("soc.handlaggare", theirs, "green")
    acts.disclose("soc.handlaggare", theirs, POLICE, green)
    acts.receive("pol.samordnare")
    line = rows(signed_in_client(world, "pol.samordnare").get(LIST))[0]
    assert "Röd" in line
    assert "Grön" not in line


def test_a_stale_colour_and_the_next_date_are_marked(world, acts):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    case = acts.nominate("pol.samordnare")
    acts.judge("pol.samordnare", case, "red")
    day = clock.today() + timedelta(days=40)
    coming = {"kind": "trial", "date": day.isoformat()}
    actions.add(by=acts.actor("pol.samordnare"), case=case, kind="date_coming", fields=coming)
    with clock.frozen(clock.now() + timedelta(days=22)):
        line = rows(signed_in_client(world, "pol.samordnare").get(LIST))[0]
    assert "Inaktuell sedan" in line
    assert day.isoformat() in line


def test_markings_stand_beside_the_name(world, acts):
    from samverkan.casework import actions

    case = acts.nominate("pol.samordnare")
    marking = {"victim": True, "not_suspected": True, "child": True}
    actions.add(by=acts.actor("pol.samordnare"), case=case, kind="marking", fields=marking)
    line = rows(signed_in_client(world, "pol.samordnare").get(LIST))[0]
    assert all(word in line for word in ("Brottsutsatt", "Barn", "Inte misstänkt"))


@pytest.fixture
def four(acts):
    """Four persons whose orders by name, colour, judgement and date all differ."""
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    made = {}
    for name, level, days_ago, date_in in (
        ("Örjan Prov", "red", 3, 30), ("Adam Prov", "green", 1, 10), ("Åsa Prov", "yellow", 2, None),
        ("Bo Prov", None, None, 20),
    ):  # fmt: skip
        case = made[name] = acts.nominate("pol.samordnare", name=name)
        if level:
            with clock.frozen(clock.now() - timedelta(days=days_ago)):
                acts.judge("pol.samordnare", case, level)
        if date_in:
            day = clock.today() + timedelta(days=date_in)
            fields = {"kind": "other", "date": day.isoformat()}
            actions.add(by=acts.actor("pol.samordnare"), case=case, kind="date_coming", fields=fields)
    return made


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Adam", "Bo", "Åsa", "Örjan"]),
        ("?ordning=farg", ["Örjan", "Åsa", "Adam", "Bo"]),
        ("?ordning=bedomd", ["Adam", "Åsa", "Örjan", "Bo"]),
        ("?ordning=datum", ["Adam", "Bo", "Örjan", "Åsa"]),
        ("?ordning=risk", ["Adam", "Bo", "Åsa", "Örjan"]),
    ],
)
def test_the_list_is_by_name_unless_another_order_is_asked_for(world, four, order, expected):
    response = signed_in_client(world, "pol.samordnare").get(LIST + order)
    assert [name.split()[0] for name in persons(response)] == expected


def protected(acts):
    from samverkan.casework import actions

    return actions.nominate(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), protected=True,
        identity={"name": "Hemliga Hanna", "protection": "marked"}, nomination={"grounds": "Hot."},
    )  # fmt: skip


def test_protected_identity_is_a_number_until_a_fresh_code(world, acts):
    case = protected(acts)
    response = signed_in_client(world, "pol.samordnare").get(LIST)
    assert persons(response) == [f"Ärende {case.number}"]
    assert "Skyddade personuppgifter" in rows(response)[0]
    assert "Hemliga" not in response.content.decode()
    assert "/bekrafta/?next=" in response.content.decode()
    fresh = signed_in_client(world, "pol.samordnare", stepped_up=True).get(LIST)
    assert persons(fresh) == ["Hemliga Hanna"]


def test_whom_one_was_not_told_of_is_a_number(world, acts):
    case = acts.nominate("pol.samordnare")
    acts.disclose("pol.samordnare", case, SOCIAL, acts.note("pol.samordnare", case))
    theirs = acts.receive("soc.beslut").case
    assert persons(signed_in_client(world, "soc.beslut").get(LIST)) == [f"Ärende {theirs.number}"]


def test_only_the_own_agencys_files_are_there(world, acts):
    acts.nominate("pol.samordnare")
    assert persons(signed_in_client(world, "soc.beslut").get(LIST)) == []


def test_a_caseworker_sees_assigned_cases_only(world, acts):
    acts.nominate("pol.samordnare")
    assert persons(signed_in_client(world, "pol.handlaggare").get(LIST)) == []


def test_own_files_stand_apart_with_a_way_to_nominate(world, acts):
    from samverkan.casework import actions

    case = actions.open_file(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), identity={"name": "Frans Fil"}
    )
    response = signed_in_client(world, "pol.samordnare").get(LIST)
    assert rows(response) == []
    assert "Egna akter, bara hos er" in text_of(response)
    assert f'href="{LIST}foresla/?akt={case.pk}"' in response.content.decode()


def test_closed_cases_are_on_a_view_of_their_own(world, acts):
    from samverkan.casework import actions

    case = acts.nominate("pol.samordnare")
    actions.move(
        by=acts.actor("pol.beslut"), case=case, move="decline", reason="Fel person.", leaving="wrong"
    )
    client = signed_in_client(world, "pol.samordnare")
    assert persons(client.get(LIST)) == []
    assert persons(client.get(LIST + "?visa=avslutade")) == ["Prov Provsson"]


@pytest.mark.parametrize("username", ["pol.logg", "pol.styr", "pol.drift", "skola.rektor"])
def test_a_list_one_has_no_reading_seat_for_is_no_page(world, username):
    client = signed_in_client(world, username)
    absent = client.get(f"/listan/{uuid4()}/")
    assert client.get(LIST).status_code == absent.status_code == 404
    assert client.get(LIST).content == absent.content
    assert client.get("/listan/").status_code == 404


def test_whoever_may_not_nominate_has_no_button_for_it(world):
    html = signed_in_client(world, "soc.jurist").get(LIST).content.decode()
    assert "foresla" not in html
    assert 'href="/sok/"' in html


def test_no_order_or_word_of_risk_is_offered(world, four):
    text = text_of(signed_in_client(world, "pol.samordnare").get(LIST)).casefold()
    assert not re.search(r"risk|poäng|prioritet|sannolikhet", text)


def test_several_programmes_can_be_switched_between(world, attacker):
    other = uuid4()
    admin = attacker()
    admin.execute(
        "INSERT INTO secrecy_programme (id, name, area, purpose, owner_id, method, held_version,"
        " started_on, review_on) SELECT %s, 'Trefas Andra', area, purpose, owner_id, method, held_version,"
        " started_on, review_on FROM secrecy_programme WHERE id = %s",
        [other, TREFAS],
    )
    admin.execute(
        "INSERT INTO secrecy_seat (id, programme_id, assignment_id, role, valid_from)"
        " SELECT gen_random_uuid(), %s, assignment_id, role, valid_from FROM secrecy_seat"
        " WHERE programme_id = %s AND role = 'coordinator'",
        [other, TREFAS],
    )
    html = signed_in_client(world, "pol.samordnare").get(LIST).content.decode()
    assert f'href="/listan/{other}/"' in html
    assert 'aria-current="page">Trefas Prov</a>' in html


def test_the_title_names_nobody(world, acts):
    acts.nominate("pol.samordnare")
    html = signed_in_client(world, "pol.samordnare").get(LIST).content.decode()
    assert "<title>Listan – Samverkan</title>" in html
