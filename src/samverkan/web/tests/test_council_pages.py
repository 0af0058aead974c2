"""The loop's pages: written by the municipality's coordinator, decided by its head, read by everybody."""

import pytest
from django.urls import reverse
from support.clients import signed_in_client
from support.council import PROBLEM, WRITTEN, Municipality


@pytest.fixture
def city(world, monkeypatch, tmp_path):
    from django.conf import settings

    monkeypatch.setitem(settings.SAMVERKAN, "PICTURE", tmp_path)
    return Municipality(world)


@pytest.fixture
def as_(world):
    kept = {}

    def of(username="kom.samordnare"):
        if username not in kept:
            kept[username] = signed_in_client(world, username)
        return kept[username]

    return of


def text(answer) -> str:
    return answer.content.decode()


def test_nothing_yet_says_what_to_do(city, as_):
    page = text(as_("pol.styr").get(reverse("council")))
    assert "Ingen lägesbild är beslutad" in page
    assert reverse("council_new", args=["lagesbild"]) not in page
    assert reverse("council_new", args=["lagesbild"]) in text(as_().get(reverse("council")))


def test_a_picture_from_first_word_to_decision(city, as_):
    start = as_().post(
        reverse("council_new", args=["lagesbild"]), {"place": "0180", "title": "Lägesbild 2026"}
    )
    address = start["Location"]
    assert as_().post(f"{address}skriv/", {"title": "Lägesbild 2026", **WRITTEN}).status_code == 302
    assert as_().post(f"{address}del/", PROBLEM).status_code == 302
    draft = text(as_().get(address))
    assert "Det här är ett utkast" in draft
    assert PROBLEM["victim"] in draft
    assert "För in beslutet" not in draft, "the coordinator does not decide"
    decision = {"on": "2026-01-01", "decision": "Dnr KS 2026/1", "body": "Kommunstyrelsen"}
    assert as_("kom.beslut").post(f"{address}beslut/", decision).status_code == 302
    read = text(as_("pol.handlaggare").get(address))
    assert "beslutad 2026-01-01 av Kommunstyrelsen, Dnr KS 2026/1" in read
    assert "utkast" not in read


def test_a_draft_is_not_there_for_others(city, as_):
    row = city.picture()
    absent = reverse("council_paper", args=["lagesbild", "00000000-0000-0000-0000-00000000dead"])
    for address in ("council_paper", "council_pdf", "council_write", "council_decide"):
        hidden = as_("pol.beslut").get(reverse(address, args=["lagesbild", row.pk]))
        assert hidden.status_code == 404
        assert hidden.content == as_("pol.beslut").get(absent).content
    assert "Lägesbild Prov" not in text(as_("pol.beslut").get(reverse("council")))


def test_what_is_decided_has_no_form_any_more(city, as_):
    row = city.decided_picture()
    for address in ("council_write", "council_part_new", "council_decide"):
        assert as_("kom.beslut").get(reverse(address, args=["lagesbild", row.pk])).status_code == 404


def test_what_is_missing_is_said_at_the_decision(city, as_):
    row = city.picture(analysis="")
    address = reverse("council_decide", args=["lagesbild", row.pk])
    decision = {"on": "2026-01-01", "decision": "Dnr KS 2026/1", "body": "Kommunstyrelsen"}
    answer = as_("kom.beslut").post(address, decision)
    assert answer.status_code == 422
    assert "Delen saknas" in text(answer)


def test_a_problem_is_taken_out(city, as_):
    row = city.picture()
    problem = city.problems(row)[0]
    address = reverse("council_part_drop", args=["lagesbild", row.pk, problem.pk])
    assert as_("pol.beslut").post(address).status_code == 404
    assert as_().post(address).status_code == 302
    assert city.problems(row) == []


def test_the_pdf_is_one_and_keeps_its_name(city, as_):
    row = city.decided_picture()
    answer = as_("pol.handlaggare").get(reverse("council_pdf", args=["lagesbild", row.pk]))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="lagesbild-stockholm-1.pdf"'
