"""The made-up city's authorities, officers and programmes, in the form `setup.founding` applies.

The same seed and anchor date give the same names, ids, password and one-time-code seeds on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samverkan.demo import chance, files
from samverkan.demo.part import Spec
from samverkan.demo.people import name_of_officer
from samverkan.demo.places import GVI, PLACES, TEAM, TREFAS, Place

PURPOSES = {
    TREFAS: "Förebygga att namngivna personer i {area} dödar eller blir dödade. Inget annat. Påhittad verksamhet.",
    TEAM: "Öka närvaron för elever på {area} som är borta mycket, så att de blir behöriga till gymnasiet. Med "
    "samtycke. Inget annat. Påhittad skola.",
}
AT_WORK = {"caseworker", "decider", "open_care", "unit_head"}
UNSHOWN = {"log_reviewer", "operator"}  # the same page in every programme
MUNICIPALITY = (
    "municipality",
    "stad.stockholm",
    "Stockholms stad, kommunstyrelsen",
    "Stockholms stad",
)
HISTORY_DAYS = 400  # the programmes began this long before the anchor date


@dataclass(frozen=True)
class Login:
    """One line of what is printed at the start."""

    role: str
    name: str
    agency: str
    username: str
    method: str = TREFAS


def organisation(size: str, seed: int, anchor: date) -> Spec:
    """The districts' and the schools' part, with the municipality. Raises KeyError for an unknown size."""
    places = list(PLACES[size]())
    staff = [row for row in files.listed("staff") if size != "nation" or row.get("nation")]
    agencies = dict.fromkeys(each for place in places for each in place.agencies)
    town = [] if size == "nation" else [MUNICIPALITY]
    return {
        "agencies": [_agency(seed, *each) for each in [*agencies, *town]],
        "officers": [
            *_officers(places, staff, seed, anchor),
            *(_town_officers(seed, anchor) if town else ()),
        ],
        "programmes": [_programme(place, staff, seed, anchor) for place in places],
    }


def password(seed: int) -> str:
    """The one password of all who work in the made-up city."""
    chosen = chance.stream(seed, "password")
    return "-".join([*chosen.sample(files.listed("password_words"), 3), str(chosen.randrange(10, 100))])


def logins(spec: Spec) -> list[Login]:
    """Of each method's first programme: one login per role of its owner, then who does the work for the others."""
    officers = {each["username"]: each for each in spec["officers"]}
    first = {programme["method"]: programme for programme in reversed(spec["programmes"])}
    found: dict[str, Login] = {}  # whoever works by two methods is shown under the first
    for method in reversed(first):
        for login in _logins(first[method], officers):
            if method == TREFAS or login.role not in UNSHOWN:
                found.setdefault(login.username, login)
    town = MUNICIPALITY[2]
    seated = {seat["officer"] for programme in spec["programmes"] for seat in programme["seats"]}
    others = (each for name, each in officers.items() if name not in seated)
    at_town = (each for each in others if each["assignments"][0]["agency"] == town)
    return [*found.values(), *(_without_seat(each, town) for each in at_town)]


def _without_seat(officer: Spec, agency: str) -> Login:
    """Whoever has a seat in no programme is shown by title."""
    return Login(officer["assignments"][0]["title"], officer["name"], agency, officer["username"], "")


def _logins(programme: Spec, officers: dict[str, Spec]) -> list[Login]:
    shown: dict[tuple[str, str], Login] = {}
    for seat in programme["seats"]:
        officer = officers[seat["officer"]]
        agency = officer["assignments"][0]["agency"]
        everyone = agency == programme["owner"] or seat["role"] in AT_WORK or programme["method"] == GVI
        if everyone and (agency, seat["role"]) not in shown:
            shown[agency, seat["role"]] = Login(
                seat["role"], officer["name"], agency, seat["officer"], programme["method"]
            )
    return sorted(shown.values(), key=lambda login: login.agency != programme["owner"])


def _agency(seed: int, kind: str, stem: str, name: str, short: str) -> Spec:
    return {"id": str(chance.identity(seed, "agency", stem)), "kind": kind, "name": name, "short": short[:40]}


def _officers(places: list[Place], staff: list[Spec], seed: int, anchor: date) -> Iterator[Spec]:
    shared, seen = password(seed), set()
    for place in places:
        for kind, stem, agency, _short in place.agencies:
            posts = _posts(staff, kind, place.method)
            for row, name in zip(posts, names(seed, stem, len(posts), place.method), strict=True):
                username = f"{stem}.{row['ending']}"
                if username in seen:  # the same officers work with several schools
                    continue
                seen.add(username)
                yield {
                    "id": str(chance.identity(seed, "officer", username)),
                    "username": username,
                    "name": name,
                    "password": shared,
                    "totp": chance.code_seed(seed, username),
                    "assignments": [_assignment(seed, username, agency, row, kind, anchor)],
                }  # fmt: skip


def _town_officers(seed: int, anchor: date) -> Iterator[Spec]:
    """The municipality's own: who coordinates the prevention of crime, who leads it, and an elected member."""
    _kind, stem, agency, _short = MUNICIPALITY
    rows = files.listed("town_staff")
    for row, name in zip(rows, names(seed, stem, len(rows)), strict=True):
        username = f"{stem}.{row['ending']}"
        held = _assignment(seed, username, agency, row, "municipality", anchor)
        held["from"] = (anchor - timedelta(days=4 * HISTORY_DAYS)).isoformat()
        yield {
            "id": str(chance.identity(seed, "officer", username)), "username": username, "name": name,
            "password": password(seed), "totp": chance.code_seed(seed, username), "assignments": [held],
        }  # fmt: skip


def names(seed: int, stem: str, count: int, method: str = TREFAS) -> list[str]:
    """Made-up names of an authority's officers, no two alike."""
    chosen = chance.stream(seed, "officers", stem, *([] if method == TREFAS else [method]))
    found: dict[str, None] = {}
    while len(found) < count:
        found[name_of_officer(chosen)] = None
    return list(found)


def _assignment(seed: int, username: str, agency: str, row: Spec, kind: str, anchor: date) -> Spec:
    title = row["title"] if isinstance(row["title"], str) else row["title"][kind]
    start = anchor - timedelta(days=2 * HISTORY_DAYS)
    key = str(chance.identity(seed, "assignment", username))
    duties = row.get("duties", [])
    return {"id": key, "agency": agency, "title": title, "from": start.isoformat(), "duties": duties}


def _programme(place: Place, staff: list[Spec], seed: int, anchor: date) -> Spec:
    start = (anchor - timedelta(days=HISTORY_DAYS)).isoformat()
    seats = [
        {"officer": f"{stem}.{row['ending']}", "role": row["role"], "from": start}
        for kind, stem, _name, _short in place.agencies
        for row in _posts(staff, kind, place.method)
    ]
    return {
        "id": str(chance.identity(seed, "programme", place.slug)),
        "name": place.programme,
        "area": place.area,
        "purpose": PURPOSES[place.method].format(area=place.area),
        "owner": next(name for kind, _stem, name, _short in place.agencies if kind == place.owner),
        "method": place.method,
        "state": place.state,
        "started": start,
        "review": (anchor + timedelta(days=HISTORY_DAYS)).isoformat(),
        "parties": [name for _kind, _stem, name, _short in place.agencies],
        "seats": seats,
    }


def _posts(staff: list[Spec], kind: str, method: str) -> list[Spec]:
    return [row for row in staff if row.get("method", TREFAS) == method and kind in row.get("kinds", (kind,))]
