"""The pictures of docs/images, from the made-up city: `python -m tools.screenshots [NAME ...] [--data DIR]`.

The city is built once, to an anchor date of its own, and served with the clock held at the day after, so that
the same program gives the same pictures whenever it is run. Each page is opened by somebody whose page it is.
"""

import argparse
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools import picture_council
from tools.chromium import launched
from tools.picture_city import MOMENT, opened, session
from tools.picture_exits import CONTROLLER, COORDINATOR
from tools.picture_groups import ANALYST, DECIDER, MUNICIPAL
from tools.picture_school import CLERK, COUNSELLOR, HEAD
from tools.serving import served

IMAGES = Path(__file__).parents[1] / "docs" / "images"
WIDE, TALL, NARROW, LONG = (1280, 960), (1280, 1500), (390, 844), (390, 1300)
TALLER, LONGER = (1280, 2200), (390, 1560)
COLOURS, HEAVIEST = 256, 150_000  # in the palette, the most frequent as they are; bytes


@dataclass
class Shot:
    """One picture: whose page, where, what to do before it is taken, and how wide."""

    name: str
    officer: str
    path: str
    size: tuple[int, int] = WIDE
    before: Callable[[Any], None] = field(default=lambda _page: None)


def shots(where: dict[str, str]) -> Iterator[Shot]:
    """All pictures; `where` holds the addresses that carry ids."""
    yield Shot("list", "polis.jarva.samordnare", where["list"])
    yield Shot("list-narrow", "polis.jarva.samordnare", where["list"], NARROW)
    yield Shot("desk", "frivard.jarva.handlaggare1", "/")
    yield Shot("case", "polis.jarva.samordnare", where["case"])
    yield Shot("case-narrow", "polis.jarva.samordnare", where["case"], NARROW)
    yield Shot("disclosure", where["decider"], where["decide"], TALL, _answer)
    yield Shot("disclosure-narrow", where["decider"], where["decide"], LONG, _answer)
    yield Shot("receive", where["receiver"], where["delivery"])
    yield Shot("guide", "polis.jarva.samordnare", GUIDE)
    yield Shot("guide-narrow", "polis.jarva.samordnare", GUIDE, NARROW)
    yield Shot("meeting", "polis.jarva.samordnare", where["meeting"])
    yield Shot("meeting-narrow", "polis.jarva.samordnare", where["meeting"], NARROW)
    yield Shot("figures", "polis.jarva.styr", "/siffror/")
    yield from _pictures(where)
    yield Shot("log", "polis.jarva.logg", "/logg/?verb=disclosure.decide")
    yield from _school(where)
    yield from _groups(where)
    yield from _exits(where)


def _school(where: dict[str, str]) -> Iterator[Shot]:
    """A school's team and its pupils' pages."""
    for name, size in (("", WIDE), ("-narrow", NARROW)):
        yield Shot(f"school-team{name}", HEAD, where["team"], size)
        yield Shot(f"school-inquiry{name}", COUNSELLOR, where["pupil"] + "utredning/", size)
        yield Shot(f"school-attendance{name}", COUNSELLOR, where["pupil_followed"] + "narvaro/", size)
        yield Shot(f"school-grades{name}", COUNSELLOR, where["pupil"] + "betyg/", size)
    yield Shot("school-plan", COUNSELLOR, where["pupil"] + "plan/")
    yield Shot("school-file", CLERK, where["school_file"])
    yield Shot("school-voice-narrow", COUNSELLOR, "/egna-ord/", NARROW)


def _groups(where: dict[str, str]) -> Iterator[Shot]:
    """The work on groups."""
    for name, size in (("", TALL), ("-narrow", LONG)):
        yield Shot(f"groups-map{name}", ANALYST, where["groups"] + "karta/", size)
        yield Shot(f"groups-group{name}", MUNICIPAL, where["group"], size)
        yield Shot(f"groups-call-in{name}", MUNICIPAL, where["call_in"], size)
    yield Shot("groups-scorecards", ANALYST, where["groups"] + "styrkort/", TALL)
    yield Shot("groups-focus", DECIDER, where["group"] + "fokus/omprovning/", TALL)


