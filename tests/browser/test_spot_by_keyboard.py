"""Said across the table by keyboard alone: words, a digit, a ground, the answers, Ctrl+Enter; under fifteen seconds."""

import time

import pytest
from support.world import SOCIAL

MOST_SECONDS = 15.0
MOST_KEYS = 30  # beside the words themselves


@pytest.fixture
def case(world):
    """A case whose last disclosure to the social services rests on a ground: it is offered, with its words."""
    from support.acts import Acts

    acts = Acts(world)
    found = acts.nominate("pol.samordnare")
    acts.disclose("pol.samordnare", found, SOCIAL, acts.note("pol.samordnare", found))
    return found


def test_said_by_keyboard_in_time(visitors, case):
    visitor = visitors.enter("pol.samordnare")
    page = visitor.go(f"/arenden/{case.pk}/pa-plats/")
    pressed = 0

    def press(*keys):
        nonlocal pressed
        for key in keys:
            page.keyboard.press(key)
            pressed += 1

    started = time.monotonic()
    page.keyboard.type("Han ringde i morse och vill lämna gruppen.")
    press("Tab", "Tab", "2")  # past the entries that are there; the digit ticks the social services
    page.get_by_text("Senast använd för den här personen och mottagaren").wait_for()
    press("g")
    page.locator("[name=answer_need]").first.wait_for()
    while page.evaluate("document.activeElement.name") != "answer_need":
        press("Tab")
    press("Space", "Tab", "Tab", "ArrowRight", "Tab", "Tab", "ArrowRight", "Control+Enter")
    page.get_by_role("status").get_by_text("Utlämnat", exact=True).wait_for()
    assert time.monotonic() - started < MOST_SECONDS
    assert pressed <= MOST_KEYS
    assert page.locator("#spot").get_by_role("link", name="U-").count() == 1


def test_nothing_is_sent_while_a_question_is_open(visitors, case):
    page = visitors.enter("pol.samordnare").go(f"/arenden/{case.pk}/pa-plats/")
    page.keyboard.type("Han ringde.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("2")
    page.get_by_text("Senast använd för den här personen och mottagaren").wait_for()
    page.keyboard.press("g")
    page.locator("[name=answer_need]").first.wait_for()
    page.keyboard.press("Control+Enter")
    page.locator(".error-summary").first.wait_for()
    assert page.locator("textarea[name=text]").input_value() == "Han ringde."
    assert page.get_by_text("Svara på frågan").first.is_visible()
