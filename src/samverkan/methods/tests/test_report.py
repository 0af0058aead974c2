"""`samverkan method check` as it is met in a terminal."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from samverkan.methods.commands import method
from samverkan.methods.decoding import LARGEST
from samverkan.methods.loading import CATALOGUE
from samverkan.methods.report import run_check
from samverkan.methods.tests.helpers import HERE, SMALL

GOOD = CATALOGUE / "trefas.yaml"
BAD = HERE / "broken" / "role_reads_unknown_kind.yaml"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(method, [str(each) for each in arguments])
    return result.exit_code, result.output


def test_a_good_file() -> None:
    code, output = run("check", GOOD)
    assert code == 0
    assert output == f"{GOOD}: inga fel\n"


def test_a_bad_file_names_line_column_and_remedy() -> None:
    code, output = run("check", BAD)
    assert code == 1
    assert output.splitlines() == [
        f'{BAD}:16:23: Filen har inget slag av uppgift "notes".  (roles[0].reads[1])',
        '    → Menade du "note"?',
    ]


def test_in_english() -> None:
    code, output = run("check", "--lang", "en", BAD, GOOD)
    assert code == 1
    assert 'The file has no kind of entry "notes".' in output
    assert 'Did you mean "note"?' in output
    assert output.endswith("no problems\n")


def test_one_bad_file_among_good_is_enough() -> None:
    assert run("check", GOOD, BAD)[0] == 1
    assert run("check", BAD, GOOD)[0] == 1


def test_several_faults_are_counted() -> None:
    code, output = run("check", HERE / "broken" / "level_without_word_and_shape.yaml")
    assert code == 1
    assert output.rstrip().endswith("2 fel")


@pytest.mark.parametrize("arguments", [("check",), ("check", "no-such-file.yaml"), ("check", HERE)])
def test_no_file_is_a_mistake_of_usage(arguments: tuple[object, ...]) -> None:
    assert run(*arguments)[0] == 2


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"id: a\nname: {sv: r\xf6d}\n")
    lines: list[object] = []
    assert run_check([path], lines.append) == 1
    assert str(lines[0]).startswith(f"{path}:2:13: Filen är inte sparad som UTF-8.")


def test_a_file_beyond_reason(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(SMALL.encode() + b"#" * LARGEST)
    lines: list[object] = []
    assert run_check([path], lines.append) == 1
    assert "större än en megabyte" in str(lines[0])