def _exits(where: dict[str, str]) -> Iterator[Shot]:
    """The exit programme. What lies under the lock is in no picture."""
    for name, size in (("", TALLER), ("-narrow", LONGER)):
        yield Shot(f"exit-leaver{name}", COORDINATOR, where["leaver"] + "avhopp/", size)
        yield Shot(f"exit-funnel{name}", COORDINATOR, where["exits"], size)
    yield Shot("exit-place", COORDINATOR, where["leaver"] + "plats/", TALL)
    yield Shot("exit-apart", COORDINATOR, where["asked"] + "isar/", (1280, 1134))
    yield Shot("exit-providers", COORDINATOR, where["providers"])
    yield Shot("exit-costs", CONTROLLER, where["exits"] + "kostnader/", TALL)


def _pictures(where: dict[str, str]) -> Iterator[Shot]:
    """The situation picture and the municipality's loop, in a list of their own."""
    return (Shot(each.name, each.officer, each.path, each.size) for each in picture_council.shots(where))


GUIDE = (
    "/far-jag-lamna-ut/?giver=social&receiver=police&what=social&purpose=prevent_crime&age=17"
    "&consent=not_asked&on=2026-11-24"
)


def _answer(page: Any) -> None:
    """The decision half made: the first question answered, the reasons begun."""
    page.locator("[name=answer_need][value=yes]").check()
    page.locator("[name=why_need]").fill("Punkt 1: att förebygga brottslig verksamhet.")


def main() -> None:
    """Take them all, or those named."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", help="only these pictures")
    asked.add_argument("--data", type=Path, help="the city's folder; default beside the demo's")
    given = asked.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with opened(given.data) as where, served(_held) as url:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = launched(playwright)
            for shot in shots(where):
                if not given.names or shot.name in given.names:
                    _take(browser, url, shot)


def _held(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
    """The product with its clock held still."""
    from samverkan.secrecy import clock
    from samverkan.web.wsgi import application

    with clock.frozen(MOMENT):
        answer = application(environ, start)
        whole = b"".join(answer)
        answer.close()
    return [whole]


def _take(browser: Any, url: str, shot: Shot) -> None:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="sv-SE", timezone_id="Europe/Stockholm",
        reduced_motion="reduce", color_scheme="light",
    )  # fmt: skip
    context.add_cookies([{"name": "sessionid", "value": session(shot.officer), "url": url}])
    context.set_default_navigation_timeout(180_000)  # milliseconds: the machine may have other work
    page = context.new_page()
    answer = page.goto(url + shot.path)
    if answer.status != 200:
        raise SystemExit(f"{shot.name}: {shot.path} answers {answer.status}")
    shot.before(page)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(300)
    keep(page.screenshot(animations="disabled", caret="hide"), IMAGES / f"{shot.name}.png")
    context.close()


def keep(png: bytes, file: Path) -> None:
    """With a palette of its own: a third of the bytes, and no difference to the eye."""
    import numpy as np
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    pixels, where = np.unique(
        np.asarray(picture).reshape(-1, 3).astype(np.int32), axis=0, return_inverse=True
    )
    often = pixels[np.argsort(-np.bincount(where.ravel()), kind="stable")[:COLOURS]]
    nearest = ((pixels[:, None] - often[None]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    small = Image.fromarray(nearest[where.ravel()].reshape(picture.height, picture.width), "P")
    small.putpalette(often.astype(np.uint8).tobytes())
    small.save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size // 1000} kB")  # noqa: T201 - what was made
    if file.stat().st_size > HEAVIEST:
        raise SystemExit(f"{file.name} is heavier than {HEAVIEST // 1000} kB")


if __name__ == "__main__":
    main()
