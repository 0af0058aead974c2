"""The log's pages: own lines only, filters, samples by chance and on record, exports that leave a line."""

import re

import pytest

SECRET = "Hotades med kniv i går."


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


@pytest.fixture
def reviewer(world):
    from support.clients import signed_in_client

    return signed_in_client(world, "pol.logg")


def _lines(world, **chosen):
    from samverkan.casework.reads.log import Filter, matching
    from samverkan.secrecy.binding import bound

    by = world.actor("pol.logg")
    with bound(by):
        return list(matching(by, Filter(**chosen)).order_by("at"))


@pytest.mark.parametrize(
    "username", ["pol.samordnare", "pol.beslut", "pol.styr", "soc.jurist", "skola.rektor"]
)
def test_the_log_is_absent_for_everybody_else(world, username):
    from support.clients import signed_in_client

    client = signed_in_client(world, username)
    assert client.get("/logg/").status_code == 404
    assert client.post("/logg/csv/").status_code == 404
    assert client.post("/logg/stickprov/", {"size": "5"}).status_code == 404


def test_own_lines_in_words_and_never_what_was_written(acts, reviewer):
    case = acts.nominate("pol.samordnare")
    acts.note("pol.samordnare", case, SECRET)
    acts.nominate("soc.handlaggare")
    page = reviewer.get("/logg/").content.decode()
    assert "skrev en uppgift" in page
    assert "Petra Prov" in page
    for hidden in (SECRET, "Prov Provsson", "Sara Prov", str(case.pk), case.number):
        assert hidden not in page, hidden


def test_reading_the_log_is_in_the_log(world, reviewer):
    reviewer.get("/logg/")
    assert _lines(world, verb="log.read") == [], "there was nothing to read yet"
    reviewer.post("/logg/csv/")
    reviewer.get("/logg/")
    exported, read = _lines(world)
    assert (exported.verb, read.verb) == ("log.export", "log.read")
    assert read.subjects == [exported.pk]


def test_filters_by_officer_verb_outcome_and_day(world, acts, reviewer):
    from samverkan.casework import actions
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Refused

    case = acts.nominate("pol.samordnare")
    acts.note("pol.samordnare", case)
    with pytest.raises(Refused):
        actions.move(by=acts.actor("pol.samordnare"), case=case, move="confirm", reason="Jag själv.")

    def what(query):
        table = reviewer.get(f"/logg/?{query}").content.decode().split("<tbody")[-1].split("</tbody>")[0]
        return re.findall(r'data-label="Vad">([^<]*)<', table)

    assert len(what("outcome=refused")) == 1
    assert what("verb=entry.add") == ["skrev en uppgift"]
    assert set(what(f"officer={acts.actor('pol.samordnare').officer}&verb=case.nominate")) == {
        "tog upp ett ärende"
    }
    assert what(f"officer={acts.actor('pol.beslut').officer}") == []
    today = clock.today().isoformat()
    assert "skrev en uppgift" in what(f"first={today}&last={today}")
    assert what("last=2020-01-01") == []


def test_a_bad_day_and_an_unknown_choice_are_refused_in_words(reviewer):
    page = reviewer.get("/logg/?first=igår")
    assert page.status_code == 422
    assert "Skriv datumet så här" in page.content.decode()
    assert reviewer.get("/logg/?officer=nagon&sida=x").status_code == 422


def test_the_export_has_the_lines_and_is_itself_on_record(world, acts, reviewer):
    acts.note("pol.samordnare", acts.nominate("pol.samordnare"), SECRET)
    answer = reviewer.post("/logg/csv/", {"verb": "entry.add"})
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"].startswith('attachment; filename="logg-')
    assert [line.split(";")[1:3] for line in text.splitlines()[1:]] == [["Petra Prov", "skrev en uppgift"]]
    assert SECRET not in text
    line = _lines(world, verb="log.export")[-1]
    assert line.detail == {"rows": 1, "format": "csv"}


def test_the_export_comes_as_excel_too(acts, reviewer):
    acts.nominate("pol.samordnare")
    answer = reviewer.post("/logg/csv/", {"som": "xlsx"})
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"].endswith('.xlsx"')


def test_a_sample_is_every_nth_line_on_record_and_the_same_each_time(world, acts, reviewer):
    case = acts.nominate("pol.samordnare")
    for n in range(12):
        acts.note("pol.samordnare", case, f"Rad {n}")
    answer = reviewer.post("/logg/stickprov/", {"size": "4", "verb": "entry.add"})
    draw = _lines(world, verb="log.sample")[-1]
    assert answer["Location"] == f"/logg/stickprov/{draw.pk}/"
    assert {name: draw.detail[name] for name in ("total", "step", "verb")} == {
        "total": 12, "step": 3, "verb": "entry.add"
    }  # fmt: skip
    assert 0 <= draw.detail["start"] < 3
    acts.note("pol.samordnare", case, "Efter dragningen.")
    first, second = (_sampled(world, draw.pk) for _again in range(2))
    written = _lines(world, verb="entry.add")
    assert first == second == [line.pk for line in written[draw.detail["start"] : 12 : 3]]


def _sampled(world, key):
    from samverkan.casework.reads import log
    from samverkan.secrecy.binding import bound

    by = world.actor("pol.logg")
    with bound(by):
        return [line.pk for line in log.sample(by, log.find_draw(by, key))]


def test_each_line_is_drawn_as_often_as_any_other(world, acts):
    """Over all starts, every line is in exactly one sample."""
    from samverkan.casework.reads.log import Draw, Filter

    for total, step in ((12, 3), (10, 4), (7, 7), (1, 1)):
        places = [
            place for start in range(step)
            for place in Draw(None, None, "", total, step, start, Filter(), None).places
        ]  # fmt: skip
        assert sorted(places) == list(range(total))


def test_a_sample_is_signed_off_with_a_finding_and_a_reference(world, acts, reviewer):
    acts.note("pol.samordnare", acts.nominate("pol.samordnare"))
    there = reviewer.post("/logg/stickprov/", {"size": "2"})["Location"]
    assert "Välj vad granskningen visade" in reviewer.post(there, {}).content.decode()
    alone = reviewer.post(there, {"finding": "deviation"})
    assert (alone.status_code, "Ange diarienumret" in alone.content.decode()) == (422, True)
    prose = reviewer.post(there, {"finding": "deviation", "reference": "läste fel ärende"})
    assert prose.status_code == 422, "no free text in the trail"
    assert reviewer.post(there, {"finding": "deviation", "reference": "KS-2026/17"}).status_code == 302
    page = reviewer.get(there).content.decode()
    assert "KS-2026/17" in page
    assert "En avvikelse" in page
    line = _lines(world, verb="log.sign_off")[-1]
    assert line.subjects, "names the lines that were read"
    assert "signerat" in reviewer.get("/logg/").content.decode()


def test_a_sample_of_nothing_or_of_too_much_is_refused(reviewer):
    for given, said in (({"size": "0"}, "från 1 till 200"), ({"size": "x"}, "heltal"),
                        ({"size": "3", "verb": "disclosure.withdraw"}, "Inga rader")):  # fmt: skip
        answer = reviewer.post("/logg/stickprov/", given)
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_another_agencys_sample_is_absent(reviewer):
    assert reviewer.get("/logg/stickprov/00000000-0000-0000-0000-00000000dead/").status_code == 404
