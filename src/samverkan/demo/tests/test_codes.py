"""One-time codes: right in a made-up city, refused everywhere else."""

import pytest

from samverkan.demo import codes


@pytest.fixture
def made_up(shared_world, monkeypatch):
    from django.conf import settings

    monkeypatch.setitem(settings.SAMVERKAN, "DEMO", True)
    return shared_world


def test_refused_outside_demo_mode(shared_world):
    from django.conf import settings

    assert settings.SAMVERKAN["DEMO"] is False
    with pytest.raises(codes.NotMadeUp):
        codes.code_for("pol.samordnare")


def test_refused_before_anything_is_looked_up(shared_world, monkeypatch):
    from samverkan.secrecy import proof

    monkeypatch.setattr(proof, "current_code", lambda officer: pytest.fail("a seed was opened"))
    with pytest.raises(codes.NotMadeUp):
        codes.code_for("nobody.at.all")


def test_the_code_is_the_one_that_opens(made_up):
    from samverkan.secrecy import proof
    from samverkan.secrecy.models import Officer

    code = codes.code_for("pol.samordnare")
    officer = Officer.objects.get(username="pol.samordnare")
    assert len(code) == 6
    assert code.isdigit()
    assert proof.accept(officer, code)
    assert not proof.accept(officer, code), "each code once"


def test_unknown_officer(made_up):
    with pytest.raises(codes.NoSuchOfficer, match="nobody"):
        codes.code_for("nobody")
