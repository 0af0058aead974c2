"""Two deciders where the method asks for two, held by the database itself: with the program and round it.

Trefas asks for two on protected identities and on standing decisions. Every statement of the attacker's runs as the
product's role with a true context of a decider; the mark on the disclosure says that one is enough.
"""

import pytest
from support.world import SOCIAL

from samverkan.secrecy.tests.test_door_by_sql import DELIVER, decided_by, ground
from samverkan.secrecy.tests.test_standing import consent, decide

PROTECTED = "identity_protected"
SECOND = f"UPDATE secrecy_disclosure SET state = 'decided', seconded_by = %s WHERE id = %s; {DELIVER}"
RULE = "INSERT INTO secrecy_foureyesrule (method, version, ground, mode, kind)"
MOVED = "UPDATE secrecy_casefile SET {} WHERE id = %s"


@pytest.fixture
def fresh():
    from samverkan.secrecy import ids

    return ids.new


@pytest.fixture
def case(shared_desk):
    return shared_desk.case("pol.samordnare")


def proposed(desk, case, *kinds):
    """What one officer, who has just proved who they are, proposes; the program marks it only when it is decided."""
    from samverkan.secrecy import disclosing

    rows = [desk.write("pol.samordnare", case, kind) for kind in kinds or (PROTECTED,)]
    items = [disclosing.Item(row.pk, ("text",)) for row in rows]
    by = desk.actor("pol.samordnare", fresh=True)
    return disclosing.propose(by=by, case=case, receiver=SOCIAL, items=items)


def test_the_program_asks_for_two_by_itself(shared_desk, case) -> None:
    row = shared_desk.decide("pol.beslut", proposed(shared_desk, case))
    assert (row.state, row.four_eyes) == ("second", True)
    assert shared_desk.delivery("soc.beslut", row) is None


def test_what_the_method_does_not_name_crosses_on_one(shared_desk, case, fresh) -> None:
    # Without this the refusals below would prove nothing.
    assert decided_by(shared_desk, "pol.beslut", proposed(shared_desk, case, "note"), fresh) == ""


def test_a_decider_who_decides_by_hand_does_not_get_it_across_alone(shared_desk, case, fresh) -> None:
    row = proposed(shared_desk, case)
    assert shared_desk.row("pol.beslut", row).four_eyes is False
    assert decided_by(shared_desk, "pol.beslut", row, fresh) == "42501"


def test_nor_where_a_note_goes_along(shared_desk, case, fresh) -> None:
    row = proposed(shared_desk, case, "note", PROTECTED)
    assert decided_by(shared_desk, "pol.beslut", row, fresh) == "42501"


@pytest.mark.parametrize("changed", ["method_version = '0'", "method_version = ''", "method = 'sig'"])
def test_nor_by_moving_the_case_to_a_laxer_version_or_another_method(
    shared_desk, case, fresh, changed
) -> None:
    row = proposed(shared_desk, case)
    shared_desk.sql("pol.beslut", MOVED.format(changed), case.pk)
    assert decided_by(shared_desk, "pol.beslut", row, fresh) == "42501"


def test_the_version_a_case_is_on_counts_too(shared_desk, case, fresh, shared_attacker) -> None:
    shared_desk.sql("pol.beslut", MOVED.format("method_version = '0'"), case.pk)
    row = proposed(shared_desk, case, "contact")
    assert decided_by(shared_desk, "pol.beslut", row, fresh) == ""
    row = ("trefas", "0", "", "", "contact")  # a version that no other test has
    shared_attacker().execute(f"{RULE} VALUES (%s, %s, %s, %s, %s)", row)
    assert decided_by(shared_desk, "pol.beslut", proposed(shared_desk, case, "contact"), fresh) == "42501"


def test_two_different_deciders_get_it_across(shared_desk, case, fresh) -> None:
    row = shared_desk.decide("pol.beslut", proposed(shared_desk, case))
    for username, told in (("pol.beslut", "23514"), ("pol.samordnare", "42501"), ("pol.beslut2", "")):
        me = shared_desk.actor(username).officer
        assert shared_desk.refused(username, SECOND, me, row.pk, fresh(), row.pk) == told, username


@pytest.mark.parametrize(
    "statement",
    [f"{RULE} VALUES ('trefas', '1', '', '', '')",
     "UPDATE secrecy_foureyesrule SET kind = 'note'", "DELETE FROM secrecy_foureyesrule"],
)  # fmt: skip
def test_no_officer_changes_what_the_method_asks(shared_desk, statement) -> None:
    assert shared_desk.refused("pol.beslut", statement) == "42501"


def test_a_standing_decision_made_by_hand_sends_nothing_on_one(shared_desk, case, fresh) -> None:
    """Copied with a mark that one is enough, and a crossing under it written by hand."""
    from samverkan.secrecy.models import StandingDecision

    real = decide(shared_desk, case, consent=consent(shared_desk, case), seconded=False)
    assert real.four_eyes is True
    names = [field.column for field in StandingDecision._meta.concrete_fields]
    row = shared_desk.row("pol.beslut", real)
    values = {name: getattr(row, name) for name in names} | {"id": fresh(), "four_eyes": False}
    marks = ", ".join(["%s"] * len(names))
    shared_desk.sql(
        "pol.beslut",
        f"INSERT INTO secrecy_standingdecision ({', '.join(names)}) VALUES ({marks})",
        *values.values(),
    )
    assert _crosses_standing(shared_desk, case, real, fresh) == "42501"
    shared_desk.sql(
        "pol.beslut2", "UPDATE secrecy_standingdecision SET seconded_by = %s WHERE id = %s",
        shared_desk.actor("pol.beslut2").officer, real.pk,
    )  # fmt: skip
    assert _crosses_standing(shared_desk, case, real, fresh) == ""


def _crosses_standing(desk, case, standing, fresh) -> str:
    """A disclosure under the standing decision, born decided, as the program writes it; "" if it crosses."""
    from samverkan.secrecy.models import Disclosure

    model = desk.row(
        "pol.beslut", desk.propose("pol.samordnare", case, SOCIAL, [desk.write("pol.samordnare", case)])
    )
    names = [field.column for field in Disclosure._meta.concrete_fields]
    name, version = ground(standing.ground)
    made = {"id": fresh(), "request": fresh(), "number": f"X-{fresh().hex[:8]}", "state": "decided", "mode": "standing",
            "ground": name, "ground_version": version, "decided_by": standing.decided_by,
            "decided_at": model.proposed_at}  # fmt: skip
    values = [made.get(each, getattr(model, each)) for each in names]
    marks = ", ".join(["%s"] * len(names))
    named = """INSERT INTO secrecy_disclosedentry (id, agency_id, disclosure_id, entry_id, fields)
               SELECT gen_random_uuid(), agency_id, %s, entry_id, fields FROM secrecy_disclosedentry
                WHERE disclosure_id = %s"""
    statement = f"INSERT INTO secrecy_disclosure ({', '.join(names)}) VALUES ({marks}); {named}; {DELIVER}"
    return desk.refused("pol.beslut", statement, *values, made["id"], model.pk, fresh(), made["id"])
