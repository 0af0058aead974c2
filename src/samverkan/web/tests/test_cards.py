"""Entries and lines of the list, built as strings: every value escaped, nothing drawn that is not there."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from samverkan.web.gallery import RED

pytestmark = pytest.mark.usefixtures("template")  # Django set up

SHARP = "<b>'\"&"
BLUNT = "&lt;b&gt;&#x27;&quot;&amp;"
LINE = {
    "person": {"name": "Anna Ek", "url": "/arenden/1/", "marks": []}, "case": {"number": "A-1"}, "named": True,
    "judged_as": [RED, None], "shown": None, "owners": ["Bo", "Cia"], "judged": date(2026, 11, 2), "next": None,
    "phase": "Aktiv",
}  # fmt: skip


HEADS = ["Person", "Gemensam färg", "Vår färg", "Skede", "Ansvarig", "Senast bedömd", "Nästa datum"]


def entry(**named):
    return render_to_string("parts/entry.html", {"entry": named})


def line(language="sv", heads=None, **changed):
    with translation.override(language):
        context = {"lines": [{**LINE, **changed}], "heads": HEADS if heads is None else heads}
        page = render_to_string("lists/table.html", context)
    return page.partition("<tbody")[2]


def cells(html):
    """Texts of the row's cells, tags removed, by heading."""
    found = re.findall(r'<td role="cell" data-label="([^"]+)">(.*?)</td>', html, re.DOTALL)
    return {head: re.sub(r"<[^>]+>", "", cell).strip() for head, cell in found}


def test_every_value_of_an_entry_is_escaped():
    html = entry(
        kind=SHARP, author=SHARP, text=SHARP, fields=[(SHARP, SHARP)], marks=[("visning", SHARP)],
        provenance={"agency": SHARP, "date": SHARP, "ground": SHARP}, given=[{"agency": SHARP, "date": SHARP}],
        actions=[{"label": SHARP, "url": SHARP}], colour={"word": SHARP, "colour": SHARP, "shape": SHARP}, id=SHARP,
    )  # fmt: skip
    assert "<b>" not in html
    assert html.count(BLUNT) >= 14


def test_an_entry_with_nothing_but_its_kind_has_no_empty_boxes():
    html = entry(kind="Kontakt")
    assert "<h3>Kontakt</h3>" in html
    for absent in ("marks", "entry-text", "facts", "entry-actions", "provenance", "id=", "data-", "<time"):
        assert absent not in html


def test_what_is_marked_safe_is_not_escaped_twice():
    from django.utils.safestring import mark_safe

    assert "<dd><em>x</em></dd>" in entry(kind="Kontakt", fields=[("Vad", mark_safe("<em>x</em>"))])


def test_values_that_are_no_text_read_as_text():
    assert "<dt>Antal</dt><dd>3</dd>" in entry(kind="Kontakt", fields=[("Antal", 3)])


def test_an_entry_carries_its_flags():
    html = entry(
        kind="Kontakt", id=7, superseded=True, provenance={"agency": "P", "date": "x", "ground": "y"}
    )
    assert '<article class="entry" id="entry-7" data-received data-superseded>' in html


def test_a_line_says_what_is_known_and_leaves_the_rest_empty():
    found = cells(line())
    assert found == {
        "Gemensam färg": "Röd", "Vår färg": "", "Skede": "Aktiv", "Ansvarig": "Bo, Cia",
        "Senast bedömd": "2026-11-02", "Nästa datum": "",
    }  # fmt: skip
    assert "Inaktuell sedan 2026-11-01" in re.sub(
        r"<[^>]+>", "", line(shown={"stale_since": date(2026, 11, 1), "ran_out": True})
    )
    assert cells(line(next=date(2026, 12, 1)))["Nästa datum"] == "2026-12-01"
    assert cells(line(judged_as=[None, RED]))["Gemensam färg"] == "Ej bedömd"
    assert cells(line(judged_as=[None, RED]))["Vår färg"] == "Röd"


def test_the_number_stands_beside_a_name_only():
    assert '<span class="by">A-1</span>' in line()
    assert '<span class="by">' not in line(named=False)


def test_a_line_speaks_the_pages_language():
    assert cells(line(judged_as=[None, None]))["Gemensam färg"] == "Ej bedömd"
    assert cells(line("en", judged_as=[None, None]))["Gemensam färg"] == "Not judged"


def test_a_method_that_judges_nothing_has_no_columns_for_it():
    found = cells(line(heads=["Plats", "Skede", "Ansvarig", "Nästa datum"], judged_as=[]))
    assert found == {"Skede": "Aktiv", "Ansvarig": "Bo, Cia", "Nästa datum": ""}


def test_every_value_of_a_line_is_escaped():
    html = line(
        person={"name": SHARP, "url": SHARP, "marks": [("child", SHARP)]}, case={"number": SHARP},
        owners=[SHARP, SHARP], phase=SHARP, judged_as=[{"word": SHARP}, None],
    )  # fmt: skip
    assert "<b>" not in html
    assert html.count(BLUNT) == 8


def timeline(*events):
    return render_to_string("parts/timeline.html", {"events": events})


def test_an_event_says_what_is_known_of_it():
    html = timeline(
        {"date": date(2026, 11, 2), "text": "Röd", "colour": RED, "note": "Hot.", "by": "Bo", "url": "/x/"}
    )
    assert "<time" in html
    assert re.sub(r"<[^>]+>|\s+", " ", html).split() == ["2026-11-02", "Röd", "Röd", "Hot.", "Bo"]
    assert '<a href="/x/">Röd</a>' in html


def test_an_event_without_more_has_no_empty_boxes():
    html = timeline({"date": date(2026, 11, 2), "text": "Röd"})
    assert "<div><p>Röd</p></div>" in html


def test_every_value_of_an_event_is_escaped():
    html = timeline(
        {"date": None, "text": SHARP, "note": SHARP, "by": SHARP, "url": SHARP, "colour": {"word": SHARP}}
    )
    assert "<b>" not in html
    assert html.count(BLUNT) == 5


def test_entries_stand_one_below_the_other():
    from samverkan.web.templatetags.cards import entry_card, entry_cards

    both = [{"kind": "Kontakt"}, {"kind": "Möte"}]
    assert entry_cards(both) == "\n".join(entry_card(each) for each in both)
    assert entry_cards([]) == ""
