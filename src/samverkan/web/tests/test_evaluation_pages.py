"""An evaluation on its pages: planned, locked, computed, judged, ended; for whom it is a duty and for nobody else."""

import re

import pytest
from support.clients import signed_in_client, text_of
from support.evaluations import ANALYST, FILES, Analyst, facts, facts_of, numbers

HOME = "/utvarderingar/"


@pytest.fixture
def analyst(world):
    return Analyst(world)


def client(world, username=ANALYST):
    return signed_in_client(world, username)


def sent(**more):
    """The form as a browser sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    written = {**facts(), "season": "12", "smallest": "25", "vintage": "2026-11-01", **more}
    return {"data": SimpleUploadedFile("ran.csv", numbers()), **written}


def test_from_an_empty_list_to_a_verdict(world, analyst):
    visitor = client(world)
    assert "Ingen utvärdering är påbörjad" in text_of(visitor.get(HOME))
    answer = visitor.post(f"{HOME}ny/", sent())
    assert answer.status_code == 302, text_of(answer)
    page = answer["Location"]
    assert "Väntar på sin tur" in text_of(visitor.get(page))
    study = _only(analyst)
    assert analyst.computed(study) == "done"
    text = text_of(visitor.get(page))
    assert "är den minsta minskning som kan visas med 80 % säkerhet" in text
    assert "Lås planen och räkna" in text
    assert visitor.post(f"{page}gor/las/").status_code == 302
    assert "Resultatet räknas fram" in text_of(visitor.get(page))
    assert analyst.computed(study) == "done"
    answer = visitor.get(page)
    text = text_of(answer)
    assert "Sätt slutsatsen" in text
    assert "Vad som talar för vad" in text
    assert "Ny polisstation" in text
    assert answer.content.count(b"<figure>") >= 3
    assert visitor.post(f"{page}slutsats/", {"word": "worked", "reason": "kort"}).status_code == 422
    reason = "Hela intervallet ligger under noll, men en polisstation öppnade samtidigt."
    assert visitor.post(f"{page}slutsats/", {"word": "cannot_tell", "reason": reason}).status_code == 302
    text = text_of(visitor.get(page))
    assert "Går inte att avgöra . Stina Prov" in text
    assert reason in text
    assert "Slutsats: Går inte att avgöra" in text_of(visitor.get(HOME))
    assert visitor.post(f"{page}gor/ta-bort/").status_code == 302
    assert visitor.get(page).status_code == 404
    assert "Ingen utvärdering är påbörjad" in text_of(visitor.get(HOME))


def sent_rows(rows, raw=None, **more):
    """The form of persons or of events, as a browser sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    written = {**facts_of(rows), "smallest": "25", "vintage": "2026-11-01", **more}
    lists = {name: ", ".join(map(str, written[name])) for name in ("metres", "days") if name in written}
    kept = {name: value for name, value in written.items() if value is not None}
    return {"data": SimpleUploadedFile("fil.csv", raw or FILES[rows]()), **kept, **lists}


@pytest.mark.parametrize(
    ("rows", "more", "power", "seen"),
    [
        ("personer", {}, "händelser, alla grupper sammanlagda", "lägre takt i gruppen med än bland de andra"),
        ("platser", {}, "kan det första bandet visa anhopning", "Par av händelser, band för band"),
        (
            "platser",
            {"kind": "hotspots", "drawn": "2025-07-01"},
            "Kartan bygger på",
            "Heta platser och hur de höll",
        ),
    ],
)
def test_persons_and_events_go_the_same_way_from_file_to_verdict(world, analyst, rows, more, power, seen):
    visitor = client(world)
    address = f"{HOME}ny/{rows}/"
    assert "Vad är en rad i filen?" in text_of(visitor.get(address))
    answer = visitor.post(address, sent_rows(rows, **more))
    assert answer.status_code == 302, text_of(answer)
    page, study = answer["Location"], _only(analyst)
    assert analyst.computed(study) == "done"
    assert power in text_of(visitor.get(page))
    again = visitor.get(f"{page}plan/").content.decode()
    assert f'value="{"pseudonym" if rows == "personer" else "ost"}"' in again
    left = {name: value for name, value in sent_rows(rows, **more).items() if name != "data"}
    assert visitor.post(f"{page}plan/", {**left, "title": "Ny"}).status_code == 302
    assert analyst.computed(study) == "done"
    assert visitor.post(f"{page}gor/las/").status_code == 302
    assert analyst.computed(study) == "done"
    assert seen in text_of(visitor.get(page))
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert visitor.get(f"{page}rapport/{kind}/").content.startswith(start)
    reason = "Skillnaden är stor men grupperna valdes inte genom lottning."
    assert visitor.post(f"{page}slutsats/", {"word": "cannot_tell", "reason": reason}).status_code == 302
    assert reason in text_of(visitor.get(page))


