"""A leaver in a real browser: from an anonymous call to the six-month follow-up, with a question between two towns."""

import pytest
from browser import steps
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, PLACE
from support.world import AGREEMENT, EXITS, EXITS_NEXT, NEIGHBOUR

ALIAS, ADDRESS, WANTS = "Morkulla", "Provstigen 3", "Vill ut men sager inget namn"
THEIRS = "Grannvagen 9"


@pytest.fixture
def theirs(world):
    """The neighbour's leaver in the town that ours is to move to, of a group that ours must avoid."""
    from support.exits import Exits

    exits = Exits(world)
    case = exits.leaver("gra.samordnare", EXITS_NEXT, "Trast")
    exits.assign(case, "gra.handlaggare", by="gra.beslut")
    exits.locked(case, "gra.handlaggare", by="gra.beslut", place={**PLACE, "address": THEIRS})
    exits.apart(case, side="own", by="gra.handlaggare", name="Grupp X")
    exits.key_holder_opens(case, "gra.handlaggare")


def test_from_an_anonymous_call_to_the_six_month_follow_up(visitors, theirs):
    seats = {name: visitors.enter(name, stepped_up=True) for name in (COORDINATOR, COUNSELLOR, DECIDER)}
    seats |= {name: visitors.enter(name) for name in ("gra.handlaggare", "gra.beslut")}
    case = _called(seats[COORDINATOR])
    _assigned(seats[DECIDER], case)
    _tried(seats[COUNSELLOR], case)
    _taken_in(seats[DECIDER], case)
    _placed(seats[DECIDER], seats[COUNSELLOR], case)
    _asked(seats[COUNSELLOR], case)
    _decided(seats[DECIDER], seats[COUNSELLOR].page.url)
    _answered(seats["gra.handlaggare"])
    _decided(seats["gra.beslut"], seats["gra.handlaggare"].page.url)
    _told(seats[COUNSELLOR], case)
    _followed(seats[COUNSELLOR], case)
    page = seats[COORDINATOR].go(f"/avhopp/{EXITS}/")
    six = page.locator("section.card", has=page.locator("h3", has_text="efter 6 månader"))
    assert "Skulle följas upp" in six.inner_text()
    assert "Följdes upp\n1" in six.inner_text().replace("\t", "\n")
    _nobody_saw_what_was_not_theirs(seats)


def _called(visitor):
    page = visitor.go("/listan/")
    steps.follow(page, "Ny kontakt")
    steps.fill(page, name=ALIAS, event_date=steps.day(200), how="phone", wants=WANTS)
    steps.press(page, "Spara")
    page.get_by_text("Ärendet är öppnat").wait_for()
    return page.url.split("?")[0]


def _assigned(visitor, case):
    page = visitor.page
    page.goto(f"{case}handlaggare/")
    page.locator("[name=assignment]").select_option(label="Alva Prov, Avhopparhandläggare")
    steps.press(page, "Ge ärendet")


def _tried(visitor, case):
    page = visitor.page
    steps.move(page, case, "Gå vidare till bedömning")
    page.goto(f"{case}avhopp/")
    steps.follow(page, "Skriv polisens prövning")
    steps.fill(
        page, event_date=steps.day(195), motivated="met", consents="met", form_signed="met", not_witness="met"
    )
    steps.press(page, "Spara")
    page.goto(f"{case}avhopp/")
    steps.follow(page, "Skriv socialtjänstens beslut")
    steps.fill(page, decided_on=steps.day(190), decision="granted", text="Boende och stöd.")
    steps.press(page, "Spara")
    page.goto(f"{case}avhopp/")
    steps.follow(page, "Ny hotbedömning")
    steps.fill(page, level="life", with_police="together", reason="Sökt av två personer.")
    steps.press(page, "Spara bedömningen")
    page.goto(f"{case}avhopp/")
    page.get_by_text("Livsfara").first.wait_for()
    page.get_by_text("för sent").first.wait_for()  # the follow-up after six months


def _taken_in(visitor, case):
    steps.move(visitor.page, case, "Ta in i verksamheten", "Livsfara enligt polisen.")


