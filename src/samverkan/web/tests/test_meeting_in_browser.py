"""The meeting in a real Chromium, by keyboard alone: three authorities at three screens."""

import pytest

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser
SOON = 6_000  # milliseconds: three polls


@pytest.fixture
def table(world):
    from support.meetings import laid

    return laid(world)


@pytest.fixture
def sit(visitors, table):
    """An officer's screen at the meeting."""
    return lambda username: visitors.enter(username).go(f"/moten/{table.meeting.pk}/")


def _typed(page, text):
    page.keyboard.type(text)


def test_the_chairs_next_turns_the_page_of_those_who_know_and_of_nobody_else(sit, table):
    chair, social, probation = sit("pol.samordnare"), sit("soc.beslut"), sit("fri.beslut")
    before = probation.content()
    chair.keyboard.press("n")
    chair.wait_for_selector(f'#now[data-case="{table.police.pk}"]')
    social.wait_for_selector(f'#now[data-case="{table.social.pk}"]', timeout=SOON)
    assert social.get_by_text("Hotades i går.").is_visible()
    assert chair.locator(".agenda [aria-current=step]").inner_text().splitlines()[1] == "Prov Provsson"
    probation.wait_for_timeout(3_000)
    assert probation.locator(".waiting").inner_text() == "Mötet pågår"
    assert probation.content() == before


def test_a_colour_by_keys_alone_while_a_poll_brings_news(sit, table):
    from support.world import SOCIAL

    table.point("pol.samordnare", table.police)
    page = sit("soc.handlaggare")
    page.keyboard.press("c")
    page.wait_for_selector("#act form")
    expect(page.locator("#act [name=level]").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    _typed(page, "Lugnare sedan ")
    table.acts.disclose(
        "pol.samordnare",
        table.police,
        SOCIAL,
        table.acts.note("pol.samordnare", table.police, "Nytt på bordet."),
    )
    page.wait_for_selector(".news li", timeout=SOON)
    _typed(page, "i måndags.")
    assert page.locator("#act textarea").input_value() == "Lugnare sedan i måndags.", "a poll wipes nothing"
    while page.evaluate("document.activeElement.tagName") != "BUTTON":  # the date has places of its own
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#act:empty", state="attached")
    page.wait_for_selector("#now :text('Lugnare sedan i måndags.')")
    page.keyboard.press("i")
    page.wait_for_selector("#act :text('Nytt på bordet.')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#now :text('Nytt på bordet.')")


def test_escape_closes_the_panel_and_question_mark_lists_the_keys(sit, table):
    table.point("pol.samordnare", table.police)
    page = sit("pol.samordnare")
    page.keyboard.press("m")
    expect(page.locator("#act textarea")).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_selector("#act:empty", state="attached")
    page.keyboard.press("?")
    keys = page.locator("#keys dt").all_inner_texts()
    assert {"n", "p", "c", "g", "d", "t", "m", "f"} <= set(keys)
    assert len(keys) == len(set(keys)), "no key means two things"


def test_own_steps_leave_the_meeting_where_it_is_until_one_follows_again(sit, table):
    from samverkan.casework.reads.meetings import pointed_case
    from samverkan.secrecy.binding import bound

    other = table.acts.nominate("pol.samordnare", name="Ny Person", person_number="199901012394")
    table.point("pol.samordnare", table.police)
    page = sit("pol.beslut")
    page.keyboard.press(
        "n" if page.locator(f'.agenda li:first-child[data-case="{table.police.pk}"]').count() else "p"
    )
    page.wait_for_selector(f'#now[data-case="{other.pk}"]')
    by = table.acts.actor("pol.beslut")
    with bound(by):
        at = pointed_case(by, table.meeting)
    assert at.pk == table.police.pk
    page.keyboard.press("f")
    page.wait_for_selector(f'#now[data-case="{table.police.pk}"]')
