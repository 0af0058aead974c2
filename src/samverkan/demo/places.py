"""Where the made-up city's programmes run, and which authorities work there."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverkan.demo import files

_LETTERS = str.maketrans("åäöÅÄÖ ", "aaoaao-")


TREFAS, TEAM, GVI = "trefas", "skolsocialt_team", "gvi"
TOWNS = 59  # of size nation: 176 authorities, and 24 in the other rooms (demo/nation/spec.py)
CALLED = {TREFAS: "Trefas", TEAM: "Skolsocialt team", GVI: "GVI"}


@dataclass(frozen=True)
class Place:
    """Where one programme runs, and the authorities there: kind, user-name stem, name, short name."""

    area: str
    slug: str
    owner: str
    state: str
    agencies: tuple[tuple[str, str, str, str], ...]
    method: str = TREFAS

    @property
    def programme(self) -> str:
        """What the programme is called."""
        return f"{CALLED[self.method]} {self.area}"


def _small() -> Iterator[Place]:
    small = {
        row["slug"] for kind in ("districts", "schools") for row in files.listed(kind) if row.get("small")
    }
    return (place for place in _city() if place.slug in small)


def _city() -> Iterator[Place]:
    yield from _districts()
    yield from _schools()


def _schools() -> Iterator[Place]:
    """One team a school: the school's own room, and the social services of its district."""
    districts = {place.area: place for place in _districts()}
    for row in files.listed("schools"):
        name, district = row["name"], districts[row["district"]]
        social = next(each for each in district.agencies if each[0] == "social")
        school = ("school", f"skola.{row['slug']}", f"Utbildningsnämnden, {name}", name)
        yield Place(name, row["slug"], "school", row["state"], (school, social), TEAM)


def _districts() -> Iterator[Place]:
    for row in files.listed("districts"):
        name, slug = row["name"], row["slug"]
        agencies = (
            ("police", f"polis.{slug}", f"Polismyndigheten, lokalpolisområde {row['police']}",
             f"Polisen {row['police']}"),
            ("probation", f"frivard.{slug}", f"Kriminalvården, frivården i {name}", f"Frivården {name}"),
            ("social", f"social.{slug}", f"{row['board']}, individ- och familjeomsorgen",
             f"Socialtjänsten {name}"),
        )  # fmt: skip
        yield Place(name, slug, row["owner"], row["state"], agencies)


def _nation() -> Iterator[Place]:
    names = files.listed("municipalities")[:TOWNS]
    for number, name in enumerate(names):
        slug = name.translate(_LETTERS).lower()
        agencies = (
            ("police", f"polis.{slug}", f"Polismyndigheten, lokalpolisområde {name}", f"Polisen {name}"),
            ("social", f"social.{slug}", f"Socialnämnden i {name}", f"Socialtjänsten {name}"),
            ("probation", f"frivard.{slug}", f"Kriminalvården, frivården i {name}", f"Frivården {name}"),
        )
        last = number == len(names) - 1
        owner = "police" if number % 2 else "social"
        yield Place(name, slug, owner, "pilot", agencies[:2] if last else agencies)


PLACES = {"small": _small, "city": _city, "nation": _nation}
SIZES = tuple(PLACES)
