"""The larger parts as pages use them: who I act as, navigation, entries, tasks, figures, the meeting."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from samverkan.web.gallery import RED, sample

pytestmark = pytest.mark.usefixtures("template")  # Django set up

POLICE = {"kind": "police", "name": "Polisen Järva", "short_name": "Polisen"}
ACTING = {"agency": POLICE, "officer": "Anna Ek", "assignment": "handläggare i Trefas Järva"}


def part(name, language="sv", **context):
    with translation.override(language):
        return render_to_string(f"parts/{name}.html", context)


def test_masthead_always_says_who_i_am_acting_as():
    html = part("masthead", acting=ACTING, nav=[])
    for words in ("Polisen Järva", "Anna Ek", "handläggare i Trefas Järva", "Du arbetar som"):
        assert words in html


def test_before_sign_in_there_is_neither_menu_nor_sign_out():
    html = part("masthead")
    assert "Logga ut" not in html
    assert "menu-button" not in html
    assert "<nav" not in html


def test_sign_out_and_language_are_posted():
    html = part("masthead", acting=ACTING)
    assert len(re.findall(r'<form class="inline" method="post"', html)) == 2
    assert 'value="en" lang="en">English' in html
    assert 'value="sv" lang="sv">Svenska' in part("masthead", language="en", acting=ACTING)


def test_demo_strip_only_in_the_made_up_city():
    assert "påhittade" in part("masthead", demo=True)
    assert "påhittade" not in part("masthead", demo=False)


def test_navigation_marks_the_current_page_and_names_its_badge():
    nav = [
        {"label": "Listan", "url": "/l", "current": True},
        {"label": "Utlämnanden", "url": "/u", "badge": 3, "key": "u"},
    ]
    html = part("nav", nav=nav)
    assert html.count("aria-current") == 1
    assert '<a href="/l" aria-current="page">' in html
    assert re.search(r'3<span class="visually-hidden"> väntar</span>', html)
    assert 'data-key="u" data-key-label="Utlämnanden"' in html


def test_navigation_shows_no_empty_badge():
    assert "count" not in part("nav", nav=[{"label": "Utlämnanden", "url": "/u", "badge": 0}])


def test_entry_tells_ours_from_received():
    entry = {"kind": "Kontakt", "date": date(2026, 11, 2), "author": "Anna", "text": "Rad ett\nRad två"}
    came = {"agency": "Frivården", "date": date(2026, 11, 3), "ground": "OSL 10:15 a"}
    assert "data-received" not in part("entry", entry=entry)
    received = part("entry", entry={**entry, "provenance": came})
    assert "data-received" in received
    assert "Utlämnad av Frivården 2026-11-03 enligt OSL 10:15 a" in received


def test_entry_actions_name_their_entry_to_screen_readers():
    entry = {"kind": "Kontakt", "date": date(2026, 11, 2), "actions": [{"label": "Rätta", "url": "/r"}]}
    assert re.search(r'Rätta<span class="visually-hidden">: Kontakt <time', part("entry", entry=entry))


def test_task_row_says_who_by_when_and_how_it_stands():
    task = {"title": "Ring", "agency": POLICE, "due": date(2026, 12, 1), "state": "ingen återrapport"}
    html = part("task", task={**task, "marks": [("overdue", "")]})
    for words in ("Ring", "Polisen", "2026-12-01", "ingen återrapport", "Försenad"):
        assert words in html


def test_suppressed_figure_shows_no_value_even_when_one_was_passed():
    html = part("figure", figure={"label": "Under 18", "value": 3, "suppressed": True, "source": "Akter"})
    assert "undertryckt" in html
    assert not re.search(r">\s*3\s*<", html)


def test_figure_carries_source_date_and_definition():
    html = part(
        "figure",
        figure={
            "label": "L",
            "value": 41,
            "source": "Akter",
            "date": date(2026, 11, 1),
            "definition": "Öppna",
        },
    )
    assert "Öppna. Källa: Akter, <time" in html


def test_agenda_marks_where_the_meeting_is():
    agenda = [
        {"name": "A", "url": "/a", "colour": RED, "done": True},
        {"name": "B", "url": "/b", "current": True},
    ]
    html = part("agenda", agenda=agenda)
    assert html.count('aria-current="step"') == 1
    assert "genomgången" in html


def test_key_bar_offers_links_and_form_buttons():
    html = part(
        "key_bar",
        shortcuts=[{"label": "Nästa", "key": "n", "url": "/n"}, {"label": "Spara", "key": "s", "form": "f"}],
    )
    assert '<a class="button secondary" href="/n" data-key="n"' in html
    assert '<button class="button secondary" form="f" data-key="s"' in html


@pytest.mark.parametrize("language", ["sv", "en"])
def test_gallery_renders_every_part(language):
    with translation.override(language):
        html = render_to_string("gallery.html", sample())
    for hook in (
        "badge",
        "compartment",
        "entry",
        "task",
        "timeline",
        "field",
        "stepper",
        "preview",
        "figure",
        "agenda",
    ):
        assert f'class="{hook}' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(set(ids) - {"entry-1", "entry-2"}) == sorted(
        i for i in ids if i not in {"entry-1", "entry-2"}
    )
