"""The small parts: what each says, and that nothing written by a user reaches the page unescaped."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from samverkan.web.templatetags import ui
from samverkan.web.templatetags.drawings import AGENCY_ICONS, ICONS, SHAPES

pytestmark = pytest.mark.usefixtures("template")  # Django set up

RED = {"word": "Röd", "shape": "square", "colour": "red"}
NASTY = '<b onclick="x">'


def render(source, **context):
    with translation.override("sv"):
        return Template("{% load ui %}" + source).render(Context(context))


@dataclass
class Scale:
    word: str
    shape: str
    colour: str


def test_badge_says_colour_word_and_shape():
    html = render("{% badge v %}", v=RED)
    assert 'data-colour="red"' in html
    assert ">Röd</span>" in html
    assert SHAPES["square"] in html


def test_badge_takes_objects_as_well_as_dicts():
    assert render("{% badge v %}", v=Scale("Röd", "square", "red")) == render("{% badge v %}", v=RED)


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_shapes_differ_so_that_colour_is_never_the_only_sign(shape):
    assert [name for name, drawing in SHAPES.items() if drawing == SHAPES[shape]] == [shape]


def test_badge_without_judgement_says_so():
    html = render("{% badge v %}", v=None)
    assert "Ej bedömd" in html
    assert SHAPES["ring"] in html


def test_unknown_colour_from_a_method_file_becomes_grey_not_a_class_of_its_own():
    html = render("{% badge v %}", v={"word": "Blå", "shape": "star", "colour": '"><script>'})
    assert 'data-colour="grey"' in html
    assert "script" not in html


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ("{% badge v %}", {"v": {"word": NASTY, "shape": "square", "colour": "red"}}),
        ("{% agency_chip v %}", {"v": {"kind": "police", "short_name": NASTY}}),
        ("{% mark 'visning' v %}", {"v": NASTY}),
        ("{% provenance v %}", {"v": {"agency": NASTY, "date": date(2026, 1, 2), "ground": NASTY}}),
        ("{% given v %}", {"v": {"agency": NASTY, "date": date(2026, 1, 2)}}),
        ("{% callout 'info' v %}{{ v }}{% endcallout %}", {"v": NASTY}),
        (
            "{% preview v v.short_name %}{{ v.short_name }}{% endpreview %}",
            {"v": {"kind": "x", "short_name": NASTY}},
        ),
        ("{% compartment v %}{{ v.name }}{% endcompartment %}", {"v": {"kind": "police", "name": NASTY}}),
        ("{% empty v v v v %}", {"v": NASTY}),
        ("{% data_table v c r %}", {"v": NASTY, "c": [{"label": NASTY}], "r": [[NASTY]]}),
        (
            "{% include 'parts/entry.html' with entry=v %}",
            {"v": {"kind": NASTY, "text": NASTY, "author": NASTY}},
        ),
    ],
)
def test_what_users_write_is_escaped(source, context):
    html = render(source, **context)
    assert "<b onclick" not in html
    assert "&lt;b onclick" in html


def test_mark_shows_word_and_date():
    html = render("{% mark 'corrected' v %}", v=date(2026, 9, 20))
    assert "Rättad" in html
    assert '<time datetime="2026-09-20">2026-09-20</time>' in html


@pytest.mark.parametrize("kind", sorted(ui.MARKS))
def test_every_mark_has_a_drawing_and_words(kind):
    html = render("{% mark k %}", k=kind)
    assert "<svg" in html
    assert str(ui.MARKS[kind][1]) in html


def test_unknown_mark_is_an_error_not_a_silent_gap():
    with pytest.raises(KeyError):
        render("{% mark 'gissning' %}")


def test_stale_is_silent_until_there_is_a_date():
    assert render("{% stale v %}", v=None) == ""
    since = date(2026, 10, 24)
    assert render("{% stale v %}", v={"stale_since": None, "ran_out": False}) == ""
    assert "Inaktuell sedan <time" in render("{% stale v %}", v={"stale_since": since, "ran_out": True})
    assert "Inte sedd på mötet <time" in render("{% stale v %}", v={"stale_since": since, "ran_out": False})


def test_points_in_time_are_shown_in_swedish_time():
    html = render("{% day v %}", v=datetime(2026, 7, 1, 7, 5, tzinfo=UTC))
    assert ">2026-07-01 09:05<" in html
    assert render("{% day v %}", v=None) == ""


def test_agency_chip_prefers_the_short_name_and_draws_the_kind():
    html = render("{% agency_chip v %}", v={"kind": "school", "name": "Lång", "short_name": "Kort"})
    assert "Kort" in html
    assert ICONS["book"] in html
    assert ICONS["building"] in render("{% agency_chip v %}", v={"kind": "okänd", "name": "X"})


def test_every_agency_kind_has_an_existing_drawing():
    assert set(AGENCY_ICONS.values()) <= set(ICONS)


def test_drawings_are_hidden_from_screen_readers():
    assert all('aria-hidden="true"' in drawing for drawing in [*ICONS.values(), *SHAPES.values()])


def test_provenance_names_giver_date_ground_and_end():
    came = {"agency": "Polisen", "date": date(2026, 11, 2), "ground": "OSL 10:15 a"}
    assert "Utlämnad av Polisen 2026-11-02 enligt OSL 10:15 a</span>" in render("{% provenance v %}", v=came)
    shown = render("{% provenance v %}", v={**came, "until": date(2027, 1, 31)})
    assert "OSL 10:15 a; visas till 2027-01-31" in shown


@pytest.mark.parametrize(
    ("kind", "word"), [("info", "Bra att veta"), ("warning", "Observera"), ("danger", "Stopp")]
)
def test_callout_names_its_kind_in_words(kind, word):
    assert word in render("{% callout k %}x{% endcallout %}", k=kind)


def test_callout_is_announced_only_when_live():
    assert "role=" not in render("{% callout 'danger' %}x{% endcallout %}")
    assert 'role="alert"' in render("{% callout 'danger' live=True %}x{% endcallout %}")
    assert 'role="status"' in render("{% callout 'info' live=True %}x{% endcallout %}")


def test_block_tags_need_their_end():
    with pytest.raises(TemplateSyntaxError):
        render("{% callout 'info' %}x")


def test_stepper_marks_done_current_and_todo():
    html = render(
        "{% stepper s 2 %}", s=[{"label": "A", "url": "/a"}, {"label": "B"}, {"label": "C", "url": "/c"}]
    )
    assert "Steg 2 av 3" in html
    assert html.count('aria-current="step"') == 1
    assert '<a href="/a">A</a>' in html
    assert "/c" not in html  # one cannot jump past what is not yet answered


def test_table_refuses_rows_of_another_length_than_its_columns():
    with pytest.raises(ValueError, match=r"longer|shorter"):
        render("{% data_table 'T' c r %}", c=[{"label": "A"}], r=[["1", "2"]])


class Form(forms.Form):
    name = forms.CharField(label="Namn", help_text="Hela namnet")
    colour = forms.ChoiceField(label="Färg", widget=forms.RadioSelect, choices=[("r", "Röd")])
    note = forms.CharField(label="Anmärkning", required=False)
    agreed = forms.BooleanField(label="Läst")


def test_field_ties_help_and_error_to_the_input():
    form = Form({})
    html = render("{% field f %}", f=form["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_required_fields_are_marked():
    assert "krävs" in render("{% field f %}", f=Form()["name"])
    assert "krävs" not in render("{% field f %}", f=Form()["note"])


def test_radios_stand_in_a_fieldset_described_by_their_error():
    html = render("{% field f %}", f=Form({})["colour"])
    assert '<fieldset aria-describedby="id_colour_error">' in html
    assert "<legend>Färg" in html


def test_checkbox_keeps_its_label_and_appears_once():
    html = render("{% field f %}", f=Form()["agreed"])
    assert html.count('type="checkbox"') == 1
    assert '<label class="check" for="id_agreed">' in html


def test_error_summary_links_to_ids_that_exist():
    form = Form({})
    html = render("{% error_summary form %}{% include 'parts/form.html' %}", form=form)
    for target in ("id_name", "id_colour_0", "id_agreed"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html


def test_error_summary_is_absent_without_errors():
    assert render("{% error_summary form %}", form=Form()).strip() == ""


def test_htmx_settings_keep_pages_out_of_the_browsers_storage():
    html = render("{% htmx_config %}")
    for setting in (
        '"allowEval":false',
        '"includeIndicatorStyles":false',
        '"historyCacheSize":0',
        '"selfRequestsOnly":true',
    ):
        assert setting in html
