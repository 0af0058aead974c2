"""`samverkan method ...` in the terminal."""

from pathlib import Path

import click

from samverkan.methods.report import run_check


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
@click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="Språk / language."
)
def check_command(files: tuple[Path, ...], lang: str) -> None:
    """Säg rad för rad vad som är fel i FILES, och hur det rättas. / Say line by line what is wrong."""
    raise SystemExit(run_check(files, click.echo, lang))


@method.command("reference")
def reference_command() -> None:
    """Skriv ut beskrivningen av filformatet. / Print the reference of the file format, as Markdown."""
    from samverkan.methods.reference import render

    click.echo(render(), nl=False)
