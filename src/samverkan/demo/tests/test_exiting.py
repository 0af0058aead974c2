"""The exit work of the made-up city: founded by the same rules as the rest, and something on every page."""

from collections import Counter
from datetime import date

import pytest

from samverkan.demo import districts, files
from samverkan.demo.exiting import spec as exits
from samverkan.demo.organisation import logins
from samverkan.demo.whole import stories, whole_city
from samverkan.methods.loading import load

ANCHOR = date(2026, 11, 22)
TEXTS = files.listed("exits")
SMALL = whole_city("small", 1, ANCHOR)
ADDED = exits.spec("small", 1, ANCHOR, SMALL)


def _added(part):
    return ADDED[part]


def test_each_part_adds_to_what_was_there_and_changes_none_of_it():
    for part, rows in districts.spec("small", 1, ANCHOR, {}).items():
        assert SMALL[part][: len(rows)] == rows
        assert SMALL[part][-len(ADDED[part]) :] == ADDED[part]
    nation = whole_city("nation", 1, ANCHOR)
    assert len({each["id"] for each in nation["agencies"]}) == 200
    assert Counter(each["method"] for each in nation["programmes"]) == {
        "trefas": 59, "gvi": 8, "skolsocialt_team": 8, "avhopparverksamhet": 8,
    }  # fmt: skip
    assert [each["method"] for each in _added("programmes")] == [
        "avhopparverksamhet", "avhopparverksamhet", "placeringsavtal", "utforare", "statsbidrag",
    ]  # fmt: skip


def test_every_seat_is_an_officer_of_a_party_in_a_role_the_method_gives_it():
    homes = {each["username"]: each["assignments"][0]["agency"] for each in SMALL["officers"]}
    kinds = {each["name"]: each["kind"] for each in SMALL["agencies"]}
    for programme in _added("programmes"):
        method = load(programme["method"])
        roles = {role.id: role for role in method.roles}
        assert kinds[programme["owner"]] in {str(party.kind) for party in method.parties if party.may_own}
        for seat in programme["seats"]:
            agency = homes[seat["officer"]]
            assert agency in programme["parties"]
            allowed = roles[seat["role"]].parties
            assert not allowed or kinds[agency] in {str(kind) for kind in allowed}, seat


def test_ids_and_user_names_are_nobody_elses_and_names_fit():
    ids = [row["id"] for part in ("agencies", "officers", "programmes") for row in SMALL[part]]
    ids += [held["id"] for officer in SMALL["officers"] for held in officer["assignments"]]
    assert len(set(ids)) == len(ids)
    assert len({each["username"] for each in SMALL["officers"]}) == len(SMALL["officers"])
    assert all(len(each["short"]) <= 40 for each in SMALL["agencies"])
    assert all(len(each["username"]) <= 27 for each in SMALL["officers"]), "the terminal cuts longer ones"


def test_a_login_for_each_role_that_has_something_of_its_own():
    shown = {(login.method, login.role) for login in logins(SMALL)}
    wanted = {"coordinator", "counsellor", "decider", "controller", "lawyer", "steering"}
    assert {role for method, role in shown if method == "avhopparverksamhet"} == wanted


@pytest.mark.parametrize("told", [*TEXTS["leavers"], *TEXTS["elsewhere"]], ids=lambda told: told["alias"])
def test_each_leaver_is_told_as_the_method_knows_it(told):
    method = load("avhopparverksamhet")
    assert told["phase"] in {phase.id for phase in method.phases}
    assert told.get("leaving", "to_sig") in {reason.id for reason in method.leaving}
    from samverkan.exits.towns import towns

    assert told.get("town", "0780") in towns()
    if told["phase"] not in ("contact", "assessment", "closed"):
        levels = {level.id for level in method.scale("threat").levels}
        assert set(told["levels"]) <= levels
        assert told["group"]


def test_nothing_is_told_of_the_future_and_the_same_seed_tells_the_same(template):
    from samverkan.demo.exiting.history import acts

    first, again = ([moment for moment, _act in acts(1, ANCHOR)] for _each in range(2))
    assert first == again
    assert max(first).date() <= ANCHOR


def test_an_alias_is_no_persons_name():
    given = {*files.column("given_names_men", "name"), *files.column("given_names_women", "name")}
    assert not {told["alias"] for told in TEXTS["leavers"]} & given


def test_the_exit_work_has_a_process_of_its_own():
    assert stories("small")[-1] == "avhopp"
    assert "avhopp" not in stories("nation")
