"""`python -m samverkan.setup.adopting FILE...`: methods are adopted, as the owner, after the same check as ever.

An adopted version never changes: a file that was edited without raising its version is refused. The methods
that come with the program are adopted by every migration, as are those in the folder SAMVERKAN_METHODS.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import django


def files() -> list[Path]:
    """The files that every installation adopts: the catalogue's, and those dropped into the folder of its own."""
    from samverkan.methods.loading import CATALOGUE

    own = os.environ.get("SAMVERKAN_METHODS", "")
    folders = [CATALOGUE, *([Path(own)] if own else [])]
    return [path for folder in folders for path in sorted(folder.rglob("*.yaml"))]


def adopt_all(paths: Iterable[Path]) -> None:
    """Adopt the methods in the files, older versions first. Raises MethodError, MethodChangedError, OSError."""
    from django.db import transaction

    from samverkan.casework.granting import grant
    from samverkan.casework.pinning import adopt
    from samverkan.methods.loading import load

    with transaction.atomic():
        for path in sorted(paths, key=lambda path: load(path).version):
            grant(adopt(path))


def main(words: list[str]) -> None:
    """Adopt the files named."""
    from samverkan.methods.problems import MethodError

    django.setup()
    try:
        adopt_all(Path(word) for word in words)
    except MethodError as wrong:
        for found in wrong.problems:
            sys.stderr.write(f"{wrong.name}:{found.line}: {found.message.sv} {found.remedy.sv}\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main(sys.argv[1:])
