"""A text is given to gettext as it stands: what comes by a variable is not found when the texts are gathered."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "samverkan"
NAMES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}


def variables(text: str) -> list[int]:
    """Lines where something else than a text is looked up."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES
        and node.args and not (isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str))
    ]  # fmt: skip


def test_every_text_stands_where_it_is_looked_up():
    files = [file for file in SRC.rglob("*.py") if "tests" not in file.parts]
    found = {str(file.relative_to(SRC)): lines for file in files if (lines := variables(file.read_text()))}
    assert found == {}


@pytest.mark.parametrize("text", ["_(word)", "[gettext(each) for each in words]", "ngettext(one, many, n)"])
def test_a_variable_is_seen(text):
    assert variables(text) == [1]


def test_a_text_is_let_through():
    assert variables('_("När") + ngettext("%(n)s dag", "%(n)s dagar", n) + other(word)') == []
