"""`samverkan open-data FOLDER`: the public picture as files to be laid on the municipality's website."""

from __future__ import annotations

from pathlib import Path

import click

from samverkan.picture.commands import store_option
from samverkan.picture.making.data import Data
from samverkan.picture.making.picture import picture
from samverkan.picture.places.register import shipped
from samverkan.picture.publishing.files import all_files
from samverkan.picture.store.files import write_file
from samverkan.picture.store.store import Store

PLACEHOLDER = "https://example.se/oppnadata/"


@click.command("open-data")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@store_option
@click.option("--base", default=PLACEHOLDER, show_default=True, help="Where the files will lie; ends in /.")
@click.option("--mail", default="kontakt@example.se", show_default=True, help="Whom a reader asks.")
@click.option("--municipality", default="0180", show_default=True, help="Four digits.")
def open_data_command(folder: Path, store: Path, base: str, mail: str, municipality: str) -> None:
    """Skriv lägesbilden som öppna data: CSV, JSON och katalog enligt DCAT-AP-SE (write the picture as open data)."""
    data = Data(Store(store / "public"), shipped(), municipality)
    if not data.states:
        raise click.ClickException(
            "Ingen statistik är inläst; se samverkan import. / No statistics are read in; see samverkan import."
        )
    places = [each for each in data.register.of_kind("district", municipality) if each.until is None]
    pictures = [picture(data, each) for each in (data.register[municipality], *places)]
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in all_files(pictures, None, base=base, mail=mail).items():
        write_file(folder / name, raw)
        click.echo(str(folder / name))
