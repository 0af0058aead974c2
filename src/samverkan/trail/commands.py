"""`samverkan trail ...`: verify the trail, and run its sequencer."""

import logging.config
import os
import signal
import threading
from pathlib import Path
from typing import Any

import click
import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samverkan.trail import wording
from samverkan.trail.notes import NoteError, Signer, Verifier
from samverkan.trail.sequencer import BrokenTrailError, BusyError, Pace, Sequencer
from samverkan.trail.verify import verify
from samverkan.trail.witness import SplitViewError, Witness

ORIGIN = "samverkan/trail"
_WITNESS = "SAMVERKAN_WITNESS"
_AUDITOR = "SAMVERKAN_AUDITOR_DSN"
_SEQUENCER = "SAMVERKAN_SEQUENCER_DSN"
_FORESEEN = (BusyError, BrokenTrailError, SplitViewError, NoteError, psycopg.Error, OSError, ValueError)
_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_folder = click.Path(path_type=Path, file_okay=False)


@click.group()
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
@click.pass_context
def trail(ctx: click.Context, language: str) -> None:
    """Spåret: kontrollera det, och foga in nya rader (the tamper-evident trail)."""
    ctx.obj = language


@trail.command("verify")
@click.option("--checkpoint", "checkpoints", type=_file, multiple=True, help="A checkpoint kept elsewhere.")
@click.option("--key", type=_file, help="The log's public key; else the one kept beside the checkpoints.")
@click.option("--witness", type=_folder, envvar=_WITNESS, help="The folder of kept checkpoints.")
@click.option("--dsn", envvar=_AUDITOR, help="The database, as the auditor.")
@click.pass_obj
def verify_command(
    language: str, checkpoints: tuple[Path, ...], key: Path | None, witness: Path | None, dsn: str | None
) -> None:
    """Hold every line against the log and the log against every kept checkpoint; exit 1 if any disagrees."""
    _begin(language)
    try:
        report = verify(
            dsn or _setting(_AUDITOR),
            witness=witness or Path(_setting(_WITNESS)),
            checkpoints=checkpoints,
            key=Verifier.parse(key.read_text()) if key else None,
        )
    except (psycopg.Error, OSError, NoteError) as wrong:
        raise click.ClickException(_("Spåret kunde inte kontrolleras: %(why)s") % {"why": wrong}) from wrong
    for sentence in wording.lines(report):
        click.echo(sentence)
    raise SystemExit(0 if report.ok else 1)


@trail.command("sequence")
@click.option("--once", is_flag=True, help="Fold and publish once, instead of until stopped.")
@click.option("--key", type=_file, envvar="SAMVERKAN_TRAIL_KEY", required=True, help="32 bytes of secret.")
@click.option("--origin", envvar="SAMVERKAN_TRAIL_ORIGIN", default=ORIGIN, show_default=True)
@click.option("--step", type=click.IntRange(1), default=Pace.step, show_default=True)
@click.option("--cadence", type=click.FloatRange(0.1), default=Pace.cadence, show_default=True)
@click.option("--witness", type=_folder, envvar=_WITNESS, help="The folder that keeps the checkpoints.")
@click.option("--dsn", envvar=_SEQUENCER, help="The database, as the sequencer.")
@click.pass_obj
def sequence_command(
    language: str, once: bool, key: Path, origin: str, step: int, cadence: float, witness: Path | None,
    dsn: str | None,
) -> None:  # fmt: skip
    """Fold new lines into the log and publish signed checkpoints."""
    if not apps.ready:  # no room is set up here; what goes wrong is logged in codes only all the same
        logging.config.dictConfig(settings.LOGGING)
    folder = Witness(witness or Path(_setting(_WITNESS)))
    pace = Pace(step=step, cadence=cadence)
    try:
        signer = Signer(origin, key.read_bytes())
        with Sequencer(dsn or _setting(_SEQUENCER), folder, signer, pace) as sequencer:
            if once:
                size = sequencer.run_once().size
                _begin(language)
                click.echo(_("Loggen har nu %(size)s löv.") % {"size": size})
            else:
                sequencer.run_forever(_stopped_by_signal())
    except _FORESEEN as wrong:
        _begin(language)
        raise click.ClickException(_why(wrong)) from wrong


def _why(wrong: Exception) -> str:
    """What kept the sequencer from its work, in words."""
    if isinstance(wrong, BusyError):
        return _("En annan process fogar redan in rader.")
    if isinstance(wrong, BrokenTrailError | SplitViewError | NoteError):
        return _("Loggen är inte den som senast undertecknades. Kör `samverkan trail verify`.")
    return _("Raderna kunde inte fogas in: %(why)s") % {"why": wrong}


def _begin(language: str) -> None:
    """When a command speaks: its help needs no settings, and the sequencer, silent while all is well, no rooms."""
    if not apps.ready:
        django.setup()
    translation.activate(language)


def _stopped_by_signal() -> threading.Event:
    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    return stop


def _setting(name: str) -> str:
    """A value from the environment, else from `settings.SAMVERKAN` without the prefix."""
    ours: dict[str, Any] = getattr(settings, "SAMVERKAN", {})
    value = os.environ.get(name) or ours.get(name.removeprefix("SAMVERKAN_"))
    if not value:
        _begin(click.get_current_context().find_object(str) or "sv")
        raise click.ClickException(_("%(name)s saknas: ange den i miljön.") % {"name": name})
    return str(value)
