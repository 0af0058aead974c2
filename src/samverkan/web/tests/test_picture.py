"""The situation picture's pages: for every signed-in officer, every number opened, old borders never mixed with new."""

import io
import re

import pikepdf
import pytest

pytestmark = pytest.mark.usefixtures("pictured")


@pytest.fixture(scope="module")
def client(shared_world):
    from support.clients import signed_in_client

    return signed_in_client(shared_world, "soc.handlaggare")


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_nobody_sees_it_without_signing_in(shared_world):
    from django.test import Client

    for address in ("/lagesbild/", "/lagesbild/jarva/", "/lagesbild/lagesbild.pdf"):
        answer = Client(HTTP_HOST="localhost").get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/logga-in/")


@pytest.mark.parametrize(
    "username", ["pol.samordnare", "fri.beslut", "pol.styr", "pol.drift", "skola.rektor"]
)
def test_every_signed_in_role_sees_the_same(shared_world, client, username):
    from support.clients import signed_in_client

    def body(page):
        return page[page.index('<nav class="places"') : page.index("</main>")]

    other = text(signed_in_client(shared_world, username), "/lagesbild/jarva/")
    assert body(other) == body(text(client, "/lagesbild/jarva/"))


def test_the_city_leads_to_its_districts_and_to_every_number(client):
    page = text(client, "/lagesbild/")
    for slug in ("jarva", "farsta", "norra-innerstaden", "sodermalm"):
        assert f'href="/lagesbild/{slug}/"' in page
    assert "Ej placerat" in page
    numbers = set(re.findall(r'href="(/lagesbild/tal/[^"]+)"', page))
    assert len(numbers) > 20
    for address in sorted(numbers):
        opened = text(client, address)
        for fact in ("Vad som räknas", "Osäkerhet", "Källa", "Inläst"):
            assert fact in opened, address


def test_the_merged_district_and_the_old_ones_lead_to_each_other(client):
    new = text(client, "/lagesbild/jarva/")
    assert "finns sedan 2023-07-01" in new
    assert 'href="/lagesbild/rinkeby-kista/"' in new
    old = text(client, "/lagesbild/rinkeby-kista/")
    assert "upphörde 2023-06-30" in old
    assert 'href="/lagesbild/jarva/"' in old
    assert "Områden som har ändrats" in new
    assert "Områden som har ändrats" not in text(client, "/lagesbild/farsta/")


def test_no_page_leaves_out_who_owns_the_data(client):
    page = text(client, "/lagesbild/")
    statistics = ("Brottsförebyggande rådet", "Statistiska centralbyrån", "Skolverket", "Skolinspektionen")
    for owner in ("Polismyndigheten", *statistics):
        assert owner in page
    assert "Källor som inte är med" in page


def test_no_point_of_a_police_notice_is_drawn(client):
    """A notice's coordinate is the middle of a municipality or a town: as a point it would lie."""
    for address in ("/lagesbild/", "/lagesbild/sodermalm/"):
        page = text(client, address)
        assert "d-point" not in page
        assert "d-hot" not in page


def test_the_pdf_is_fetched_as_a_file_with_a_title(client):
    answer = client.get("/lagesbild/jarva/lagesbild.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="lagesbild-jarva.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as pdf, pdf.open_metadata() as meta:
        assert str(meta["dc:title"]) == "Lägesbild Järva"
    assert client.get("/lagesbild/lagesbild.pdf")["Content-Disposition"].endswith('"lagesbild-stockholm.pdf"')


def test_english_is_whole(client):
    page = client.get("/lagesbild/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "What has changed" in page
    main = page[page.index("<main") : page.index("</main>")]
    assert not re.search(r"\b(Källa|Visa som tabell|Hämta som)\b", main)


@pytest.mark.parametrize("address", [
    "/lagesbild/finns-ej/", "/lagesbild/finns-ej/lagesbild.pdf", "/lagesbild/rinkeby/", "/lagesbild/tal/x/0180/",
    "/lagesbild/tal/notices.crime/9999/", "/lagesbild/tal/notices.crime/..%2f..%2fetc/",
])  # fmt: skip
def test_what_is_not_there_is_404(client, address):
    assert client.get(address).status_code == 404


def test_without_statistics_the_page_says_what_to_do(client, tmp_path, monkeypatch):
    from django.conf import settings

    monkeypatch.setitem(settings.SAMVERKAN, "PICTURE", tmp_path)
    page = text(client, "/lagesbild/")
    assert "Ingen statistik är inläst" in page
    assert "samverkan import" in page
    assert client.get("/lagesbild/lagesbild.pdf").status_code == 404
    assert client.get("/lagesbild/tal/notices.crime/0180/").status_code == 404
