"""The organisation is founded in a real database, and a second time changes nothing."""

from datetime import date

import pytest
import yaml

from samverkan.demo.whole import whole_city

pytestmark = pytest.mark.slow


@pytest.fixture
def founded(world, tmp_path):
    from django.conf import settings

    from samverkan.setup import install

    spec = whole_city("small", 1, date(2026, 11, 22))
    file = tmp_path / "organisation.yaml"
    file.write_text(yaml.safe_dump(spec, allow_unicode=True))

    def found():
        install.found(world.admin, world.name, settings.SAMVERKAN["KEYS"], file)

    found()
    return spec, found


def test_everything_is_there_and_a_second_time_changes_nothing(founded):
    from samverkan.secrecy.models import Agency, Assignment, Officer, Programme, Seat

    spec, again = founded

    def counts():
        return [model.objects.count() for model in (Agency, Officer, Assignment, Programme, Seat)]

    before = counts()
    for programme in spec["programmes"]:
        row = Programme.objects.get(pk=programme["id"])
        assert (row.name, row.owner.name, row.state) == (
            programme["name"], programme["owner"], programme["state"],
        )  # fmt: skip
        assert row.seats.count() == len(programme["seats"])
    for officer in spec["officers"]:
        row = Officer.objects.get(pk=officer["id"])
        assert row.username == officer["username"]
    assert row.check_password(spec["officers"][-1]["password"])
    again()
    assert counts() == before
