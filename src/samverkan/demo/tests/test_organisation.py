"""The organisation: complete, consistent with the method, and the same each time."""

import base64
import re
from collections import defaultdict
from datetime import date

import pytest

from samverkan.demo import districts, group_place
from samverkan.demo.organisation import HISTORY_DAYS, UNSHOWN, logins, password
from samverkan.demo.places import SIZES
from samverkan.methods.loading import load

ANCHOR = date(2026, 11, 22)


def organisation(size, seed, anchor):
    """The districts and schools, and the work on groups; the exit work has tests of its own."""
    city = districts.spec(size, seed, anchor, {})
    more = {} if size == "nation" else group_place.spec(size, seed, anchor, city)
    return {part: [*rows, *more.get(part, ())] for part, rows in city.items()}


SPECS = {size: organisation(size, 1, ANCHOR) for size in SIZES}
METHODS = {name: load(name) for name in ("trefas", "skolsocialt_team", "gvi")}
every_size = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)


def kinds(spec):
    return {agency["name"]: agency["kind"] for agency in spec["agencies"]}


def of(spec, method):
    return [programme for programme in spec["programmes"] if programme["method"] == method]


def homes(spec):
    return {officer["username"]: officer["assignments"][0]["agency"] for officer in spec["officers"]}


@pytest.mark.parametrize(
    ("size", "programmes", "agencies"), [("small", 2, 9), ("city", 11, 38), ("nation", 59, 176)]
)
def test_how_many(size, programmes, agencies):
    assert len(of(SPECS[size], "trefas")) == programmes
    assert len(of(SPECS[size], "gvi")) == (size != "nation")
    assert len(SPECS[size]["agencies"]) == agencies


@every_size
def test_same_seed_and_day_same_organisation(spec):
    size = next(size for size in SIZES if SPECS[size] is spec)
    assert organisation(size, 1, ANCHOR) == spec
    assert organisation(size, 2, ANCHOR) != spec


def test_the_day_moves_dates_and_nothing_else():
    later = organisation("small", 1, date(2027, 1, 1))
    assert later["programmes"][0]["started"] == "2025-11-27"
    assert later["agencies"] == SPECS["small"]["agencies"]
    assert [officer["name"] for officer in later["officers"]] == [
        o["name"] for o in SPECS["small"]["officers"]
    ]


def test_the_small_city_is_a_part_of_the_whole():
    for part in ("agencies", "officers"):
        small = SPECS["small"][part]
        assert [each for each in SPECS["city"][part] if each in small] == small


def test_a_team_is_one_school_and_its_districts_social_services():
    spec = SPECS["city"]
    teams = [each for each in spec["programmes"] if each["method"] == "skolsocialt_team"]
    assert [[kinds(spec)[party] for party in each["parties"]] for each in teams] == [["school", "social"]] * 3
    assert len({each["owner"] for each in teams}) == 3, "each school is a room of its own"
    seated = {seat["officer"] for each in teams for seat in each["seats"]}
    assert not [name for name in seated if name.startswith(("polis", "frivard"))]
    assert "social.jarva.skolsocionom" in {seat["officer"] for seat in teams[0]["seats"] + teams[1]["seats"]}


@every_size
def test_ids_and_user_names_are_nobody_elses(spec):
    ids = [row["id"] for part in ("agencies", "officers", "programmes") for row in spec[part]]
    ids += [held["id"] for officer in spec["officers"] for held in officer["assignments"]]
    assert len(set(ids)) == len(ids)
    names = [officer["username"] for officer in spec["officers"]]
    assert len(set(names)) == len(names)
    assert all(
        re.fullmatch(r"(polis|frivard|social|skola|kommun|forening|stad)\.[a-z-]+\.[a-z]+\d?", name)
        for name in names
    )


@every_size
def test_agencies_names_are_unique_and_fit(spec):
    assert len(kinds(spec)) == len(spec["agencies"])
    assert all(len(agency["short"]) <= 40 for agency in spec["agencies"])


@every_size
def test_every_seat_is_an_officer_of_a_party_in_a_role_the_method_gives_it(spec):
    for programme in spec["programmes"]:
        roles = {role.id: role for role in METHODS[programme["method"]].roles}
        for seat in programme["seats"]:
            agency = homes(spec)[seat["officer"]]
            assert agency in programme["parties"]
            allowed = roles[seat["role"]].parties
            assert not allowed or kinds(spec)[agency] in {str(kind) for kind in allowed}


