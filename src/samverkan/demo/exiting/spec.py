"""The authorities, officers and programmes of the exit work, in the form `setup.founding` applies."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from samverkan.demo import chance, files
from samverkan.demo.organisation import HISTORY_DAYS, Spec, names, password

FIRST = "jarva"  # the district whose police and social services take part


def joined(spec: Spec, seed: int, anchor: date) -> Spec:
    """The spec with the exit work in it. Rows of others are left as they are."""
    told = files.listed("exit_programmes")
    stems = {each["key"]: each["stem"] for each in told["agencies"]} | {
        "police": f"polis.{FIRST}", "social": f"social.{FIRST}",
    }  # fmt: skip
    called = {key: _name(spec, told, stem, seed) for key, stem in stems.items()}
    return {
        "agencies": [*spec["agencies"], *(_agency(seed, each) for each in told["agencies"])],
        "officers": [*spec["officers"], *_officers(seed, anchor, stems, called)],
        "programmes": [
            *spec["programmes"], *(_programme(seed, anchor, each, stems, called) for each in told["programmes"])
        ],
    }  # fmt: skip


def username(stem: str, row: Spec) -> str:
    """An officer's user name."""
    return f"{stem}.{row['ending']}"


def _name(spec: Spec, told: Any, stem: str, seed: int) -> str:
    own = next((each["name"] for each in told["agencies"] if each["stem"] == stem), None)
    key = str(chance.identity(seed, "agency", stem))
    found: str = own or next(each["name"] for each in spec["agencies"] if each["id"] == key)
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
