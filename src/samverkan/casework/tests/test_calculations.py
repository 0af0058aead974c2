"""Figures about persons: each on the list of permitted calculations, and each item on the list is real."""

import ast
import importlib
from dataclasses import is_dataclass
from pathlib import Path

READS = Path(__file__).parents[1] / "reads"
# Not about a person: paging, what a publication counts, how many entries a key opens, copies that came at once.
NOT_ABOUT_PERSONS = {"figures.py", "keeping.py", "log.py", "deliveries.py", "inbox.py", "meeting_now.py"}


def test_every_item_on_the_list_is_real(template):
    from samverkan.casework.calculations import PERMITTED

    for calculation in PERMITTED:
        module, name = calculation.at.split(":")
        found = importlib.import_module(module)
        first, *rest = name.split(".")
        found = getattr(found, first)
        for part in rest:
            held = is_dataclass(found) and part in found.__dataclass_fields__
            assert held or hasattr(found, part), calculation.at


def test_no_other_number_about_a_person_is_worked_out(template):
    from samverkan.casework.calculations import PERMITTED

    allowed = {calculation.at.split(":")[1].split(".")[-1] for calculation in PERMITTED}
    found = []
    for file in READS.glob("*.py"):
        if file.name in NOT_ABOUT_PERSONS:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ClassDef):
                found += [
                    f"{file.name}:{node.name}.{field.target.id}"
                    for field in node.body
                    if isinstance(field, ast.AnnAssign) and ast.unparse(field.annotation) in ("int", "float")
                    and field.target.id not in allowed
                ]  # fmt: skip
    assert found == []


def test_no_word_of_scoring_stands_in_the_code():
    forbidden = ("risk_score", "riskpoäng", "predict", "likelihood_of", "probability_of", "priority_of")
    for file in READS.parent.rglob("*.py"):
        if "tests" not in file.parts:
            text = file.read_text().lower()
            assert not [word for word in forbidden if word in text], file
