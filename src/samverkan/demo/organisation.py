"""The made-up city's authorities, officers and programmes, in the form `setup.founding` applies.

The same seed and anchor date give the same names, ids, password and one-time-code seeds on every machine.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samverkan.demo import chance, files
from samverkan.demo.people import name_of_officer
from samverkan.demo.places import PLACES, Place

Spec = dict[str, Any]
PURPOSE = (
    "Förebygga att namngivna personer i {area} dödar eller blir dödade. Inget annat. Påhittad verksamhet."
)
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


def organisation(size: str, seed: int, anchor: date) -> Spec:
    """The whole spec. Raises KeyError for an unknown size."""
    places = list(PLACES[size]())
    staff = [row for row in files.listed("staff") if size != "nation" or row.get("nation")]
    town = [] if size == "nation" else [MUNICIPALITY]
    return {
        "agencies": [
            _agency(seed, *each) for each in [*(a for place in places for a in place.agencies), *town]
        ],
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
    """One login per role of the first programme's owner, then who works the round for the other parties."""
    programme, officers = spec["programmes"][0], {each["username"]: each for each in spec["officers"]}
    shown: dict[tuple[str, str], Login] = {}
    for seat in programme["seats"]:
        officer = officers[seat["officer"]]
        agency = officer["assignments"][0]["agency"]
        everyone = agency == programme["owner"] or seat["role"] in {"caseworker", "decider"}
        if everyone and (agency, seat["role"]) not in shown:
            shown[agency, seat["role"]] = Login(seat["role"], officer["name"], agency, seat["officer"])
    found = sorted(shown.values(), key=lambda login: login.agency != programme["owner"])
    town = MUNICIPALITY[2]
    at_town = (each for each in officers.values() if each["assignments"][0]["agency"] == town)
    return found + [
        Login(each["assignments"][0]["title"], each["name"], town, each["username"]) for each in at_town
    ]


def _agency(seed: int, kind: str, stem: str, name: str, short: str) -> Spec:
    return {"id": str(chance.identity(seed, "agency", stem)), "kind": kind, "name": name, "short": short[:40]}


def _officers(places: list[Place], staff: list[Spec], seed: int, anchor: date) -> Iterator[Spec]:
    shared = password(seed)
    for place in places:
        for kind, stem, agency, _short in place.agencies:
            posts = _posts(staff, kind)
            for row, name in zip(posts, _names(seed, stem, len(posts)), strict=True):
                username = f"{stem}.{row['ending']}"
                yield {
                    "id": str(chance.identity(seed, "officer", username)),
                    "username": username,
                    "name": name,
                    "password": shared,
                    "totp": _code_seed(seed, username),
                    "assignments": [_assignment(seed, username, agency, row, kind, anchor)],
                }  # fmt: skip


def _town_officers(seed: int, anchor: date) -> Iterator[Spec]:
    """The municipality's own: who coordinates the prevention of crime, who leads it, and an elected member."""
    _kind, stem, agency, _short = MUNICIPALITY
    rows = files.listed("town_staff")
    for row, name in zip(rows, _names(seed, stem, len(rows)), strict=True):
        username = f"{stem}.{row['ending']}"
        held = _assignment(seed, username, agency, row, "municipality", anchor)
        held["from"] = (anchor - timedelta(days=4 * HISTORY_DAYS)).isoformat()
        yield {
            "id": str(chance.identity(seed, "officer", username)), "username": username, "name": name,
            "password": password(seed), "totp": _code_seed(seed, username), "assignments": [held],
        }  # fmt: skip


def _names(seed: int, stem: str, count: int) -> list[str]:
    chosen = chance.stream(seed, "officers", stem)
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
        for row in _posts(staff, kind)
    ]
    return {
        "id": str(chance.identity(seed, "programme", place.slug)),
        "name": f"Trefas {place.area}",
        "area": place.area,
        "purpose": PURPOSE.format(area=place.area),
        "owner": next(name for kind, _stem, name, _short in place.agencies if kind == place.owner),
        "method": "trefas",
        "state": place.state,
        "started": start,
        "review": (anchor + timedelta(days=HISTORY_DAYS)).isoformat(),
        "parties": [name for _kind, _stem, name, _short in place.agencies],
        "seats": seats,
    }


def _posts(staff: list[Spec], kind: str) -> list[Spec]:
    return [row for row in staff if kind in row.get("kinds", (kind,))]


def _code_seed(seed: int, username: str) -> str:
    return base64.b32encode(chance.stream(seed, "code", username).randbytes(20)).decode()
