"""Data for an evaluator: decided by whoever may, with an end, the same each time, each fetch in the trail."""

import pytest

DECISION = {
    "analyst": "Eva Prov", "organisation": "Universitetet", "purpose": "Dos och utfall.", "basis": "Etikprövat 2026-1",
    "first": "2026-09-01", "last": "2026-11-15", "use_until": "2028-01-01",
}  # fmt: skip
SANCTION = {"acted_on": "2026-11-10", "what": "traffic", "authority": "police", "basis": "Polislagen 2 §",
            "proportion": "Kort.", "dose": "12", "unit": "checks"}  # fmt: skip


def decide(acts, username="gvi.beslut", **fields):
    by = acts.actor(username)
    return acts.groups.decide_export(by=by, programme=acts.programme(), fields={**DECISION, **fields})


def fetch(acts, entry, username="gvi.beslut"):
    from samverkan.groups.reads.exports import find_export

    by = acts.actor(username)
    with acts.bound(by):
        decision = find_export(by, entry.pk)
    return acts.groups.fetch_export(by=by, decision=decision)


def history(acts):
    group = acts.group("Kvarts")
    acts.link(acts.incident(event_date="2026-11-02"), group)
    acts.write("gvi.kommunpolis", group, "group_sanction", **SANCTION)
    return group


def traced(acts, verb):
    from samverkan.trail.models import Trace

    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        return Trace.objects.filter(verb=verb, outcome="done").count()


def test_each_fetch_is_traced_and_says_the_same(acts):
    history(acts)
    entry = decide(acts)
    first, second = fetch(acts, entry), fetch(acts, entry)
    assert first.lines == second.lines != []
    assert first.panel == second.panel
    assert traced(acts, "evaluation.fetch") == 2


def test_no_person_and_no_group_is_named_in_it(acts):
    group = history(acts)
    how = {"since": "2026-06-01", "certainty": "certain", "source": "Egen"}
    acts.groups.join(by=acts.actor("gvi.analytiker"), person=acts.person(), group=group, fields=how)
    cut = fetch(acts, decide(acts))
    told = str((cut.lines, cut.panel))
    assert not any(
        word in told for word in ("Kvarts", "Prov", str(group.list_id), group.number, "2026-11-02")
    )


def test_what_is_written_after_the_decision_is_not_in_it(acts):
    from datetime import timedelta

    from samverkan.secrecy import clock

    group = history(acts)
    entry = decide(acts)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        acts.write("gvi.kommunpolis", group, "group_sanction", **SANCTION)
        assert len(fetch(acts, entry).lines) == 2


def test_only_whoever_decides_for_the_authority_hands_it_out(acts):
    for username in ("gvi.analytiker", "gvi.kommunpolis", "for.rost"):
        with pytest.raises(acts.Refused):
            decide(acts, username)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"last": "2026-12-31"}, "last"), ({"first": "2026-11-16"}, "last"), ({"first": "2019-01-01"}, "first"),
     ({"use_until": "2026-11-01"}, "use_until"), ({"purpose": " "}, "purpose"), ({"basis": ""}, "basis")],
)  # fmt: skip
def test_a_decision_that_does_not_hold_is_not_saved(acts, wrong, field):
    with pytest.raises(acts.Invalid) as refused:
        decide(acts, **wrong)
    assert refused.value.field == field
    assert traced(acts, "evaluation.decide") == 0


def test_when_the_evaluators_time_is_out_nothing_is_fetched(acts):
    from datetime import timedelta

    from samverkan.secrecy import clock

    history(acts)
    entry = decide(acts, use_until="2026-12-01")
    with clock.frozen(clock.now() + timedelta(days=20)), pytest.raises(acts.Invalid):
        fetch(acts, entry)


def test_a_pseudonym_leads_back_for_whoever_decided(acts):
    from samverkan.groups.reads.exports import find_export, who_is

    group = history(acts)
    entry = decide(acts)
    name = fetch(acts, entry).lines[0]["group"]
    by = acts.actor("gvi.beslut")
    with acts.bound(by):
        decision = find_export(by, entry.pk)
        assert who_is(by, decision, f" {name.lower()} ").pk == group.pk
        assert who_is(by, decision, "G-AAAAAAAA") is None
