"""Worked questions: who, to whom, what, about whom, what for, when; what to consider, what falls away.

The provision that settles each row stands beside it. Consent (10:1), the giver's own task (10:2) and another
duty (10:28) are candidates for nearly everything, so a row names them only when they fall away.
"""

from dataclasses import dataclass, field
from datetime import date

import pytest

from samverkan.secrecy.grounds import Consent, DataCategory, Purpose, Question, ask
from samverkan.secrecy.kinds import AgencyKind

NOW = "2026-03-02"
CHILD = "sol-19-1 sol-20-6"
_ALWAYS = frozenset({"osl-10-1", "osl-10-2", "osl-10-28"})


@dataclass(frozen=True)
class Row:
    rule: str
    parties: str
    what: str
    age: int | None
    purpose: str
    on: str
    more: str
    out: dict[str, str] = field(default_factory=dict)
    consent: Consent = Consent.NOT_ASKED

    def question(self) -> Question:
        giver, receiver = self.parties.split(">")
        return Question(
            giver=AgencyKind(giver),
            receiver=AgencyKind(receiver),
            categories=frozenset(DataCategory(each) for each in self.what.split()),
            age=self.age,
            purpose=Purpose(self.purpose),
            on=date.fromisoformat(self.on),
            consent=self.consent,
        )

    def expected(self) -> set[str]:
        return (_ALWAYS | set(self.more.split())) - self.out.keys()


