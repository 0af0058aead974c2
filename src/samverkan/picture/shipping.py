"""What comes along with the program, read into a store by the same importers as any file. Again changes nothing.

`python -m samverkan.picture.shipping FOLDER` does it in a process of its own, beside whatever else is being built.
"""

from __future__ import annotations

import sys
from pathlib import Path

from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.known_files import SHIPPED
from samverkan.picture.importing.running import run
from samverkan.picture.places.register import DATA
from samverkan.picture.store.store import Store


def load_shipped(folder: Path) -> None:
    """Import every shipped file into the picture's folder."""
    store = Store(folder / "public")
    for name, kind in SHIPPED:
        run(KINDS[kind], DATA / name, store)


def loaded(folder: Path) -> bool:
    """Whether every kind that ships has been read in."""
    return {kind for _name, kind in SHIPPED} <= set(Store(folder / "public").datasets())


if __name__ == "__main__":
    load_shipped(Path(sys.argv[1]))
