"""People who do not exist: a test personal number, a common given name, a common surname.

Every person is drawn from Skatteverket's numbers for tests, which belong to nobody, so none can be mistaken
for a living person in a register. `MARK` says so wherever a name could leave the made-up city.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from samverkan.demo import chance, files

MARK = {"sv": "Påhittad person", "en": "Made-up person"}
COMMON = 500  # the most common given names; further down they grow too rare to be nobody's
# Years of age and how often: the lists are mostly of the young.
AGES = ((15, 17, 25), (18, 21, 35), (22, 24, 20), (25, 28, 12), (29, 45, 8))
PUPILS = ((12, 12, 15), (13, 13, 25), (14, 14, 30), (15, 15, 30))
Ages = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A person. `number` is YYYYMMDD-NNNN; its second last digit is odd for men, even for women."""

    given: str
    surname: str
    number: str

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.surname}"

    @property
    def born(self) -> date:
        """The date of birth that the number carries."""
        return date(int(self.number[:4]), int(self.number[4:6]), int(self.number[6:8]))

    def age(self, on: date) -> int:
        """Whole years on a day."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def identity(self) -> dict[str, str]:
        """The fields of an identity entry."""
        return {"name": self.name, "person_number": self.number}


def people(seed: int, anchor: date, count: int, purpose: str = "people", ages: Ages = AGES) -> list[MadeUp]:
    """`count` persons, no number twice, mostly 15-28 years old on the anchor date unless other `ages` are given.

    Raises ValueError when there are fewer test numbers than that; `crowd` goes on for ever.
    """
    supply = crowd(seed, anchor, purpose, ages)
    found = [next(supply) for _ in range(count)]
    if len({person.number for person in found}) < count:
        raise ValueError(f"there are not {count} test personal numbers of the ages wanted")
    return found


def crowd(seed: int, anchor: date, purpose: str = "people", ages: Ages = AGES) -> Iterator[MadeUp]:
    """Persons without end. A number comes again, with another name, once all of its ages are used."""
    chosen = chance.stream(seed, purpose)
    shelves = _shelves(anchor, ages)
    waiting: dict[int, list[str]] = {}
    weights = [often for _from, _to, often in ages]
    while True:
        group = chosen.choices(range(len(ages)), weights)[0]
        if not waiting.get(group):
            waiting[group] = chosen.sample(shelves[group], len(shelves[group]))
        yield _named(waiting[group].pop(), chosen)


def name_of_officer(chosen: Random) -> str:
    """A name for an officer; officers have no personal number here."""
    sex = chosen.choice(("women", "men"))
    return f"{chosen.choice(_given(sex))} {chosen.choice(files.listed('surnames'))}"


def _shelves(anchor: date, ages: Ages) -> list[list[str]]:
    """The test numbers of each row of ages on the anchor date."""
    held = {number: _person(number).age(anchor) for number in files.test_numbers() if number >= "1950"}
    return [
        [number for number, age in held.items() if youngest <= age <= oldest] for youngest, oldest, _ in ages
    ]


def _named(number: str, chosen: Random) -> MadeUp:
    sex = "men" if int(number[-2]) % 2 else "women"
    given, surname = chosen.choice(_given(sex)), chosen.choice(files.listed("surnames"))
    return MadeUp(given, surname, f"{number[:8]}-{number[8:]}")


def _person(number: str) -> MadeUp:
    return MadeUp("", "", number)


def _given(sex: str) -> tuple[str, ...]:
    return files.column(f"given_names_{sex}", "name")[:COMMON]
