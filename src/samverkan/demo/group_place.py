"""Where the made-up city works on groups, and who sits there: data/groups.yaml as what `setup.founding` applies."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from samverkan.demo import chance, files
from samverkan.demo.people import name_of_officer
from samverkan.demo.places import GVI, PLACES, Place

Spec = dict[str, Any]
TOLD: Spec = files.listed("groups")
SLUG = str(TOLD["place"])


def place() -> Place:
    """The place with the two parties that Trefas does not have."""
    found = next(each for each in PLACES["small"]() if each.slug == SLUG)
    more = tuple((each["kind"], each["stem"], each["name"], each["short"]) for each in TOLD["agencies"])
    return replace(found, agencies=found.agencies + more, method=GVI)


def spec(seed: int, anchor: date, city: Spec) -> Spec:
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


def acts(seed: int, anchor: date) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """The year that data/groups.yaml tells of."""
    from samverkan.demo.group_story import (
        GroupStory,  # needs the database, which whoever founds does not have yet
    )

    yield from GroupStory(seed, anchor).acts()
