"""Own files on screen: columns confirmed by a human, every row accounted for, sealed, removed, nobody else's."""

import io
import re

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.usefixtures("pictured")
HEAD = "När;Vad;Var;Anmälare"
ROWS = [f"2026-{month:02d}-{day:02d} {hour}:00;Klotter;Rinkeby;19900101-2385"
        for month in range(1, 10) for day in (3, 17) for hour in (9, 21)]  # fmt: skip


@pytest.fixture
def client(world):
    from support.clients import signed_in_client

    return signed_in_client(world, "soc.beslut")


def send(client, *lines, head=HEAD, kind="incidents", name="egna.csv"):
    raw = "\n".join([head, *lines]).encode()
    return client.post("/lagesbild/egna/", {"kind": kind, "file": SimpleUploadedFile(name, raw)})


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


WISH = {"column_happened": "När", "column_kind": "Vad", "column_area": "Var", "how": "add", "same": ""}


def take(client, address, **wish):
    """Look at the file as wished, then confirm it."""
    looked = client.post(address, {**WISH, **wish, "do": "again"})
    assert looked.status_code == 302, looked.content.decode()
    done = client.post(looked["Location"], {**WISH, **wish, "do": "take"})
    assert done.status_code == 302
    return done["Location"]


def test_a_file_is_confirmed_column_by_column_and_then_taken_in(client, world):
    there = send(client, *ROWS, "i går;Klotter;Rinkeby;x", "2026-01-01;Klotter;Atlantis;x")["Location"]
    first = page(client, there)
    assert "kolumner saknas" in first  # När, Vad and Var are no heading it knows
    assert "Stämmer kolumnerna?" in first
    assert "Det stämmer" not in first
    looked = client.post(there, {**WISH, "do": "again"})["Location"]
    second = page(client, looked)
    assert "Det stämmer, läs in filen" in second
    for said in (">38<", ">36<", ">2<", "inget känt område", "kolumn När", "olumnen Anmälare"):
        assert said in second, said
    assert "Inget är inläst" in page(client, "/lagesbild/egna/")
    done = client.post(looked, {**WISH, "do": "take"})["Location"]
    assert "Filen är inläst" in page(client, done)
    assert "gäller" in page(client, "/lagesbild/egna/")
    assert events(world, "soc.beslut").height == 36


def events(world, username):
    from samverkan.picture.own import reads, sealing
    from samverkan.secrecy.binding import bound

    actor = world.actor(username)
    with bound(actor):
        row = reads.newest(actor, "incidents")
        return None if row is None else sealing.frame_of(row)


def test_the_same_file_again_is_nothing_new_and_a_later_one_adds(client, world):
    take(client, send(client, *ROWS)["Location"])
    again = page(client, take(client, send(client, *ROWS)["Location"]))
    assert "fanns redan" in again
    take(client, send(client, "2026-10-01;Rån;Tensta;")["Location"])
    assert events(world, "soc.beslut").height == 37
    take(client, send(client, "2026-10-01;Rån;Tensta;")["Location"], how="replace")
    assert events(world, "soc.beslut").height == 1


def test_changed_wishes_must_be_seen_before_they_are_taken(client, world):
    there = client.post(send(client, *ROWS)["Location"], {**WISH, "do": "again"})["Location"]
    sent = client.post(there, {**WISH, "same": "Klotter = Skadegörelse", "do": "take"})
    assert events(world, "soc.beslut") is None
    client.post(sent["Location"], {**WISH, "same": "Klotter = Skadegörelse", "do": "take"})
    assert set(events(world, "soc.beslut")["kind"]) == {"Skadegörelse"}


def test_refused_rows_come_back_as_they_stood_with_the_reason(client):
    there = client.post(send(client, *ROWS, "i går;Klotter;Rinkeby;x")["Location"], {**WISH, "do": "again"})[
        "Location"
    ]
    raw = client.get(f"{there}avvisade/").content.decode("utf-8-sig")
    assert raw.splitlines()[1].startswith("i går;Klotter;Rinkeby")


@pytest.mark.parametrize("wish", [
    {"column_kind": "När"}, {"column_happened": ""}, {"column_happened": "finns ej"}, {"same": "Detonation"},
    {"how": ""},
])  # fmt: skip
def test_a_wish_that_does_not_hold_is_told_and_nothing_is_lost(client, wish):
    there = send(client, *ROWS)["Location"]
    answer = client.post(there, {**WISH, **wish, "do": "again"})
    assert answer.status_code == 422
    assert "Något behöver rättas" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "raw"), [("bild.pdf", b"%PDF-1.7 x"), ("tom.csv", b"\n"), ("x.xlsx", b"PK\x03\x04x")]
)
def test_what_is_no_table_is_refused_in_words(client, name, raw):
    answer = client.post("/lagesbild/egna/", {"kind": "incidents", "file": SimpleUploadedFile(name, raw)})
    told = page(client, answer["Location"])
    assert "Filen behöver förklaras" in told
    assert name in told


