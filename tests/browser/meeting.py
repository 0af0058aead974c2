"""The round's chapters at the meeting, by keyboard alone: each authority at its own screen."""

import time

from browser.round import ADAM, BO, Round
from browser.steps import Typist, settled
from playwright.sync_api import Page, expect
from support.world import PROBATION, SOCIAL

SAID = "Han sags vid skolan i gar kvall med tva andra"
REASON = "Skotten har riktats mot honom tva ganger"
TASK = "Boka ett samtal med honom"
MOST_KEYS = 40
MOST_SECONDS = 15.0


def begin(found: Round) -> None:
    """The chair opens the meeting with one key; the others come to it and see that it goes on."""
    for seat in ("police", "probation", "social"):
        page = found.page(seat)
        page.goto(found.visitors.live.url + found.meeting)
        if seat == "police":
            found.keys(seat).press("e")
        expect(page.locator("h1")).to_have_text("Mötet pågår")
        page.evaluate("window.sameSince = true")  # gone if the page is ever loaded anew


def matter_of_two(found: Round) -> None:
    """At Adam the probation service follows; the social services, without a file, are sent nothing at all."""
    social = found.page("social")
    expect(social.locator("p.waiting")).to_have_text("Mötet pågår")
    found.keys("police").press("n")
    for seat in ("police", "probation"):
        _shows(found.page(seat), ADAM[0])
    for _twice in range(2):
        with social.expect_response("**/nu/**") as polled:
            pass
        assert polled.value.status == 204
    expect(social.locator("p.waiting")).to_have_text("Mötet pågår")


def matter_of_all(found: Round) -> None:
    """At Bo all three see their own view of him."""
    found.keys("police").press("n")
    for seat in ("police", "probation", "social"):
        _shows(found.page(seat), BO[0])


def say_across_the_table(found: Round) -> None:
    """Said, decided and handed over by keyboard in under 15 seconds; there without a reload."""
    keys = found.keys("police")
    begun = time.monotonic()
    keys.press("d")
    _focus(keys, "textarea")
    keys.write(SAID)
    _hand_over(keys, PROBATION)
    took = time.monotonic() - begun
    assert keys.pressed <= MOST_KEYS
    assert took < MOST_SECONDS
    _take_in(found, "probation")
    expect(found.page("probation").locator("#now")).to_contain_text(SAID)
    keys.press("Escape")


def agree_on_a_colour(found: Round) -> None:
    """The joint colour with reason and valid-until, handed over there and then to both."""
    keys = found.keys("police")
    keys.press("g")
    _focus(keys, "[name=level]")
    keys.tab_to("INPUT", "level", "red").press("Space")
    keys.tab_to("TEXTAREA", "reason").write(REASON)
    assert found.page("police").locator("[name=valid_until]").input_value() > "2026"
    keys.tab_to("BUTTON", "Spara").press("Enter")
    _focus(keys, "button:has-text('Lämna ut nu')")
    keys.press("Enter")
    _focus(keys, "[name=ground]")
    _hand_over(keys, PROBATION, SOCIAL)
    for seat in ("probation", "social"):
        _take_in(found, seat)
        expect(found.page(seat).locator(".matter-head .badge")).to_contain_text("Röd")
        expect(found.page(seat).locator("#now")).to_contain_text(REASON)
    keys.press("Escape")


def give_a_task(found: Round) -> None:
    """A task for the probation service: it knows of it when it is handed over, and takes it on."""
    keys = found.keys("police")
    keys.press("t")
    _focus(keys, "[name=title]")
    keys.write(TASK)
    keys.tab_to("INPUT", "responsible").press("ArrowDown")
    expect(keys.page.locator("[name=responsible][value=probation]")).to_be_checked()
    found.page("police").locator("#act [name=due]").fill("2026-12-20")
    keys.tab_to("BUTTON", "Spara").press("Enter")
    _focus(keys, "button:has-text('Lämna ut nu')")
    keys.press("Enter")
    _focus(keys, "[name=ground]")
    _hand_over(keys, PROBATION)
    _take_in(found, "probation")
    theirs = found.keys("probation").tab_to("A", TASK).press("Enter")
    theirs.page.wait_for_url("**/uppdrag/**")
    theirs.press("a")
    expect(theirs.page.locator("main")).to_contain_text("Ni har tagit på er uppdraget.")
    keys.press("Escape")
    expect(found.page("police").locator("#now .task")).to_contain_text("uppdraget är antaget")


def end(found: Round) -> None:
    """The chair ends the meeting; no screen was loaded anew while it lasted."""
    for seat in ("police", "social"):
        assert found.page(seat).evaluate("window.sameSince")
    found.keys("police").tab_to("BUTTON", "Avsluta mötet").press("Enter")
    expect(found.page("police").locator("main")).to_contain_text("Mötet är avslutat.")


def close_the_task(found: Round) -> None:
    """At the next meeting the task is done, and the police's screen says so."""
    begin(found)
    police = found.keys("police")
    police.press("n")
    while BO[0] not in police.page.locator(".matter-head h2").inner_text():
        police.press("n")
        police.page.wait_for_timeout(300)
    theirs = found.keys("probation")
    _shows(theirs.page, BO[0])
    theirs.tab_to("A", TASK).press("Enter")
    theirs.page.wait_for_url("**/uppdrag/**")
    theirs.tab_to("INPUT", "outcome", "done").press("Space")
    theirs.page.locator("[name=done_on]").fill("2026-12-15")
    theirs.tab_to("BUTTON", "Avsluta uppdraget").press("Enter")
    expect(theirs.page.locator("main")).to_contain_text("Uppdraget är avslutat.")
    expect(police.page.locator("#now .task[data-done], #now .task")).to_contain_text("uppdraget är klart")


def _shows(page: Page, name: str) -> None:
    expect(page.locator(".matter-head h2")).to_contain_text(name)


def _focus(keys: Typist, where: str) -> None:
    """The panel has come, and the focus of itself to where one goes on."""
    expect(keys.page.locator(f"#act {where}:focus")).to_have_count(1)


def _hand_over(keys: Typist, *receivers) -> None:
    """Who hears it, the ground offered first, its questions, and off it goes."""
    for other in (PROBATION, SOCIAL):
        if keys.page.locator(f"#spot [value='{other}']").is_checked() != (other in receivers):
            keys.tab_to("INPUT", "receivers", str(other)).press("Space")
            settled(keys.page)
    keys.press("g")
    keys.page.locator("[name=answer_need]").first.wait_for()
    settled(keys.page)
    keys.tab_to("INPUT", "answer_need").press("Space")
    for question in ("answer_overriding", "answer_excepted"):
        keys.tab_to("INPUT", question).press("ArrowDown")
    keys.press("Control+Enter")
    expect(keys.page.locator("#spot")).to_contain_text("Utlämnat")


def _take_in(found: Round, seat: str) -> None:
    keys = found.keys(seat)
    expect(keys.page.locator("ul.news li").first).to_contain_text("Polisen")
    keys.press("i")
    _focus(keys, "[name=take]")
    keys.press("Enter")
    expect(keys.page.locator("ul.news li")).to_have_count(0)
