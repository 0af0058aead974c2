"""`samverkan import KIND FILE`: public statistics into the picture. Says what was taken, mended and refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.known_files import in_folder
from samverkan.picture.importing.running import Outcome, run
from samverkan.picture.importing.shapes import Progress as Tell
from samverkan.picture.sources.catalogue import sources
from samverkan.picture.store.store import Store
from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text
from samverkan.tables.writing import refused_bytes

Language = Literal["sv", "en"]
FOLDER = "folder"
SHOWN = 25  # lines of a report on screen; all of it lies in the manifest and the file of refused rows


def store_option(command: click.decorators.FC) -> click.decorators.FC:
    """`--store`: where the picture's files lie."""
    return click.option(
        "--store", type=click.Path(path_type=Path, file_okay=False), envvar="SAMVERKAN_PICTURE", required=True,
        help="The picture's folder (SAMVERKAN_PICTURE); in a made-up city found by itself.",
    )(command)  # fmt: skip


@click.command("import")
@click.argument("kind", type=click.Choice([*KINDS, FOLDER]))
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@store_option
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--refused", type=click.Path(path_type=Path), help="Where to write rows that were refused.")
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def import_command(
    kind: str, file: Path, store: Path, dry_run: bool, refused: Path | None, language: Language
) -> None:
    """Läs in offentlig statistik (import public statistics). KIND folder: every known file in a folder."""
    console = Console(highlight=False)
    found = list(in_folder(file)) if kind == FOLDER else [(file, kind)]
    if not found:
        raise click.ClickException(_say(language, f"{file}: inga kända filer.", f"{file}: no known files."))
    for each, name in found:
        _one(name, each, Store(store / "public"), dry_run, refused, language, console)


def _one(
    kind: str, file: Path, store: Store, dry: bool, refused: Path | None, language: Language, console: Console
) -> None:
    try:
        with _progress(console, language) as tell:
            done = run(KINDS[kind], file, store, dry=dry, progress=tell)
    except Refusal as wrong:
        raise click.ClickException(getattr(wrong, language)) from wrong
    for line in _lines(done, language):
        console.print(line, soft_wrap=True)
    report = done.imported.report
    if report.refused and not dry:
        target = refused or Path(f"{file.name.split('.')[0]}-avvisade.csv")
        target.write_bytes(refused_bytes(report, excel=target.suffix == ".xlsx", language=language))
        console.print(_say(language, f"Avvisade rader: {target}", f"Refused rows: {target}"))


def _lines(done: Outcome, language: Language) -> Iterator[str]:
    every = list(done.imported.report.lines(language))
    yield from every[:SHOWN]
    if len(every) > SHOWN:
        yield f"… (+{len(every) - SHOWN})"
    for text, count in done.imported.counts:
        yield f"  {getattr(text, language)}: {count}"
    source = sources()[done.kind.source]
    yield f"  {getattr(source.licence, language)}"
    if done.version is None:
        yield _say(language, "Provkörning: inget skrevs.", "Dry run: nothing was written.")
    elif done.same:
        yield _say(language, "Inget nytt: samma version gäller.", "Nothing new: the same version holds.")
    else:
        yield _say(language, f"Gäller nu: {done.version.name}", f"In force now: {done.version.name}")


@contextmanager
def _progress(console: Console, language: Language) -> Iterator[Tell]:
    with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def tell(share: float, what: Text) -> None:
            bar.update(task, completed=share, description=getattr(what, language))

        yield tell


def _say(language: Language, sv: str, en: str) -> str:
    return sv if language == "sv" else en


def given_store() -> Path | None:
    """The picture's folder that the environment names."""
    given = os.environ.get("SAMVERKAN_PICTURE")
    return Path(given) if given else None
