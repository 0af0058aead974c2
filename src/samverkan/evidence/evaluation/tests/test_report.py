"""One report, set three ways: all say the same, stand alone, and are the same bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import docx
import pikepdf
import pytest

from samverkan.evidence.evaluation.finding import Estimate
from samverkan.evidence.evaluation.plan import Event
from samverkan.evidence.evaluation.report import brief, words
from samverkan.evidence.evaluation.report.blocks import Box, Bullets, Grid, Heading, Paragraph, Picture
from samverkan.evidence.evaluation.report.telling import tell
from samverkan.evidence.evaluation.run import evaluate
from samverkan.evidence.evaluation.tests.worlds import plan_in, write_counts
from samverkan.evidence.evaluation.verdict import NAMES, Word, decide
from samverkan.evidence.text import Text

REASON = "Intervallet rymmer både noll och en stor effekt."


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    write_counts(folder / "data.csv")
    return evaluate(plan_in(folder), folder)


def verdict(of):
    return decide("cannot_tell", "Anna Analys, <chef>", REASON, date(2026, 11, 22), of.fingerprint)


def texts(document):
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.words
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Box):
            yield block.title
            yield from block.paragraphs


class Reader(HTMLParser):
    """Text, tags and whether they close in order."""

    VOID = {"meta", "link", "br", "path", "line", "rect"}

    def __init__(self):
        super().__init__()
        self.open, self.text, self.tags, self.ids = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_power_and_main_result_come_before_everything_else(found):
    document = tell(found)
    kinds = [type(block) for block in document.blocks[:4]]
    assert kinds == [Heading, Paragraph, Box, Box]
    first = document.blocks[2]
    assert first.kind == "brief"
    assert first.paragraphs[0].startswith("Kunde detta visa något?")
    assert "lägre än det väntas ha blivit" in first.paragraphs[1]


def test_no_verdict_is_ever_set_by_the_program(found):
    box = next(block for block in tell(found).blocks if isinstance(block, Box) and block.kind == "verdict")
    assert box.title == "Slutsats"
    assert box.paragraphs == (words.NO_VERDICT.sv,)


def test_a_humans_verdict_is_told_with_name_day_and_reason(found):
    box = next(
        b for b in tell(found, "sv", verdict(found)).blocks if isinstance(b, Box) and b.kind == "verdict"
    )
    assert box.title == "Slutsats: Går inte att avgöra"
    assert "Anna Analys" in box.paragraphs[0]
    assert "2026-11-22" in box.paragraphs[0]
    assert REASON in box.paragraphs[0]


def test_a_verdict_on_another_result_is_told_to_be_so(found):
    moved = replace(verdict(found), result="another")
    box = next(b for b in tell(found, "en", moved).blocks if isinstance(b, Box) and b.kind == "verdict")
    assert words.OTHER_RESULT.en in box.paragraphs


def test_all_four_verdicts_have_their_list_even_when_empty(found):
    said = list(texts(tell(found)))
    assert all(NAMES[word].sv in said for word in Word)
    bare = replace(found, pleas=())
    assert list(texts(tell(bare))).count(words.NOTHING_SPEAKS.sv) == 4


def test_what_else_happened_is_warned_of(found):
    plan = replace(found.plan, also_happened=(Event("Razzia", "2022-03", None, "Norra"),))
    assert any("Razzia" in text.sv for text in brief.warnings(replace(found, plan=plan)))


@pytest.mark.parametrize(
    ("power", "answer"),
    [(0.1, "Hardly"), (0.49, "Hardly"), (0.5, "Perhaps"), (0.79, "Perhaps"), (0.8, "Yes")],
)
def test_power_is_said_in_a_word(found, power, answer):
    first = replace(found.sections[0], facts={"power": power})
    said = brief.lines(replace(found, sections=(first, *found.sections[1:])))[0]
    assert said.en.startswith(f"Could this show anything? {answer}:")


def test_an_effect_without_percent_is_told_in_its_unit(found):
    bare = replace(found.sections[1], estimates=(Estimate("x", Text("x", "x"), -2.5, main=True),))
    said = brief.lines(replace(found, sections=(found.sections[0], bare)))[1]
    assert "−2,5 per tidpunkt" in said.sv


def test_every_figure_is_captioned_and_described(found):
    pictures = [block for block in tell(found).blocks if isinstance(block, Picture)]
    assert len(pictures) >= 4
    assert all(len(block.described) > 40 and block.caption.endswith(".") for block in pictures)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_is_whole_stands_alone_and_has_no_id_twice(found, lang):
    page = found.page(lang, verdict(found))
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.tags.count("h1") == 1
    assert reader.tags.count("svg") == len([b for b in tell(found, lang).blocks if isinstance(b, Picture)])
    assert not re.search(r"""(src|href)=|url\(["']?http|<script|@import""", page)
    assert "&lt;chef&gt;" in page
    assert "<chef>" not in page


def test_page_and_document_say_the_same(found):
    reader = Reader()
    reader.feed(found.page())
    told = "".join(reader.text)
    assert all(words in told for words in texts(tell(found)))


def test_the_pdf_is_accessible(found):
    with pikepdf.open(io.BytesIO(found.pdf("sv", verdict(found)))) as pdf:
        meta = str(pdf.open_metadata())
        assert "pdfuaid:part" in meta
        assert pdf.Root.Lang == "sv"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == found.plan.title
        assert "/ModDate" not in pdf.docinfo


def test_the_word_file_has_headings_tables_and_described_pictures(found):
    made = docx.Document(io.BytesIO(found.word("en")))
    document = tell(found, "en")
    headings = [p.text for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == found.plan.title
    assert all(b.words in headings for b in document.blocks if isinstance(b, Heading))
    assert len(made.tables) == len([b for b in document.blocks if isinstance(b, Grid)])
    described = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert described == [b.described for b in document.blocks if isinstance(b, Picture)]
    assert made.core_properties.title == found.plan.title


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_same_result_is_the_same_bytes(found, lang):
    assert found.page(lang) == found.page(lang)
    assert found.pdf(lang) == found.pdf(lang)
    assert found.word(lang) == found.word(lang)


def test_the_word_file_tells_no_time(found):
    with zipfile.ZipFile(io.BytesIO(found.word())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_a_notebook_gets_the_report_and_a_frame(found):
    assert found._repr_html_().startswith("<h2>")
    frame = found.frame()
    assert frame.height == len(found.estimates)
    assert frame["percent"][0] == found.estimates[0].percent[0]


def test_a_refused_step_is_told_as_refused(found):
    refused = [b for b in tell(found, "en").blocks if isinstance(b, Box) and b.title == words.REFUSED.en]
    assert len(refused) == len([section for section in found.sections if section.refused is not None])
