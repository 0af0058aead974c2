"""A list taken in with a real browser: the file chosen, what is wrong read, the rest confirmed."""

from browser.looks import overflow, violations
from support.browser import NARROW, WIDE
from support.world import TREFAS

TEXT = (
    "Namn;Person- eller samordningsnummer;Grunder;Skydd;Färg;Skäl\n"
    "Prov Ett;199901012386;Hot.;;röd;Skott.\nProv Två;;Rån.;sekretessmarkering;;\n"
    "Prov Tre;19990101-2387;Hot.;;lila;\n"
)


def test_a_file_is_tried_and_taken_in(visitors, tmp_path):
    file = tmp_path / "lista.csv"
    file.write_text(TEXT)
    visitor = visitors.enter("pol.samordnare")
    page = visitor.go(f"/listan/{TREFAS}/")
    page.get_by_role("link", name="Läs in en lista").click()
    page.get_by_label("Fil").set_input_files(str(file))
    page.get_by_role("button", name="Pröva filen").click()
    assert "3 rader: 2 kan läsas in, 1 avvisas" in page.locator("main").inner_text()
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == []
        assert violations(page) == []
    with page.expect_download() as got:
        page.get_by_role("button", name="Hämta de avvisade raderna").click()
    assert got.value.suggested_filename.startswith("avvisade-")
    page.get_by_role("button", name="Läs in 2 ärenden").click()
    assert "2 ärenden är inlästa." in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Prov Ett").is_visible()
    assert visitor.problems == []
