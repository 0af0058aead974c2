"""`samverkan import KIND FILE` reads public statistics in; `samverkan picture PLACE` writes the picture as a PDF."""

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
from samverkan.picture.making.data import Data
from samverkan.picture.making.picture import picture
from samverkan.picture.making.spans import Span, month_number
from samverkan.picture.places.register import UnknownPlaceError, shipped
from samverkan.picture.sources.catalogue import sources
from samverkan.picture.store.store import Store
from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text
from samverkan.tables.writing import refused_bytes

Language = Literal["sv", "en"]
FOLDER = "folder"
MONTHS_NEEDED = 24
SHOWN = 25  # lines of a report on screen; all of it lies in the manifest and the file of refused rows


def store_option(command: click.decorators.FC) -> click.decorators.FC:
    """`--store`: where the picture's files lie."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="SAMVERKAN_PICTURE",
        required=True,
        help="The picture's folder (SAMVERKAN_PICTURE); in a made-up city found by itself.",
    )(command)


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


@click.command("picture")
@click.argument("place")
@store_option
@click.option("--from", "first", metavar="YYYY-MM", help="First month; default all there is.")
@click.option("--to", "last", metavar="YYYY-MM", help="Last month; default all there is.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("lagesbild.pdf"), show_default=True
)
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def picture_command(
    place: str, store: Path, first: str | None, last: str | None, output: Path, language: Language
) -> None:
    """Skriv lägesbilden av PLACE som pdf (write the situation picture of a district or municipality)."""
    from samverkan.picture.report.pdf import picture_pdf

    data = Data(Store(store / "public"), shipped())
    try:
        where = data.register.find(place, ("municipality", "district"))
    except UnknownPlaceError as unknown:
        near = ", ".join(unknown.near) or "–"
        text = _say(
            language,
            f"Området {place} finns inte. Närmast: {near}.",
            f"There is no area {place}. Near: {near}.",
        )
        raise click.ClickException(text) from unknown
    found = picture(data, where, _span(data, first, last, language))
    if not found.states:
        raise click.ClickException(
            _say(
                language,
                "Ingen statistik är inläst; se samverkan import.",
                "No statistics are read in; see samverkan import.",
            )
        )
    output.write_bytes(picture_pdf(found, language))
    click.echo(str(output))


def _span(data: Data, first: str | None, last: str | None, language: Language) -> Span | None:
    covered = data.span("notices")
    if covered is None or (first is None and last is None):
        return None
    try:
        span = Span(
            month_number(first) if first else covered.first, month_number(last) if last else covered.last
        )
    except ValueError as wrong:
        text = _say(
            language, f"Skriv månaden som 2026-07, inte {wrong}.", f"Write the month as 2026-07, not {wrong}."
        )
        raise click.ClickException(text) from wrong
    if span.months < MONTHS_NEEDED:
        text = _say(
            language,
            "Ange minst två år: ett att jämföra med.",
            "Give at least two years: one to compare with.",
        )
        raise click.ClickException(text)
    return span
