"""Escalation: when a result or a review is written the program asks, and the report of concern has its reasons."""

from support.clients import text_of


def _post(client, case, kind, **fields):
    return client.post(f"/arenden/{case.pk}/uppgift/{kind}/", fields)


def test_a_result_asks_and_the_report_has_its_reasons(team, browse):
    case = team.assign(team.take_up(), "skola.kurator")
    client = browse("skola.kurator")
    answer = _post(client, case, "investigation_result", reported_on="2026-11-27", text="Konflikt.", needs="Stöd.",
                   outcome="team")  # fmt: skip
    assert answer.status_code == 302, text_of(answer)
    asked = text_of(client.get(answer["Location"]))
    assert "Finns det tecken på att barnet eller ett syskon far illa?" in asked
    bare = _post(client, case, "concern_draft", sent_on="2026-11-27")
    assert bare.status_code == 422, "a report without reasons is none"
    assert _post(client, case, "concern_draft", text="Slag hemma.", sent_on="2026-11-27").status_code == 302
    page = text_of(client.get(f"/arenden/{case.pk}/"))
    assert "Slag hemma." in page
    assert "Socialnämnden beslutar om utredning" in page, (
        "the board's own limit runs from the day it was sent"
    )


def test_a_review_asks_whether_the_support_is_enough(team, browse):
    case = team.assign(team.take_up(), "skola.kurator")
    client = browse("skola.kurator")
    answer = _post(client, case, "review", held_on="2026-11-27", reached="not_yet", text="Sämre.")
    assert "Räcker stödet, eller behöver oron anmälas?" in text_of(client.get(answer["Location"]))


def test_a_report_of_concern_lies_in_the_schools_own_file_until_it_is_disclosed(team, browse):
    case = team.assign(team.take_up(), "skola.kurator")
    theirs = team.known_to_social(case)
    team.add(case, "concern_draft", text="Slag hemma.")
    assert "Slag hemma." not in text_of(browse("soc.enhetschef").get(f"/arenden/{theirs.pk}/"))