@pytest.mark.parametrize(
    ("rows", "old", "new", "words"),
    [
        (
            "personer",
            b"p3;",
            b"900101-0017;",
            "fil.csv, rad 5, kolumn pseudonym: det ser ut som ett personnummer",
        ),
        ("personer", b"alder", b"adress", "planen inte använder: adress"),
        ("platser", b";2025-", b";fel-", "kolumn dag"),
    ],
)
def test_what_must_not_come_along_is_refused_and_nothing_is_kept(world, analyst, rows, old, new, words):
    answer = client(world).post(f"{HOME}ny/{rows}/", sent_rows(rows, FILES[rows]().replace(old, new, 1)))
    assert (answer.status_code, _count(analyst)) == (422, 0)
    assert words in text_of(answer)
    assert "900101-0017" not in text_of(answer)


def test_bands_a_map_without_its_day_and_reports_without_a_column_are_asked_for(world, analyst):
    visitor, address = client(world), f"{HOME}ny/platser/"
    for more, words in (
        ({"metres": "100, 200"}, "börjar med 0 och stiger"),
        ({"days": "0, 7, sju"}, "börjar med 0 och stiger"),
        ({"days": "0, 7, 7"}, "börjar med 0 och stiger"),
        ({"kind": "hotspots"}, "Fyll i det här."),
        ({"report": ""}, "Fyll i det här."),
    ):
        sent_now = sent_rows("platser")
        answer = visitor.post(address, {**sent_now, **more})
        assert answer.status_code == 422
        assert words in text_of(answer)
    assert _count(analyst) == 0
    assert visitor.get(f"{HOME}ny/finns-ej/").status_code == 404


def test_no_verdict_is_chosen_beforehand_and_none_without_a_result(world, analyst):
    study = analyst.plan()
    analyst.computed(study)
    page = f"{HOME}{study.pk}/"
    answer = client(world).post(
        f"{page}slutsats/", {"word": "worked", "reason": "Ett skäl som är långt nog."}
    )
    assert answer.status_code == 422
    assert "checked" not in client(world).get(page).content.decode()


def test_how_far_it_has_come_is_told_and_the_page_comes_anew_at_the_end(world, analyst):
    study = analyst.plan()
    watch = f"{HOME}{study.pk}/laget/"
    answer = client(world).get(watch)
    assert "HX-Refresh" not in answer
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    analyst.computed(study)
    assert client(world).get(watch)["HX-Refresh"] == "true"


def test_faults_are_told_with_row_and_column_and_nothing_is_made(world, analyst):
    from django.core.files.uploadedfile import SimpleUploadedFile

    spoilt = SimpleUploadedFile("ran.csv", re.sub(rb";2020-05;.*", b";2020-05;fyra", numbers(), count=1))
    answer = client(world).post(f"{HOME}ny/", sent(data=spoilt))
    assert (answer.status_code, _count(analyst)) == (422, 0)
    assert "kolumn antal" in text_of(answer)
    answer = client(world).post(f"{HOME}ny/", sent(treated="Västra: 2023-01"))
    assert (answer.status_code, _count(analyst)) == (422, 0)
    assert "Västra" in text_of(answer)


def test_the_numbers_may_come_from_the_picture_without_a_file(world, analyst, pictured):
    visitor = client(world)
    assert "Elever i musik- eller kulturskola" not in text_of(
        visitor.get(f"{HOME}ny/")
    )  # six years are too few
    left = {"source", "unit", "time", "outcome", "data"}
    written = {name: value for name, value in sent().items() if name not in left}
    written |= {
        "indicator": "kolada.N17625", "kind": "synthetic_control", "season": "1", "treated": "Malmö: 2021",
        "compare_with": "Lund\nHelsingborg\nLandskrona\nTrelleborg", "also": "",
    }  # fmt: skip
    answer = visitor.post(f"{HOME}ny/", {**written, "indicator": ""})
    assert answer.status_code == 422
    assert text_of(answer).count("Fyll i det här.") >= 4
    answer = visitor.post(f"{HOME}ny/", written)
    assert answer.status_code == 302, text_of(answer)
    plan = analyst.shown(_only(analyst)).plan
    assert "kolada.N17625" in plan.data.source
    assert plan.data.columns["unit"] == "plats"


