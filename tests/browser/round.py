"""The round's chapters before the meeting: own files, nominations, a second person, a package, receiving."""

from dataclasses import dataclass, field

from browser import steps
from browser.steps import Typist
from support.browser import Visitor, Visitors
from support.world import PROBATION, SOCIAL

ADAM = ("Adam Adamsson", "199901012386")  # police and probation know of him, the social services do not
BO = ("Bo Bengtsson", "199901022393")  # all three; two of them had opened a file of their own beforehand
PROBATION_SECRET = "Uteblev fran motet 14 oktober"
SOCIAL_SECRET = "Bor hos sin moster pa Granvagen"
POLICE_SECRET = "Kallan ringde fran Rinkeby torg"
GROUNDS = "Skots mot i september"


@dataclass
class Round:
    """Who sits where, and the addresses met on the way."""

    visitors: Visitors
    seats: dict[str, Visitor] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    meeting: str = ""

    def page(self, seat: str):
        """The screen of a seat."""
        return self.seats[seat].page

    def keys(self, seat: str) -> Typist:
        """The keyboard of a seat."""
        return Typist(self.page(seat))


def arrive(found: Round) -> None:
    """Three officers of three agencies sign in for real; the police's decider sits in the next room."""
    for seat, username in (
        ("police", "pol.samordnare"),
        ("probation", "fri.handlaggare"),
        ("social", "soc.handlaggare"),
    ):
        visitor = found.visitors.enter(known_as=username)
        steps.sign_in(visitor, username)
        found.seats[seat] = visitor
    found.seats["decider"] = found.visitors.enter("pol.beslut")
    found.seats["decider"].go("/")


def open_own_files(found: Round) -> None:
    """Two authorities have a file on Bo already, each with something nobody else is to read."""
    for seat, secret in (("probation", PROBATION_SECRET), ("social", SOCIAL_SECRET)):
        page = found.page(seat)
        found.cases[seat] = steps.open_file(page, *BO)
        steps.write_note(page, found.cases[seat], secret)


def nominate_both(found: Round) -> None:
    """The coordinator proposes; somebody else confirms, and takes them up."""
    page = found.page("police")
    for key, person in (("adam", ADAM), ("bo", BO)):
        found.cases[key] = steps.nominate(page, *person, GROUNDS)
        steps.write_note(page, found.cases[key], POLICE_SECRET)
        page.goto(found.cases[key])
        page.get_by_text("Någon annan än den som föreslog måste ta det här steget.").first.wait_for()
        decider = found.page("decider")
        steps.move(decider, found.cases[key], "Bekräfta", "Stämmer med det vi vet.")
        steps.move(decider, found.cases[key], "Ta upp på mötet")


def plan(found: Round, date: str, time: str) -> str:
    """The coordinator plans a meeting; returns its path."""
    page = found.page("police")
    page.locator("nav").get_by_role("link", name="Möten").click()
    page.locator("[name=date]").fill(date)
    page.locator("[name=starts_at]").fill(time)
    steps.press(page, "Planera mötet")
    page.locator("section", has_text="Planerade").locator("tbody a").last.click()
    return page.url.removeprefix(found.visitors.live.url)


def prepare_package(found: Round) -> None:
    """Adam's identity to the probation service, Bo's identity and grounds to both."""
    page = found.page("police")
    page.goto(found.visitors.live.url + found.meeting)
    found.keys("police").press("p")
    page.wait_for_url("**/paket/")
    _tick(page, ADAM[0], "Identitet", PROBATION)
    for receiver in (PROBATION, SOCIAL):
        _tick(page, BO[0], "Identitet", receiver)
    _tick(page, BO[0], "Förslag", PROBATION)
    steps.press(page, "Spara paketet")
    page.get_by_text("Paketet är sparat som förslag").wait_for()


def _tick(page, person: str, kind: str, receiver) -> None:
    group = page.locator("section", has=page.locator("h2", has_text=person))
    row = group.locator("fieldset", has=page.locator("legend", has_text=kind))
    row.locator(f"[name=take][value$='{receiver}']").check()


def decide_package(found: Round) -> None:
    """One ground and one set of reasons a receiver; everything crosses in one go."""
    page = found.page("decider")
    page.goto(found.visitors.live.url + found.meeting + "paket/beslut/")
    for receiver in (PROBATION, SOCIAL):
        page.locator(f"[name='{receiver.hex}-grund']").select_option(steps.GROUND)
    steps.press(page, "Visa villkoren")
    for receiver in (PROBATION, SOCIAL):
        steps.answer_ground(page, "Mottagaren kan skydda honom.", receiver.hex)
    steps.press(page, "Besluta och lämna ut")
    page.get_by_text("Beslutat. Varje rad har sitt eget kvitto").wait_for()


def receive_all(found: Round) -> None:
    """Everything is received; Bo's goes into the files opened beforehand, because a human says so."""
    for seat, expected in (("probation", 2), ("social", 1)):
        page = found.page(seat)
        for _delivery in range(expected):
            page.goto(found.visitors.live.url + "/utlamnanden/")
            page.locator("section", has_text="Att ta emot").locator("tbody a").first.click()
            own = page.locator("label", has_text=BO[0])
            if own.count():
                own.locator("input").check()
            steps.press(page, "Ta emot")
            page.locator("h1", has_text="Mottaget").wait_for()
        page.goto(found.cases[seat])
        assert page.locator("section.compartment").count() == 2
