"""A Chromium to drive: the machine's own, else playwright's, else one that playwright fetches."""

import shutil
import subprocess
import sys
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 300  # seconds for fetching one


class NoChromium(RuntimeError):
    """There is none, and none could be fetched; the message says why."""


def launched(playwright: Any) -> Any:
    """Playwright's handle of a running headless Chromium. Raises NoChromium."""
    from playwright.sync_api import Error

    own = next((found for found in map(shutil.which, NAMES) if found), None)
    if own:
        return playwright.chromium.launch(executable_path=own, args=ARGUMENTS)
    try:
        return playwright.chromium.launch(args=ARGUMENTS)
    except Error:
        _fetch()
    try:
        return playwright.chromium.launch(args=ARGUMENTS)
    except Error as missing:
        raise NoChromium(str(missing).splitlines()[0]) from missing


def _fetch() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False, timeout=PATIENCE, capture_output=True)  # noqa: S603 - our own interpreter
