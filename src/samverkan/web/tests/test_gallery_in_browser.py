"""The gallery in a real Chromium under the product's policy: accessible, no overflow, quick by keyboard."""

from pathlib import Path

import django_htmx
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from samverkan.web.gallery import sample

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("template")]

WEB = Path(__file__).resolve().parents[1]
STATIC = {"samverkan": WEB / "static", "django_htmx": Path(django_htmx.__file__).parent / "static"}
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
HERE = "http://localhost/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def serve(route):
    """Answers every request from the source tree; anything from another host fails the page."""
    path = route.request.url.removeprefix(HERE)
    if path.startswith("static/"):
        name = path.removeprefix("static/")
        file = STATIC[name.split("/")[0]] / name
        return route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
    name, language = path.split("?")[0].split(".")
    with translation.override(language):
        html = render_to_string(f"{name}.html", sample())
    return route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})


@pytest.fixture
def open_page(chromium):
    opened = []

    def opener(address, *, width=1280, scheme="light", bypass_csp=False):
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=bypass_csp)
        opened.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.route("**/*", serve)
        page.goto(HERE + address)
        page.evaluate("document.activeElement.blur()")
        return page

    yield opener
    for context in opened:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "address"), [(1280, "gallery.sv"), (390, "gallery.sv"), (1280, "gallery.en")]
)
def test_axe_finds_nothing(open_page, width, address, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(address, width=width, scheme=scheme, bypass_csp=True)  # axe itself is injected inline
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("code", ["400", "403", "404", "409", "500", "503"])
def test_axe_finds_nothing_on_the_error_pages(open_page, code):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(f"errors/{code}.sv", width=390, bypass_csp=True)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_breaks_the_policy_or_overflows(open_page, width):
    page = open_page("gallery.sv", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.problems == []


def test_every_target_is_at_least_24_pixels_high(open_page):
    page = open_page("gallery.sv", width=390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input, select, textarea')]
        .filter(e => e.checkVisibility() && !e.closest('p, li, .skip') && !e.matches('.skip'))
        .filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_a_single_key_presses_its_element(open_page):
    page = open_page("gallery.sv")
    page.keyboard.press("l")
    assert page.url.endswith("#l")
    page.keyboard.press("N")
    assert page.url.endswith("#n")


def test_keys_are_letters_while_one_types(open_page):
    page = open_page("gallery.sv")
    page.fill("#id_name", "")
    page.focus("#id_name")
    page.keyboard.press("l")
    assert page.input_value("#id_name") == "l"
    assert "#" not in page.url


def test_keys_with_control_belong_to_the_browser(open_page):
    page = open_page("gallery.sv")
    page.keyboard.press("Alt+l")
    assert "#" not in page.url


def test_question_mark_lists_the_keys_and_the_dialog_owns_the_keyboard(open_page):
    page = open_page("gallery.sv")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert page.locator("#keys dd", has_text="Utlämnanden").count() == 1
    page.keyboard.press("l")
    assert "#" not in page.url
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_keys_can_be_turned_off_for_good_and_on_again(open_page):
    page = open_page("gallery.sv")
    page.keyboard.press("?")
    page.uncheck("[data-keys-switch]")
    page.keyboard.press("Escape")
    page.reload()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("l")
    assert "#" not in page.url
    page.click("[data-opens=keys]")
    page.check("[data-keys-switch]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("l")
    assert page.url.endswith("#l")


def test_menu_opens_by_keyboard_on_a_narrow_screen(open_page):
    page = open_page("gallery.sv", width=390)
    link = page.locator(".nav a", has_text="Statistik")
    assert not link.is_visible()
    page.focus(".menu-button")
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_skip_link_is_first_and_leads_to_the_content(open_page):
    page = open_page("gallery.sv")
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_errors_are_read_first_and_lead_to_their_field(open_page):
    page = open_page("gallery.sv")
    page.click(".error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_fel-name"


def test_what_htmx_cannot_say_is_said_in_the_live_region(open_page):
    page = open_page("gallery.sv")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true}))")
    sync_api.expect(page.locator("#live")).to_contain_text("inget har sparats")
    page.evaluate(
        "document.body.dispatchEvent(new CustomEvent('announce', {bubbles: true, detail: {value: 'Nytt!'}}))"
    )
    sync_api.expect(page.locator("#live")).to_have_text("Nytt!")


def test_paper_carries_the_sender_but_nothing_to_press(open_page):
    page = open_page("gallery.sv")
    page.emulate_media(media="print")
    assert page.locator(".acting").is_visible()
    for gone in (".menu", ".key-bar", ".button >> nth=0", ".foot"):
        assert not page.locator(gone).is_visible()
