"""A store of one's own."""

from __future__ import annotations

import pytest

from samverkan.picture.store.store import Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "public")
