"""Methods from files: one by path or id, all in the catalogue, or the very version of a pin."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from samverkan.methods.build import build
from samverkan.methods.check import read
from samverkan.methods.decoding import decode
from samverkan.methods.digest import Pin, digest, known_by
from samverkan.methods.parsing import parse
from samverkan.methods.problems import MethodError, Problem, finding
from samverkan.methods.schema import Method

CATALOGUE = Path(__file__).parent / "catalogue"
"""The methods that come with the program. A version that cases still run on stays, as `ID.VERSION.yaml`."""


class UnknownMethodError(LookupError):
    """No such method, no such version of it, or not with that fingerprint."""


def loads(text: str, name: str = "method") -> Method:
    """The method in a text. Raises MethodError with every problem; `name` is for the error's words."""
    root, problems = read(text)
    if problems or root is None:
        raise MethodError(name, tuple(problems))
    return build(root)


def load(method: Path | str, version: int | None = None) -> Method:
    """The method in a file (a Path), or the catalogue's with an id: the latest version unless one is given.

    Raises MethodError for a faulty file, UnknownMethodError for an unknown id or version, OSError.
    """
    if isinstance(method, Path):
        return _load_file(method)
    found = [known for known in all_versions() if known.id == method and version in {None, known.version}]
    if not found:
        wanted = method if version is None else f"{method} version {version}"
        raise UnknownMethodError(f"Katalogen har ingen metod {wanted}.")
    return max(found, key=lambda known: known.version)


def catalogue(folders: Iterable[Path] = (CATALOGUE,)) -> tuple[Method, ...]:
    """The latest version of each method, by id."""
    latest: dict[str, Method] = {}
    for known in sorted(all_versions(tuple(folders)), key=lambda found: found.version):
        latest[known.id] = known
    return tuple(latest[method_id] for method_id in sorted(latest))


def pinned(wanted: Pin, folders: Iterable[Path] = (CATALOGUE,)) -> Method:
    """The very method a case was opened under. Raises UnknownMethodError if it is gone or was changed."""
    for known in all_versions(tuple(folders)):
        if (known.id, known.version) == (wanted.method_id, wanted.version):
            if known_by(known, wanted.digest):
                return known
            raise UnknownMethodError(
                f"{known.id} version {known.version} har ändrats sedan ärendet öppnades. "
                "Lägg tillbaka den gamla filen och ge den ändrade ett nytt versionsnummer."
            )
    raise UnknownMethodError(f"{wanted.method_id} version {wanted.version} finns inte kvar i katalogen.")


def reopen(text: str, fingerprint: str) -> Method:
    """The method in a text that was accepted once and kept with its fingerprint, for the cases pinned to it.

    Today's rules and grounds are not asked: a rule that was sharpened since must not stop a running case.
    Raises UnknownMethodError if the text is not the one the fingerprint was taken of.
    """
    root, _ = parse(text)
    try:
        method = build(root) if root is not None else None
    except (KeyError, TypeError, ValueError, AttributeError):
        method = None
    if method is None or not known_by(method, fingerprint):
        raise UnknownMethodError("Metodens sparade text stämmer inte med sitt fingeravtryck.")
    return method


@cache
def all_versions(folders: tuple[Path, ...] = (CATALOGUE,)) -> tuple[Method, ...]:
    """Every method and version in the folders, read once per process. Raises MethodError."""
    found: dict[tuple[str, int], Method] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*.yaml"))):
        method = _load_file(path)
        same = found.setdefault((method.id, method.version), method)
        if digest(same) != digest(method):
            raise MethodError(path.name, (_two_of_one_version(method),))
    return tuple(found.values())


def _two_of_one_version(method: Method) -> Problem:
    said = finding(
        f"{method.id} version {method.version} finns redan i katalogen, med annat innehåll.",
        f"{method.id} version {method.version} is already in the catalogue, with other content.",
        f"Höj version: till {method.version + 1} i den nyare filen.",
        f"Raise version: to {method.version + 1} in the newer file.",
    )
    return Problem(1, 1, "version", said.message, said.remedy)


def _load_file(path: Path) -> Method:
    text, problem = decode(path.read_bytes())
    if problem is not None:
        raise MethodError(path.name, (problem,))
    return loads(text, path.name)
