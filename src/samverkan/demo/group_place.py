"""Where the made-up city works on groups, and who sits there: data/groups.yaml as a part of the city (whole.py)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from samverkan.demo import chance, files
from samverkan.demo.organisation import MUNICIPALITY
from samverkan.demo.part import Act, Spec
from samverkan.demo.people import name_of_officer
from samverkan.demo.places import GVI, PLACES, Place

TOLD: Spec = files.listed("groups")
SLUG = str(TOLD["place"])


def place() -> Place:
    """The place with the two parties that Trefas does not have: the city's municipality, and one of its own."""
    found = next(each for each in PLACES["small"]() if each.slug == SLUG)
    more = tuple((each["kind"], each["stem"], each["name"], each["short"]) for each in TOLD["agencies"])
    return replace(found, agencies=(*found.agencies, MUNICIPALITY, *more), method=GVI)


def spec(_size: str, seed: int, anchor: date, city: Spec) -> Spec:
    """The authorities, officers and the programme that are not in the city already."""
    like = city["officers"][0]  # the password and the day of assignment of all others
    return {
        "agencies": [
            {"id": str(chance.identity(seed, "agency", each["stem"])),
             **{name: each[name] for name in ("kind", "name", "short")}}
            for each in TOLD["agencies"]
        ],
        "officers": [_officer(seed, row, like) for row in TOLD["staff"] if row.get("new")],
        "programmes": [_programme(seed, anchor, city["programmes"][0])],
    }  # fmt: skip


def username(row: Spec) -> str:
    """A post's user name, such as polis.jarva.analytiker."""
    return f"{_agency(row)[1]}.{row['ending']}"


def _agency(row: Spec) -> tuple[str, str, str, str]:
    return next(each for each in place().agencies if each[0] == row["kind"])


def _officer(seed: int, row: Spec, like: Spec) -> Spec:
    name = username(row)
    return {
        "id": str(chance.identity(seed, "officer", name)), "username": name,
        "name": name_of_officer(chance.stream(seed, "officer", name)), "password": like["password"],
        "totp": chance.code_seed(seed, name),
        "assignments": [{
            "id": str(chance.identity(seed, "assignment", name)), "agency": _agency(row)[2], "title": row["title"],
            "from": like["assignments"][0]["from"], "duties": row.get("duties", []),
        }],
    }  # fmt: skip


def _programme(seed: int, anchor: date, like: Spec) -> Spec:
    found = place()
    return {
        "id": str(chance.identity(seed, "programme", "gvi", SLUG)), "name": TOLD["name"], "area": TOLD["area"],
        "purpose": TOLD["purpose"], "owner": next(name for kind, _stem, name, _short in found.agencies
                                                  if kind == found.owner),
        "method": "gvi", "state": "pilot", "started": like["started"],
        "review": (anchor + timedelta(days=200)).isoformat(), "parties": [each[2] for each in found.agencies],
        "seats": [{"officer": username(row), "role": row["role"], "from": like["started"]} for row in TOLD["staff"]],
    }  # fmt: skip


def stories(_size: str) -> list[str]:
    """Told together with the list of the district, whose authorities take part in both."""
    return [SLUG]


def acts(_size: str, story: str, seed: int, anchor: date, _persons: int) -> Iterator[Act]:
    """The year that data/groups.yaml tells of."""
    from samverkan.demo.group_story import GroupStory  # whoever founds has no database yet

    if story == SLUG:
        yield from GroupStory(seed, anchor).acts()
