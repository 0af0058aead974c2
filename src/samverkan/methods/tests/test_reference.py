"""The page about the file format is in step with the schema, and leads nowhere wrong."""

import re

from click.testing import CliRunner

from samverkan.methods.commands import method
from samverkan.methods.reference import render
from samverkan.methods.schema import Method
from samverkan.methods.spec import spec_of
from samverkan.methods.tests.helpers import REPOSITORY

PAGE = REPOSITORY / "docs" / "reference" / "method-file.md"
GUIDE = REPOSITORY / "docs" / "how-to" / "write-a-method.md"


def test_the_page_is_not_stale() -> None:
    remedy = "run: samverkan method reference > docs/reference/method-file.md"
    assert PAGE.read_text(encoding="utf-8") == render(), remedy


def test_the_command_prints_the_page() -> None:
    assert CliRunner().invoke(method, ["reference"]).output == render()


def test_every_link_has_its_heading() -> None:
    page = render()
    headings = {found.lower() for found in re.findall(r"^## (.+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\(#(\w+)\)", page)) <= headings


def test_every_key_of_the_method_is_there() -> None:
    page = render()
    assert all(f"| `{key}` |" in page for key in spec_of(Method).below())


def test_the_guide_and_the_page_link_to_each_other() -> None:
    assert "../reference/method-file.md" in GUIDE.read_text(encoding="utf-8")
    assert "../how-to/write-a-method.md" in PAGE.read_text(encoding="utf-8")
