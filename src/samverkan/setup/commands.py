"""`samverkan backup` and `samverkan restore`: a copy of the ciphertext, and the way back."""

from pathlib import Path

import click

_binaries = click.option(
    "--binaries", type=click.Path(path_type=Path, file_okay=False), envvar="SAMVERKAN_PG_BIN",
    help="The folder of pg_dump and pg_restore, where they are not on the path.",
)  # fmt: skip


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--dsn", envvar="SAMVERKAN_BACKUP_DSN", required=True, help="The connection of samverkan_backup."
)
@_binaries
def backup(file: Path, dsn: str, binaries: Path | None) -> None:
    """Skriv en kopia av databasen till FILE (a copy of the database: ciphertext, no keys, no sessions)."""
    from samverkan.setup import backup as copies

    try:
        copies.dump(dsn, file, binaries)
    except (copies.BackupFailed, OSError) as wrong:
        raise click.ClickException(f"{file}: {wrong}") from wrong
    click.echo(f"Klart: {file}. Nycklarna finns inte i kopian (done; the keys are not in the copy).")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--admin", envvar="SAMVERKAN_ADMIN_DSN", required=True, help="May create roles and databases.")
@click.option("--database", default="samverkan", show_default=True, help="Made anew; must not exist.")
@click.option("--keys", envvar="SAMVERKAN_KEYS", required=True, type=click.Path(path_type=Path))
@click.option("--passwords", envvar="SAMVERKAN_ROLES", required=True, type=click.Path(path_type=Path))
@_binaries
def restore(
    file: Path, admin: str, database: str, keys: Path, passwords: Path, binaries: Path | None
) -> None:
    """Läs tillbaka en kopia ur FILE till en ny databas (restore a copy into a new database)."""
    from samverkan.setup import backup as copies

    try:
        copies.restore(admin, database, keys, passwords, file, binaries)
    except (RuntimeError, OSError) as wrong:
        raise click.ClickException(f"{file}: {wrong}") from wrong
    click.echo(
        "Klart. Det som gallrats sedan kopian togs är oläsligt (done; what was weeded since is unreadable)."
    )
