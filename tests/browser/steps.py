"""What an officer does in a browser, step by step, the way the pages are meant to be used."""

from playwright.sync_api import Page
from support.browser import Visitor

PASSWORD = "prov-losenord-1"  # every officer's in tests/support/world.yaml


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
