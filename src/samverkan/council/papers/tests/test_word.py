"""The paper in Word: the same words, alternative texts, repeated heads, the municipality's template, the same bytes."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn


@pytest.fixture
def paper(situation, frozen):
    from samverkan.council.papers.picture import picture_paper

    return picture_paper(*situation, frozen)


@pytest.fixture
def word(paper):
    from samverkan.council.papers.word import paper_docx

    return Document(io.BytesIO(paper_docx(paper)))


def test_all_that_the_paper_says_is_in_it(paper, word):
    said = {each.text for each in word.paragraphs}
    for section in paper.content["sections"]:
        assert section["title"] in said
        assert {panel["title"] for panel in section["panels"]} <= said
    tables = [panel for section in paper.content["sections"] for panel in section["panels"] if panel["table"]]
    assert len(word.tables) == len(tables)
    first = tables[0]["table"]
    assert [cell.text for cell in word.tables[0].rows[1].cells] == [cell["text"] for cell in first["rows"][0]]


def test_whoever_does_not_see_it_is_told(paper, word):
    drawn = [
        panel["alt"] for section in paper.content["sections"] for panel in section["panels"] if panel["image"]
    ]
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == drawn
    assert len(drawn) >= 4
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    assert word.core_properties.language == "sv-SE"
    assert word.core_properties.title == "Lägesbild Järva, version 2"


def test_the_same_paper_gives_the_same_bytes(paper):
    from samverkan.council.papers.word import paper_docx

    assert paper_docx(paper) == paper_docx(paper)


def test_it_is_put_into_the_municipality_s_template(paper, tmp_path):
    from samverkan.council.papers.word import paper_docx

    mall = Document()
    mall.sections[0].header.paragraphs[0].text = "Prov kommun"
    mall.add_paragraph("Brevhuvud")
    mall.save(tmp_path / "mall.docx")
    made = Document(io.BytesIO(paper_docx(paper, tmp_path / "mall.docx")))
    assert made.sections[0].header.paragraphs[0].text == "Prov kommun"
    assert made.paragraphs[0].text == "Brevhuvud"
    assert made.paragraphs[1].text == paper.content["title"]


def test_a_template_that_will_not_do_says_what_to_do(paper, tmp_path):
    from samverkan.council.papers.word import TemplateRefused, paper_docx

    (tmp_path / "mall.docx").write_bytes(b"inget")
    with pytest.raises(TemplateRefused) as wrong:
        paper_docx(paper, tmp_path / "mall.docx")
    assert "Spara den som .docx" in wrong.value.sv
    bare = Document()
    style = bare.styles["Heading 2"].element
    style.getparent().remove(style)
    bare.save(tmp_path / "bar.docx")
    with pytest.raises(TemplateRefused) as lacking:
        paper_docx(paper, tmp_path / "bar.docx")
    assert "Heading 2" in lacking.value.en
