"""`samverkan list ...`: an existing list tried against a method's file, and taken in by an officer who signs in."""

import os
from pathlib import Path
from typing import Any

import click
import django
from django.apps import apps

from samverkan.methods.loading import catalogue
from samverkan.methods.schema import Method
from samverkan.tables import writing
from samverkan.tables.problem import Language
from samverkan.tables.refusal import Refusal

_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
_language = click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
NEEDED = ("DATABASE_URL", "SAMVERKAN_KEYS", "SAMVERKAN_WITNESS")


@click.group("list")
def list_command() -> None:
    """En befintlig lista: pröva filen, läs in den (try and take in an existing list)."""


@list_command.command("check")
@_file
@click.option("--method", "name", default="trefas", show_default=True, help="A method of the catalogue.")
@_language
def check(file: Path, name: str, language: Language) -> None:
    """Pröva FILE mot metodens kolumner; inget läses in (try it; exit 1 if any row is refused)."""
    method = next((each for each in catalogue() if each.id == name), None)
    if method is None:
        known = ", ".join(sorted({each.id for each in catalogue()}))
        raise click.ClickException(f"Metoden {name} finns inte. Det finns: {known} (no such method).")
    _ready()
    raise SystemExit(1 if _tell(_read(method, file, language), language, file) else 0)


@list_command.command("import")
@_file
@click.option("--programme", required=True, help="The programme's name.")
@click.option(
    "--as", "username", required=True, help="The officer who takes it in; signs in with password and code."
)
@click.option("--write", is_flag=True, help="Take it in; without this it is only tried.")
@_language
def take_in_command(file: Path, programme: str, username: str, write: bool, language: Language) -> None:
    """Läs in FILE i en verksamhet, som en tjänsteman vid listans ägare (all rows that are right, or none)."""
    _ready(NEEDED)
    from samverkan.casework import actions
    from samverkan.casework.pinning import pinned
    from samverkan.casework.reads.take_in import known_already
    from samverkan.secrecy.acting import Invalid
    from samverkan.secrecy.binding import bound

    by, chosen = _signed_in(username, programme)
    with bound(by):
        method = pinned(chosen.method, chosen.method_version)
        found = known_already(by, _read(method, file, language))
    _tell(found, language, file)
    if not write:
        click.echo("Inget är inläst: lägg till --write (nothing is taken in: add --write).")
        return
    try:
        made = actions.take_in(by=by, programme=chosen, lines=found.lines)
    except Invalid as wrong:
        raise click.ClickException(str(wrong.message)) from wrong
    click.echo(f"{len(made)} ärenden är inlästa (taken in).")


def _ready(needed: tuple[str, ...] = ()) -> None:
    missing = [name for name in needed if name not in os.environ] if not apps.ready else []
    if missing:
        raise click.ClickException(f"{', '.join(missing)} saknas: ange i miljön (set in the environment).")
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
        django.setup()


def _read(method: Method, file: Path, language: Language) -> Any:
    from samverkan.casework import list_file
    from samverkan.secrecy import clock

    try:
        return list_file.read(method, file.name, file.read_bytes(), clock.today())
    except Refusal as refused:
        raise click.ClickException(str(getattr(refused, language))) from refused


def _tell(found: Any, language: Language, file: Path) -> bool:
    """The report in sentences, every refused row by itself, and those rows in a file beside; whether there are any."""
    report = found.report
    click.echo(next(report.lines(language)))
    for row in report.refused:
        for problem in row.problems:
            click.echo(str(getattr(problem, language)))
    beside = writing.write_refused(report, file, language)
    if beside is not None:
        click.echo(f"De avvisade raderna: {beside} (the refused rows).")
    return bool(report.refused)


def _signed_in(username: str, name: str) -> tuple[Any, Any]:
    """The actor and the programme, once password and code are right. Nothing tells which of them was wrong."""
    from samverkan.casework import rules
    from samverkan.secrecy import officers, proof
    from samverkan.secrecy.models import Officer, Programme

    officer = Officer.objects.filter(username=username).first()
    password = click.prompt("Lösenord (password)", hide_input=True)
    code = click.prompt("Kod (code)", hide_input=True)
    right = officer is not None and bool(officer.totp_sealed) and officer.check_password(password)
    if officer is None or not right or not proof.accept(officer, code):
        _trace_refused(officer)
        raise click.ClickException("Inloggningen stämmer inte (the sign-in is not right).")
    chosen = Programme.objects.filter(name=name).first()
    actors = [officers.actor_for(officer.pk, each) for each in _held(officer)]
    by = next((a for a in actors if a and chosen and rules.take_in(a, programme=chosen)), None)
    if by is None:
        raise click.ClickException(
            f"Det finns ingen verksamhet {name} vars lista {username} får läsa in (no such programme for them)."
        )
    return by, chosen


def _held(officer: Any) -> list[Any]:
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.models.people import Lasting

    live = Assignment.objects.filter(Lasting.live(clock.today()), officer=officer)
    return list(live.values_list("pk", flat=True))


def _trace_refused(officer: Any) -> None:
    """That somebody tried in an officer's name stands in that authority's log."""
    from samverkan.secrecy import officers
    from samverkan.secrecy.acting import trace_refusal

    for held in _held(officer)[:1] if officer else []:
        by = officers.actor_for(officer.pk, held)
        if by is not None:
            trace_refusal(by, "list.take_in")
