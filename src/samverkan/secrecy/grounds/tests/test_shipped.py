"""What the shipped grounds must hold, and the reference page that is written from them."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from samverkan.secrecy.grounds import DataCategory, Purpose, all_grounds, find, in_force, reference
from samverkan.secrecy.grounds.loading import FOLDER
from samverkan.secrecy.grounds.terms import SECRECIES, TRAITS, Consent, RuleKind
from samverkan.secrecy.kinds import AgencyKind, Words

CHECKOUT = Path(__file__).resolve().parents[5]
DAY = date(2026, 3, 2)


def test_the_reference_page_is_fresh() -> None:
    page = CHECKOUT / "docs" / "reference" / "grounds.md"
    assert page.read_text(encoding="utf-8") == reference(), (
        "stale: run python -m samverkan.secrecy.grounds > docs/reference/grounds.md"
    )


def test_the_grounds_that_must_be_there_are() -> None:
    wanted = {
        "osl-10-1", "osl-10-2", "osl-10-15a", "osl-10-18a", "osl-10-18b", "osl-10-18c", "osl-10-20",
        "osl-10-21", "osl-10-22",
        "osl-10-23", "osl-10-24", "osl-10-27", "osl-10-28", "lag-2025-170-4", "lag-2025-170-5",
        "lag-2025-170-6", "lag-2025-170-7", "osl-26-9", "sol-19-1", "sol-19-6",
    }  # fmt: skip
    assert wanted <= {each.id for each in in_force(DAY)}


def test_every_text_is_there_in_both_languages() -> None:
    texts: list[Words] = [each.title for each in all_grounds()]
    for ground in all_grounds():
        texts += [each.why for each in ground.exclusions]
        texts += [each.text for each in (*ground.uncertain, *ground.remarks)]
        texts += [option.label for each in ground.conditions for option in each.options]
        texts += [each.question for each in ground.conditions]
    texts += [
        each.label for kinds in (AgencyKind, DataCategory, Purpose, Consent, RuleKind) for each in kinds
    ]
    for words in texts:
        assert words.sv
        assert words.en
        assert "  " not in words.sv + words.en


def test_questions_are_questions() -> None:
    for ground in all_grounds():
        for condition in ground.conditions:
            assert "?" in condition.question.sv, (ground.id, condition.id)
            assert "?" in condition.question.en, (ground.id, condition.id)


def test_a_decisive_age_has_its_own_question() -> None:
    for ground in all_grounds():
        if ground.age is not None:
            assert ground.condition(ground.age.condition) is not None
            assert str(ground.age.under) in ground.age.whom.sv


def test_social_services_are_outside_the_clause_and_the_duty() -> None:
    for ground_id in ("osl-10-27", "lag-2025-170-5", "lag-2025-170-6", "lag-2025-170-7"):
        out = {category for each in find(ground_id, DAY).exclusions for category in each.categories}
        assert {DataCategory.SOCIAL, DataCategory.FAMILY_COUNSELLING, DataCategory.HEALTH} <= out, ground_id
    assert find("lag-2025-170-4", DAY).exclusions == ()


def test_the_new_ground_leaves_out_chapter_18_and_health_but_not_26_1() -> None:
    out = {category for each in find("osl-10-15a", DAY).exclusions for category in each.categories}
    assert out == {DataCategory.POLICE_OPERATIONAL, DataCategory.HEALTH, DataCategory.FAMILY_COUNSELLING}


def test_the_duty_runs_to_crime_fighters_only() -> None:
    for ground in in_force(DAY):
        if ground.id.startswith("lag-2025-170"):
            assert all(each.fights_crime for each in ground.to_kinds)
            assert AgencyKind.PROBATION not in ground.to_kinds


def test_traits_and_secrecies_share_out_the_categories() -> None:
    assert frozenset(DataCategory) == SECRECIES | TRAITS
    assert not SECRECIES & TRAITS
    assert all(each.provision for each in SECRECIES - {DataCategory.OTHER})


def test_the_files_are_named_after_their_ids() -> None:
    names = {each.stem.replace("_", "") for each in FOLDER.glob("*.yaml")} - {"statutes", "cautions"}
    assert names == {each.id.replace("-", "") for each in all_grounds()}


def test_the_room_knows_no_django() -> None:
    code = "import sys, samverkan.secrecy.grounds as g; g.all_grounds(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page_can_be_written_from_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "samverkan.secrecy.grounds"], check=True, capture_output=True
    )
    assert done.stdout.decode("utf-8") == reference()
