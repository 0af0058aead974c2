"""The whole nation, room by room; Trefas takes what is left of the sums."""

from collections.abc import Callable, Iterator
from datetime import date

from samverkan.demo import chance
from samverkan.demo.cast import at
from samverkan.demo.history import Built
from samverkan.demo.nation import groups, leavers, lists, teams
from samverkan.demo.nation.compartment import Compartment
from samverkan.demo.nation.loading import seated
from samverkan.demo.people import crowd
from samverkan.secrecy import clock
from samverkan.secrecy.models import Agency, Programme

CASES, ENTRIES = 60_000, 1_000_000
ROOMS: dict[str, Callable[[Compartment, int, date], Iterator[None]]] = {
    "gvi": groups.fill, "skolsocialt_team": teams.fill, "avhopparverksamhet": leavers.fill,
}  # fmt: skip
FILES = {
    "police": "G",
    "social": "S",
    "school": "E",
    "exit": "H",
}  # who keeps files in the rooms; their prefix
DECIDERS = ("decider", "head", "unit_head")
Progress = Callable[[int, int], None]


def build_nation(seed: int, anchor: date, progress: Progress) -> Built:
    """Fill every agency's compartment; `progress(done, of)` counts entries."""
    done = cases = 0
    with clock.frozen(at(anchor, 3)):
        for held in _compartments(seed):
            for _full in ROOMS[held.method.id](held, seed, anchor):
                done += held.flush()
                progress(done, ENTRIES)
            done += held.flush()
            cases += held.files
        left = lists.fill(seed, anchor, crowd(seed, anchor, "nation"), CASES - cases, ENTRIES - done)
        for rows in left:
            done += rows
            progress(done, ENTRIES)
    return Built(Agency.objects.count(), done)


def _compartments(seed: int) -> Iterator[Compartment]:
    for programme in Programme.objects.filter(method__in=ROOMS).order_by("pk"):
        for agency in Agency.objects.filter(
            pk__in=programme.parties.values("agency"), kind__in=FILES
        ).order_by("pk"):
            by = seated(agency.pk, programme.pk, *DECIDERS)
            if by:
                chosen = chance.stream(seed, "nation", programme.pk, agency.pk)
                prefix = f"{FILES[agency.kind]}{programme.method[0].upper()}"
                yield Compartment(by[0], programme, chosen, prefix)
