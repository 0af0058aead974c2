"""A real Chromium against the real product, served in this process as the web role on the test's own database.

One Chromium serves the whole session; each visitor is a context of its own, so nothing is shared between officers.
A visitor's problems (a console error, a breach of the content policy, a request to any other host) fail the test.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from support.world import World

WIDE, NARROW = 1280, 390
PATIENCE = 45_000  # milliseconds: a machine that runs other tests too is slow at times
# Chromium reports a page that is answered 4xx as an error in the console; the test looks at the status itself.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
WHO = "X-Visitor"  # says in the server's own record whom an answer went to; the product knows nothing of it


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """The session's Chromium: the machine's own, else playwright's, else one fetched; else the test is skipped."""
    sync_api = pytest.importorskip("playwright.sync_api")
    from tools import chromium as chromium_of

    # Playwright leaves an event loop running in this thread, at which Django's guard against coroutines stops.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as playwright:
        try:
            browser = chromium_of.launched(playwright)
        except chromium_of.NoChromium as missing:
            pytest.skip(f"no Chromium on this machine, and none could be fetched: {missing}")
        yield browser
        browser.close()


@dataclass
class Live:
    """The served product. `sent` holds every byte each visitor was sent, headers included."""

    world: "World"
    url: str = ""
    sent: dict[str, bytearray] = field(default_factory=lambda: defaultdict(bytearray))

    def application(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """The product's own WSGI application, with a record of what left it."""
        from samverkan.web.wsgi import application

        record = self.sent[environ.get("HTTP_X_VISITOR", "")]

        def noted(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            record.extend(repr((environ["PATH_INFO"], status, headers)).encode())
            return start(status, headers, *more)

        answer = application(environ, noted)
        try:
            whole = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        if not environ["PATH_INFO"].startswith("/static/"):
            record.extend(whole)
        return [whole]


@pytest.fixture
def live_server(world: "World") -> Iterator[Live]:
    """The product on the test's own database."""
    with _living(world) as live:
        yield live


@pytest.fixture(scope="module")
def shared_live(shared_world: "World") -> Iterator[Live]:
    """The product on the module's shared database."""
    with _living(shared_world) as live:
        yield live


@contextmanager
def _living(world: "World") -> Iterator[Live]:
    from tools.serving import served

    live = Live(world)
    with served(live.application) as live.url:
        yield live


@dataclass
class Visitor:
    """One officer at one screen, or somebody not signed in. `problems` must be empty in the end."""

    name: str
    live: Live
    context: "BrowserContext"
    page: "Page"
    problems: list[str]

    def go(self, path: str) -> "Page":
        """Open a path of the product."""
        self.page.goto(self.live.url + path)
        return self.page

    def got(self) -> bytes:
        """Every byte this visitor was sent."""
        return bytes(self.live.sent[self.name])


class Visitors:
    """Opens screens, and in the end closes them all and says what went wrong on any of them."""

    def __init__(self, chromium: "Browser", live: Live) -> None:
        self.chromium, self.live, self.opened = chromium, live, []  # type: ignore[var-annotated]

    def enter(
        self, username: str = "", *, known_as: str = "", stepped_up: bool = False, width: int = WIDE,
        locale: str = "sv-SE",
    ) -> Visitor:  # fmt: skip
        """A new screen; with a user name in the middle of that officer's session, else not signed in.

        `known_as` is what the record of what was sent calls whoever is not signed in.
        """
        name = username or known_as or "nobody"
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, locale=locale,
            timezone_id="Europe/Stockholm", reduced_motion="reduce", extra_http_headers={WHO: name},
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        problems: list[str] = []
        context.on("request", lambda asked: self._own(asked.url, problems))
        context.on("console", lambda said: _note(said, problems))
        context.on("weberror", lambda thrown: problems.append(str(thrown.error)))
        if username:
            context.add_cookies([self._cookie(username, stepped_up=stepped_up)])
        visitor = Visitor(name, self.live, context, context.new_page(), problems)
        self.opened.append(visitor)
        return visitor

    def leave(self) -> None:
        """Close every screen; fail on what went wrong on any."""
        for visitor in self.opened:
            visitor.context.close()
        wrong = [f"{visitor.name}: {problem}" for visitor in self.opened for problem in visitor.problems]
        assert wrong == []

    def _own(self, url: str, problems: list[str]) -> None:
        parts = urlsplit(url)
        if (
            parts.scheme not in ("data", "blob", "about")
            and f"{parts.scheme}://{parts.netloc}" != self.live.url
        ):
            problems.append(f"asked another host: {url}")

    def _cookie(self, username: str, *, stepped_up: bool) -> dict[str, str]:
        from support.clients import signed_in_client

        client = signed_in_client(self.live.world, username, stepped_up=stepped_up)
        return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.live.url}


def _note(said: Any, problems: list[str]) -> None:
    if said.type == "error" and not ANSWERED.match(said.text):
        problems.append(said.text)


@pytest.fixture
def visitors(chromium: "Browser", live_server: Live) -> Iterator[Visitors]:
    """Screens at the product on the test's own database."""
    found = Visitors(chromium, live_server)
    yield found
    found.leave()


@pytest.fixture(scope="module")
def shared_visitors(chromium: "Browser", shared_live: Live) -> Iterator[Visitors]:
    """Screens at the product on the module's shared database."""
    found = Visitors(chromium, shared_live)
    yield found
    found.leave()
