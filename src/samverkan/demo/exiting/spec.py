"""The exit work as a part of the city (whole.py): authorities, officers and programmes, and what happens."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from samverkan.demo import chance, files
from samverkan.demo.exiting import PLACE
from samverkan.demo.organisation import HISTORY_DAYS, names, password
from samverkan.demo.part import Act, Spec

FIRST = "jarva"  # the district whose police and social services take part


def spec(_size: str, seed: int, anchor: date, city: Spec) -> Spec:
    """What the exit work adds to a city with its first district."""
    told = files.listed("exit_programmes")
    stems = {each["key"]: each["stem"] for each in told["agencies"]} | {
        "police": f"polis.{FIRST}", "social": f"social.{FIRST}",
    }  # fmt: skip
    called = {key: _name(city, told, stem, seed) for key, stem in stems.items()}
    return {
        "agencies": [_agency(seed, each) for each in told["agencies"]],
        "officers": list(_officers(seed, anchor, stems, called)),
        "programmes": [_programme(seed, anchor, each, stems, called) for each in told["programmes"]],
    }


def stories(_size: str) -> list[str]:
    """One of its own: both towns know each other."""
    return [PLACE]


def acts(_size: str, story: str, seed: int, anchor: date, _persons: int) -> Iterator[Act]:
    """The year that data/exits.yaml tells of."""
    from samverkan.demo.exiting import history  # whoever founds has no database yet

    if story == PLACE:
        yield from history.acts(seed, anchor)


def username(stem: str, row: Spec) -> str:
    """An officer's user name."""
    return f"{stem}.{row['ending']}"


def _name(city: Spec, told: Any, stem: str, seed: int) -> str:
    own = next((each["name"] for each in told["agencies"] if each["stem"] == stem), None)
    key = str(chance.identity(seed, "agency", stem))
    found: str = own or next(each["name"] for each in city["agencies"] if each["id"] == key)
    return found


def _agency(seed: int, each: Spec) -> Spec:
    key = str(chance.identity(seed, "agency", each["stem"]))
    return {"id": key, "kind": "exit", "name": each["name"], "short": each["short"]}


def _officers(seed: int, anchor: date, stems: dict[str, str], called: dict[str, str]) -> Iterator[Spec]:
    shared, start = password(seed), (anchor - timedelta(days=2 * HISTORY_DAYS)).isoformat()
    for at, stem in stems.items():
        rows = [row for row in files.listed("exit_staff") if row["at"] == at]
        for row, name in zip(rows, names(seed, f"{stem}/avhopp", len(rows)), strict=True):
            user = username(stem, row)
            held = {
                "id": str(chance.identity(seed, "assignment", user)), "agency": called[at], "title": row["title"],
                "from": start, "duties": row.get("duties", []),
            }  # fmt: skip
            yield {
                "id": str(chance.identity(seed, "officer", user)), "username": user, "name": name,
                "password": shared, "totp": chance.code_seed(seed, user), "assignments": [held],
            }  # fmt: skip


def _programme(seed: int, anchor: date, each: Spec, stems: dict[str, str], called: dict[str, str]) -> Spec:
    start = (anchor - timedelta(days=HISTORY_DAYS)).isoformat()
    seats = [
        {"officer": username(stems[row["at"]], row), "role": row[each["key"]], "from": start}
        for row in files.listed("exit_staff")
        if each["key"] in row and row["at"] in each["parties"]
    ]
    return {
        "id": str(chance.identity(seed, "programme", f"avhopp/{each['key']}")), "name": each["name"],
        "area": each["area"], "purpose": each["purpose"], "owner": called[each["owner"]], "method": each["method"],
        "state": "permanent", "started": start, "review": (anchor + timedelta(days=HISTORY_DAYS)).isoformat(),
        "parties": [called[key] for key in each["parties"]], "seats": seats,
    }  # fmt: skip
