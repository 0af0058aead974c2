"""A case stays on its version: the fingerprint follows the content and nothing but the content."""

import hashlib
import json
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.methods.digest import Pin, _plain, canonical, digest, known_by, pin
from samverkan.methods.loading import all_versions, load, loads, reopen
from samverkan.methods.tests.helpers import HERE, SMALL, changed

RELEASED = yaml.safe_load((HERE / "digests.yaml").read_text(encoding="utf-8"))


def test_released_versions_never_change() -> None:
    found: dict[str, dict[int, str]] = {}
    for method in all_versions():
        found.setdefault(method.id, {})[method.version] = digest(method)
    assert {name: found[name] for name in RELEASED if name in found} == RELEASED
    assert set(found) == set(RELEASED)


def test_the_pin_of_a_case() -> None:
    method = load("trefas")
    assert pin(method) == Pin("trefas", 1, digest(method))
    assert len(digest(method)) == 64


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_layout_comments_and_key_order_do_not_matter(random: object) -> None:
    def shuffled(value: object) -> object:
        if isinstance(value, dict):
            keys = list(value)
            random.shuffle(keys)  # type: ignore[attr-defined]
            return {key: shuffled(value[key]) for key in keys}
        return [shuffled(item) for item in value] if isinstance(value, list) else value

    again = yaml.safe_dump(shuffled(yaml.safe_load(SMALL)), allow_unicode=True, sort_keys=False)
    assert digest(loads("# other layout\n" + again)) == digest(loads(SMALL))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 2"),
        ("every_days: 21", "every_days: 14"),
        ("sv: Visa formatet.", "sv: Visa formatet"),
        ("[identity, fact, note, colour]", "[fact, identity, note, colour]"),
        ("second_person: true", "second_person: false"),
        ("years: 5", "years: 6"),
        ("[single, standing]", "[standing, single]"),
    ],
)
def test_every_change_shows(old: str, new: str) -> None:
    assert digest(loads(changed((old, new)))) != digest(loads(SMALL))


def test_saying_the_default_is_saying_nothing() -> None:
    assert digest(loads(changed(("id: officer\n", "id: officer\n    assigned_only: false\n")))) == digest(
        loads(SMALL)
    )


def test_the_canonical_text_is_json_with_the_files_own_keys() -> None:
    told = json.loads(canonical(loads(SMALL)))
    assert told["dated"] == "2026-11-23"
    assert told["moves"][0]["from"] == ["nominated"]
    assert told["roles"][0]["may"][0] == "nominate"
    assert "assigned_only" not in told["roles"][0]


def test_a_method_changed_in_memory_has_another_fingerprint() -> None:
    method = loads(SMALL)
    assert digest(replace(method, version=2)) != digest(method)


def test_new_evidence_leaves_running_cases_where_they_are() -> None:
    added = changed(("source: Sökning", "source: Sökning\n    design: search"))
    assert loads(added).evidence != loads(SMALL).evidence
    assert digest(loads(added)) == digest(loads(SMALL))
    assert "evidence" not in json.loads(canonical(loads(SMALL)))


def test_what_was_pinned_before_the_card_was_left_out_is_still_known() -> None:
    method = loads(SMALL)
    told = json.dumps(_plain(method), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    older = hashlib.sha256(told.encode()).hexdigest()
    assert older != digest(method)
    assert known_by(method, older)
    assert known_by(method, digest(method))
    assert not known_by(replace(method, version=2), older)
    assert reopen(SMALL, older) == method
