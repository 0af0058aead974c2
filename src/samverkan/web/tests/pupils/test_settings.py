"""A school's own thresholds: read by all in the team, changed by whoever gives out the cases."""

import pytest
from support.clients import text_of
from support.world import SCHOOL_TEAM

HERE = f"/elever/{SCHOOL_TEAM}/installningar/"


def given(**change):
    found = {"day_minutes": "330", "lesson_minutes": "60", "breaks": "2026-10-26 – 2026-10-30 höstlov"}
    for n in range(3):
        found |= {f"what_{n}": "", f"percent_{n}": "", f"weeks_{n}": ""}
    return found | {"what_0": "all", "percent_0": "15", "weeks_0": "4"} | change


def in_force(team):
    from samverkan.pupils.reads.settings import school
    from samverkan.secrecy.binding import bound

    by = team.actor("skola.chef")
    with bound(by):
        return school(by, team.programme())


def test_the_law_names_no_percentage_and_the_page_says_so(browse):
    seen = text_of(browse("skola.chef").get(HERE))
    assert "Lagen har ingen procentgräns" in seen
    assert "skollagen 7 kap. 19 a §" in seen


def test_the_head_decides(team, browse):
    client = browse("skola.chef")
    assert client.post(HERE, given()).status_code == 302
    held = in_force(team)
    assert [(each.what, str(each.percent), each.weeks) for each in held.thresholds] == [("all", "15", 4)]
    assert [each.name for each in held.breaks] == ["höstlov"]
    assert "Bestämt av Rakel Prov" in text_of(client.get(HERE))


def test_a_decimal_comma_is_a_number(team, browse):
    assert browse("skola.chef").post(HERE, given(percent_0="7,5")).status_code == 302
    assert str(in_force(team).thresholds[0].percent) == "7.5"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("percent_0", "0", "Skriv en procent från 1 till 100"),
        ("percent_0", "mycket", "Skriv en procent från 1 till 100"),
        ("weeks_0", "", "antal veckor från 1 till 20"),
        ("breaks", "jullov hela december", "Raden går inte att läsa"),
        ("day_minutes", "5", "30"),
    ],
)
def test_what_is_no_setting_is_said_and_changes_nothing(team, browse, field, value, said):
    answer = browse("skola.chef").post(HERE, given(**{field: value}))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert in_force(team).row is None


def test_others_read_and_change_nothing(team, browse):
    for username in ("skola.kurator", "skola.franvaro"):
        client = browse(username)
        assert "Rektorn ändrar inställningarna" in text_of(client.get(HERE))
        client.post(HERE, given())
    assert in_force(team).row is None
