"""The programmes beside Trefas that size `nation` measures, for `setup.founding`: data/nation_rooms.yaml."""

from collections.abc import Iterator
from datetime import date, timedelta

from samverkan.demo import chance, files
from samverkan.demo.organisation import HISTORY_DAYS, password
from samverkan.demo.part import Act, Spec
from samverkan.demo.people import name_of_officer
from samverkan.demo.places import PLACES, Place

TOWNS = 8  # as many as there are clients at once in a measurement, so that each is somebody else


def spec(size: str, seed: int, anchor: date, _city: Spec) -> Spec:
    """One programme of each kind in each of the first towns."""
    found: Spec = {"agencies": [], "officers": [], "programmes": []}
    for town in list(PLACES[size]())[:TOWNS]:
        for room in files.listed("nation_rooms"):
            agencies = {kind: (stem, name, short) for kind, stem, name, short in _agencies(room, town)}
            own = {each["kind"] for each in room["agencies"]}
            found["agencies"] += [
                {"id": _id(seed, "agency", stem), "kind": kind, "name": name, "short": short[:40]}
                for kind, (stem, name, short) in agencies.items() if kind in own
            ]  # fmt: skip
            names = {kind: (stem, name) for kind, (stem, name, _short) in agencies.items()}
            found["officers"] += _officers(room, names, seed, anchor)
            found["programmes"].append(_programme(room, town, names, seed, anchor))
    return found


def stories(_size: str) -> list[str]:
    """None: what lies in them is loaded in bulk (building.py)."""
    return []


def acts(_size: str, _story: str, _seed: int, _anchor: date, _persons: int) -> Iterator[Act]:
    """None."""
    return iter(())


def _agencies(room: Spec, town: Place) -> Iterator[tuple[str, str, str, str]]:
    yield from town.agencies
    for each in room["agencies"]:
        said = {part: each[part].format(area=town.area) for part in ("name", "short")}
        yield each["kind"], f"{each['stem']}.{town.slug}", said["name"], said["short"]


def _officers(room: Spec, names: dict[str, tuple[str, str]], seed: int, anchor: date) -> Iterator[Spec]:
    start = (anchor - timedelta(days=2 * HISTORY_DAYS)).isoformat()
    for row in room["staff"]:
        stem, agency = names[row["at"]]
        user = f"{stem}.{row['ending']}"
        held = {"id": _id(seed, "assignment", user), "agency": agency, "title": row["title"], "from": start}
        yield {
            "id": _id(seed, "officer", user), "username": user, "password": password(seed),
            "name": name_of_officer(chance.stream(seed, "officer", user)), "totp": chance.code_seed(seed, user),
            "assignments": [held],
        }  # fmt: skip


def _programme(room: Spec, town: Place, names: dict[str, tuple[str, str]], seed: int, anchor: date) -> Spec:
    start = (anchor - timedelta(days=HISTORY_DAYS)).isoformat()
    return {
        "id": _id(seed, "programme", f"{room['method']}/{town.slug}"), "name": f"{room['name']} {town.area}",
        "area": town.area, "purpose": room["purpose"].format(area=town.area), "owner": names[room["owner"]][1],
        "method": room["method"], "state": "permanent", "started": start,
        "review": (anchor + timedelta(days=HISTORY_DAYS)).isoformat(),
        "parties": [names[kind][1] for kind in room["parties"]],
        "seats": [
            {"officer": f"{names[row['at']][0]}.{row['ending']}", "role": row["role"], "from": start}
            for row in room["staff"]
        ],
    }  # fmt: skip


def _id(seed: int, *of: str) -> str:
    return str(chance.identity(seed, *of))