def test_a_file_of_another_kind_or_too_large_is_refused(world, analyst):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for data, words in (
        (("ran.txt", b"x"), "CSV, Excel, ODS"),
        (("ran.csv", b"x" * 2_000_001), "större än 2 MB"),
    ):
        answer = client(world).post(f"{HOME}ny/", sent(data=SimpleUploadedFile(*data)))
        assert answer.status_code == 422
        assert words in text_of(answer)
    assert _count(analyst) == 0


def test_a_plan_is_written_anew_with_the_file_it_had_until_it_is_locked(world, analyst):
    study = analyst.plan()
    analyst.computed(study)
    page = f"{HOME}{study.pk}/plan/"
    assert "Patrullen i Norra" in client(world).get(page).content.decode()
    written = {name: value for name, value in sent(title="Ny patrull").items() if name != "data"}
    assert client(world).post(page, written).status_code == 302
    assert analyst.shown(study).plan.title == "Ny patrull"
    analyst.computed(study)
    analyst.locked(study)
    assert client(world).get(page).status_code == 404


def test_the_report_comes_as_pdf_and_word(world, analyst):
    study = analyst.done()
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client(world).get(f"{HOME}{study.pk}/rapport/{kind}/")
        assert answer.content.startswith(start)
    assert client(world).get(f"{HOME}{study.pk}/rapport/xls/").status_code == 404


@pytest.mark.parametrize("username", ["pol.samordnare", "pol.beslut", "fri.beslut", "pol.drift"])
def test_for_whom_it_is_no_duty_the_pages_do_not_exist(world, analyst, username):
    study = analyst.plan()
    pages = (f"{HOME}ny/", f"{HOME}ny/personer/", f"{HOME}ny/platser/", f"{HOME}{study.pk}/")
    for address in (HOME, *pages, f"{HOME}{study.pk}/laget/"):
        assert client(world, username).get(address).status_code == 404
    assert "Utvärderingar" not in client(world, username).get("/").content.decode()


def test_whoever_works_in_the_municipality_reads_what_is_locked_and_can_do_nothing(world):
    from samverkan.evaluations import actions

    made, reader = Analyst(world, "kom.beslut"), client(world, "kom.samordnare")
    study = made.plan()
    made.computed(study)
    page = f"{HOME}{study.pk}/"
    assert "Ingen utvärdering är låst än" in text_of(reader.get(HOME))
    assert reader.get(page).status_code == 404
    made.locked(study)
    made.computed(study)
    reason = "Hela intervallet ligger under noll, men en polisstation öppnade samtidigt."
    actions.judge(by=made.actor, study=study, word="cannot_tell", reason=reason)
    assert "Slutsats: Går inte att avgöra" in text_of(reader.get(HOME))
    answer = reader.get(page)
    assert reason in text_of(answer)
    assert answer.content.count(b"<form") == client(world, "kom.samordnare").get(HOME).content.count(b"<form")
    assert reader.get(f"{page}rapport/pdf/").content.startswith(b"%PDF")
    for step in ("las", "igen", "stoppa", "ta-bort"):
        assert reader.post(f"{page}gor/{step}/").status_code == 404
    for address in (f"{HOME}ny/", f"{page}plan/"):
        assert reader.get(address).status_code == 404
    assert reader.post(f"{page}slutsats/", {"word": "worked", "reason": reason}).status_code == 404


def test_another_authoritys_evaluation_is_as_one_that_is_not_there(world, analyst):
    study = analyst.plan()
    other = client(world, "soc.beslut")
    assert "Ingen utvärdering är påbörjad" in text_of(other.get(HOME))
    hidden = other.get(f"{HOME}{study.pk}/")
    absent = other.get(f"{HOME}00000000-0000-4000-8000-00000000dead/")
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)


def _only(analyst):
    from samverkan.evaluations.models import Study
    from samverkan.secrecy.binding import bound

    with bound(analyst.actor):
        return Study.of(analyst.actor.agency).get()


def _count(analyst):
    from samverkan.evaluations.models import Study
    from samverkan.secrecy.binding import bound

    with bound(analyst.actor):
        return Study.of(analyst.actor.agency).count()