@every_size
def test_owners_may_own_and_kinds_are_the_methods(spec):
    for programme in spec["programmes"]:
        method = METHODS[programme["method"]]
        owners = {str(party.kind) for party in method.parties if party.may_own}
        parties = {str(party.kind) for party in method.parties}
        assert kinds(spec)[programme["owner"]] in owners
        assert {kinds(spec)[party] for party in programme["parties"]} <= parties


@pytest.mark.parametrize("size", ["small", "city"])
def test_every_authority_is_staffed_for_four_eyes_and_substitutes(size):
    spec = SPECS[size]
    for programme in of(spec, "trefas"):
        held = defaultdict(lambda: defaultdict(int))
        for seat in programme["seats"]:
            held[homes(spec)[seat["officer"]]][seat["role"]] += 1
        for agency, roles in held.items():
            assert roles["decider"] == 2
            assert roles["caseworker"] >= 2
            assert all(roles[role] == 1 for role in ("lawyer", "log_reviewer", "steering", "operator"))
            assert roles["coordinator"] == (kinds(spec)[agency] != "probation")


@every_size
def test_seats_begin_with_the_programme_and_assignments_before(spec):
    started = {programme["started"] for programme in spec["programmes"]}
    assert started == {"2025-10-18"}
    assert HISTORY_DAYS > 366
    assert {seat["from"] for programme in spec["programmes"] for seat in programme["seats"]} == started
    assert all(held["from"] < min(started) for officer in spec["officers"] for held in officer["assignments"])


@every_size
def test_names_within_an_authority_differ(spec):
    seen = defaultdict(list)
    for officer in spec["officers"]:
        seen[officer["assignments"][0]["agency"]].append(officer["name"])
    assert all(len(set(names)) == len(names) for names in seen.values())


def test_one_password_for_all_that_the_product_accepts():
    assert {officer["password"] for officer in SPECS["small"]["officers"]} == {password(1)}
    assert all(len(password(seed)) >= 12 and password(seed).isascii() for seed in range(200))
    assert password(1) != password(2)


def test_code_seeds_are_160_bits_and_ones_own():
    seeds = [officer["totp"] for officer in SPECS["city"]["officers"]]
    assert len(set(seeds)) == len(seeds)
    assert all(len(base64.b32decode(seed)) == 20 for seed in seeds)


def test_logins_show_each_role_once_and_who_works_for_the_others():
    every = logins(SPECS["small"])
    at_work = {"trefas": {"caseworker", "decider"}, "skolsocialt_team": {"open_care", "unit_head"}}
    for method, others in at_work.items():
        shown = [login for login in every if login.method == method]
        owner = next(each["owner"] for each in SPECS["small"]["programmes"] if each["method"] == method)
        kind = kinds(SPECS["small"])[owner]
        roles = {
            role.id
            for role in METHODS[method].roles
            if not role.parties or kind in set(map(str, role.parties))
        }
        assert {login.role for login in shown if login.agency == owner} == (
            roles if method == "trefas" else roles - UNSHOWN
        )
        assert [login.agency == owner for login in shown] == sorted(
            (login.agency == owner for login in shown), reverse=True
        )
        assert {login.role for login in shown if login.agency != owner} == others
    assert len({login.username for login in every}) == len(every)
    town = [login.username for login in every if not login.method]
    assert town == [f"stad.stockholm.{post}" for post in ("samordnare", "chef", "ledamot", "analytiker")]


def test_unknown_size_is_refused():
    with pytest.raises(KeyError):
        organisation("galaxy", 1, ANCHOR)


def test_after_them_come_those_who_have_a_role_in_the_work_on_groups():
    shown = logins(SPECS["small"])
    methods = [login.method for login in shown]
    assert methods == sorted(methods, reverse=True)
    told = {login.role for login in shown if login.method == "gvi"}
    assert {
        "analyst",
        "municipal_police",
        "security_lead",
        "project_leader",
        "help_line",
        "community_voice",
    } <= told
    assert len({login.username for login in shown}) == len(shown)


def test_two_decide_for_every_authority_in_the_work_on_groups():
    spec = SPECS["small"]
    held = defaultdict(list)
    for seat in of(spec, "gvi")[0]["seats"]:
        held[kinds(spec)[homes(spec)[seat["officer"]]]].append(seat["role"])
    assert all(roles.count("decider") == 2 for kind, roles in held.items() if kind != "supplier")
    assert held["supplier"] == ["community_voice"]  # no authority, and no data on offences
