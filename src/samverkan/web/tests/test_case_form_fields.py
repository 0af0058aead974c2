"""A form for any kind of entry: fields, order, words and what is required come from the method's file."""

import pytest
from django.utils import translation

pytestmark = pytest.mark.usefixtures("template")


@pytest.fixture
def trefas():
    from samverkan.methods.loading import load

    return load("trefas")


def form_of(method, kind, data=None):
    from samverkan.web.forms import build_form

    return build_form(method, method.kind(kind))(data)


def test_the_fields_are_the_kinds_in_its_order(trefas):
    assert list(form_of(trefas, "contact").fields) == ["event_date", "how", "text"]


def test_every_kind_of_the_catalogue_makes_a_form_that_renders(trefas):
    for kind in trefas.kinds:
        html = str(form_of(trefas, kind.id))
        assert all(f'name="{field.id}"' in html for field in kind.fields), kind.id


def test_labels_and_help_speak_the_pages_language(trefas):
    with translation.override("sv"):
        assert form_of(trefas, "nomination").fields["grounds"].label == "Grunder"
    with translation.override("en"):
        field = form_of(trefas, "nomination").fields["grounds"]
        assert field.label == "Grounds"
        assert field.help_text.startswith("What has happened")


def test_required_fields_are_asked_for_in_plain_words(trefas):
    with translation.override("sv"):
        form = form_of(trefas, "contact", {"text": "Sa inget."})
        assert form.errors == {"event_date": ["Fyll i det här."], "how": ["Fyll i det här."]}


def test_a_scale_is_chosen_by_word_shape_and_meaning(trefas):
    with translation.override("sv"):
        html = str(form_of(trefas, "colour")["level"])
    assert html.count("<svg") == 3
    assert "Röd" in html
    assert "Akut fara att döda eller bli dödad." in html


def test_no_level_is_chosen_beforehand(trefas):
    assert "checked" not in str(form_of(trefas, "colour")["level"])


def test_what_is_written_about_a_person_is_not_kept_by_the_browser(trefas):
    form = form_of(trefas, "identity")
    assert all(field.widget.attrs["autocomplete"] == "off" for field in form.fields.values())


def test_fields_of_gives_the_act_what_was_filled_in_and_nothing_else(trefas):
    from samverkan.web.forms import fields_of

    form = form_of(
        trefas, "note", {"event_date": "2026-11-02", "text": "Sedd.", "source": "", "smuggled": "x"}
    )
    assert form.is_valid()
    assert fields_of(form, trefas.kind("note")) == {"event_date": "2026-11-02", "text": "Sedd."}


def test_leaving_out_a_field(trefas):
    from samverkan.web.forms import build_form

    form = build_form(trefas, trefas.kind("colour"), leave_out=["judged_on"])()
    assert "judged_on" not in form.fields


def test_what_an_act_finds_wrong_lands_on_the_field(trefas):
    from samverkan.secrecy.acting import Invalid
    from samverkan.web.forms import errors_on

    form = form_of(trefas, "note", {"event_date": "2026-11-02", "text": "Sedd."})
    with errors_on(form):
        raise Invalid("event_date", "Fel dag.")
    assert form.errors == {"event_date": ["Fel dag."]}
    with errors_on(form):
        raise Invalid("case", "Akten är avslutad.")
    assert form.non_field_errors() == ["Akten är avslutad."]


def test_other_faults_are_not_swallowed(trefas):
    from samverkan.secrecy.acting import Conflict
    from samverkan.web.forms import errors_on

    with pytest.raises(Conflict), errors_on(form_of(trefas, "note", {})):
        raise Conflict


def test_identity_asks_for_protection_with_none_as_the_start(trefas):
    from samverkan.web.forms.persons import name_form, name_of

    form = name_form(trefas)({"name": "Prov Provsson", "protection": ""})
    assert form.is_valid()
    assert name_of(form, trefas) == ({"name": "Prov Provsson"}, False)
    form = name_form(trefas)({"name": "Prov Provsson", "protection": "marked"})
    assert form.is_valid()
    assert name_of(form, trefas) == ({"name": "Prov Provsson", "protection": "marked"}, True)
