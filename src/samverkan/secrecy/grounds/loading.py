"""The grounds that ship with the program, by date and by version."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from samverkan.secrecy.grounds.lines import FileProblem, GroundFileError
from samverkan.secrecy.grounds.model import Ground, Source
from samverkan.secrecy.grounds.schema import parse_grounds, parse_sources
from samverkan.secrecy.kinds import Words

FOLDER = Path(__file__).parent
SOURCES_FILE = "statutes.yaml"
CAUTIONS_FILE = "cautions.yaml"


class UnknownGroundError(LookupError):
    """No such ground, or none in force on that day. `words` says which, for people."""

    def __init__(self, words: Words) -> None:
        super().__init__(f"{words.sv} / {words.en}")
        self.words = words


def load_sources(folder: Path = FOLDER) -> dict[str, Source]:
    """The statutes that quotes point at, by short name. Raises GroundFileError."""
    path = folder / SOURCES_FILE
    return parse_sources(path.name, path.read_text(encoding="utf-8"))


def load_folder(folder: Path = FOLDER) -> tuple[Ground, ...]:
    """Every version of every ground in a folder, in file order. Raises GroundFileError naming all faults."""
    sources = load_sources(folder)
    grounds: list[Ground] = []
    problems: list[FileProblem] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml"), key=_natural):
        if path.name in (SOURCES_FILE, CAUTIONS_FILE):
            continue
        try:
            versions = parse_grounds(path.name, path.read_text(encoding="utf-8"), sources)
        except GroundFileError as error:
            problems.extend(error.problems)
            continue
        ground_id = versions[0].id
        if ground_id in seen:
            words = Words(
                f"”{ground_id}” finns redan i {seen[ground_id]}",
                f"“{ground_id}” is already in {seen[ground_id]}",
            )
            problems.append(FileProblem(path.name, 1, words))
        seen[ground_id] = path.name
        grounds.extend(versions)
    if problems:
        raise GroundFileError(problems)
    return tuple(grounds)


@cache
def all_grounds() -> tuple[Ground, ...]:
    """Every shipped version of every ground."""
    return load_folder()


def text_read_between() -> tuple[date, date]:
    """The oldest and newest publication days of the statute texts read: later amendments may be missing."""
    days = [quote.source.read_on for ground in all_grounds() for quote in ground.quotes]
    return min(days), max(days)


def in_force(on: date) -> tuple[Ground, ...]:
    """The version of each ground that applies on a day, both end dates included."""
    return tuple(ground for ground in all_grounds() if ground.applies_on(on))


def find(ground_id: str, on: date) -> Ground:
    """The version of one ground that applies on a day. Raises UnknownGroundError."""
    versions = _versions(ground_id)
    for ground in versions:
        if ground.applies_on(on):
            return ground
    raise UnknownGroundError(outside_dates(versions, on))


def find_version(ground_id: str, version: str) -> Ground:
    """The very version that a recorded decision names. Raises UnknownGroundError."""
    for ground in _versions(ground_id):
        if ground.version == version:
            return ground
    raise UnknownGroundError(
        Words(
            f"Grunden {ground_id} har ingen version {version}.",
            f"The ground {ground_id} has no version {version}.",
        )
    )


def not_in_force(on: date) -> tuple[tuple[Ground, Words], ...]:
    """Grounds with no version on that day, each with the words that say from or until when it applies."""
    absent = []
    for ground_id in dict.fromkeys(each.id for each in all_grounds()):
        versions = _versions(ground_id)
        if not any(each.applies_on(on) for each in versions):
            absent.append((versions[-1], outside_dates(versions, on)))
    return tuple(absent)


def outside_dates(versions: tuple[Ground, ...], on: date) -> Words:
    """Why none of a ground's versions apply on a day: not yet, or no longer."""
    provision = versions[0].provision
    later = [each for each in versions if each.valid_from > on]
    if later:
        start = min(each.valid_from for each in later)
        return Words(f"{provision} gäller först från {start}.", f"{provision} applies only from {start}.")
    # Not in force and nothing later: every version has an end.
    end = max(each.valid_to for each in versions if each.valid_to is not None) + timedelta(days=1)
    return Words(f"{provision} gäller inte från {end}.", f"{provision} no longer applies from {end}.")


def _versions(ground_id: str) -> tuple[Ground, ...]:
    found = tuple(each for each in all_grounds() if each.id == ground_id)
    if not found:
        raise UnknownGroundError(
            Words(f"Grunden {ground_id} finns inte.", f"There is no ground {ground_id}.")
        )
    return found


def _natural(path: Path) -> list[tuple[int, str]]:
    """Chapter 10 after chapter 9: number runs compare as numbers."""
    parts = path.stem.split("_")
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
