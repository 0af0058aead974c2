"""A leaver's matter at a glance: who tried what and when, needs, plan, threat over time, follow-up, cost."""

from datetime import timedelta

import pytest
from support.clients import signed_in_client, text_of
from support.posts import COORDINATOR, COUNSELLOR, DECIDER


@pytest.fixture
def case(exits):
    row = exits.leaver()
    exits.assign(row, COUNSELLOR)
    return row


def _day(back):
    from samverkan.secrecy import clock

    return (clock.today() - timedelta(days=back)).isoformat()


def _add(exits, case, kind, by=COORDINATOR, **fields):
    from samverkan.casework import actions

    return actions.add(by=exits.actor(by), case=case, kind=kind, fields=fields)


def _page(exits, case, username=COUNSELLOR):
    return text_of(signed_in_client(exits.world, username).get(f"/arenden/{case.pk}/avhopp/"))


CONDITIONS = {"motivated": "met", "consents": "met", "form_signed": "not_yet", "not_witness": "not_yet"}


def test_each_precondition_says_how_it_stands_who_tried_it_and_when(exits, case):
    _add(exits, case, "police_conditions", event_date=_day(9), **CONDITIONS)
    _add(exits, case, "police_conditions", COUNSELLOR, event_date=_day(2),
         **{**dict.fromkeys(CONDITIONS, "not_yet"), "form_signed": "not_met"})  # fmt: skip
    text = _page(exits, case)
    assert f"Motiverad att lämna : Ja Alma Prov, {_day(9)}" in text, (
        "a later trial that did not try it says nothing"
    )
    assert f"Har skrivit under polisens blankett : Nej Alva Prov, {_day(2)}" in text
    assert "Är inte bevisperson : Inte prövat än" in text
    assert "Socialtjänstens beslut om insatser : inte fattat än" in text


def test_what_the_police_tell_stands_with_their_name(exits):
    from support.acts import decision
    from support.world import EXIT

    from samverkan.casework import actions
    from samverkan.secrecy import disclosing
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Delivery

    theirs = exits.leaver("pol.avhopp")
    entry = _add(exits, theirs, "police_conditions", "pol.avhopp", event_date=_day(1), **CONDITIONS)
    item = disclosing.Item(entry.pk, ("event_date", *CONDITIONS))
    going = disclosing.propose(by=exits.actor("pol.avhopp"), case=theirs, receiver=EXIT, items=[item])
    disclosing.decide(by=exits.actor("pol.avhopp.beslut"), disclosure=going, decision=decision())
    by = exits.actor(COORDINATOR)
    with bound(by):
        waiting = Delivery.of(EXIT).get(kind="copy")
    here = actions.receive(by=by, delivery=waiting).case
    assert f"Motiverad att lämna : Ja Polisen, {_day(1)}" in _page(exits, here, COORDINATOR)


def test_the_decision_starts_the_follow_up_and_a_late_one_is_said(exits, case):
    _add(exits, case, "support_decision", decided_on=_day(200), decision="granted", text="Boende och stöd.")
    text = _page(exits, case)
    assert f"Socialtjänstens beslut om insatser : Bifall Alma Prov, {_day(200)}" in text
    assert "Uppföljning efter 6 månader för sent" in text
    assert "Uppföljning efter 12 månader kommer" in text


def test_a_refusal_starts_no_follow_up(exits, case):
    _add(exits, case, "support_decision", decided_on=_day(200), decision="refused", text="Nej.")
    text = _page(exits, case)
    assert "Räknas från beslutet om insatser." in text
    assert "för sent" not in text


def test_the_threat_stands_in_versions_with_the_latest_first(exits, case):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    for level, reason, back in (("life", "Sökt av två.", 60), ("lower", "Ny ort.", 0)):
        with clock.frozen(clock.now() - timedelta(days=back)):
            actions.judge(by=exits.actor(COORDINATOR), case=case, kind="threat", level=level, reason=reason,
                          more={"with_police": "together"})  # fmt: skip
    text = _page(exits, case)
    assert text.index("Ny ort.") < text.index("Sökt av två.")
    assert "Gjord tillsammans med polisen" in text
    assert "Inaktuell sedan" not in text, "the latest holds; that an earlier one has been replaced is no news"


def test_a_latest_assessment_that_has_run_out_is_said_to_be_stale(exits, case):
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    with clock.frozen(clock.now() - timedelta(days=60)):
        actions.judge(by=exits.actor(COORDINATOR), case=case, kind="threat", level="life", reason="Sökt av två.",
                      more={"with_police": "asked"})  # fmt: skip
    text = _page(exits, case)
    assert "Inaktuell sedan" in text
    assert "Polisen har tillfrågats" in text


def test_all_six_needs_stand_there_asked_or_not(exits, case):
    _add(exits, case, "need", area="debt", state="under_way", event_date=_day(3), text="Budgetrådgivning.")
    text = _page(exits, case)
    for area in ("Boende", "Skulder och försörjning", "Beroende", "Hälsa", "Arbete och studier", "Familj"):
        assert area in text
    assert "Skulder och försörjning Hjälp pågår Budgetrådgivning." in text
    assert text.count("Inte frågat än") == 5


def test_the_plan_stands_by_phase_and_the_family_is_marked(exits, case):
    from samverkan.casework import actions

    fields = {"title": "Ordna nytt boende", "phase": "relocation", "area": "housing", "responsible": "exit",
              "due": _day(-9)}  # fmt: skip
    actions.give_task(by=exits.actor(COORDINATOR), case=case, fields=fields)
    _add(exits, case, "family", relation="sibling", child=True, moves_along=True, text="Lillasyster.")
    text = _page(exits, case)
    assert "Flytt Ordna nytt boende" in text
    assert "Akut Inga steg än." in text
    assert "Syskon" in text
    assert "Inte misstänkt" in text
    assert "Flyttar med" in text


def test_costs_are_summed_for_whoever_reads_them_and_not_there_for_others(exits, case):
    for amount, payer in ((12000, "exit"), (3500, "police_grant")):
        _add(exits, case, "cost", event_date=_day(5), sort="housing", amount=amount, payer=payer)
    text = _page(exits, case, DECIDER)
    assert "Tillsammans 15 500 kr" in text
    assert "varav bidrag 3 500 kr" in text
    assert "500 kr" not in _page(exits, case, COUNSELLOR)
    controller = _page(exits, case, "avh.ekonom")
    assert "15 500 kr" in controller
    assert "Behov" not in controller
    assert "Lärka" not in controller
