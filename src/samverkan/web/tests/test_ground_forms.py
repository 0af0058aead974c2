"""A ground's conditions as a form: unanswered from the start, every fault on its own question."""

from datetime import date

import pytest

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _django(template):
    """Forms need Django set up."""


def form(ground="osl-10-15a", data=None, **more):
    from samverkan.secrecy.grounds import find
    from samverkan.web.ground_forms import GroundForm

    return GroundForm(find(ground, TODAY), data, **more)


GOOD = {
    "answer_need": "yes", "why_need": "Punkt 1.", "answer_overriding": "no", "why_overriding": "Litet men.",
    "answer_excepted": "no", "reasons": "Han hotas.",
}  # fmt: skip


def test_it_begins_with_no_answer_at_all():
    html = form().as_p()
    assert "checked" not in html
    assert html.count('type="radio"') == 6


def test_answers_come_out_as_the_grounds_take_them():
    from samverkan.secrecy.grounds import Answer, check_answers

    filled = form(data=GOOD)
    assert filled.is_valid()
    assert filled.answers()["need"] == Answer("yes", "Punkt 1.")
    assert check_answers(filled.ground, filled.answers()) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"answer_need": ""}, "answer_need"),
        ({"answer_need": "no"}, "answer_need"),
        ({"answer_need": "kanske"}, "answer_need"),
        ({"why_need": " "}, "why_need"),
        ({"reasons": "  "}, "reasons"),
    ],
)
def test_each_fault_lies_on_its_own_question(change, field):
    filled = form(data=GOOD | change)
    assert not filled.is_valid()
    assert list(filled.errors) == [field]


def test_all_faults_are_shown_at_once():
    assert set(form(data={}).errors) == {"answer_need", "answer_overriding", "answer_excepted", "reasons"}


def test_words_used_before_are_handed_back_but_no_choice():
    from samverkan.secrecy.grounds import Answer

    html = form(said={"need": Answer("yes", "Punkt 1 som förut.")}).as_p()
    assert "Punkt 1 som förut." in html
    assert "checked" not in html


def test_two_on_one_page_keep_apart():
    first, second = form(prefix="a", data={f"a-{k}": v for k, v in GOOD.items()}), form(prefix="b", data={})
    assert first.is_valid()
    assert not second.is_valid()
