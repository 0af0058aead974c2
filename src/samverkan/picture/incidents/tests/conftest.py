"""Stockholm's names and borders."""

from __future__ import annotations

import pytest

from samverkan.picture.incidents.areas import shipped_municipality
from samverkan.picture.places.register import shipped
from samverkan.picture.sources.notice_types import notice_types


@pytest.fixture(scope="session")
def city():
    return shipped_municipality(shipped(), "0180", notice_types().aliases)