def test_a_form_sent_empty_says_what_is_missing(client):
    answer = client.post("/lagesbild/egna/", {})
    assert answer.status_code == 422
    assert "Välj ett av svaren" in answer.content.decode()


def test_excel_too(client, world):
    out = io.BytesIO()
    pl.DataFrame({"När": ["2026-01-02"], "Vad": ["Rån"], "Var": ["Tensta"]}).write_excel(out)
    sent = client.post(
        "/lagesbild/egna/", {"kind": "incidents", "file": SimpleUploadedFile("e.xlsx", out.getvalue())}
    )
    take(client, sent["Location"])
    assert events(world, "soc.beslut")["quarter"].to_list() == ["0180-std-tensta"]


def test_weekly_place_reports_have_no_field_for_a_person(client, world):
    from samverkan.picture.reports import place_reports

    there = send(client, "2026-W10;Rinkeby;Nedskräpning;4;Kalle stod där", "2026-03-04;Rinkeby;nedskräpning;1;",
                 head="Vecka;Plats;Sorts problem;Antal;Beskrivning", kind="place_reports")["Location"]  # fmt: skip
    wish = {
        "column_week": "Vecka",
        "column_area": "Plats",
        "column_kind": "Sorts problem",
        "column_n": "Antal",
    }
    plain = {"how": "add", "same": ""}
    done = client.post(there, {**wish, **plain, "do": "take"})
    assert "Filen är inläst" in page(client, done["Location"])
    from samverkan.picture.own import reads, sealing
    from samverkan.secrecy.binding import bound

    actor = world.actor("soc.beslut")
    with bound(actor):
        frame = sealing.frame_of(reads.newest(actor, "place_reports"))
    assert frame["n"].to_list() == [5]
    assert set(frame.columns) == set(place_reports.SCHEMA) == {"monday", "kind", "quarter", "district", "n"}
    assert "Kalle" not in str(frame.to_dicts())


def test_own_figures_keep_their_masks(client, world):
    there = send(client, "Otrygga;2024;12,5;Rinkeby", "Otrygga;2025;..;Rinkeby", "Otrygga;2025;11;",
                 head="Mått;År;Värde;Område", kind="own_figures")["Location"]  # fmt: skip
    wish = {"column_indicator": "Mått", "column_value": "Värde", "column_period": "År", "column_area": "Område",
            "column_unit": "", "how": "add"}  # fmt: skip
    assert client.post(there, {**wish, "do": "take"}).status_code == 302
    from samverkan.picture.own import reads, sealing
    from samverkan.secrecy.binding import bound

    actor = world.actor("soc.beslut")
    with bound(actor):
        frame = sealing.frame_of(reads.newest(actor, "own_figures")).sort("place", "period")
    assert frame["value"].to_list() == [11.0, 12.5, None]
    assert frame["mask"].to_list() == [None, None, "hidden"]
    assert frame["place"].to_list() == ["0180", "0180-std-rinkeby", "0180-std-rinkeby"]


def test_no_other_authority_sees_it_and_without_the_duty_there_is_no_page(client, world):
    from support.clients import signed_in_client

    there = take(client, send(client, *ROWS)["Location"])
    assert events(world, "pol.samordnare") is None
    assert "Inget är inläst" in page(signed_in_client(world, "pol.samordnare"), "/lagesbild/egna/")
    page(signed_in_client(world, "pol.samordnare"), there, 404)
    absent = page(signed_in_client(world, "soc.handlaggare"), "/lagesbild/finns-ej/", 404)
    for address in ("/lagesbild/egna/", there, f"{there}avvisade/", "/lagesbild/egna/gallra/incidents/"):
        hidden = page(signed_in_client(world, "soc.handlaggare"), address, 404)
        assert re.sub(r'value="[^"]+"|nonce="[^"]+"', "", hidden) == re.sub(
            r'value="[^"]+"|nonce="[^"]+"', "", absent
        )


