"""The documentation as a site: built as `make docs` does, where a dead link is a fault."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_is_built_without_a_dead_link(tmp_path):
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "reference" / "capabilities" / "index.html").exists()


def test_a_link_to_the_code_names_the_file():
    from tools.site_links import on_page_markdown

    said = on_page_markdown("| [page](../../src/samverkan/web/views/lists.py#L3) | [x.py](../tests/x.py) |")
    assert said == "| page (`src/samverkan/web/views/lists.py`) | x.py |"
    assert on_page_markdown("[other](wall.md) [out](https://example.org/src/a)") == (
        "[other](wall.md) [out](https://example.org/src/a)"
    )