ROWS = [
    # Social services to police, before a crime
    Row("OSL 10:18 a", "social>police", "social", 19, "prevent_crime", NOW,
        "osl-10-15a osl-10-18a osl-10-18b osl-10-18c",
        {"osl-10-20": "age", "osl-10-27": "exclusion", "lag-2025-170-6": "exclusion",
         "lag-2025-170-4": "trait"}),
    Row("OSL 10:18 a: not from 21", "social>police", "social", 21, "prevent_crime", NOW,
        "osl-10-15a osl-10-18b osl-10-18c", {"osl-10-18a": "age", "osl-10-20": "age"}),
    Row("OSL 10:20: under 18", "social>police", "social", 17, "intervene_now", NOW,
        "osl-10-15a osl-10-18a osl-10-18b osl-10-18c osl-10-20", {"osl-10-27": "exclusion"}),
    Row("unknown age rules nothing out", "social>police", "social", None, "prevent_crime", NOW,
        "osl-10-15a osl-10-18a osl-10-18b osl-10-18c osl-10-20", {"osl-10-27": "exclusion"}),
    Row("OSL 10:18 a names Customs", "social>customs", "social", 20, "prevent_crime", NOW,
        "osl-10-15a osl-10-18a", {"osl-10-18b": "receiver", "osl-10-18c": "receiver"}),
    Row("OSL 10:18 a-b name the Security Service", "social>sapo", "social", 20, "prevent_crime", NOW,
        "osl-10-15a osl-10-18a osl-10-18b", {"osl-10-18c": "receiver"}),
    Row("OSL 10:18 a does not name Kriminalvården", "social>probation", "social", 19, "prevent_crime", NOW,
        "osl-10-15a", {"osl-10-18a": "receiver", "osl-10-27": "exclusion", "osl-26-9b": "purpose"}),
    Row("OSL 10:18 c: violence against a close person", "social>police", "social", 45, "protect_life", NOW,
        "osl-10-15a osl-10-18b osl-10-18c", {"osl-10-18a": "age"}),
    Row("exit programme counts as social services", "exit>police", "social", 20, "prevent_crime", NOW,
        "osl-10-15a osl-10-18a osl-10-18b osl-10-18c", {"osl-10-27": "exclusion"}),
    Row("a state body may hold 26:1", "state_other>police", "social", 16, "prevent_crime", NOW,
        "osl-10-15a osl-10-18a osl-10-18b osl-10-18c osl-10-20", {"lag-2025-170-5": "exclusion"}),
    # Social services to police, a committed crime
    Row("OSL 10:18 a last paragraph", "social>police", "social committed_crime", 19, "prevent_crime", NOW,
        "osl-10-15a osl-10-21 osl-10-22 osl-10-22a osl-10-23",
        {"osl-10-18a": "exclusion", "osl-10-18b": "exclusion", "osl-10-18c": "exclusion"}),
    Row("OSL 10:23", "social>prosecutor", "social", 30, "investigate_crime", NOW,
        "osl-10-15a osl-10-21 osl-10-22 osl-10-23", {"osl-10-24": "exclusion", "osl-10-22a": "receiver"}),
    Row("OSL 10:23: customs may have the task", "social>customs", "social", 30, "investigate_crime", NOW,
        "osl-10-15a osl-10-23", {"osl-10-21": "receiver", "osl-10-22": "receiver"}),
    Row("OSL 10:21: the victim's age, not the person's", "social>police", "social committed_crime", 40,
        "protect_child", NOW, "osl-10-21 osl-10-22 osl-10-22a osl-10-23", {"osl-10-15a": "purpose"}),
    Row("OSL 10:22 is 26:1 only", "health>police", "health committed_crime", 40, "protect_child", NOW,
        "osl-10-21 osl-10-22a osl-10-23", {"osl-10-22": "giver", "osl-10-15a": "exclusion"}),
    # Health care
    Row("OSL 10:15 a excepts health", "health>police", "health", 25, "prevent_crime", NOW,
        "osl-10-18b osl-10-18c",
        {"osl-10-15a": "exclusion", "osl-10-27": "exclusion", "lag-2025-170-6": "exclusion"}),
    Row("OSL 10:18 b: social and health to Säpo", "health>sapo", "health", 25, "prevent_crime", NOW,
        "osl-10-18b", {"osl-10-18c": "receiver"}),
    Row("25:1 is not lifted by 26:9", "health>social", "health", 14, "care", NOW, CHILD,
        {"osl-26-9": "giver", "osl-10-15a": "exclusion"}),
    Row("school nurse: 25:1, so no duty under 2025:170", "school>police", "health", 15, "prevent_crime", NOW,
        "osl-10-18b osl-10-18c", {"lag-2025-170-7": "exclusion", "osl-10-15a": "exclusion"}),
    # Police to others
    Row("OSL 10:15 a, 35:1 not excepted", "police>social", "police", 19, "prevent_crime", NOW,
        f"osl-10-15a osl-10-27 osl-35-10c {CHILD}", {"osl-10-24": "receiver"}),
    Row("OSL 10:15 a reaches 21-40 kap. only", "police>social", "police police_operational", 19,
        "prevent_crime", NOW, f"osl-10-27 {CHILD}",
        {"osl-10-15a": "exclusion", "osl-10-1": "exclusion", "osl-35-10c": "category"}),
    Row("police to probation", "police>probation", "police", 24, "prevent_crime", NOW,
        "osl-10-15a osl-10-27", {"osl-35-10b": "purpose"}),
    Row("OSL 35:10 b", "police>probation", "police", 17, "youth_supervision", NOW,
        "osl-10-27 osl-35-10b", {"osl-10-15a": "purpose"}),
    Row("police to school, care: no 15 a", "police>school", "police", 15, "schooling", NOW,
        "osl-10-27", {"osl-10-15a": "purpose", "sol-19-1": "receiver"}),
    Row("police to exit programme", "police>exit", "police", 26, "protect_life", NOW,
        "osl-10-15a osl-10-27 osl-35-10c", {"sol-19-1": "receiver"}),
    Row("police to municipality", "police>municipality", "police", 26, "prevent_crime", NOW,
        "osl-10-15a osl-10-27", {"osl-35-10c": "receiver"}),
    Row("15 a needs an authority", "police>supplier", "police", 26, "prevent_crime", NOW, "",
        {"osl-10-15a": "receiver", "osl-10-27": "receiver", "osl-10-28": "receiver"}),
    Row("OSL 10:24 lifts 18:1-2", "police>prosecutor", "police police_operational", 26,
        "investigate_crime", NOW, "osl-10-24 osl-10-27",
        {"osl-10-1": "exclusion", "osl-10-15a": "exclusion"}),
    # Kriminalvården to others
    Row("2025:170 5 §", "probation>police", "probation", 33, "prevent_crime", NOW,
        "osl-10-15a osl-10-27 lag-2025-170-5", {"lag-2025-170-6": "giver", "lag-2025-170-4": "trait"}),
    Row("2025:170 goes to crime-fighters only", "probation>social", "probation", 33, "prevent_crime", NOW,
        f"osl-10-15a osl-10-27 {CHILD}", {"lag-2025-170-5": "receiver"}),
    Row("2025:170 2 §: Kriminalvården is no receiver", "municipality>probation", "other", 33, "prevent_crime",
        NOW, "osl-10-15a osl-10-27", {"lag-2025-170-6": "receiver", "lag-2025-170-4": "receiver"}),
    Row("OSL 35:15 a", "probation>school", "probation", 17, "youth_supervision", NOW, "osl-10-27 osl-35-15a",
        {"osl-10-15a": "purpose"}),
    Row("OSL 10:24, prison in the scale", "probation>police", "probation committed_crime", 33,
        "investigate_crime", NOW, "osl-10-15a osl-10-24 osl-10-27 lag-2025-170-5",
        {"osl-10-23": "category"}),
    Row("prison health care keeps 25:1", "probation>police", "health", 33, "prevent_crime", NOW,
        "osl-10-18b osl-10-18c", {"lag-2025-170-5": "exclusion", "osl-10-27": "exclusion"}),
    # School to others
    Row("2025:170 7 §, 23:2 not excepted", "school>police", "pupil_support", 15, "prevent_crime", NOW,
        "osl-10-15a osl-10-27 lag-2025-170-7", {"lag-2025-170-6": "exclusion", "osl-10-18b": "category"}),
    Row("absence is no crime matter", "school>police", "pupil_other", 14, "schooling", NOW, "osl-10-27",
        {"lag-2025-170-7": "purpose", "osl-10-15a": "purpose"}),
    Row("school-social team: consent or the clause", "school>social", "pupil_health", 13, "schooling", NOW,
        f"osl-10-27 {CHILD}", {"osl-10-15a": "purpose"}),
    Row("SoL 19:1 from school", "school>social", "pupil_health", 13, "protect_child", NOW,
        f"osl-10-27 {CHILD}", {"osl-26-9": "giver"}),
    Row("back from social to school: no clause", "social>school", "social", 13, "schooling", NOW, "",
        {"osl-10-27": "exclusion", "osl-10-15a": "purpose", "osl-26-9": "receiver", "sol-19-6": "purpose"}),
    Row("OSL 23:6 a", "school>probation", "pupil_support", 17, "youth_supervision", NOW,
        "osl-10-27 osl-23-6a", {"osl-10-15a": "purpose"}),
    Row("23:6 a leaves out 23:2 third paragraph", "school>probation", "pupil_other", 17, "youth_supervision",
        NOW, "osl-10-27", {"osl-23-6a": "category"}),
    # Within and around social services
    Row("OSL 26:9", "social>social", "social", 15, "care", NOW, f"osl-26-9 {CHILD}",
        {"osl-10-27": "exclusion"}),
    Row("OSL 26:9: an adult may fit points 2-3", "social>health", "social", 40, "care", NOW, "osl-26-9",
        {"osl-10-27": "exclusion"}),
    Row("OSL 26:9 goes to social and health only", "social>police", "social", 15, "care", NOW, "",
        {"osl-26-9": "receiver", "osl-10-18a": "purpose"}),
    Row("OSL 26:9 b", "social>probation", "social", 17, "youth_supervision", NOW, "osl-26-9b",
        {"osl-10-15a": "purpose", "osl-10-27": "exclusion"}),
    Row("SoL 19:6 and OSL 26:9 a", "social>school", "social", 12, "feedback", NOW, "sol-19-6",
        {"osl-10-27": "exclusion", "osl-10-15a": "purpose"}),
    Row("SoL 19:6: a private reporter too", "social>supplier", "social", 12, "feedback", NOW, "sol-19-6",
        {"osl-10-28": "receiver", "osl-10-27": "receiver"}),
    Row("SoL 19:6 is the board's", "exit>police", "social", 22, "feedback", NOW, "", {"sol-19-6": "giver"}),
    Row("SoL 19:1: family counselling has 19:2", "social>social", "family_counselling", 12, "protect_child",
        NOW, "sol-20-6", {"sol-19-1": "exclusion", "osl-10-15a": "exclusion", "osl-10-27": "exclusion"}),
    Row("SoL 19:1: an adult near a child", "probation>social", "probation", 35, "protect_child", NOW,
        f"osl-10-27 {CHILD}", {"osl-10-15a": "purpose"}),
    Row("SoL 19:1 p 22: private care staff", "supplier>social", "other", 10, "protect_child", NOW, CHILD,
        {"osl-10-2": "giver", "osl-10-28": "giver", "osl-10-27": "giver"}),
    # Contact details
    Row("2025:170 4 § reaches social services", "social>police", "social contact", 30, "prevent_crime", NOW,
        "osl-10-15a osl-10-18b osl-10-18c lag-2025-170-4", {"lag-2025-170-6": "exclusion"}),
    Row("2025:170 4 § and health care", "health>prosecutor", "health contact", 30, "investigate_crime", NOW,
        "osl-10-21 osl-10-23 lag-2025-170-4", {"lag-2025-170-6": "exclusion", "osl-10-15a": "exclusion"}),
    Row("2025:170 3 §: crime-fighting only", "municipality>police", "other contact", 30, "own_task", NOW,
        "osl-10-27", {"lag-2025-170-4": "purpose", "lag-2025-170-6": "purpose"}),
    Row("2025:170 6 §", "municipality>police", "other", 30, "prevent_crime", NOW,
        "osl-10-15a osl-10-27 lag-2025-170-6", {"lag-2025-170-5": "giver", "lag-2025-170-7": "giver"}),
    # Consent
    Row("OSL 12:2: a no", "social>police", "social", 30, "prevent_crime", NOW,
        "osl-10-15a osl-10-18b osl-10-18c", {"osl-10-1": "consent"}, Consent.REFUSED),
    Row("OSL 12:2: a yes", "exit>supplier", "social", 30, "care", NOW, "",
        {"osl-10-28": "receiver", "osl-26-9": "receiver"}, Consent.GIVEN),
    # Fraud control
    Row("OSL 10:15 a p 3-5", "social>state_other", "social", 30, "fraud_control", NOW, "osl-10-15a",
        {"osl-26-9": "purpose", "osl-10-27": "exclusion"}),
    # Dates
    Row("OSL 10:15 a is not yet", "police>social", "police", 19, "prevent_crime", "2025-11-30",
        f"osl-10-27 osl-35-10c {CHILD}"),
    Row("OSL 10:15 a, first day", "police>social", "police", 19, "prevent_crime", "2025-12-01",
        f"osl-10-15a osl-10-27 osl-35-10c {CHILD}"),
    Row("OSL 10:18 a before 2025:179: no Customs", "social>customs", "social", 19, "prevent_crime",
        "2025-03-31", "", {"osl-10-18a": "receiver"}),
    Row("OSL 10:18 a, first day of 2025:179", "social>customs", "social", 19, "prevent_crime", "2025-04-01",
        "osl-10-18a"),
    Row("older 10:18 a: no age test we can vouch for", "social>police", "social", 30, "prevent_crime",
        "2025-03-31", "osl-10-18a osl-10-18b osl-10-18c", {"osl-10-20": "age"}),
    Row("no duty act before 2025-04-01", "probation>police", "probation", 30, "prevent_crime", "2025-03-31",
        "osl-10-27"),
    Row("SoL 2025:400 is not yet", "police>social", "police", 12, "protect_child", "2025-06-30",
        "osl-10-27 osl-35-10c"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[f"{n:02d} {row.rule}" for n, row in enumerate(ROWS)])
def test_the_law_settles_the_row(row: Row) -> None:
    guide = ask(row.question())
    assert {each.ground.id for each in guide.candidates} == row.expected()
    for ground_id, code in row.out.items():
        reasons = next(each.reasons for each in guide.ruled_out if each.ground.id == ground_id)
        assert code in {each.code for each in reasons}, ground_id


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 40


def test_every_ground_is_a_candidate_in_some_row() -> None:
    reached = {each.ground.id for row in ROWS for each in ask(row.question()).candidates}
    everything = {each.ground.id for row in ROWS for each in ask(row.question()).ruled_out} | reached
    assert reached == everything
