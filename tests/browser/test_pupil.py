"""In a real browser: a pupil from an absence file to eligibility, at school and at the social services."""

import re
from datetime import timedelta

from browser.steps import follow, press
from support.absence import ANNA, lessons
from support.world import SCHOOL_TEAM

PASSED = {"swedish": "E", "english": "E", "maths": "F", "biology": "E", "physics": "-", "history": "D", "music": "C",
          "crafts": "E", "technology": "E"}  # fmt: skip


def test_from_an_absence_file_to_eligibility(visitors):
    from support.pupils import Team

    from samverkan.secrecy import clock

    team = Team(visitors.live.world)
    case = team.assign(team.take_up(ANNA), "skola.kurator")
    days = [clock.today() - timedelta(days=n) for n in range(2, 33)]
    rows = [
        row for day in sorted(days) if day.weekday() < 5 for row in lessons(ANNA, day, {1: (60, "Ogiltig")})
    ]
    _the_clerk_reads_the_file_in(
        visitors, team, "\n".join([*rows, "201001012389;2026-11-02;1;60;60;Ogiltig"])
    )
    counsellor = visitors.enter("skola.kurator")
    _a_question_is_answered_and_the_absence_investigated(counsellor)
    page = counsellor.go(f"/arenden/{case.pk}/narvaro/")
    assert page.locator("svg.weeks .present").count() >= 4
    assert "80,0 %" in re.sub(r"\s+", " ", page.locator(".figure").first.inner_text())
    _grades_say_what_they_open(counsellor, case)
    theirs = visitors.enter("soc.enhetschef").page.goto(visitors.live.url + f"/arenden/{case.pk}/betyg/")
    assert theirs.status == 404, "nothing was disclosed"


def _the_clerk_reads_the_file_in(visitors, team, rows):
    clerk = visitors.enter("skola.franvaro")
    page = clerk.go(f"/elever/{SCHOOL_TEAM}/franvaro/")
    page.locator("[name=file]").set_input_files(
        {"name": "franvaro.csv", "mimeType": "text/csv", "buffer": team.file(rows)}
    )
    page.locator("[name=new_system]").fill("Provsystemet")
    press(page, "Läs filen")
    page.wait_for_url("**/kolumner/")
    press(page, "Spara och läs filen så")
    _worked_off(team)
    page.reload()
    page.get_by_role("heading", name="Avvisade rader").wait_for()
    press(page, "Läs in filen")
    _worked_off(team)
    page.reload()
    page.get_by_text("1 fråga ställdes").wait_for()


def _worked_off(team):
    """What waits in the queue, done as the worker does it."""
    from samverkan.secrecy.background import running
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Job

    by = team.actor("skola.franvaro")
    with bound(by):
        waiting = [
            job.pk for job in Job.of(by.agency).filter(state__in=["waiting", "working"]).order_by("made_at")
        ]
    for key in waiting:
        running.run(by.agency, key)


def _a_question_is_answered_and_the_absence_investigated(counsellor):
    page = counsellor.go("/")
    follow(page, "Anna Prov")
    page.goto(re.sub(r"[#?].*", "", page.url))
    page.locator(".ways").get_by_role("link", name="Utredning").click()
    page.get_by_text("Ska den utredas?").wait_for()
    follow(page, "Svara på frågan")
    page.get_by_label("Ja; frånvaron utreds").check()
    _dates(page)
    page.locator("[name=text]").fill("Vi vet inte varför.")
    press(page, "Spara")
    page.goto(counsellor.live.url + "/elever/")
    follow(page, "Anna Prov")
    page.locator(".ways").get_by_role("link", name="Utredning").click()
    page.locator(".law-steps > li", has_text="Utredning om frånvaro inledd").get_by_role(
        "link", name="Gör nu"
    ).click()
    _dates(page)
    page.locator("[name=responsible]").fill("Karin Prov")
    press(page, "Spara")
    page.goto(counsellor.live.url + "/elever/")
    follow(page, "Anna Prov")
    page.locator(".ways").get_by_role("link", name="Utredning").click()
    assert page.get_by_text("inte hörd sedan utredningen började").count() == 3


def _dates(page):
    from samverkan.secrecy import clock

    for each in page.locator("main form input[type=date]").all():
        each.fill(clock.today().isoformat())


def _grades_say_what_they_open(counsellor, case):
    from samverkan.secrecy import clock

    page = counsellor.go(f"/arenden/{case.pk}/betyg/nya/")
    page.locator("[name=taken_on]").fill(clock.today().isoformat())
    for subject, grade in PASSED.items():
        page.locator(f"[name={subject}]").select_option(grade)
    press(page, "Spara")
    said = page.locator("main").inner_text()
    assert "Inte behörig än" in said
    assert re.search(r"Saknas:\s*matematik", said)
    assert "1 godkänt betyg till" in said, "one more pass opens the vocational programmes"
    assert "Streck: fysik" in re.sub(r"\s+", " ", said).replace("Fysik", "fysik")
