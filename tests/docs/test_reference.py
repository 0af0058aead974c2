"""The documentation is in step with the code."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_in_step():
    # In a process of its own: tests that were here before may have taught this one verbs of their own.
    asked = [sys.executable, "-m", "tools.reference", "--stale"]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.split() == [], "run `python -m tools.reference`"


def test_every_link_in_the_docs_leads_somewhere():
    dead = []
    for page in (ROOT / "docs").rglob("*.md"):
        targets = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text())
        dead += [
            f"{page.relative_to(ROOT)} -> {each}" for each in targets if not (page.parent / each).exists()
        ]
    assert dead == []


def test_no_committed_page_names_a_path_of_some_machine():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        assert "/work/" not in page.read_text(), page


def test_every_picture_is_used_and_there():
    text = "".join(page.read_text() for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
    unused = [
        str(image.name) for image in (ROOT / "docs" / "images").rglob("*.png") if image.name not in text
    ]
    assert unused == []
