"""The loop's pages: written by the municipality's coordinator, decided by its head, read by everybody."""

import pytest
from django.urls import reverse
from support.clients import signed_in_client
from support.council import PROBLEM, WRITTEN, Municipality


@pytest.fixture
def city(world, monkeypatch, tmp_path):
    from django.conf import settings

    monkeypatch.setitem(settings.SAMVERKAN, "PICTURE", tmp_path)
    return Municipality(world)


@pytest.fixture
def as_(world):
    kept = {}

    def of(username="kom.samordnare"):
        if username not in kept:
            kept[username] = signed_in_client(world, username)
        return kept[username]

    return of


def text(answer) -> str:
    return answer.content.decode()


def test_nothing_yet_says_what_to_do(city, as_):
    page = text(as_("pol.styr").get(reverse("council")))
    assert "Ingen lägesbild är beslutad" in page
    assert reverse("council_new", args=["lagesbild"]) not in page
    assert reverse("council_new", args=["lagesbild"]) in text(as_().get(reverse("council")))


def test_a_picture_from_first_word_to_decision(city, as_):
    start = as_().post(
        reverse("council_new", args=["lagesbild"]), {"place": "0180", "title": "Lägesbild 2026"}
    )
    address = start["Location"]
    assert as_().post(f"{address}skriv/", {"title": "Lägesbild 2026", **WRITTEN}).status_code == 302
    assert as_().post(f"{address}del/", PROBLEM).status_code == 302
    draft = text(as_().get(address))
    assert "Det här är ett utkast" in draft
    assert PROBLEM["victim"] in draft
    assert "För in beslutet" not in draft, "the coordinator does not decide"
    decision = {"on": "2026-01-01", "decision": "Dnr KS 2026/1", "body": "Kommunstyrelsen"}
    assert as_("kom.beslut").post(f"{address}beslut/", decision).status_code == 302
    read = text(as_("pol.handlaggare").get(address))
    assert "beslutad 2026-01-01 av Kommunstyrelsen, Dnr KS 2026/1" in read
    assert "utkast" not in read


def test_a_draft_is_not_there_for_others(city, as_):
    row = city.picture()
    absent = reverse("council_paper", args=["lagesbild", "00000000-0000-0000-0000-00000000dead"])
    for address in ("council_paper", "council_pdf", "council_write", "council_decide", "council_discard"):
        hidden = as_("pol.beslut").get(reverse(address, args=["lagesbild", row.pk]))
        assert hidden.status_code == 404
        assert hidden.content == as_("pol.beslut").get(absent).content
    assert "Lägesbild Prov" not in text(as_("pol.beslut").get(reverse("council")))


def test_what_is_decided_has_no_form_any_more(city, as_):
    row = city.decided_picture()
    for address in ("council_write", "council_part_new", "council_decide", "council_discard"):
        assert as_("kom.beslut").get(reverse(address, args=["lagesbild", row.pk])).status_code == 404


def test_what_is_missing_is_said_at_the_decision(city, as_):
    row = city.picture(analysis="")
    address = reverse("council_decide", args=["lagesbild", row.pk])
    decision = {"on": "2026-01-01", "decision": "Dnr KS 2026/1", "body": "Kommunstyrelsen"}
    answer = as_("kom.beslut").post(address, decision)
    assert answer.status_code == 422
    assert "Delen saknas" in text(answer)


def test_a_problem_is_taken_out(city, as_):
    row = city.picture()
    problem = city.problems(row)[0]
    address = reverse("council_part_drop", args=["lagesbild", row.pk, problem.pk])
    assert as_("pol.beslut").post(address).status_code == 404
    assert as_().post(address).status_code == 302
    assert city.problems(row) == []


def test_the_pdf_is_one_and_keeps_its_name(city, as_):
    row = city.decided_picture()
    answer = as_("pol.handlaggare").get(reverse("council_pdf", args=["lagesbild", row.pk]))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="lagesbild-stockholm-1.pdf"'


def test_a_plan_and_its_follow_up_on_the_pages(city, as_):
    from support.council import MEASURE, OUTCOME

    picture = city.decided_picture()
    problem = city.problems(picture)[0].pk
    new = {"picture": picture.pk, "title": "Plan 2027", "follow_up_by": "2027-06-01"}
    plan = as_().post(reverse("council_new", args=["plan"]), new)["Location"]
    part = {**MEASURE, "problem": problem, "due": "2030-01-01", "programme": ""}
    assert as_().post(f"{plan}del/", part).status_code == 302
    decision = {"on": picture.decided_on, "decision": "Dnr KS 2026/2", "body": "Kommunfullmäktige"}
    assert as_("kom.beslut").post(f"{plan}beslut/", decision).status_code == 302
    assert MEASURE["goal"] in text(as_("pol.styr").get(plan))
    start = {"plan": plan.rstrip("/").rsplit("/", 1)[-1], "title": "Uppföljning"}
    followup = as_().post(reverse("council_new", args=["uppfoljning"]), start)["Location"]
    draft = text(as_().get(followup))
    assert "saknar ställningstagande" in draft
    as_().post(f"{followup}skriv/", {"title": "Uppföljning", "summary": "En del."})
    refused = as_("kom.beslut").post(f"{followup}beslut/", decision)
    assert refused.status_code == 422
    assert "har inget ställningstagande" in text(refused)
    measure = draft.split(f"{followup}del/")[1].split("/")[0]
    assert as_().post(f"{followup}del/{measure}/", OUTCOME).status_code == 302
    assert as_("kom.beslut").post(f"{followup}beslut/", decision).status_code == 302
    read = text(as_("pol.styr").get(followup))
    assert OUTCOME["reasons"] in read
    assert "◆ Ändras" in read