def _placed(decider, counsellor, case):
    page = decider.page
    page.goto(f"{case}plats/")
    steps.press(page, "Sätt ett lås")
    steps.follow(page, "Ge nyckel")
    page.locator("[name=assignment]").select_option(label="Alva Prov, Avhopparhandläggare")
    steps.fill(page, until=steps.day(-60), reason="Möter personen.")
    steps.press(page, "Ge nyckeln")
    page = counsellor.page
    page.goto(f"{case}plats/")
    steps.follow(page, "Skriv en ny plats")
    steps.fill(page, town=PLACE["town"], address=ADDRESS, since=steps.day(-20))
    steps.press(page, "Lägg under låset")


def _asked(visitor, case):
    page = visitor.page
    page.goto(f"{case}isar/ny/")
    steps.fill(page, sort="avoid group", name="Grupp X", why="Hot.")
    steps.press(page, "Spara")
    page.goto(f"{case}plats/")
    steps.press(page, "Öppna låset")
    page.get_by_text(ADDRESS).wait_for()
    page.goto(f"{case}isar/")
    page.get_by_text("tar del i jämförelser").wait_for()
    steps.follow(page, "Ställ en fråga")
    steps.fill(page, whom=f"{AGREEMENT}.{NEIGHBOUR}")
    steps.press(page, "Ställ frågan")
    page.wait_for_url("**/utlamnanden/*/")


def _decided(visitor, there):
    """Whoever decides in that town lets the proposed question or answer go."""
    page = visitor.page
    page.goto(f"{there}beslut/?grund={steps.GROUND}")
    steps.answer_ground(page, "En plats prövas.")
    steps.press(page, "Besluta och lämna ut")
    page.wait_for_url("**/utlamnanden/*/")


def _answered(visitor):
    page = visitor.go("/utlamnanden/")
    page.locator("section", has_text="Att ta emot").locator("tbody a").first.click()
    steps.press(page, "Ta emot")
    page.locator("h1", has_text="Mottaget").wait_for()
    page.goto(f"{visitor.live.url}/listan/{AGREEMENT}/")
    page.locator("main tbody a").first.click()
    steps.follow(page, "Jämför och svara")
    steps.press(page, "Jämför")
    page.get_by_text("Något är gemensamt").wait_for()
    steps.fill(page, obstacle="obstacle", why="Vår skyddade är dar redan.")
    steps.press(page, "Skriv svaret")
    page.wait_for_url("**/utlamnanden/*/")


def _told(visitor, case):
    page = visitor.go("/utlamnanden/")
    page.locator("section", has_text="Att ta emot").locator("tbody a").first.click()
    steps.press(page, "Ta emot")
    page.locator("h1", has_text="Mottaget").wait_for()
    page.goto(f"{case}isar/")
    page.get_by_text("Ja, det finns hinder").wait_for()


def _followed(visitor, case):
    page = visitor.page
    page.goto(f"{case}avhopp/")
    steps.follow(page, "Skriv 6 månader")
    steps.fill(page, event_date=steps.day(0), reached="phone", outside="yes", housing="yes", occupation="no")
    steps.press(page, "Spara")
    page.goto(f"{case}avhopp/")
    page.get_by_text("Uppföljd den").wait_for()


def _nobody_saw_what_was_not_theirs(seats):
    """Every byte that each officer was sent, headers included."""
    told = {
        COORDINATOR: [ALIAS, WANTS], COUNSELLOR: [ALIAS, ADDRESS, WANTS], DECIDER: [ALIAS, WANTS],
        "gra.handlaggare": ["Trast"], "gra.beslut": [],
    }  # fmt: skip
    everything = [ALIAS, ADDRESS, WANTS, THEIRS, "Trast", "dar redan"]
    for name, texts in told.items():
        found = {each for each in everything if each.encode() in seats[name].got()}
        assert found - {"Trast", "dar redan"} <= set(texts), name
    ours = seats[COORDINATOR].got() + seats[COUNSELLOR].got() + seats[DECIDER].got()
    assert not [each for each in (THEIRS, "Trast", "dar redan") if each.encode() in ours]
