"""The command line. Each command is imported when it is called, so that `samverkan --help` answers at once."""

import importlib
import os
from pathlib import Path

import click

LAZY = {
    "backup": ("samverkan.setup.commands:backup", "Skriv en kopia av databasen (back the database up)."),
    "restore": ("samverkan.setup.commands:restore", "Läs tillbaka en kopia (restore a copy)."),
    "evaluate": ("samverkan.evidence.commands:evaluate", "Utvärdera: fungerade det (did it work)?"),
    "demo": ("samverkan.demo.command:demo", "Öppna en påhittad stad (open a made-up city)."),
    "open-data": (
        "samverkan.picture.open_data_command:open_data_command",
        "Skriv lägesbilden som öppna data (write the picture as open data).",
    ),
    "import": (
        "samverkan.picture.commands:import_command",
        "Läs in offentlig statistik (import statistics).",
    ),
    "picture": (
        "samverkan.picture.commands:picture_command",
        "Skriv en lägesbild som pdf (write a picture).",
    ),
    "list": ("samverkan.casework.commands:list_command", "Läs in en befintlig lista (take in a list)."),
    "method": ("samverkan.methods.commands:method", "Kontrollera metoder (check methods)."),
    "trail": ("samverkan.trail.commands:trail", "Kontrollera spåret (verify the trail)."),
}
PICTURES = {"import", "picture", "open-data"}  # commands that work in the picture's folder
WORDS = "samverkan.words"  # what was typed after `samverkan`


class Late(click.Group):
    """A group that knows its commands by name and imports them when they are wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *LAZY})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in LAZY:
            return super().get_command(ctx, cmd_name)
        module, _, name = LAZY[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.meta[WORDS] = args
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = {name: command.get_short_help_str(100) for name, command in self.commands.items()}
        known = {**own, **{name: words for name, (_, words) in LAZY.items()}}
        rows = [(name, known[name]) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=Late, context_settings={"max_content_width": 110})
@click.version_option(package_name="samverkan")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Samverkan: inget delas, allt lämnas ut (nothing is shared; things are disclosed)."""
    if ctx.invoked_subcommand == "trail" and "--help" not in ctx.meta[WORDS]:
        from samverkan.demo.command import at_hand

        ctx.with_resource(at_hand())
    if ctx.invoked_subcommand in PICTURES and "--help" not in ctx.meta[WORDS]:
        from samverkan.demo.command import picture_folder

        os.environ.setdefault("SAMVERKAN_PICTURE", str(picture_folder()))


_admin = click.option(
    "--admin", envvar="SAMVERKAN_ADMIN_DSN", required=True, help="May create roles and databases."
)
_database = click.option("--database", default="samverkan", show_default=True)
_keys = click.option(
    "--keys",
    envvar="SAMVERKAN_KEYS",
    required=True,
    type=click.Path(path_type=Path),
    help="The key store's folder.",
)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes that answer; default: processors, at least 2."
)
def serve(host: str, port: int, workers: int | None) -> None:
    """Starta tjänsten (serve; DATABASE_URL, SAMVERKAN_KEYS and SAMVERKAN_WITNESS say what)."""
    from samverkan.setup import serving

    try:
        serving.serve(serving.Listen(host, port, workers or serving.Listen.workers))
    except serving.ServiceFailed as wrong:
        raise click.ClickException(
            f"Processen {wrong} avslutades oväntat (the process ended by itself)."
        ) from wrong
    except serving.SettingMissing as wrong:
        raise click.ClickException(
            f"{wrong} saknas: ange den i miljön (set it in the environment)."
        ) from wrong


@main.command()
@_admin
@_database
@_keys
@click.option(
    "--passwords", type=click.Path(path_type=Path), envvar="SAMVERKAN_ROLES", required=True,
    help="Where the roles' passwords are kept; made if missing.",
)  # fmt: skip
def migrate(admin: str, database: str, keys: Path, passwords: Path) -> None:
    """Lägg upp eller uppdatera databasen (roles, database, tables, keys; again changes nothing)."""
    from samverkan.setup import install

    try:
        install.install(admin, database, keys, passwords)
    except RuntimeError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"Klart. Rollernas lösenord ligger i {passwords} (done; the roles' passwords).")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_admin
@_database
@_keys
def found(file: Path, admin: str, database: str, keys: Path) -> None:
    """Inrätta myndigheter, uppdrag och verksamheter ur FILE (found agencies, officers and programmes)."""
    from samverkan.setup import install

    try:
        install.found(admin, database, keys, file)
    except RuntimeError as wrong:
        raise click.ClickException(f"{file}: {str(wrong).strip().splitlines()[-1]}") from wrong
    click.echo("Klart (done).")
