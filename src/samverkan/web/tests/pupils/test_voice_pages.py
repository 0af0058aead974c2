"""The short form on anybody's phone and on a lent screen, attacked by whoever holds either."""

import re

import pytest
from support.absence import ANNA, BO
from support.clients import text_of, visitor

ANSWER = {"feeling": "hard", "hard": "Att sova.", "wish": "Ring mig på morgonen.", "talk": "wants"}
FORM = "/egna-ord/"


@pytest.fixture(autouse=True)
def forgotten():
    from samverkan.web import throttle

    throttle._seen.clear()
    yield
    throttle._seen.clear()


@pytest.fixture
def case(team):
    return team.assign(team.take_up(ANNA), "skola.kurator")


def here(case):
    return f"/arenden/{case.pk}/egna-ord/"


def give(client, case, who="pupil"):
    """Have a code made on the page; returns it as it is shown."""
    seen = client.post(f"{here(case)}be/", {"do": "code", "who": who})
    return re.search(r'class="one-time-code">([^<]+)<', seen.content.decode())[1]


def answer(code, **change):
    return visitor().post(FORM, {"code": code, "who": "pupil", **ANSWER, **change})


def blank(response):
    return re.sub(rb'csrfmiddlewaretoken" value="[^"]+"', b"", response.content)


def take(client, case):
    html = client.get(here(case)).content.decode()
    key = re.search(r'name="code" value="([^"]+)"', html)[1]
    return client.post(f"{here(case)}be/", {"do": "take", "code": key})


class TestByCode:
    def test_from_the_slip_to_the_file(self, team, case, browse):
        officer = browse("skola.kurator")
        assert answer(give(officer, case)).status_code == 200
        assert "svar har kommit" in text_of(officer.get(here(case)))
        assert "svar från eleven" in text_of(officer.get("/"))
        assert take(officer, case).status_code == 302
        seen = text_of(officer.get(here(case)))
        assert "Ring mig på morgonen." in seen
        assert "svar har kommit" not in seen

    def test_the_code_is_shown_once_and_stands_in_no_address(self, case, browse):
        officer = browse("skola.kurator")
        code = give(officer, case)
        again = officer.get(here(case)).content.decode()
        assert code not in again
        assert code.replace("-", "") not in again

    def test_a_right_code_and_one_that_nobody_gave_look_the_same(self, case, browse):
        from samverkan.pupils.voice import code as codes

        right, wrong = answer(give(browse("skola.kurator"), case)), answer(codes.new())
        assert (right.status_code, blank(right)) == (wrong.status_code, blank(wrong))
        strip = {"Set-Cookie"}
        assert {k: v for k, v in right.items() if k not in strip} == {
            k: v for k, v in wrong.items() if k not in strip
        }

    def test_a_used_code_looks_the_same_too_and_changes_nothing(self, team, case, browse):
        officer = browse("skola.kurator")
        code = give(officer, case)
        first = answer(code)
        take(officer, case)
        assert blank(answer(code, wish="Något annat.")) == blank(first)
        assert [each["wish"] for each in team.entries(case, "voice", "skola.kurator")] == [
            "Ring mig på morgonen."
        ]

    def test_a_mistyped_code_is_told_by_its_own_check_and_keeps_what_was_written(self, case, browse):
        code = give(browse("skola.kurator"), case)
        wrong = ("B" if code[0] != "B" else "C") + code[1:]
        seen = answer(wrong)
        assert seen.status_code == 422
        assert "Koden är felskriven" in text_of(seen)
        assert "Ring mig på morgonen." in seen.content.decode()

    def test_the_form_names_nobody_and_leads_nowhere(self, case, browse):
        give(browse("skola.kurator"), case)
        html = visitor().get(FORM).content.decode()
        assert "Anna" not in html
        assert str(case.pk) not in html
        assert case.number not in html
        assert set(re.findall(r'<a [^>]*href="([^"]+)"', html)) <= {"#main", "?vem=guardian", "?vem=pupil"}

    def test_it_is_not_kept_by_the_browser_and_tells_no_other_site(self):
        seen = visitor().get(FORM)
        assert seen["Cache-Control"] == "no-store"
        assert seen["Referrer-Policy"] == "same-origin"  # with no-referrer the browser's own post is refused
        assert "sessionid" not in seen.cookies

    def test_whoever_tries_too_often_is_told_to_wait(self, case, browse):
        from samverkan.pupils.voice import code as codes
        from samverkan.web.throttle import MOST

        code = give(browse("skola.kurator"), case)
        for _n in range(MOST):
            answer(codes.new())
        seen = answer(code)
        assert seen.status_code == 429
        assert "Vänta en kvart" in text_of(seen)

    def test_a_guardian_reads_the_questions_as_a_guardian(self):
        assert "för ditt barn" in text_of(visitor().get(f"{FORM}?vem=guardian"))
        assert "för ditt barn" not in text_of(visitor().get(FORM))

    def test_markup_in_an_answer_is_text(self, team, case, browse):
        officer = browse("skola.kurator")
        answer(give(officer, case), wish="<script>alert(1)</script>")
        take(officer, case)
        assert "<script>alert" not in officer.get(here(case)).content.decode()

    def test_a_code_of_another_case_is_not_to_be_taken_in_here(self, team, case, browse):
        other = team.assign(team.take_up(BO), "skola.kurator")
        officer = browse("skola.kurator")
        answer(give(officer, case))
        html = officer.get(here(case)).content.decode()
        key = re.search(r'name="code" value="([^"]+)"', html)[1]
        assert officer.post(f"{here(other)}be/", {"do": "take", "code": key}).status_code == 404
        assert team.entries(other, "voice", "skola.kurator") == []

    def test_a_code_is_taken_back(self, team, case, browse):
        officer = browse("skola.kurator")
        code = give(officer, case)
        html = officer.get(here(case)).content.decode()
        key = re.search(r'name="code" value="([^"]+)"', html)[1]
        officer.post(f"{here(case)}be/", {"do": "drop", "code": key})
        answer(code)
        assert "svar har kommit" not in text_of(officer.get(here(case)))


