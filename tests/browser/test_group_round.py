"""A group in a real browser: from two incidents to increased focus, a call-in, its stop, and the evaluator's file."""

import csv
import io
import zipfile

from browser import steps
from support.world import GVI

ANALYST, MUNICIPAL, SECURITY, DECIDER, LEADER = (
    "gvi.analytiker", "gvi.kommunpolis", "gvi.sakerhet", "gvi.beslut", "kom.ledare"
)  # fmt: skip
ROOM = f"/grupper/{GVI}/"
GROUP, PERSON, SPEAKER, PLACE = "Kvartsgruppen", "Pia Provare", "Klara Prov", "Radhuset sal 2"
SEEN, TOLD, OVER = "Vittnen i porten sag bilen.", "Vi vill att ni lever.", "Inga skott pa fyra veckor."
CRITERIA = ("violence", "sure", "told", "means", "harm", "stop_when")


def test_from_two_incidents_to_focus_to_a_call_in_to_its_stop(visitors):
    seats = {name: visitors.enter(name) for name in (ANALYST, MUNICIPAL, SECURITY, DECIDER, LEADER)}
    group = _taken_up(seats[ANALYST], seats[DECIDER])
    for back, what, certainty in ((20, "shooting", "certain"), (12, "explosion", "uncertain")):
        _incident(seats[ANALYST], back, what, certainty)
    _counted(seats[ANALYST])
    _chosen(seats[ANALYST], seats[DECIDER], group)
    call_in = _planned(seats[MUNICIPAL], seats[SECURITY])
    _held(seats[MUNICIPAL], seats[SECURITY], call_in)
    _sanctioned(seats[MUNICIPAL], group)
    _stopped(seats[DECIDER], group)
    _evaluated(seats[DECIDER])
    _nobody_saw_what_was_not_theirs(seats)


def _taken_up(analyst, decider):
    """Nominated by one and confirmed by another; returns the address of the group's own page."""
    page = analyst.go(ROOM)
    steps.follow(page, "Föreslå")
    steps.fill(page, name=GROUP, grounds="Samma personer vid tva skottlossningar.")
    steps.press(page, "Spara")
    page.wait_for_url("**/arenden/*/*")
    case = page.url.split("?")[0].replace(analyst.live.url, "")
    decider.go(case)
    steps.move(decider.page, decider.page.url, "Bekräfta", "Stammer med underrattelserna.")
    page = analyst.go(ROOM)
    steps.follow(page, GROUP)
    page.locator("h1", has_text=GROUP).wait_for()
    return page.url.replace(analyst.live.url, "")


def _incident(analyst, back, what, certainty):
    """Written down without names, and tied to the group with what part, how sure and who says so."""
    page = analyst.go(f"{ROOM}handelser/")
    steps.follow(page, "Skriv in en händelse")
    steps.fill(
        page, event_date=steps.day(back), what=what, place="Gangtunneln", hurt="none", text="Mot en port."
    )
    steps.press(page, "Spara")
    steps.follow(page, "Koppla till en grupp")
    page.locator("[name=group]").select_option(label=GROUP)
    steps.fill(page, part="suspected", certainty=certainty, source="police", text=SEEN)
    steps.press(page, "Spara kopplingen")
    page.locator("main li", has_text=GROUP).wait_for()


def _counted(analyst):
    """What is sure is counted and what is not stands beside it."""
    page = analyst.go(f"{ROOM}styrkort/")
    row = page.locator("tbody tr", has_text=GROUP)
    assert row.locator("td").first.inner_text().split() == ["1", "+", "1", "osäker"]


def _chosen(analyst, decider, group):
    """One answers the criteria, another decides. The program proposes nothing."""
    page = analyst.go(group)
    steps.follow(page, "Besvara kriterierna")
    steps.fill(page, proposed_on=steps.day(10), **dict.fromkeys(CRITERIA, OVER))
    steps.press(page, "Spara")
    page = decider.go(group)
    steps.follow(page, "Besluta om ökat fokus")
    page.get_by_text(OVER).first.wait_for()
    steps.fill(page, from_day=steps.day(9), review_on=steps.day(-14), text="Valdet fortsatter.")
    steps.press(page, "Besluta")
    page.get_by_role("link", name="Avsluta ökat fokus").wait_for()


