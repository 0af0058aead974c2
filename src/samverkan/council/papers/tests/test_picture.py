"""The picture as a paper: the act's three parts in order, its numbers frozen, and a PDF that everyone can read."""

import pytest

from samverkan.council.papers.tests import tags


@pytest.fixture
def paper(situation, frozen):
    from samverkan.council.papers.picture import picture_paper

    return picture_paper(*situation, frozen)


def test_the_parts_come_in_the_order_of_the_act(paper):
    titles = [section["title"] for section in paper.content["sections"]]
    parts = ["1. Kartläggning av brottsligheten", "Det som har ändrats", "2. Annan information av betydelse",
             "Skolor", "3. Analys: problem och orsaker", "Vad vi inte vet", "Vad bilden står på"]  # fmt: skip
    assert [title for title in titles if title in parts] == parts


def test_it_says_who_decided_it_when_and_under_which_number(paper):
    assert paper.content["dated"] == "Version 2, beslutad 2026-11-20 av Kommunstyrelsen, Dnr KS 2026/431"
    assert paper.content["date"] == "2026-11-20"
    assert paper.name == "lagesbild-jarva-2"


def test_a_problem_has_its_reference_and_its_three_sides(paper):
    analysis = next(each for each in paper.content["sections"] if each["id"] == "analysis")
    rows = analysis["panels"][1]["table"]["rows"]
    assert [row[0]["text"] for row in rows] == [
        "Jämfört med", "Situationen", "Den eller det som utsätts", "Den som begår brott",
    ]  # fmt: skip


def test_every_drawing_it_shows_is_in_it(paper):
    panels = [panel for section in paper.content["sections"] for panel in section["panels"]]
    shown = {panel["image"] for panel in panels if panel["image"]} | {paper.content["cover"]["image"]}
    assert shown == set(paper.files)


def test_the_pdf_is_one_that_everyone_can_read_and_always_the_same(paper):
    from samverkan.council.papers.pdf import paper_pdf

    raw = paper_pdf(paper)
    assert tags.faults(tags.opened(raw), "Lägesbild Järva, version 2") == []
    assert paper_pdf(paper) == raw


def test_a_draft_says_that_it_is_one(situation, frozen):
    from samverkan.council.papers.picture import picture_paper

    row, problems = situation
    row.decided_on, row.analysis = None, ""
    content = picture_paper(row, problems, frozen).content
    assert content["dated"] == "Utkast till version 2, inte beslutat"
    assert content["date"] == "2026-11-01"


def test_without_statistics_it_is_still_a_paper(situation):
    from samverkan.council.basis import EMPTY
    from samverkan.council.papers.pdf import paper_pdf
    from samverkan.council.papers.picture import picture_paper

    paper = picture_paper(*situation, EMPTY)
    assert "Ingen statistik" in paper.content["sections"][0]["panels"][0]["notes"][0]
    assert tags.faults(tags.opened(paper_pdf(paper)), "Lägesbild Järva, version 2") == []


def test_the_test_of_tags_can_fail():
    import typst

    plain = typst.compile({"main": b'#set text(lang: "sv")\n= A\n#table([a],[b])'})
    assert tags.faults(tags.opened(plain), "T")
