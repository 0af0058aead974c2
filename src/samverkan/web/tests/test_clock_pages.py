"""Time limits on the pages: what is left and from which provision, late in words, stopped with a reason."""

from datetime import UTC, datetime

import pytest
from support.clients import signed_in_client, text_of


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def _at(day):
    from samverkan.secrecy import clock

    return clock.frozen(datetime(2026, 11, day, 12, tzinfo=UTC))


def _deadline(acts, case):
    from samverkan.casework.models import Deadline
    from samverkan.secrecy.binding import bound

    with bound(acts.actor("pol.samordnare")):
        return Deadline.objects.get(case=case, clock="confirm_nomination").pk


def test_the_case_says_what_is_left_and_why(world, acts):
    with _at(23):
        case = acts.nominate("pol.samordnare")
        text = text_of(signed_in_client(world, "pol.samordnare").get(f"/arenden/{case.pk}/"))
    assert "Tidsgränser Bekräfta förslaget 5 arbetsdagar kvar senast 2026-11-30" in text
    assert "räknat från 2026-11-23 . Källa: Lokalt beslut" in text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (24, "4 arbetsdagar kvar"),
        (27, "1 arbetsdag kvar"),
        (28, "1 arbetsdag kvar"),
        (30, "sista dagen är i dag"),
    ],
)
def test_what_is_left_is_said_in_the_clocks_own_days(world, acts, day, words):
    with _at(23):
        case = acts.nominate("pol.samordnare")
    with _at(day):
        assert words in text_of(signed_in_client(world, "pol.samordnare").get(f"/arenden/{case.pk}/"))


def test_late_is_said_in_words_with_a_drawing(world, acts):
    with _at(2):
        case = acts.nominate("pol.samordnare")
    with _at(11):
        page = signed_in_client(world, "pol.samordnare").get(f"/arenden/{case.pk}/")
    assert "för sent, 2 arbetsdagar" in text_of(page)
    assert '<span class="mark" data-kind="late"><svg' in page.content.decode()


def test_the_desk_has_the_soonest_first_with_whom_it_is_about(world, acts):
    with _at(2):
        acts.nominate("pol.samordnare", name="Först Prov")
    with _at(5):
        acts.nominate("pol.samordnare", name="Sedan Prov")
        text = text_of(signed_in_client(world, "pol.samordnare").get("/"))
    assert text.index("Bekräfta förslaget: Först Prov") < text.index("Bekräfta förslaget: Sedan Prov")


def test_stopped_on_the_page_with_a_reason_it_is_gone(world, acts):
    with _at(23):
        case = acts.nominate("pol.samordnare")
        where = f"/tidsgranser/{_deadline(acts, case)}/stoppa/"
        client = signed_in_client(world, "pol.samordnare")
        assert where in client.get(f"/arenden/{case.pk}/").content.decode()
        empty = client.post(where, {"reason": ""})
        assert empty.status_code == 422
        assert "Skriv varför tidsgränsen inte gäller längre." in text_of(empty)
        assert client.post(where, {"reason": "Bekräftat per telefon."}).status_code == 302
        page = text_of(client.get(f"/arenden/{case.pk}/"))
    assert "Tidsgränser" not in page
    assert "Bekräftat per telefon." in page
    assert client.get(where).status_code == 404


def test_another_authoritys_limit_is_not_there(world, acts):
    case = acts.nominate("pol.samordnare")
    where = f"/tidsgranser/{_deadline(acts, case)}/stoppa/"
    assert signed_in_client(world, "soc.beslut").get(where).status_code == 404
    assert signed_in_client(world, "pol.beslut").get(where).status_code == 403, "a decider does not write"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("[T4] mötets rytm", "mötets rytm"),
        ("[T3], [T4] två källor", "två källor"),
        ("SoL 11 kap. 2 §", "SoL 11 kap. 2 §"),
    ],
)
def test_a_source_is_shown_without_the_mark_of_the_methods_file(said, shown):
    from samverkan.web import present

    assert present.source(said) == shown