class TestWhoMay:
    @pytest.mark.parametrize(
        "username", ["skola.franvaro", "skola.kurator2", "soc.skolsocionom", "pol.samordnare"]
    )
    def test_others_have_no_such_page(self, case, browse, username):
        client = browse(username)
        assert client.get(here(case)).status_code == 404
        assert client.post(f"{here(case)}be/", {"do": "code", "who": "pupil"}).status_code == 404

    def test_a_closed_case_gives_no_code(self, team, case, browse):
        team.through(case, "end")
        client = browse("skola.kurator")
        assert "Be om svar" not in text_of(client.get(here(case)))
        seen = client.post(f"{here(case)}be/", {"do": "code", "who": "pupil"})
        assert "one-time-code" not in seen.content.decode()

    @pytest.mark.parametrize("do", ["", "nothing", "take", "drop"])
    def test_garbage_is_not_found(self, case, browse, do):
        assert browse("skola.kurator").post(f"{here(case)}be/", {"do": do, "code": "x"}).status_code == 404

    def test_asking_is_by_post(self, case, browse):
        assert browse("skola.kurator").get(f"{here(case)}be/").status_code == 302


class TestOnTheOfficersScreen:
    @pytest.fixture
    def screen(self, case, browse):
        client = browse("skola.kurator", stepped_up=True)
        assert client.post(f"{here(case)}be/", {"do": "screen", "who": "guardian"}).status_code == 302
        return client

    def test_while_lent_every_other_page_leads_to_giving_it_back(self, case, screen):
        for url in ("/", f"/arenden/{case.pk}/", "/elever/", "/sok/", here(case), "/bekrafta/"):
            seen = screen.get(url)
            assert seen.status_code == 302, url
            assert seen["Location"] == "/egna-ord/tillbaka/"

    def test_while_lent_no_act_is_done(self, team, case, screen):
        given = {"event_date": "2026-11-28", "text": "Inte av mig."}
        assert screen.post(f"/arenden/{case.pk}/uppgift/note/", given)["Location"] == "/egna-ord/tillbaka/"
        assert team.entries(case, "note", "skola.kurator") == []

    def test_the_answer_is_one_entry_and_the_form_does_not_come_back(self, team, case, screen):
        assert screen.post("/egna-ord/skarm/", ANSWER).status_code == 302
        (entry,) = team.entries(case, "voice", "skola.kurator")
        assert (entry["who"], entry["way"], entry["wish"]) == ("guardian", "screen", "Ring mig på morgonen.")
        assert screen.get("/egna-ord/skarm/")["Location"] == "/egna-ord/tillbaka/"
        screen.post("/egna-ord/skarm/", ANSWER)
        assert len(team.entries(case, "voice", "skola.kurator")) == 1

    def test_the_form_names_nobody(self, screen, case):
        html = screen.get("/egna-ord/skarm/").content.decode()
        for word in ("Anna", case.number, str(case.pk), "Karin"):
            assert word not in html

    def test_an_empty_answer_is_none(self, team, case, screen):
        assert screen.post("/egna-ord/skarm/", {}).status_code == 422
        assert team.entries(case, "voice", "skola.kurator") == []

    def test_only_a_fresh_code_gives_the_screen_back(self, team, case, screen):
        from samverkan.secrecy import proof
        from samverkan.secrecy.models import Officer

        wrong = screen.post("/egna-ord/tillbaka/", {"code": "000000"})
        assert wrong.status_code == 422
        assert screen.get("/")["Location"] == "/egna-ord/tillbaka/"
        right = proof.current_code(Officer.objects.get(username="skola.kurator"))
        assert screen.post("/egna-ord/tillbaka/", {"code": right})["Location"] == here(case)
        assert screen.get("/").status_code == 200

    def test_a_fresh_second_proof_is_gone_when_it_comes_back(self, screen):
        assert "stepped_up_until" not in screen.session

    def test_signing_out_is_still_to_be_had(self, screen):
        assert screen.post("/logga-ut/").status_code == 302

    def test_nothing_is_lent_nothing_to_answer(self, browse):
        client = browse("skola.kurator")
        assert client.get("/egna-ord/skarm/")["Location"] == "/"
        assert client.get("/egna-ord/tillbaka/")["Location"] == "/"

    def test_htmx_is_led_there_too(self, screen):
        seen = screen.get("/", headers={"HX-Request": "true"})
        assert seen["HX-Redirect"] == "/egna-ord/tillbaka/"
