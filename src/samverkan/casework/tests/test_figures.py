"""Figures: counted in one compartment, published as shown and suppressed, own acts in columns of their own."""

from datetime import UTC, date, datetime

import pytest
from support.world import POLICE, TREFAS

NUMBERS = ("199901012386", "199901022393", "199901032384", "199901042391", "199901012394", "199901016403")
AUTUMN, WINTER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def acts(world):
    from support.acts import Acts

    return Acts(world)


def _at(day):
    from samverkan.secrecy import clock

    return clock.frozen(datetime(2026, 9, day, 12, tzinfo=UTC))


def _listed(acts, levels, day=10):
    """Persons nominated, confirmed and activated, each with a joint colour (or none)."""
    from samverkan.casework import actions

    cases = []
    with _at(day):
        for number, level in zip(NUMBERS, levels, strict=False):
            case = acts.nominate("pol.samordnare", name=f"Prov {number}", person_number=number)
            actions.move(by=acts.actor("pol.beslut"), case=case, move="confirm", reason="Stämmer.")
            cases.append(actions.move(by=acts.actor("pol.samordnare"), case=case, move="activate"))
            if level:
                acts.judge("pol.samordnare", case, level, kind="joint_colour")
    return cases


def _count(acts, indicator, month=AUTUMN, username="pol.samordnare"):
    from samverkan.casework.counting import Month, count
    from samverkan.casework.pinning import pinned
    from samverkan.secrecy.binding import bound

    by, programme = acts.actor(username), acts.programme()
    found = {each.id: each for each in pinned("trefas", programme.method_version).indicators}[indicator]
    with bound(by):
        return {name: n for name, n in count(by, programme, found, Month(month)).counts.items() if n}


def _publish(acts, month=AUTUMN, username="pol.samordnare", kind="list"):
    from samverkan.casework.actions import figures as publishing
    from samverkan.casework.counting import Month
    from samverkan.casework.reads.figures import prepare
    from samverkan.secrecy.binding import bound

    by, programme = acts.actor(username), acts.programme()
    with bound(by):
        shown = publishing.fingerprint(prepare(by, programme, Month(month), kind))
    act = publishing.publish_figures if kind == "list" else publishing.hand_over_counts
    return act(by=by, programme=programme, month=month, shown=shown)


def test_persons_are_counted_on_the_last_day_by_the_colour_in_force(acts):
    _listed(acts, ["red", "red", "yellow", None])
    with _at(1):
        _listed(acts, [])
    assert _count(acts, "on_the_list") == {"red": 2, "yellow": 1, "none": 1, "total": 4}
    assert _count(acts, "on_the_list", date(2026, 8, 1)) == {}, "nobody was on the list in August"
    assert _count(acts, "on_the_list", WINTER) == {"none": 4, "total": 4}, "the colours ran out after 21 days"


def test_whoever_is_only_nominated_is_not_on_the_list(acts):
    with _at(10):
        acts.nominate("pol.samordnare")
    assert _count(acts, "on_the_list") == {}
    assert _count(acts, "nominated") == {"total": 1}


def test_exits_are_counted_by_reason_and_persons_before_and_after(acts):
    from samverkan.casework import actions

    case = _listed(acts, ["red"])[0]
    with _at(28):
        actions.move(
            by=acts.actor("pol.samordnare"), case=case, move="leave", reason="Lugnt.", leaving="moved"
        )
    assert _count(acts, "left") == {"moved": 1, "total": 1}
    assert _count(acts, "on_the_list") == {}


def test_colours_renewed_in_time_and_late(acts):
    first, second = _listed(acts, ["red", "red"], day=1)
    with _at(15):
        acts.judge("pol.samordnare", first, "yellow", kind="joint_colour")
    with _at(29):
        acts.judge("pol.samordnare", second, "yellow", kind="joint_colour")
    assert _count(acts, "colours_in_time") == {"in_time": 1, "late": 1, "total": 2}


