"""Fixtures for every room. The product connects as the web role only; `attacker` is the one exception.

Tests run outside any wrapping transaction: inside one, a context would survive the request and prove nothing.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings

pytest_plugins = ["support.browser", "support.picture"]
os.environ["DJANGO_SETTINGS_MODULE"] = "samverkan.settings"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the suite runs on every core already
GIVEN = os.environ.get("DATABASE_URL")
# These take minutes each: begun last, they would leave one process waiting for the other.
BEGIN_WITH = (
    "tests/browser/test_every_page.py", "tests/two_worlds/test_histories.py", "tests/demo/test_start_and_stop.py",
    "tests/two_worlds/", "tests/browser/", "src/samverkan/picture/own/tests/test_killed.py",
    "src/samverkan/picture/importing/tests/test_killed.py",
)  # fmt: skip

# Whoever develops meets new examples at every run; the gate gives the same answer about the same commit. No
# deadline: the first example may compile a kernel, and what is fast is measured by `make bench`, never here.
settings.register_profile("samverkan", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("samverkan")


@pytest.fixture(autouse=True)
def _no_language_left() -> Iterator[None]:
    """A page asked for in English leaves its thread in English, as Django does; the next test starts in Swedish."""
    yield
    if (django := sys.modules.get("django.apps")) and django.apps.ready:
        from django.utils import translation

        translation.deactivate()


@pytest.fixture(scope="session")
def server() -> Iterator["TestServer"]:  # noqa: F821
    """The tests' PostgreSQL server."""
    from support.server import shared_server

    with shared_server() as started:
        yield started


@pytest.fixture(scope="session")
def built(server) -> tuple[str, Path]:
    """The template database's name and the folder of its keys."""
    from support.template import ready

    return ready(server)


@pytest.fixture(scope="session")
def template(server, built: tuple[str, Path], tmp_path_factory) -> str:
    """A migrated and founded database to clone; Django is set up, with a copy of its keys."""
    name, kept = built
    keys = tmp_path_factory.mktemp("keys") / "keys"
    shutil.copytree(kept, keys)
    witness = tmp_path_factory.mktemp("witness")
    os.environ.update(SAMVERKAN_KEYS=str(keys), SAMVERKAN_WITNESS=str(witness))
    _set_up_django(server.admin, name, server.passwords)
    return name


def _set_up_django(admin: str, name: str, passwords: Path) -> None:
    from samverkan.setup import roles

    os.environ["DATABASE_URL"] = roles.dsn_as(roles.WEB, admin, name, passwords)
    import django

    django.setup()
    if GIVEN:
        os.environ["DATABASE_URL"] = GIVEN


@pytest.fixture
def world(server, template: str) -> Iterator["World"]:  # noqa: F821
    """A database of one's own with the small world in it."""
    yield from _clone(server, template)


@pytest.fixture(scope="module")
def shared_world(server, template: str) -> Iterator["World"]:  # noqa: F821
    """The same, shared by a module whose tests do not disturb one another."""
    yield from _clone(server, template)


def _clone(server, template: str) -> Iterator["World"]:  # noqa: F821
    from django.db import connections
    from support.world import World

    from samverkan.setup import install, roles

    name = f"samverkan_test_{uuid4().hex[:12]}"
    roles.create_database(server.admin, name, template)
    before = connections.databases["default"]["NAME"]
    connections["default"].close()
    connections.databases["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    install.open_history(server.admin, name, opened=True)
    yield World(server.admin, name, server.passwords)
    connections["default"].close()
    connections.databases["default"]["NAME"] = before
    connections["default"].settings_dict["NAME"] = before
    roles.drop_database(server.admin, name)


@pytest.fixture
def new_world(server, template: str, built: tuple[str, Path]):
    """Worlds one after another, each with a database and a key store of its own."""
    return lambda: _apart(server, template, built[1])


@contextmanager
def _apart(server, template: str, kept: Path) -> Iterator["World"]:  # noqa: F821
    from django.conf import settings

    from samverkan.secrecy.binding import keystore

    before = settings.SAMVERKAN["KEYS"]
    with tempfile.TemporaryDirectory() as folder:
        settings.SAMVERKAN["KEYS"] = Path(shutil.copytree(kept, Path(folder) / "keys"))
        keystore.cache_clear()
        try:
            yield from _clone(server, template)
        finally:
            settings.SAMVERKAN["KEYS"] = before
            keystore.cache_clear()


@pytest.fixture
def attacker(world) -> Iterator[Callable[..., psycopg.Connection]]:
    """Connections as superuser or any role to the test's database: the only ones besides the product's."""
    opened: list[psycopg.Connection] = []

    def connect(role: str | None = None) -> psycopg.Connection:
        opened.append(psycopg.connect(world.dsn(role), autocommit=True))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def pytest_terminal_summary(terminalreporter) -> None:
    """Say in the last lines what was left out; with CI=true leaving a browser or database test out fails."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(f"Utelämnade prov: {len(skipped)} (orsakerna ovan, SKIPPED).")


def _turn(item: pytest.Item) -> int:
    found = (n for n, each in enumerate(BEGIN_WITH) if item.nodeid.startswith(each))
    return next(found, len(BEGIN_WITH))


def pytest_collection_modifyitems(items) -> None:
    """Whatever needs the world needs the database; whatever needs Chromium is a browser test. The slowest first."""
    items.sort(key=_turn)
    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        if {"world", "shared_world", "template"} & needs:
            item.add_marker(pytest.mark.database)
        if "chromium" in needs:
            item.add_marker(pytest.mark.browser)


def pytest_sessionfinish(session, exitstatus) -> None:
    """In CI a skipped browser or database test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return
    left_out = [
        report
        for report in reporter.stats.get("skipped", [])
        if {"browser", "database"} & set(report.keywords)
    ]
    if left_out and exitstatus == 0:
        session.exitstatus = 1