def _planned(municipal, security):
    """The plan and who speaks by one; the place by the head of security alone; returns the call-in's address."""
    page = municipal.go(f"{ROOM}call-in/")
    steps.follow(page, "Planera en call-in")
    steps.fill(page, day=steps.day(3), begins="18.00", text=TOLD)
    steps.press(page, "Spara planen")
    page.get_by_text("Inga talare är inskrivna").wait_for()
    call_in = page.url.replace(municipal.live.url, "")
    steps.follow(page, "Skriv in en talare")
    steps.fill(page, name=SPEAKER, organisation="Kommunen", part="welcome", place_in_order="1", minutes="5")
    steps.press(page, "Spara")
    page = municipal.go(f"{ROOM}personer/")
    steps.follow(page, "Öppna en akt på en person")
    steps.fill(page, name=PERSON)
    steps.press(page, "Öppna akten")
    page = municipal.go(call_in)
    page.get_by_text(SPEAKER).wait_for()
    steps.follow(page, "Kalla en person")
    page.locator("[name=person]").select_option(label=PERSON)
    page.locator("[name=group_file]").select_option(label=GROUP)
    steps.fill(page, grounds="Den som gruppen lyssnar pa.", basis="Frivilligt")
    steps.press(page, "Spara kallelsen")
    page.locator("tbody tr", has_text=PERSON).wait_for()
    page = security.go(call_in)
    page.locator("section.card", has_text="Plats och säkerhet").get_by_role("link").first.click()
    steps.fill(page, place=PLACE, text="Tva ingangar.")
    steps.press(page, "Spara")
    return call_in


def _held(municipal, security, call_in):
    page = municipal.go(call_in)
    steps.follow(page, "Call-in är hållen")
    steps.fill(page, held_on=steps.day(3), text="De lyssnade.")
    page.get_by_label(GROUP).check()
    steps.press(page, "Spara")
    page.get_by_text("Hållen").first.wait_for()
    page = security.go(call_in)
    steps.follow(page, "Anteckna vilka som kom")
    page.get_by_label(PERSON).select_option(label="Kom")
    steps.press(page, "Spara närvaron")
    page.locator("tbody tr", has_text=PERSON).locator("td", has_text="Kom").last.wait_for()


def _sanctioned(municipal, group):
    page = municipal.go(group)
    steps.follow(page, "Åtgärd")
    steps.fill(page, acted_on=steps.day(2), what="traffic", authority="police", basis="Polislagen (1984:387) 2 §",
               proportion="Kort och utan vald.", dose="12", unit="checks")  # fmt: skip
    steps.press(page, "Spara")


def _stopped(decider, group):
    page = decider.go(group)
    steps.follow(page, "Avsluta ökat fokus")
    steps.fill(page, from_day=steps.day(0), text=OVER)
    steps.press(page, "Avsluta")
    page.locator("#fokus").get_by_text(OVER).first.wait_for()
    assert page.get_by_role("link", name="Avsluta ökat fokus").count() == 0
    acts = page.locator("table", has_text="Insatser och åtgärder, daterade").inner_text()
    assert "Call-in" in acts
    assert "12 kontroller" in acts


def _evaluated(decider):
    """Every act with its day and dose, and neither the group's name nor anybody's."""
    page = decider.go(f"{ROOM}utvardering/")
    steps.follow(page, "Besluta om en utlämning")
    steps.fill(page, analyst="Eva Prov", organisation="Universitetet", purpose="Dos och utfall.", basis="Provat",
               first=steps.day(60), last=steps.day(0), use_until=steps.day(-90))  # fmt: skip
    page.locator("[name=days]").check()
    steps.press(page, "Besluta")
    with page.expect_download() as coming:
        steps.follow(page, "Hämta filerna")
    with zipfile.ZipFile(coming.value.path()) as archive:
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    lines = list(csv.DictReader(io.StringIO(files["handelser-och-insatser.csv"])))
    found = {(each["record"], each["what"], each["day"], each["certainty"], each["dose"]) for each in lines}
    assert found == {
        ("incident", "shooting", steps.day(20), "certain", ""),
        ("incident", "explosion", steps.day(12), "uncertain", ""),
        ("act", "call_in", steps.day(3), "", ""),
        ("sanction", "traffic", steps.day(2), "", "12"),
    }
    weeks = list(csv.DictReader(io.StringIO(files["panel.csv"])))
    in_focus = sum(int(each["days_in_focus"]) for each in weeks)
    assert 3 <= in_focus <= 10, "from the first day until its stop, in whole weeks"
    assert not [
        each for each in (GROUP, PERSON, SPEAKER, PLACE, SEEN) for text in files.values() if each in text
    ]


def _nobody_saw_what_was_not_theirs(seats):
    """Every byte that each was sent: the municipality nothing, and the place the fewest."""
    seats[LEADER].go(ROOM)
    told = {
        ANALYST: {GROUP, SEEN, OVER}, MUNICIPAL: {GROUP, PERSON, SPEAKER, TOLD},
        SECURITY: {PERSON, SPEAKER, TOLD, PLACE}, DECIDER: {GROUP, OVER}, LEADER: set(),
    }  # fmt: skip
    everything = (GROUP, PERSON, SPEAKER, PLACE, SEEN, TOLD, OVER)
    for name, texts in told.items():
        found = {each for each in everything if each.encode() in seats[name].got()}
        assert texts <= found, name
        assert PLACE not in found or name == SECURITY, name
        assert not found or name != LEADER
