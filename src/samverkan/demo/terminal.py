"""What a start looks like in the terminal: each step with its time, then the address and the logins."""

import shutil
import sys
import time
from itertools import groupby
from pathlib import Path

import yaml
from rich.console import Console
from rich.status import Status
from rich.table import Table

from samverkan.demo import organisation
from samverkan.demo.database import given_url, usual_folder
from samverkan.demo.folder import Folder
from samverkan.demo.part import Spec
from samverkan.demo.words import say as _
from samverkan.methods.loading import load

NARROWEST = 100  # columns; a pipe has no width of its own


def console() -> Console:
    """Standard output, wide enough for the logins when it is no terminal."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=max(found.width, NARROWEST))


class Steps:
    """Says each step when it is done, and how long it took; in a terminal also what goes on and how far it is."""

    def __init__(self, screen: Console) -> None:
        self._screen = screen
        self._begun = self._step_begun = time.monotonic()
        self._text = ""
        self._turning: Status | None = None

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._begun

    def begin(self, text: str) -> None:
        """End the step before this one, if any, and begin this one."""
        self.end()
        self._text, self._step_begun = text, time.monotonic()
        if self._screen.is_terminal:
            self._turning = self._screen.status(text)
            self._turning.start()

    def far(self, done: int, total: int) -> None:
        """How far the step is."""
        if self._turning:
            self._turning.update(f"{self._text}: {done * 100 // max(1, total)} %")

    def end(self) -> None:
        """The step is done."""
        took, text = time.monotonic() - self._step_begun, self._text
        self.abandon()
        if text:
            self._screen.print(f"  {text:<48} {took:5.1f} s")

    def abandon(self) -> None:
        """The step will not be done; leave the terminal tidy."""
        if self._turning:
            self._turning.stop()
        self._turning, self._text = None, ""


def greet(
    screen: Console, folder: Folder, address: str, language: str, *, seconds: float, local: bool = True
) -> None:
    """Print where to go, as whom, with what password, and how to get a code."""
    spec = yaml.safe_load(folder.organisation.read_text())
    command = _command(folder)
    first = spec["programmes"][0]["seats"][0]["officer"]
    screen.print()
    screen.print(_("Samverkan är igång: %s") % f"[bold]{address}[/bold]", f"[dim]({seconds:.1f} s)[/dim]")
    screen.print(_logins(spec, language))
    screen.print(_("Lösenord för alla: %s") % f"[bold]{spec['officers'][0]['password']}[/bold]")
    screen.print(_("Engångskod: %s") % f"[bold]{command} demo code {first}[/bold]", soft_wrap=True)
    screen.print(_("Kontrollera spåret: %s") % f"{command} trail verify", soft_wrap=True)
    screen.print(
        _("Alla personer är påhittade. Allt som skrivs ligger kvar i %s.") % folder.path, soft_wrap=True
    )
    if not local:
        screen.print(
            _("Andra datorer kan nå den här adressen, och lösenordet är ingen hemlighet."), style="bold"
        )
    screen.print(_("Stoppa med Ctrl-C."))


def _command(folder: Folder) -> str:
    """How to call us from here: by name if the shell finds us, and with the folder unless it is the usual one."""
    ours = Path(sys.executable).with_name("samverkan")
    name = "samverkan" if shutil.which("samverkan") == str(ours) else str(ours)
    usual = folder.path == usual_folder("small", given_url())
    return name if usual else f"SAMVERKAN_DATA={folder.path} {name}"


def _logins(spec: Spec, language: str) -> Table:
    shown = organisation.logins(spec)
    labels = {
        (method, role.id): role.label.for_language(language)
        for method in {login.method for login in shown if login.method}
        for role in load(method).roles
    }
    short = {agency["name"]: agency["short"] for agency in spec["agencies"]}
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in (_("Roll"), _("Namn"), _("Myndighet"), _("Användarnamn")):
        table.add_column(heading, no_wrap=True)
    for method, group in groupby(shown, key=lambda login: login.method):
        table.add_row(f"[bold]{_method(method, language)}[/bold]")
        for login in group:
            role = labels.get((login.method, login.role), login.role)
            table.add_row(role, login.name, short[login.agency], login.username)
    return table


def _method(name: str, language: str) -> str:
    """What the lines beneath have in common; whoever has a seat in no programme works for the municipality."""
    return load(name).name.for_language(language) if name else _("Kommunen")