def test_the_clock_is_red_in_words_once_the_day_has_passed(city, as_):
    from datetime import date

    assert "Saknas. Skulle ha funnits sedan 2023-07-01." in text(as_("pol.styr").get(reverse("council")))
    city.decided_picture(on=date(2024, 1, 15))
    page = text(as_("pol.styr").get(reverse("council")))
    assert "Försenad: skulle ha gjorts senast 2026-01-15" in page
    assert "minst vartannat år" in page


def test_the_loop_shows_the_whole_municipality_s_paper_and_not_a_district_s(city, as_):
    from datetime import date

    city.decided_picture(on=date(2025, 1, 15))
    city.decided_picture("0180-sdo-jarva")
    loop = text(as_("pol.styr").get(reverse("council"))).split('class="loop"')[1].split("</ol>")[0]
    assert "2027-01-15" in loop


def test_a_follow_up_s_measures_are_neither_added_nor_taken_away(city, as_):
    plan = city.decided_plan()
    row = city.followup(plan)
    measure = city.measures(plan)[0].pk
    assert as_().get(reverse("council_part_new", args=["uppfoljning", row.pk])).status_code == 404
    assert as_().post(reverse("council_part_drop", args=["uppfoljning", row.pk, measure])).status_code == 404


def test_registers_are_read_by_all_and_say_what_has_run_out(city, as_):
    agreement, teams = city.registers()
    page = text(as_("pol.styr").get(reverse("council_registers")))
    assert "Gick ut" in page
    assert "Så gick det." in page
    change = reverse("council_line", args=["overenskommelser", agreement])
    assert change not in page
    assert change in text(as_().get(reverse("council_registers")))
    assert as_("pol.beslut").get(change).status_code == 403
    life = text(as_("pol.styr").get(reverse("council_timeline")))
    assert "11\u00a0800\u00a0000 kr" in life
    assert "startade som försök" in life
    assert str(teams) in life


def test_a_line_is_written_on_its_page(city, as_):
    form = {
        "organisation": "Polisen",
        "position": "Chef",
        "name": "Petra",
        "since": "2026-01-01",
        "until": "",
    }
    address = reverse("council_line_new", args=["ledamoter"])
    assert as_().post(address, {**form, "name": ""}).status_code == 422
    assert as_().post(address, form)["Location"] == reverse("council_registers")
    assert "Petra" in text(as_("pol.styr").get(reverse("council_registers")))


def test_the_word_document_is_one_and_a_bad_template_says_what_to_do(city, as_, tmp_path, monkeypatch):
    from django.conf import settings

    row = city.decided_plan()
    address = reverse("council_word", args=["plan", row.pk])
    answer = as_("pol.styr").get(address)
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="atgardsplan-stockholm-1.docx"'
    (tmp_path / "mall.docx").write_bytes(b"inget")
    monkeypatch.setitem(settings.SAMVERKAN, "WORD_TEMPLATE", str(tmp_path / "mall.docx"))
    said = as_("pol.styr").get(address, follow=True)
    assert "Spara den som .docx i Word" in text(said)


def test_the_coordinator_s_desk_reminds_and_nobody_else_s(city, as_):
    from datetime import date

    city.decided_picture(on=date(2024, 1, 15))
    assert "Försenad: skulle ha gjorts senast 2026-01-15" in text(as_().get(reverse("desk")))
    for username in ("kom.politiker", "pol.beslut"):
        assert "Försenad" not in text(as_(username).get(reverse("desk")))


def test_a_discarded_draft_is_read_with_its_reason_and_stands_folded_away(city, as_):
    row = city.picture()
    paper, loop = reverse("council_paper", args=["lagesbild", row.pk]), reverse("council")
    way = reverse("council_discard", args=["lagesbild", row.pk])
    assert way in text(as_().get(paper))
    assert "Kastade utkast" not in text(as_().get(loop))
    assert "Varför kastas utkastet?" in text(as_().get(way))
    assert as_().post(way, {"reason": ""}).status_code == 422, "a reason is asked for"
    assert as_().post(way, {"reason": "Ersätts av ett nytt."})["Location"] == loop
    read = text(as_().get(paper))
    assert "Ersätts av ett nytt." in read
    assert "Skriv texterna" not in read
    page = text(as_().get(loop))
    assert "Kastade utkast" in page
    assert "Ett utkast är på väg" not in page
    assert as_().get(way).status_code == 404
    assert paper not in text(as_("pol.styr").get(loop))
