"""The statistics that ship, read into a store once a session: every picture in the tests is made of them."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def statistics(tmp_path_factory) -> Path:
    """A picture's folder with all that ships; nothing may write in it."""
    from samverkan.picture.shipping import load_shipped

    folder = tmp_path_factory.mktemp("picture")
    load_shipped(folder)
    return folder


@pytest.fixture(scope="session")
def stockholm(statistics):
    """The same as the pictures read it."""
    from samverkan.picture.making.data import Data
    from samverkan.picture.places.register import shipped
    from samverkan.picture.store.store import Store

    return Data(Store(statistics / "public"), shipped())


@pytest.fixture(scope="module")
def pictured(statistics, template):
    """The product's own picture is made of them, for the tests of a module."""
    from django.conf import settings

    before = settings.SAMVERKAN["PICTURE"]
    settings.SAMVERKAN["PICTURE"] = statistics
    yield statistics
    settings.SAMVERKAN["PICTURE"] = before