def test_removed_it_cannot_be_read_by_anybody(client, world, attacker):
    from samverkan.secrecy.binding import keystore

    take(client, send(client, *ROWS)["Location"])
    assert "Nyckeln förstörs" in page(client, "/lagesbild/egna/gallra/incidents/")
    client.post("/lagesbild/egna/gallra/incidents/")
    assert events(world, "soc.beslut") is None
    (row,) = attacker().execute("SELECT id, held, told, dropped_at FROM picture_ownfile").fetchall()
    assert (bytes(row[1]), bytes(row[2])) == (b"", b"")
    assert row[3] is not None
    assert not keystore().open_boxes(world.actor("soc.beslut").agency, [row[0]])
    assert "gallrad" in page(client, "/lagesbild/egna/")


def test_nothing_of_the_file_lies_readable_in_the_database(client, attacker):
    take(client, send(client, *ROWS)["Location"])
    db = attacker()
    for table in ("picture_ownfile", "secrecy_job", "secrecy_jobpart", "trail_trace"):
        for (row,) in db.execute(f"SELECT t::text FROM {table} t").fetchall():
            for word in ("Klotter", "egna.csv", "Rinkeby"):
                assert word not in row
                assert word.encode().hex() not in row


def whole_year():
    """Enough of a year that a table can be given out: small counts among large."""
    rows = ["2026-01-15 10:00;Klotter;Rinkeby;"]
    for place, often in (("Rinkeby", 6), ("Farsta", 9), ("Bromma kyrka", 7), ("Skärholmen", 8)):
        for month in range(1, 13):
            for n in range(often):
                kind = (
                    "Rån"
                    if (place, month, n) == ("Rinkeby", 3, 0)
                    else ("Klotter", "Skadegörelse", "Stöld")[n % 3]
                )
                rows.append(f"2025-{month:02d}-{1 + n:02d} {8 + n}:00;{kind};{place};")
    return rows


def test_what_is_given_out_was_looked_at_and_hides_small_counts(client, world):
    take(client, send(client, *whole_year())["Location"])
    seen = page(client, "/lagesbild/egna/ge-ut/")
    assert "undertryckt" in seen
    mark = re.search(r'name="cells" value="(\w+)"', seen)[1]
    assert client.post("/lagesbild/egna/ge-ut/", {"cells": "0" * 16}).status_code == 409
    assert client.post("/lagesbild/egna/ge-ut/", {"cells": mark}).status_code == 302
    raw = client.get("/lagesbild/oppna-data/egna-handelser.csv").content.decode("utf-8-sig")
    (robbery,) = [line for line in raw.splitlines() if line.startswith("0180-sdo-jarva;") and ";Rån;" in line]
    assert ";undertryckt;" in robbery
    assert "Utgivet förut" in page(client, "/lagesbild/egna/ge-ut/")


def test_what_one_authority_gave_out_is_not_among_anothers_files(client, world):
    from support.clients import signed_in_client

    take(client, send(client, *whole_year())["Location"])
    mark = re.search(r'name="cells" value="(\w+)"', page(client, "/lagesbild/egna/ge-ut/"))[1]
    client.post("/lagesbild/egna/ge-ut/", {"cells": mark})
    other = signed_in_client(world, "pol.samordnare")
    assert "egna-handelser" not in page(other, "/lagesbild/oppna-data/")
    page(other, "/lagesbild/oppna-data/egna-handelser.csv", 404)
    assert "lagesbild.csv" in page(other, "/lagesbild/oppna-data/")


def test_the_internal_version_has_the_own_part_and_the_public_one_has_not(client, world):
    import pikepdf
    from support.clients import signed_in_client

    take(client, send(client, *whole_year())["Location"], made_up="on")
    inside = page(client, "/lagesbild/farsta/")
    assert "Egna händelser" in inside
    assert "Inget av detta har hänt" in inside
    public = page(client, "/lagesbild/farsta/?version=offentlig")
    other = page(signed_in_client(world, "pol.samordnare"), "/lagesbild/farsta/")
    for text in (public, other):
        assert "Egna händelser" not in text
    for address, internal in (("", True), ("?version=offentlig", False)):
        answer = client.get(f"/lagesbild/farsta/lagesbild.pdf{address}")
        assert ("intern" in answer["Content-Disposition"]) == internal
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert pdf.Root.MarkInfo.Marked
            said = b"".join(
                each.read_bytes()
                for each in pdf.objects
                if isinstance(each, pikepdf.Stream) and "/Type" not in each
            )
        assert said


def test_too_short_a_file_gives_nothing_out_and_says_so(client):
    take(client, send(client, *ROWS)["Location"])
    assert "Det finns inget helt år att ge ut" in page(client, "/lagesbild/egna/ge-ut/")
    assert client.post("/lagesbild/egna/ge-ut/", {"cells": ""}).status_code == 422
