"""An entry through its corrections, and who was given which version."""

import pytest
from support.world import PROBATION, SOCIAL

BY = "pol.samordnare"


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def three(acts):
    """A case and three versions of one note, the oldest first."""
    from samverkan.casework import actions

    case = acts.nominate(BY)
    rows = [acts.note(BY, case, "Ett.")]
    for text in ("Två.", "Tre."):
        fields = {"event_date": "2026-11-02", "text": text}
        rows.append(actions.supersede(by=acts.actor(BY), entry=rows[-1], fields=fields))
    acts.note(BY, case, "En annan anteckning.")
    return case, rows


def test_every_version_leads_to_the_same_chain_newest_first(acts, three):
    from samverkan.casework.reads.versions import versions_of
    from samverkan.secrecy.binding import bound

    _case, rows = three
    with bound(acts.actor(BY)):
        for row in rows:
            assert [each["text"] for each in versions_of(acts.actor(BY), row)] == ["Tre.", "Två.", "Ett."]


def test_what_replaced_what_is_known_without_opening_anything(acts, three):
    from samverkan.casework.reads.case import replacing
    from samverkan.secrecy.binding import bound

    case, rows = three
    with bound(acts.actor(BY)) as own:
        found = dict(replacing(acts.actor(BY), case.pk))
        assert found == {rows[1].pk: rows[0].pk, rows[2].pk: rows[1].pk}
        assert not own.touched


def test_holders_are_those_of_the_very_version(acts, three):
    from samverkan.casework.reads.versions import holders
    from samverkan.secrecy.binding import bound

    case, rows = three
    first = acts.disclose(BY, case, SOCIAL, rows[0])
    last = acts.disclose(BY, case, PROBATION, rows[2])
    acts.withdraw("pol.beslut", last)
    with bound(acts.actor(BY)):
        found = [[(each.pk, status) for each, status, _on in holders(acts.actor(BY), row)] for row in rows]
    assert found == [[(first.pk, "decided")], [], [(last.pk, "withdrawn")]]
