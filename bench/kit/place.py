"""The nation that is measured in: 200 agencies, 60,000 cases, 1,000,000 entries, built once and kept.

It lies in an embedded server of its own, in the folder that SAMVERKAN_BENCH names, or on the server that
DATABASE_URL names (as an administrator), in the database `samverkan_bench`. Each step is done anew when the
files that make it have changed.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from samverkan.demo import building, chance
from samverkan.demo.database import Database
from samverkan.demo.folder import City, Folder, write_private
from samverkan.setup import roles
from samverkan.setup.embedded import default_folder

ROOT = Path(__file__).parents[2]
NAME = "samverkan_bench"
BUILD = (
    "adopting",
    "embedded",
    "founding",
    "install",
    "migrate",
    "roles",
)  # of setup/; the rest is how it is served
STEPS: dict[
    str, tuple[str, ...]
] = {  # what each step is made by; a step that is done anew undoes those after it
    "nation": (
        "src/samverkan/demo/*.py",
        "src/samverkan/demo/nation/*.py",
        "src/samverkan/demo/data/*",
        *(f"src/samverkan/setup/{name}.py" for name in BUILD),
    ),
    "trail": ("bench/kit/trail_lines.py",),
    "plain": ("bench/kit/copying.py",),
}


@dataclass(frozen=True)
class Nation:
    """The built nation: its folder and database."""

    folder: Folder
    database: Database

    @property
    def web(self) -> dict[str, str]:
        """The environment of whatever acts as the product, as in an installation: the web role, no demo banners."""
        surroundings = building.surroundings(self.folder, self.database, SAMVERKAN_DEMO="0")
        return {**surroundings, "PYTHONPATH": str(ROOT)}

    @property
    def sequencer(self) -> dict[str, str]:
        """What the sequencer runs with."""
        return {
            **self.web,
            "SAMVERKAN_SEQUENCER_DSN": self.database.as_role(roles.SEQUENCER),
            "SAMVERKAN_TRAIL_KEY": str(self.folder.trail_key),
        }


@contextmanager
def nation() -> Iterator[Nation]:
    """The nation, its server running; what has changed since last time is built first."""
    given = os.environ.get("SAMVERKAN_BENCH")
    folder = Folder(Path(given) if given else default_folder("bench"))
    url = os.environ.get("DATABASE_URL")
    database = Database(folder, make_conninfo(url, dbname=NAME) if url else None)
    folder.prepare()
    with folder.held():
        found = Nation(folder, database)
        todo = _todo(found)
        try:
            if "nation" in todo:
                _clear(found)
            database.start()
            for step in todo:
                _say(step)
                _builders()[step](found)
                write_private(_mark(found, step), _fingerprints(found)[step])
            if url:  # roles are the server's: somebody else there may have given them other passwords
                roles.create_roles(database.admin, folder.passwords)
            yield found
        finally:
            database.stop()


def _builders() -> dict[str, Callable[[Nation], None]]:
    from bench.kit import copying, trail_lines

    return {"nation": _build, "trail": trail_lines.write, "plain": copying.copy_plainly}


def _build(nation: Nation) -> None:
    today = date.today()  # noqa: DTZ011 - the day on the wall here
    city = City("nation", chance.SEED, today.isoformat(), nation.database.name)
    building.build(nation.folder, nation.database, city, step=_say, report=lambda _done, _of: None)
    with psycopg.connect(nation.database.admin_here, autocommit=True) as db:
        db.execute("VACUUM (ANALYZE)")
        db.execute("CHECKPOINT")


def _clear(nation: Nation) -> None:
    nation.database.drop_unfinished()
    nation.folder.clear()
    (nation.folder.path / "city.json").unlink(missing_ok=True)
    for step in STEPS:
        _mark(nation, step).unlink(missing_ok=True)


def _todo(nation: Nation) -> list[str]:
    """The first step that was made by other files than today's, or never, and all after it."""
    wanted, steps = _fingerprints(nation), list(STEPS)
    for place, step in enumerate(steps):
        file = _mark(nation, step)
        if not file.exists() or file.read_text() != wanted[step]:
            return steps[place:]
    return []


def _fingerprints(nation: Nation) -> dict[str, str]:
    digest, found = sha256(f"{building.fingerprint(nation.folder)}|{nation.database.url}".encode()), {}
    for step, patterns in STEPS.items():
        for file in sorted(each for pattern in patterns for each in ROOT.glob(pattern)):
            digest.update(file.read_bytes())
        found[step] = digest.hexdigest()
    return found


def _mark(nation: Nation, step: str) -> Path:
    return nation.folder.path / f"{step}.mark"


def _say(step: str) -> None:
    sys.stderr.write(f"building the nation: {step}\n")
    sys.stderr.flush()
