"""What an officer does in a browser, step by step, the way the pages are meant to be used."""

from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, expect
from support.browser import Visitor

PASSWORD = "prov-losenord-1"  # every officer's in tests/support/world.yaml
GROUND = "osl-10-15a"
ANSWERS = {"need": ("yes", "Punkt 1."), "overriding": ("no", "Vägt och prövat."), "excepted": ("no", "")}
MOST_TABS = 80
HERE = """() => (e => [e.tagName, e.type || '', e.name || '', e.value || '', (e.innerText || '').trim()].join('|'))(
    document.activeElement)"""


def sign_in(visitor: Visitor, username: str) -> None:
    """Password and one-time code."""
    from samverkan.secrecy.models import Officer
    from samverkan.secrecy.proof import current_code

    page = visitor.go("/logga-in/")
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/kod/")
    page.locator("[name=code]").fill(current_code(Officer.objects.get(username=username)))
    page.keyboard.press("Enter")
    page.wait_for_url(visitor.live.url + "/")


def press(page: Page, name: str) -> None:
    """Press a button of the page's content, by what it says."""
    page.locator("main").get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    """Follow a link of the page's content, by what it says."""
    page.locator("main").get_by_role("link", name=name).first.click()


def fill(page: Page, **values: str) -> None:
    """Fill in fields of the page's form by name, each the way its sort is filled in."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]").first
        kind = field.evaluate("e => e.tagName + (e.type || '')")
        if kind.startswith("SELECT"):
            field.select_option(value)
        elif kind in ("INPUTradio", "INPUTcheckbox"):
            page.locator(f"main [name={name}][value='{value}']").check()
        else:
            field.fill(value)


def day(back: int) -> str:
    """A day as a form takes it, counted back from today; days to come are negative."""
    from samverkan.secrecy import clock

    return (clock.today() - timedelta(days=back)).isoformat()


def open_file(page: Page, name: str, number: str) -> str:
    """Open an own file from the list; returns the case page's address."""
    page.locator("nav").get_by_role("link", name="Listan").click()
    follow(page, "Öppna akt")
    page.get_by_label("Namn", exact=False).first.fill(name)
    page.locator("[name=person_number]").fill(number)
    press(page, "Öppna akten")
    return page.url


def write_note(page: Page, case: str, text: str) -> None:
    """A note in an own file."""
    page.goto(case)
    page.locator("summary", has_text="Skriv ny uppgift").click()
    page.locator("details.write").get_by_role("link", name="Anteckning", exact=True).click()
    page.locator("[name=event_date]").fill("2026-11-01")
    page.locator("[name=text]").fill(text)
    press(page, "Spara")
    page.get_by_text(text).wait_for()


def nominate(page: Page, name: str, number: str, grounds: str) -> str:
    """Nominate from the list; returns the case page's address."""
    page.locator("nav").get_by_role("link", name="Listan").click()
    follow(page, "Föreslå")
    page.locator("[name=name]").fill(name)
    page.locator("[name=person_number]").fill(number)
    page.locator("[name=grounds]").fill(grounds)
    press(page, "Spara")
    return page.url.split("?")[0]


def move(page: Page, case: str, step: str, reason: str = "") -> None:
    """Take one of the method's steps."""
    page.goto(case)
    follow(page, step)
    if reason:
        page.locator("[name=reason]").fill(reason)
    press(page, step)


def answer_ground(page: Page, reasons: str, prefix: str = "") -> None:
    """Answer OSL 10:15 a so that it stands."""
    dash = f"{prefix}-" if prefix else ""
    for name, (choice, why) in ANSWERS.items():
        page.locator(f"[name='{dash}answer_{name}'][value={choice}]").check()
        if why:
            page.locator(f"[name='{dash}why_{name}']").fill(why)
    page.locator(f"[name='{dash}reasons']").fill(reasons)


@dataclass
class Typist:
    """Hands on the keyboard and nothing else; counts what is pressed besides the words written."""

    page: Page
    pressed: int = 0

    def press(self, *keys: str) -> "Typist":
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        return self

    def write(self, text: str) -> "Typist":
        """Write words."""
        self.page.keyboard.type(text)
        return self

    def tab_to(self, tag: str, *wanted: str) -> "Typist":
        """Tab on until the focus stands on such an element, whose type, name, value and words hold all of these."""
        for _turn in range(MOST_TABS):
            here: str = self.page.evaluate(HERE)
            if here.startswith(f"{tag}|") and all(each in here for each in wanted):
                return self
            self.press("Tab")
        raise AssertionError(f"the focus never came to {tag} {wanted}")


def settled(page: Page) -> None:
    """What was asked for has come and stands on the page."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
