"""The frozen statistics: the same content gives the same bytes, and what was frozen does not move."""

import pytest

from samverkan.council import basis


@pytest.fixture
def told(statistics, monkeypatch, template):
    from django.conf import settings

    monkeypatch.setitem(settings.SAMVERKAN, "PICTURE", statistics)
    return basis.take("0180-sdo-jarva")


def test_packed_and_unpacked_it_is_the_same(told):
    packed = basis.pack(told)
    assert basis.unpack(packed) == told
    assert basis.pack(basis.unpack(packed)) == packed
    assert len(packed) < 200_000


def test_it_names_the_version_of_every_source_it_stands_on(told):
    from samverkan.picture import reads

    assert told.versions == dict(reads.versions(reads.data()))
    assert {section["id"] for section in told.sections} >= {"changes", "living", "schools", "gaps", "sources"}


def test_without_statistics_it_is_empty_and_says_so(monkeypatch, tmp_path, template):
    from django.conf import settings

    monkeypatch.setitem(settings.SAMVERKAN, "PICTURE", tmp_path)
    assert basis.take("0180").empty
    assert basis.unpack(basis.pack(basis.EMPTY)) == basis.EMPTY
