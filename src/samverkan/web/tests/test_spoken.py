"""A method in the page's language: what it calls things, worked out once."""

from dataclasses import replace

import pytest
from django.utils import translation

pytestmark = pytest.mark.usefixtures("template")  # Django set up


@pytest.fixture
def method():
    from samverkan.methods.loading import load

    return load("trefas")


def field(method, kind, name):
    from samverkan.web.spoken import spoken

    return next(each for each in spoken(method).kinds[kind].fields if each.id == name)


@pytest.mark.parametrize(("language", "word"), [("sv", "Röd"), ("en", "Red")])
def test_each_language_has_its_own_words(method, language, word):
    from samverkan.web.spoken import spoken

    with translation.override(language):
        assert spoken(method) is spoken(method)
        assert field(method, "colour", "level").words("red") == word


def test_another_authoritys_judgement_goes_by_its_scale_and_the_joint_one_by_its_own(method):
    from samverkan.web.spoken import spoken

    kinds = spoken(method).kinds
    assert (kinds["colour"].label, kinds["colour"].received) == ("Vår färg", "Färg")
    assert kinds["joint_colour"].label == kinds["joint_colour"].received
    assert kinds["note"].label == kinds["note"].received


def test_a_yes_a_choice_and_anything_else_in_words(method):
    assert [field(method, "marking", "child").words(value) for value in (True, False, "")] == [
        "Ja",
        "Nej",
        "Nej",
    ]
    kind, choice = next((kind, each) for kind in method.kinds for each in kind.fields if each.choices)
    said = field(method, kind.id, choice.id)
    assert said.words(choice.choices[0].id) == choice.choices[0].label.sv
    assert (said.words("utgått"), said.words(3)) == ("utgått", "3")


def test_rows_come_in_the_methods_order_and_without_what_is_not_there(method):
    from samverkan.web.spoken import spoken

    known = spoken(method).kinds["note"]
    order = [each.id for each in known.fields]
    rows = known.rows(dict.fromkeys(reversed(order), "x"))
    assert [label for label, _value in rows] == [each.label for each in known.fields]
    assert known.rows({}) == []


def test_a_changed_method_is_another(method):
    from samverkan.web.spoken import spoken

    other = replace(method, phases=method.phases[:1])
    assert len(spoken(other).phases) == 1 < len(spoken(method).phases)