def test_own_acts_are_the_agencys_own(acts):
    from support.world import SOCIAL

    from samverkan.casework.models import Task

    case = _listed(acts, ["red"])[0]
    with _at(12):
        note = acts.note("pol.samordnare", case)
        acts.disclose("pol.samordnare", case, SOCIAL, note)
        assert acts.give_task("pol.samordnare", case, "police").responsible_id == POLICE
    assert _count(acts, "disclosures") == {"on_the_spot": 1, "total": 1}
    assert _count(acts, "tasks") == {"late": 1, "total": 1}
    assert Task.State.OPEN == "open"
    assert _count(acts, "disclosures", username="soc.beslut") == {}


def test_another_agencys_secret_acts_move_no_figure(acts):
    """Persons are counted in the owner's compartment alone."""
    _listed(acts, ["red"])
    before = [_count(acts, each) for each in ("on_the_list", "nominated", "left")]
    with _at(11):
        acts.nominate("soc.handlaggare", name="Annan Person", person_number=NUMBERS[3])
    assert [_count(acts, each) for each in ("on_the_list", "nominated", "left")] == before


def test_what_is_published_is_what_was_shown_suppressed_and_traced(acts):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    _listed(acts, ["red"] * 5 + ["green"])
    figures = _publish(acts)
    cells = {name: held["value"] for name, held in figures.counts["on_the_list"].items()}
    assert cells["green"] is None, "one person"
    assert cells["red"] is None or cells["total"] is None, "and its complement"
    assert cells["yellow"] in (0, None)
    assert figures.counts["left"]["total"]["value"] == 0
    with bound(acts.actor("pol.samordnare")):
        line = Trace.objects.get(verb="figures.publish")
    assert line.detail == {"month": "2026-09-01", "kind": "list"}
    assert str(figures.programme_id) == str(TREFAS)


def test_only_the_owner_publishes_persons_and_each_hands_over_its_own_acts(acts):
    from samverkan.secrecy.acting import Refused

    with pytest.raises(Refused, match=r"figures\.publish"):
        _publish(acts, username="soc.beslut")
    with pytest.raises(Refused, match=r"figures\.publish"):
        _publish(acts, username="pol.handlaggare")
    handed = _publish(acts, username="soc.beslut", kind="acts")
    assert set(handed.counts) == {"tasks", "disclosures"}


def test_a_month_still_running_and_one_before_the_start_are_refused(acts):
    from samverkan.secrecy import clock
    from samverkan.secrecy.acting import Invalid

    for month in (clock.today().replace(day=1), date(2020, 1, 1)):
        with pytest.raises(Invalid) as found:
            _publish(acts, month=month)
        assert found.value.field == "month"


def test_if_the_counts_moved_since_the_preview_nothing_is_published(acts):
    from samverkan.casework.actions.figures import publish_figures
    from samverkan.casework.models import Figures
    from samverkan.secrecy.acting import Conflict
    from samverkan.secrecy.binding import bound

    by = acts.actor("pol.samordnare")
    with pytest.raises(Conflict):
        publish_figures(by=by, programme=acts.programme(), month=AUTUMN, shown="0" * 64)
    with bound(by):
        assert Figures.objects.count() == 0


def test_next_months_number_stands_until_five_have_come_or_gone(acts):
    from samverkan.casework import actions

    cases = _listed(acts, [None] * 6)
    first = _publish(acts).counts["on_the_list"]["total"]
    with _at(30):
        _close_in_october(acts, actions, cases[0])
    second = _publish(acts, month=WINTER).counts["on_the_list"]["total"]
    assert (first["value"], first["near"]) == (6, False)
    assert (second["value"], second["since"], second["near"]) == (6, "2026-09-30", True)


def _close_in_october(acts, actions, case):
    from samverkan.secrecy import clock

    with clock.frozen(datetime(2026, 10, 20, 12, tzinfo=UTC)):
        actions.move(
            by=acts.actor("pol.samordnare"), case=case, move="leave", reason="Lugnt.", leaving="calm"
        )
