"""An absence file through the pages: sent, explained once, previewed, taken in, and what was refused fetched."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from support.absence import ANNA, BO, HEAD, lessons
from support.clients import text_of
from support.world import SCHOOL_TEAM

SEND = f"/elever/{SCHOOL_TEAM}/franvaro/"
ANOTHER = "201001099999"  # its last figure is not the right one


@pytest.fixture
def clerk(browse):
    return browse("skola.franvaro")


def send(client, raw, name="franvaro.csv", **more):
    sent = SimpleUploadedFile(name, raw if isinstance(raw, bytes) else raw.encode())
    return client.post(SEND, {"file": sent, "new_system": "Provsystemet", **more})


def explained(client, there):
    """Answer the page of columns as it stands; returns where it leads."""
    seen = client.get(there)
    assert seen.status_code == 200, seen.content.decode()[:500]
    answer = client.post(there, filled(seen))
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


def filled(response):
    """The fields of a form of selects and text boxes as the browser would send them."""
    html = response.content.decode()
    found = {}
    for name, inner in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    return found | dict(re.findall(r'<input type="(?:text|date)" name="([^"]+)" value="([^"]*)"', html))


def take(client, there, **more):
    given = filled(client.get(there)) | {"do": "take", **more}
    answer = client.post(there, given)
    assert answer.status_code == 302, text_of(answer)
    return client.get(answer["Location"])


def file(*rows, head=HEAD):
    return head + "\n".join(rows)


def test_a_new_system_is_explained_once_and_then_known(team, clerk):
    team.open(ANNA)
    first = send(clerk, file(*lessons(ANNA, "2026-11-16")))
    assert first["Location"].endswith("/kolumner/")
    there = explained(clerk, first["Location"])
    assert "1 ny skolvecka" in text_of(clerk.get(there))
    again = send(clerk, file(*lessons(ANNA, "2026-11-23")), new_system="", system="Provsystemet")
    assert not again["Location"].endswith("/kolumner/")


def test_nothing_is_written_before_the_preview_is_confirmed(team, clerk):
    case = team.open(ANNA)
    there = explained(clerk, send(clerk, file(*lessons(ANNA, "2026-11-16")))["Location"])
    clerk.get(there)
    assert team.entries(case, "absence_week") == []
    seen = take(clerk, there)
    assert "Filen är inläst" in text_of(seen)
    assert "1 ny skolvecka" in text_of(seen)
    assert [each["week"] for each in team.entries(case, "absence_week")] == ["2026-W47"]


def test_taken_twice_nothing_is_new(team, clerk):
    team.open(ANNA)
    raw = file(*lessons(ANNA, "2026-11-16"))
    take(clerk, explained(clerk, send(clerk, raw)["Location"]))
    again = send(clerk, raw, new_system="", system="Provsystemet")
    seen = clerk.get(again["Location"])
    assert "1 står redan så" in text_of(seen)
    assert 'value="take"' not in seen.content.decode()


def test_refused_rows_come_back_as_a_file_with_their_reasons(team, clerk):
    team.open(ANNA)
    rows = [
        *lessons(ANNA, "2026-11-16"),
        *lessons(ANOTHER, "2026-11-16", count=1),
        *lessons(BO, "2026-11-16", count=1),
    ]
    there = explained(clerk, send(clerk, file(*rows))["Location"])
    seen = clerk.get(there)
    assert "Hämta dem som fil" in text_of(seen)
    fetched = clerk.get(f"{there}avvisade/")
    assert fetched["Content-Type"] == "text/csv; charset=utf-8"
    text = fetched.content.decode("utf-8-sig")
    assert ANOTHER in text
    assert "2026-11-16;1;60;;;7;" in text
    assert BO in text
    assert ANNA not in text
    take(clerk, there)


def test_without_refused_rows_there_is_no_such_file(team, clerk):
    team.open(ANNA)
    there = explained(clerk, send(clerk, file(*lessons(ANNA, "2026-11-16")))["Location"])
    assert clerk.get(f"{there}avvisade/").status_code == 404


def test_another_officers_file_is_not_there(team, clerk, browse):
    team.open(ANNA)
    there = explained(clerk, send(clerk, file(*lessons(ANNA, "2026-11-16")))["Location"])
    other = browse("skola.chef")
    for url in (there, f"{there}kolumner/", f"{there}avvisade/"):
        assert other.get(url).status_code == 404


def test_a_file_that_is_no_table_is_refused_in_words(clerk):
    seen = send(clerk, b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, name="bild.png")
    assert seen.status_code == 422
    assert 'class="error"' in seen.content.decode()


def test_a_new_system_needs_a_name(clerk):
    seen = send(clerk, file(*lessons(ANNA, "2026-11-16")), new_system=" ")
    assert seen.status_code == 422
    assert "Skriv vad systemet heter" in text_of(seen)


def test_columns_that_do_not_fit_are_said_and_nothing_is_kept(team, clerk):
    team.open(ANNA)
    there = send(clerk, file(*lessons(ANNA, "2026-11-16")))["Location"]
    given = filled(clerk.get(there)) | {"column_pupil": ""}
    seen = clerk.post(there, given)
    assert seen.status_code == 422
    assert "error-summary" in seen.content.decode()
    assert 'name="system"' not in clerk.get(SEND).content.decode()


def test_the_first_rows_are_shown_while_choosing(team, clerk):
    team.open(ANNA)
    there = send(clerk, file(*lessons(ANNA, "2026-11-16")))["Location"]
    seen = text_of(clerk.get(there))
    assert "Schemalagd tid" in seen
    assert ANNA in seen


def test_two_school_years_are_chosen_between(team, clerk):
    case = team.open(ANNA)
    rows = [*lessons(ANNA, "2026-05-18"), *lessons(ANNA, "2026-11-16")]
    there = explained(clerk, send(clerk, file(*rows))["Location"])
    assert "Läsår att läsa in" in text_of(clerk.get(there))
    take(clerk, there, years=["2025/26", "2026/27"], first="2026-05-18", last="2026-11-20")
    assert {each["week"] for each in team.entries(case, "absence_week")} == {"2026-W21", "2026-W47"}


def test_only_who_reads_files_in_may_send_one(browse):
    assert browse("soc.enhetschef").get(SEND).status_code == 403
    assert browse("pol.samordnare").get(SEND).status_code == 404
    assert browse("skola.beslut").get(SEND).status_code == 403


def test_no_page_of_a_file_names_a_pupil(team, clerk):
    team.open(ANNA)
    there = explained(clerk, send(clerk, file(*lessons(ANNA, "2026-11-16")))["Location"])
    for url in (there, SEND):
        seen = text_of(clerk.get(url))
        assert ANNA not in seen
        assert "Anna" not in seen
