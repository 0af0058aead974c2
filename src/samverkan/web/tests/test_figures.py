"""The figures' pages: read by the steering group, prepared and given out by the owner, gaps in words."""

from datetime import date
from types import SimpleNamespace

import pytest

PROGRAMME = "00000000-0000-0000-0000-0000000000b1"


@pytest.fixture
def client(world):
    from support.clients import signed_in_client

    return lambda username: signed_in_client(world, username)


def _given(page, name):
    import re

    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def test_before_anything_is_published_the_page_says_what_to_do(client):
    owner = client("pol.samordnare").get("/siffror/").content.decode()
    reader = client("pol.styr").get("/siffror/").content.decode()
    assert "Inga siffror är utgivna" in owner
    assert "Ge ut siffror" in owner
    assert "Ge ut siffror" not in reader


@pytest.mark.parametrize("username", ["pol.handlaggare", "soc.jurist", "pol.logg", "skola.rektor"])
def test_figures_are_absent_for_whoever_has_no_right_to_them(client, username):
    assert client(username).get("/siffror/").status_code == 404


def test_counted_shown_and_given_out(client):
    owner, path = client("pol.samordnare"), f"/siffror/{PROGRAMME}/"
    shown = owner.get(f"{path}?month=2026-09&kind=list").content.decode()
    assert "Det som ges ut" in shown
    form = {name: _given(shown, name) for name in ("month", "kind", "shown")}
    assert owner.post(f"{path}ge-ut/", form).status_code == 302
    page = client("pol.styr").get("/siffror/").content.decode()
    assert "På listan" in page
    assert "2026-09" in page
    assert "Personer på listan den sista dagen i månaden" in page
    assert client("soc.beslut").get("/siffror/").status_code == 200


def test_a_running_month_and_a_bad_one_are_refused_in_words(client):
    owner, path = client("pol.samordnare"), f"/siffror/{PROGRAMME}/"
    future = owner.get(f"{path}?month=2099-01&kind=list")
    assert future.status_code == 422
    assert "Månaden är inte slut" in future.content.decode()
    assert "Skriv månaden så här" in owner.get(f"{path}?month=september&kind=list").content.decode()


def test_another_partys_decider_hands_over_own_acts_only(client):
    theirs = client("soc.beslut")
    page = theirs.get(f"/siffror/{PROGRAMME}/").content.decode()
    assert 'value="acts"' in page
    assert 'value="list"' not in page
    assert theirs.get(f"/siffror/{PROGRAMME}/?month=2026-09&kind=list").status_code == 422
    shown = theirs.get(f"/siffror/{PROGRAMME}/?month=2026-09&kind=acts").content.decode()
    form = {name: _given(shown, name) for name in ("month", "kind", "shown")}
    theirs.post(f"/siffror/{PROGRAMME}/ge-ut/", form)
    read = client("pol.styr").get("/siffror/").content.decode()
    assert "Myndigheternas egna handlingar" in read
    assert "Uppdrag: Socialtjänsten" in read


def test_readers_and_strangers_cannot_prepare(client):
    assert client("pol.styr").get(f"/siffror/{PROGRAMME}/").status_code == 404
    assert client("skola.rektor").get(f"/siffror/{PROGRAMME}/").status_code == 404
    assert client("pol.samordnare").get("/siffror/00000000-0000-0000-0000-00000000dead/").status_code == 404


def test_when_the_counts_moved_since_the_preview_it_is_a_conflict(client):
    form = {"month": "2026-09", "kind": "list", "shown": "0" * 64}
    assert client("pol.samordnare").post(f"/siffror/{PROGRAMME}/ge-ut/", form).status_code == 409


def _cell(value, *, near=False):
    from samverkan.suppression.suppressing import Cell

    return Cell(value, date(2026, 9, 30), near)


def test_a_suppressed_cell_has_its_word_and_no_length(template):
    from samverkan.web import tables

    bars = tables.bars(
        [("Röd", _cell(None)), ("Gul", _cell(20)), ("Grön", _cell(10, near=True)), ("Ny", None)]
    )
    assert [(bar["text"], bar["length"]) for bar in bars] == [
        ("undertryckt", 0), ("20", tables.BAR_WIDTH), ("10", tables.BAR_WIDTH // 2), ("–", 0)
    ]  # fmt: skip
    assert bars[2]["note"] == "per 2026-09-30, högst fyra fel"


def _standing(name, total, month=date(2026, 9, 1), version=1):
    """A programme with one published figure, as the read gives it."""
    from samverkan.casework.reads.figures import Column
    from samverkan.methods.loading import load

    method = load("trefas")
    agency = SimpleNamespace(short="Polisen")
    column = Column(method.indicators[0], agency, [(month, {"total": total})])
    pinned = SimpleNamespace(id="trefas", version=version)
    return SimpleNamespace(programme=SimpleNamespace(name=name), method=pinned, persons=[column], acts=[])


def test_two_programmes_add_up_only_if_exact_and_alike(template):
    from samverkan.web.tables import together

    row = together([_standing("A", _cell(12)), _standing("B", _cell(30))])[0]
    assert ([each["text"] for each in row["values"]], row["sum"]["text"]) == (["12", "30"], "42")
    for other in (_cell(None), _cell(30, near=True)):
        row = together([_standing("A", _cell(12)), _standing("B", other)])[0]
        assert row["sum"]["text"] == "kan inte läggas ihop"
    assert together([_standing("A", _cell(12))]) == []
    assert together([_standing("A", _cell(12)), _standing("B", _cell(30), version=2)]) == []
    assert together([_standing("A", _cell(12)), _standing("B", _cell(30), month=date(2026, 8, 1))]) == []


def test_side_by_side_says_that_a_person_may_be_there_twice(template):
    from django.template.loader import render_to_string

    from samverkan.web.tables import together

    rows = together([_standing("A", _cell(12)), _standing("B", _cell(30))])
    page = render_to_string("figures/figures.html", {"programmes": [], "together": rows})
    assert "Kan innehålla samma person flera gånger" in page
