"""The made-up city's authorities, officers and programmes, in the form `setup.founding` applies.

The same seed and anchor date give the same names, ids, password and one-time-code seeds on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samverkan.demo import beside, chance, files
from samverkan.demo.people import name_of_officer
from samverkan.demo.places import PLACES, Place

Spec = dict[str, Any]
PURPOSE = (
    "Förebygga att namngivna personer i {area} dödar eller blir dödade. Inget annat. Påhittad verksamhet."
)
HISTORY_DAYS = 400  # the programmes began this long before the anchor date


@dataclass(frozen=True)
class Login:
    """One line of what is printed at the start."""

    method: str
    role: str
    name: str
    agency: str
    username: str


def organisation(size: str, seed: int, anchor: date) -> Spec:
    """The whole spec. Raises KeyError for an unknown size."""
    places = list(PLACES[size]())
    found = _trefas(places, size, seed, anchor)
    return found if size == "nation" else beside.founded(seed, anchor, found)


def _trefas(places: list[Place], size: str, seed: int, anchor: date) -> Spec:
    staff = [row for row in files.listed("staff") if size != "nation" or row.get("nation")]
    return {
        "agencies": [_agency(seed, *each) for place in places for each in place.agencies],
        "officers": list(_officers(places, staff, seed, anchor)),
        "programmes": [_programme(place, staff, seed, anchor) for place in places],
    }


def password(seed: int) -> str:
    """The one password of all who work in the made-up city."""
    chosen = chance.stream(seed, "password")
    return "-".join([*chosen.sample(files.listed("password_words"), 3), str(chosen.randrange(10, 100))])


def logins(spec: Spec) -> list[Login]:
    """One login per role of the first programme's owner, then who works the round for the other parties.

    Of another method's programme, one login per role and authority that has not been shown.
    """
    shown: dict[str, Login] = {}
    for programme in _one_a_method(spec):
        officers, roles = {each["username"]: each for each in spec["officers"]}, set()
        first = programme is spec["programmes"][0]
        for seat in programme["seats"]:
            officer = officers[seat["officer"]]
            agency = officer["assignments"][0]["agency"]
            ours = agency == programme["owner"] or seat["role"] in {"caseworker", "decider"} or not first
            if ours and (agency, seat["role"]) not in roles and seat["officer"] not in shown:
                roles.add((agency, seat["role"]))
                shown[seat["officer"]] = Login(
                    programme["method"], seat["role"], officer["name"], agency, seat["officer"]
                )
    owner = spec["programmes"][0]["owner"]
    return sorted(shown.values(), key=lambda login: (login.method != "trefas", login.agency != owner))


def _one_a_method(spec: Spec) -> list[Spec]:
    found: dict[str, Spec] = {}
    for programme in spec["programmes"]:
        found.setdefault(programme["method"], programme)
    return list(found.values())


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
                    "totp": chance.code_seed(seed, username),
                    "assignments": [_assignment(seed, username, agency, row, kind, anchor)],
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
