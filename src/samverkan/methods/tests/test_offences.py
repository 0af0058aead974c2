"""GDPR art. 10 in the file: whoever is no authority can hold nothing about offences. Tried every way there is."""

import pytest

from samverkan.methods.check import check
from samverkan.methods.loading import load, loads
from samverkan.methods.offences import offence_in
from samverkan.methods.tests.helpers import changed
from samverkan.methods.tests.test_side_files import BESIDE, LEFT, OFFICER

PARTY = "  - {kind: social, label: {sv: Socialtjänsten, en: The social services}}\n"
OUTSIDE = PARTY + "  - {kind: supplier, label: {sv: Föreningen, en: The association}, required: false}\n"
STEERING = "  - {id: steering, label: {sv: Styrgrupp, en: Steering group}, may: [read_figures]}"
VOICE = "  - {id: voice, label: {sv: Röst, en: Voice}, may: [write, receive], reads: [fact], opens: [incident], no_offence_data: true}"  # noqa: E501
RETENTION = "      - {party: social, years: 5, counted_from: last_entry, source: SoL 16 kap. 1 §}"
KEPT = RETENTION + "\n      - {party: supplier, days: 30, counted_from: left, source: Art. 5.1 e}"
FACT = "    side_only: true\n    retention: case"
FREE = "    side_only: true\n    offence_free: true\n    retention: case"
FIELD = "      - {id: text, label: {sv: Text, en: Text}, type: longtext, required: true}"
METHOD = changed(
    (PARTY, OUTSIDE), (RETENTION, KEPT), (STEERING, f"{STEERING}\n{VOICE}"), (FACT, FREE),
    (FIELD, FIELD.replace("longtext", "text")),
    (OFFICER, OFFICER + "\n    parties: [police, social]"),
    text=BESIDE,
)  # fmt: skip


def broken(*replacements):
    return {each.path: each.message.sv for each in check(changed(*replacements, text=METHOD))}


def test_a_voice_outside_the_authorities_is_right_as_long_as_it_holds_nothing_about_offences():
    assert check(METHOD) == []
    role = loads(METHOD).role("voice")
    assert role.no_offence_data


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("reads: [fact], opens", "reads: [fact, colour], opens", "roles[2].reads[1]"),
        ("reads: [fact], opens", "reads: [fact, note], opens", "roles[2].reads[1]"),
        ("    offence_free: true\n", "", "roles[2].reads[0]"),
        ("may: [write, receive], reads: [fact]", "may: [write, receive, nominate], reads: [fact]", "roles[2].may[2]"),
        ("may: [write, receive], reads: [fact]", "may: [write, judge], reads: [fact]", "roles[2].may[1]"),
        ("may: [write, receive], reads: [fact]", "may: [write, run_meeting], reads: [fact]", "roles[2].may[1]"),
        ("opens: [incident], no_offence_data", "opens: [incident, case], no_offence_data", "roles[2].opens"),
        ("opens: [incident], no_offence_data", "no_offence_data", "roles[2]"),
        (", no_offence_data: true", "", "roles[2]"),
        (OFFICER + "\n    parties: [police, social]", OFFICER, "roles[0]"),
        ("parties: [police, social]", "parties: [police, social, supplier]", "roles[0].parties[2]"),
        ("type: text, required: true}\n", "type: longtext, required: true}\n", "kinds[1].fields[0].type"),
        ("type: text, required: true}\n", "type: person_number, required: true}\n", "kinds[1].fields[0].type"),
        ("required: false}\n", "required: false, may_own: true}\n", "parties[2].may_own"),
    ],
)  # fmt: skip
def test_every_way_in_is_shut(old, new, path):
    found = broken((old, new))
    assert path in found, found


def test_a_role_that_reads_nothing_may_be_anybodys():
    assert not any(path.startswith("roles[1]") for path in broken((LEFT, LEFT)))


@pytest.mark.parametrize(
    "text",
    [
        "Han är misstänkt för rån", "dömd till fängelse 2019", "F.d. kriminell, talar gärna", "Sonen satt häktad",
        "hör till ett gäng", "has been convicted", "a former offender", "Polisanmäld flera gånger",
        "hon blev skjuten i våras",
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_caught(text):
    assert offence_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Arbetar brottsförebyggande i föreningen", "Tränare i basket, kan ta emot på torsdagar", "gängse rutiner",
        "Står bakom Sluta skjut", "Mamma till tre, bor i centrum", "Imam, svarar på telefon", "",
    ],
)  # fmt: skip
def test_ordinary_words_are_let_be(text):
    assert offence_in(text) == ""


def test_gvi_lets_the_community_hold_nothing_about_offences():
    gvi = load("gvi")
    held = [role for role in gvi.roles if not role.parties or "supplier" in role.parties]
    reading = [role for role in held if role.reads]
    assert [role.id for role in reading] == ["community_voice"]
    assert all(gvi.kind(kind).offence_free for role in reading for kind in role.reads)
