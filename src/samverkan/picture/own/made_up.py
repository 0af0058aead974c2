"""The made-up files that come along, taken in as any own file: for the made-up city and for practice."""

from __future__ import annotations

from django.conf import settings

from samverkan.picture.own import actions, reading
from samverkan.picture.own.wishes import Wishes
from samverkan.picture.places.register import DATA
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.tables.sheet import read

FILES = {"incidents": "pahittade_handelser.csv.gz", "place_reports": "pahittade_platsrapporter.csv.gz"}


def take_in(by: Actor) -> None:
    """Read the made-up incidents and place reports into the acting agency's picture, marked as made up."""
    where = reading.municipality(str(settings.SAMVERKAN["MUNICIPALITY"]))
    for kind, name in FILES.items():
        wishes = Wishes(kind, replace=True, made_up=True)
        found = reading.read(read(DATA / name), wishes, where, clock.today())
        actions.take(by=by, wishes=wishes, found=found)
