"""The main pages of the three rooms beside Trefas, as the role in each that reads only assigned cases."""

from bench.kit.pages import AT_ONCE, Address, at_once, check_same
from bench.kit.place import nation
from bench.kit.row import Row
from bench.kit.servers import serving
from bench.kit.visits import visitors

ROUNDS = 2
PAGES: dict[tuple[str, str], dict[str, Address]] = {
    ("gvi", "caseworker"): {
        "groups": lambda visitor: f"/grupper/{visitor.programme}/",
        "group": lambda visitor: f"/grupper/{visitor.programme}/grupp/{visitor.case}/",
    },
    ("skolsocialt_team", "counsellor"): {
        "team": lambda visitor: f"/elever/{visitor.programme}/",
        "pupil": lambda visitor: f"/arenden/{visitor.case}/narvaro/",
    },
    ("avhopparverksamhet", "counsellor"): {
        "leavers": lambda visitor: f"/listan/{visitor.programme}/",
        "leaver": lambda visitor: f"/arenden/{visitor.case}/avhopp/",
    },
}


def rows() -> list[Row]:
    """Of each page: with the wall beside without, eight at once."""
    found = []
    with nation() as place, serving(place) as sides:
        for (method, role), pages in PAGES.items():
            people = visitors(place, AT_ONCE, method, role)
            for name, address in pages.items():
                check_same(sides, people, address)
                found.append(at_once(f"{name}_page", sides, people, address, ROUNDS))
    return found
