"""A municipality at work on its loop, in a database of one's own, without statistics unless a test asks for them."""

from typing import Any

import pytest
from support.council import Municipality


@pytest.fixture
def city(world, monkeypatch, tmp_path):
    """The municipality; no statistics are read in."""
    from django.conf import settings

    monkeypatch.setitem(settings.SAMVERKAN, "PICTURE", tmp_path)
    return Municipality(world)


@pytest.fixture
def refused():
    """Run a call that must be refused at a field; gives the words."""

    def run(field: str, call: Any) -> str:
        from samverkan.secrecy.acting import Invalid

        with pytest.raises(Invalid) as caught:
            call()
        assert caught.value.field == field
        return str(caught.value.message)

    return run
