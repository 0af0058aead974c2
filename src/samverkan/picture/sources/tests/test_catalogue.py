"""What each source can carry is data, and holds."""

from __future__ import annotations

import pytest

from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.sources.catalogue import CannotCarryError, sources
from samverkan.picture.sources.notice_types import notice_types


def test_every_source_says_whose_it_is_in_both_languages():
    for source in sources().values():
        for text in (source.name, source.owner, source.licence, source.counts, *source.known):
            assert text.sv
            assert text.en
        assert (source.ships is None) != (source.why_not is None), source.id
        assert source.known, source.id


def test_only_the_own_incident_file_may_be_drawn_as_points():
    assert [source.id for source in sources().values() if source.points] == ["incidents"]
    sources()["incidents"].demand_points()


@pytest.mark.parametrize("name", [name for name in sources() if name != "incidents"])
def test_any_other_source_refuses(name):
    with pytest.raises(CannotCarryError):
        sources()[name].demand_points()


def test_every_public_source_can_be_imported_and_no_own_one_by_that_road():
    assert set(KINDS) == {source.id for source in sources().values() if not source.own}


def test_no_type_stands_in_two_groups_and_no_old_name_in_any():
    types = notice_types()
    every = [kind for group in types.groups for kind in group.types]
    assert len(every) == len(set(every))
    assert not set(types.renamed) & set(every)
    assert set(types.renamed.values()) <= set(every)
