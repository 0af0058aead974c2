"""`samverkan method ...` in the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverkan.methods.problems import MethodError
from samverkan.methods.report import run_check

if TYPE_CHECKING:
    from samverkan.methods.schema import Method


_language = click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="Språk / language."
)


@click.group("method")
def method() -> None:
    """Metoder som filer: kontrollera dem innan de används. / Methods as files."""


@method.command("check")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@_language
def check_command(files: tuple[Path, ...], lang: str) -> None:
    """Säg rad för rad vad som är fel i FILES, och hur det rättas. / Say line by line what is wrong."""
    raise SystemExit(run_check(files, click.echo, lang))


@method.command("new")
@click.argument("method_id", metavar="ID")
@click.option(
    "--from", "source", default="", metavar="METHOD", help="Kopiera en metod: id eller fil / copy one."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Filen som skrivs (ID.yaml) / the file."
)
@_language
def new_command(method_id: str, source: str, out: Path | None, lang: str) -> None:
    """Skriv en ny metods fil med förklaringar, och säg vad som ska fyllas i. / Scaffold a new method's file."""
    from datetime import date

    from samverkan.methods.loading import UnknownMethodError
    from samverkan.methods.markers import ID_PATTERN
    from samverkan.methods.scaffold import BLANK, scaffold, source_of
    from samverkan.methods.shape_words import bad_id

    file = out or Path(f"{method_id}.yaml")
    if not ID_PATTERN.fullmatch(method_id):
        wrong = bad_id(method_id)
        raise click.UsageError(f"{wrong.message.for_language(lang)} {wrong.remedy.for_language(lang)}")
    if file.exists():
        raise click.UsageError(f"{file} finns redan; inget har skrivits. ({file} is there already.)")
    try:
        text = scaffold(method_id, date.today(), source_of(source) if source else BLANK, lang)  # noqa: DTZ011 - a civil day
    except UnknownMethodError as unknown:
        raise click.UsageError(str(unknown)) from None
    file.write_text(text, encoding="utf-8")
    click.echo(
        f"{file}: skriven; det här ska ni fylla i:" if lang == "sv" else f"{file}: written; fill this in:"
    )
    run_check([file], click.echo, lang)


@method.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_language
def diff_command(old: str, new: str, lang: str) -> None:
    """Säg vad som ändras från OLD till NEW för ärenden som pågår. / Say what changes for running cases.

    OLD och NEW är filer, eller metoder i katalogen: trefas, trefas@1. / Files, or trefas, trefas@1.

    Slutkod 0: inget ändras; 1: något ändras; 3: ett ärende kan behöva stanna på sin version; 2: filerna gick
    inte att läsa. / Exit code 0: nothing changes; 1: something does; 3: a case may have to stay on its version;
    2: the files could not be read.
    """
    from samverkan.methods.changes.report import run_diff

    raise SystemExit(run_diff(_given(old, lang), _given(new, lang), click.echo, lang))


def _given(named: str, lang: str) -> "Method":
    """A method by file or by the catalogue's id. Ends with 2 and every problem when it cannot be used."""
    from samverkan.methods.loading import UnknownMethodError, load

    path = Path(named)
    method_id, _, version = named.partition("@")
    try:
        if path.is_file():
            return load(path)
        return load(method_id, int(version) if version.isdecimal() else None)
    except MethodError:
        run_check([path], lambda line: click.echo(line, err=True), lang)
        raise SystemExit(2) from None
    except UnknownMethodError as unknown:
        raise click.UsageError(
            f"{unknown} ({named}: no such file, and no such method in the catalogue)"
        ) from None


@method.command("adopt")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--admin", envvar="SAMVERKAN_ADMIN_DSN", required=True, help="May create roles and databases.")
@click.option("--database", default="samverkan", show_default=True)
@click.option("--keys", envvar="SAMVERKAN_KEYS", required=True, type=click.Path(path_type=Path))
def adopt_command(files: tuple[Path, ...], admin: str, database: str, keys: Path) -> None:
    """Ta upp metoderna i FILES, så att verksamheter kan startas med dem. / Adopt methods in an installation."""
    from samverkan.setup import install

    if run_check(files, lambda line: click.echo(line, err=True)):
        raise SystemExit(1)
    try:
        install.adopt(admin, database, keys, files)
    except RuntimeError as wrong:
        raise click.ClickException(str(wrong).strip().splitlines()[-1]) from wrong
    click.echo("Klart (done).")


@method.command("reference")
def reference_command() -> None:
    """Skriv ut beskrivningen av filformatet. / Print the reference of the file format, as Markdown."""
    from samverkan.methods.reference import render

    click.echo(render(), nl=False)
