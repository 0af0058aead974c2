"""The pages of a district's report as pictures for the documentation: `python -m tools.report_pages`."""

import os
import tempfile
from pathlib import Path

from tools.screenshots import IMAGES, keep

PLACE, PIXELS_AN_INCH = "0180-sdo-rinkeby-kista", 72


def main() -> None:
    """One picture a page, of the statistics that come along."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
    django.setup()
    from samverkan.picture.making.data import Data
    from samverkan.picture.making.picture import picture
    from samverkan.picture.places.register import shipped
    from samverkan.picture.report.pdf import picture_pages
    from samverkan.picture.shipping import load_shipped
    from samverkan.picture.store.store import Store

    with tempfile.TemporaryDirectory() as folder:
        load_shipped(Path(folder))
        made = picture(Data(Store(Path(folder) / "public"), shipped()), shipped()[PLACE])
        for number, page in enumerate(picture_pages(made, ppi=PIXELS_AN_INCH), start=1):
            keep(page, IMAGES / f"report-{number}.png")


if __name__ == "__main__":
    main()
