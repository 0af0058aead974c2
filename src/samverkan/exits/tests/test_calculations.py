"""Figures about leavers: each on the list of permitted calculations, each item on it real, and none that orders."""

import ast
from pathlib import Path

from support.calculated import assert_real_and_listed

READS = Path(__file__).parents[1] / "reads"
# Counts of a whole programme, for those who read all of its files; no number in them is about one leaver.
OF_A_PROGRAMME = {"funnel.py", "following.py"}


def test_every_item_is_real_and_on_the_whole_list(template):
    from samverkan.exits.calculations import EXITS

    assert_real_and_listed(EXITS)


def test_no_other_number_about_a_leaver_is_worked_out():
    from samverkan.exits.calculations import EXITS

    allowed = {each.at.split(":")[1] for each in EXITS} | {"Costs.per_case"}  # a mean of all cases
    found = {
        f"{held.name}.{name}"
        for file in READS.glob("*.py") if file.name not in OF_A_PROGRAMME
        for held in ast.parse(file.read_text()).body if isinstance(held, ast.ClassDef)
        for name in _numbers(held)
    }  # fmt: skip
    assert found <= allowed, found - allowed
    assert "Sums.total" in found, "nothing was looked at"


def _numbers(held: ast.ClassDef) -> set[str]:
    fields = {
        node.target.id
        for node in held.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        and ast.unparse(node.annotation) in ("int", "float", "int | None")
    }  # fmt: skip
    worked_out = {
        node.name
        for node in held.body
        if isinstance(node, ast.FunctionDef) and node.returns
        and ast.unparse(node.returns) in ("int", "float", "int | None")
    }  # fmt: skip
    return fields | worked_out
