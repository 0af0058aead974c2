"""Founding: agencies, officers, programmes and seats from one reviewed YAML file. An act of installation.

It runs as the owner, like a migration, because nobody inside the product may seat people in an agency that
is not their own. Applying the same file again changes nothing.

    agencies:   [{id?, kind, name, short}]
    officers:   [{id?, username, name, password, totp, assignments: [{id?, agency, title, from, duties?}]}]
    programmes: [{id?, name, area, purpose, owner, method, started, state?, permanent?, ended?, review,
                  parties: [agency], seats: [{officer, role, from}]}]

`duties` are govern, staff, coordinate and evaluate (secrecy/models/people.py); `method` is an id of the catalogue, or
the path of a file of one's own ending in .yaml. A programme of `state: permanent` without a date was permanent from its
start.
"""

import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import django
import yaml

Spec = dict[str, Any]


def apply(spec: Spec) -> None:
    """Bring the database in step with the file. Raises KeyError naming what the file refers to but lacks."""
    from django.db import transaction

    with transaction.atomic():
        for agency in spec.get("agencies", []):
            _agency(agency)
        for officer in spec.get("officers", []):
            _officer(officer)
        for programme in spec.get("programmes", []):
            _programme(programme)


def _agency(spec: Spec) -> None:
    from samverkan.secrecy import ids
    from samverkan.secrecy.binding import keystore
    from samverkan.secrecy.models import Agency

    if Agency.objects.filter(name=spec["name"]).exists():
        return
    key = UUID(spec["id"]) if "id" in spec else ids.new()
    public = keystore().found_agency(key).public
    Agency.objects.create(
        id=key, kind=spec["kind"], name=spec["name"], short=spec["short"], public_key=public
    )


def _officer(spec: Spec) -> None:
    from samverkan.secrecy import ids, proof
    from samverkan.secrecy.models import Agency, Assignment, Officer

    officer = Officer.objects.filter(username=spec["username"]).first()
    if officer is None:
        officer = Officer(id=UUID(spec["id"]) if "id" in spec else ids.new())
        officer.username, officer.name = spec["username"], spec["name"]
        officer.password = _hashed(spec["password"])
        officer.totp_sealed = proof.seal_seed(officer.pk, spec["totp"])
        officer.save(force_insert=True)
    for given in spec.get("assignments", []):
        agency = Agency.objects.get(name=given["agency"])
        start = date.fromisoformat(str(given["from"]))
        same = {"officer": officer, "agency": agency, "title": given["title"]}
        if not Assignment.objects.filter(**same).exists():
            key = UUID(given["id"]) if "id" in given else ids.new()
            Assignment.objects.create(id=key, valid_from=start, duties=given.get("duties", []), **same)


@cache
def _hashed(password: str) -> str:
    """One slow hash for a password that many share, as in the made-up city."""
    from django.contrib.auth.hashers import make_password

    return make_password(password)


def _programme(spec: Spec) -> None:
    from samverkan.casework.granting import grant
    from samverkan.casework.pinning import adopt
    from samverkan.secrecy import ids
    from samverkan.secrecy.models import Agency, Party, Programme

    programme = Programme.objects.filter(name=spec["name"]).first()
    named = spec["method"]
    method = adopt(Path(named) if str(named).endswith(".yaml") else named)
    grant(method)
    permanent = spec.get("permanent") or (spec["started"] if spec.get("state") == "permanent" else None)
    if programme is None:
        programme = Programme.objects.create(
            id=UUID(spec["id"]) if "id" in spec else ids.new(),
            name=spec["name"], area=spec["area"], purpose=spec["purpose"], method=method.id,
            held_version=str(method.version), owner=Agency.objects.get(name=spec["owner"]),
            started_on=_day(spec["started"]), permanent_on=_day(permanent),
            ended_on=_day(spec.get("ended")), review_on=_day(spec["review"]),
        )  # fmt: skip
    for name in spec["parties"]:
        Party.objects.get_or_create(programme=programme, agency=Agency.objects.get(name=name))
    for seat in spec.get("seats", []):
        _seat(programme, seat)


def _day(given: Any) -> Any:
    return date.fromisoformat(str(given)) if given else None


def _seat(programme: Any, spec: Spec) -> None:
    from samverkan.secrecy.models import Assignment, Seat

    agencies = programme.parties.values("agency")
    held = Assignment.objects.filter(officer__username=spec["officer"])
    assignment = held.filter(agency__in=agencies).first() or held.get()
    start = date.fromisoformat(str(spec["from"]))
    same = {"programme": programme, "assignment": assignment, "role": spec["role"]}
    Seat.objects.get_or_create(**same, defaults={"valid_from": start})


if __name__ == "__main__":
    django.setup()
    apply(yaml.safe_load(Path(sys.argv[1]).read_text()))
