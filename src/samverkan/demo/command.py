"""`samverkan demo`: opens the made-up city; `samverkan demo code USER` gives an officer's one-time code."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path

import click
import psycopg
from rich.console import Console

from samverkan.demo import building, chance, codes, terminal
from samverkan.demo.database import Database, DatabaseTaken, given_url, usual_folder
from samverkan.demo.folder import City, Folder, FolderRefused
from samverkan.demo.opening import LOCAL, Opening, PortTaken, address
from samverkan.demo.places import SIZES
from samverkan.demo.words import say as _
from samverkan.demo.words import speak
from samverkan.setup import roles
from samverkan.setup.embedded import ServerFailed
from samverkan.setup.serving import Listen, ServiceFailed, Stopped, stopped_by_signals

_data = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="SAMVERKAN_DATA",
    help="The city's folder.",
)
_size = click.option("--size", type=click.Choice(SIZES), default="small", show_default=True)


@click.group(invoke_without_command=True)
@_data
@_size
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, 16), help="Processes that answer; default: processors, at least 2."
)
@click.option("--seed", type=int, default=chance.SEED, show_default=True, help="Another seed, another city.")
@click.option(
    "--persons", type=click.IntRange(1, 200), default=40, show_default=True, help="In each programme."
)
@click.option("--anchor", type=click.DateTime(["%Y-%m-%d"]), help="The day the history ends; default today.")
@click.option("--language", type=click.Choice(["sv", "en"]), help="Default: the terminal's.")
@click.pass_context
def demo(
    ctx: click.Context, data: Path | None, size: str, host: str, port: int, workers: int | None, seed: int,
    persons: int, anchor: datetime | None, language: str | None,
) -> None:  # fmt: skip
    """Öppna en påhittad stad (open a made-up city; DATABASE_URL set means that server instead)."""
    chosen = speak(language)
    folder, database = _place(data, size)
    ctx.obj = folder, database
    if ctx.invoked_subcommand:
        return
    day = anchor.date() if anchor else date.today()  # noqa: DTZ011 - the day on the wall here
    wanted = City(size, seed, day.isoformat(), database.name, persons=persons)
    screen = terminal.console()
    opening = Opening(
        folder, database, wanted, Listen(host, port, workers or Listen.workers), terminal.Steps(screen)
    )
    with _plain_errors(opening.listen):
        _run(opening, screen, chosen)


def _run(opening: Opening, screen: Console, language: str) -> None:
    try:
        with stopped_by_signals(), opening.opened() as service:
            terminal.greet(
                screen, opening.folder, address(opening.listen), language,
                seconds=opening.steps.seconds, local=opening.listen.host in LOCAL,
            )  # fmt: skip
            service.watch()
    except Stopped:
        city = opening.folder.city()
        if city is None or not city.complete:
            raise click.ClickException(
                _("Avbrutet innan staden var klar. Nästa start bygger den från början.")
            ) from None
        screen.print(_("Stoppad. Allt som skrevs finns kvar."))


@demo.command("code")
@click.argument("user")
@_data
@click.pass_obj
def code_command(obj: tuple[Folder, Database], user: str, data: Path | None) -> None:
    """Visa USERs engångskod just nu (the officer's one-time code; refused outside demo mode)."""
    folder, database = _place(data, "small") if data else obj
    with _plain_errors(Listen()):
        enter(folder, database)
        click.echo(codes.code_for(user))


@demo.command("dsn")
@click.option("--role", help="A login role, such as samverkan_web; default the superuser.")
@click.pass_obj
def dsn_command(obj: tuple[Folder, Database], role: str | None) -> None:
    """Visa anslutningen till databasen (the connection string, for measuring and for attack)."""
    folder, database = obj
    with _plain_errors(Listen()):
        _finished(folder)
        click.echo(database.as_role(role) if role else database.admin_here)


def picture_folder() -> Path:
    """Where the picture of the made-up city lies; the picture's commands use it where no other is named."""
    folder, _database = _place(_given_folder(), "small")
    return folder.picture


def enter(folder: Folder, database: Database) -> None:
    """Become the product in this city, in this process. Raises NotMadeUp where there is none."""
    if "SAMVERKAN_KEYS" in os.environ:  # a real installation's surroundings decide for themselves
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
    else:
        _finished(folder)
        os.environ.update(building.surroundings(folder, database))
    import django

    django.setup()


@contextmanager
def at_hand() -> Iterator[None]:
    """For the trail's commands: use the made-up city where no other installation is named.

    Its PostgreSQL is started if it sleeps, and put to sleep again.
    """
    speak()
    folder, database = _place(_given_folder(), "small")
    city = folder.city()
    named = {"SAMVERKAN_AUDITOR_DSN", "SAMVERKAN_WITNESS", "SAMVERKAN_KEYS"} & os.environ.keys()
    if named or city is None or not city.complete:
        yield
        return
    with _plain_errors(Listen()), _awake(folder, database):
        os.environ.update(
            SAMVERKAN_WITNESS=str(folder.witness), SAMVERKAN_AUDITOR_DSN=database.as_role(roles.AUDITOR)
        )
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
        yield


@contextmanager
def _awake(folder: Folder, database: Database) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(folder.held())
        except FolderRefused:  # somebody has the city open, so its database runs
            yield
            return
        database.start()
        try:
            yield
        finally:
            database.stop()


def _given_folder() -> Path | None:
    given = os.environ.get("SAMVERKAN_DATA")
    return Path(given) if given else None


def _finished(folder: Folder) -> City:
    city = folder.city()
    if city is None or not city.complete:
        raise codes.NotMadeUp(str(folder.path))
    return city


def _place(data: Path | None, size: str) -> tuple[Folder, Database]:
    url = given_url()
    folder = Folder((data or usual_folder(size, url)).absolute())
    return folder, Database(folder, url)


@contextmanager
def _plain_errors(listen: Listen) -> Iterator[None]:
    """Every foreseen fault as one sentence that says what to do."""
    try:
        yield
    except FolderRefused as wrong:
        raise click.ClickException(_refused(wrong)) from wrong
    except PortTaken as wrong:
        text = _(
            "Port %(port)s används redan. Välj en annan: samverkan demo --port %(other)s (make demo PORT=%(other)s)."
        )
        raise click.ClickException(text % {"port": listen.port, "other": listen.port + 1}) from wrong
    except DatabaseTaken as wrong:
        text = _("Databasen %s är inte tom och hör inte till staden. Ange ett annat namn i DATABASE_URL.")
        raise click.ClickException(text % wrong) from wrong
    except codes.NotMadeUp as wrong:
        text = _("Här finns ingen påhittad stad, och bara där ges koder ut. Starta en med samverkan demo.")
        raise click.ClickException(text) from wrong
    except codes.NoSuchOfficer as wrong:
        raise click.ClickException(_("Ingen har användarnamnet %s.") % wrong) from wrong
    except ServiceFailed as wrong:
        raise click.ClickException(_("Processen %s avslutades oväntat; se ovan.") % wrong) from wrong
    except (ServerFailed, psycopg.OperationalError) as wrong:
        raise click.ClickException(_("Databasen svarar inte: %s") % wrong) from wrong


def _refused(wrong: FolderRefused) -> str:
    texts = {
        "not_empty": _("Mappen %s innehåller annat. Välj en tom mapp med --data."),
        "closed": _("PostgreSQL körs inte som root och når inte %s. Välj en mapp under /var/lib med --data."),
        "in_use": _("Staden i %s är redan öppen."),
        "other_size": _("Staden i %s har en annan storlek. Välj en annan mapp med --data."),
        "other_database": _("Staden i %s ligger i en annan databas. Välj en annan mapp med --data."),
    }  # fmt: skip
    return texts[wrong.code] % wrong.folder
