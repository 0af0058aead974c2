"""The command line: lock, run, power, verdict, near-repeat, prepare; errors in plain words, interruption survived."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from samverkan.evidence.commands import evaluate
from samverkan.evidence.evaluation import running
from samverkan.evidence.evaluation.tests.test_run import points
from samverkan.evidence.evaluation.tests.worlds import write_counts, write_question


@pytest.fixture
def question(tmp_path):
    write_counts(tmp_path / "data.csv")
    return write_question(tmp_path)


def run(*words, code=0):
    found = CliRunner().invoke(evaluate, [str(word) for word in words], catch_exceptions=False)
    assert found.exit_code == code, found.output
    return found.output


def test_a_plan_is_locked_once(question):
    said = run("lock", question, "--on", "2026-11-10")
    kept = json.loads(question.with_name("QUESTION.lock.json").read_text())
    assert kept["fingerprint"] in said
    assert kept["locked"] == "2026-11-10"
    assert "finns redan" in run("lock", question, code=1)


def test_a_run_writes_result_and_reports_and_leaves_nothing_half_done(question, tmp_path):
    run("lock", question, "--on", "2026-11-10")
    out = tmp_path / "ut"
    said = run("run", question, "-o", out, "--workers", "2")
    assert "1/4 Vad kunde detta visa?" in said
    assert "minsta minskning som kan visas" in said
    assert sorted(path.name for path in out.iterdir()) == [
        "question.yaml", "report.sv.docx", "report.sv.html", "report.sv.pdf", "result.json",
    ]  # fmt: skip
    assert json.loads((out / "result.json").read_text())["deviations"] == []
    before = (out / "result.json").read_bytes()
    run("run", question, "-o", out, "--workers", "1", "--lang", "en")
    assert (out / "result.json").read_bytes() == before
    assert (out / "report.en.html").exists()


def test_an_interrupted_run_says_how_to_go_on_and_keeps_its_steps(question, tmp_path, monkeypatch):
    out = tmp_path / "ut"

    def stop(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running, "write_reports", stop)
        found = CliRunner().invoke(evaluate, ["run", str(question), "-o", str(out), "--workers", "1"])
    assert found.exit_code == 1
    assert "Kör samma kommando igen" in found.output
    assert len(list((out / running.KEPT).iterdir())) == 4
    run("run", question, "-o", out, "--workers", "1")
    assert not (out / running.KEPT).exists()


def test_power_alone_needs_nothing_after_the_start(question):
    assert "certainty is" in run("power", question, "--lang", "en")


def test_a_verdict_is_set_by_a_human_and_shown(question, tmp_path):
    out = tmp_path / "ut"
    run("run", question, "-o", out, "--workers", "1")
    before = (out / "result.json").read_bytes()
    said = [
        "--set",
        "worked",
        "--by",
        "Anna",
        "--reason",
        "Alla skattningar pekar åt samma håll.",
        "--on",
        "2026-11-22",
    ]
    run("verdict", out, *said)
    assert "Slutsats: Fungerade" in (out / "report.sv.html").read_text()
    assert (out / "result.json").read_bytes() == before
    assert "minst 20 tecken" in run("verdict", out, "--set", "worked", "--by", "A", "--reason", "Ja", code=1)
    assert "finns inget resultat" in run("verdict", tmp_path, *said, code=1)


def test_faults_are_told_in_the_language_asked_for(question):
    question.write_text(question.read_text().replace("smallest_effect: 25", "smallest_effect: mycket"))
    assert "smallest_effect: ska vara ett tal" in run("power", question, code=1)
    assert "smallest_effect: must be a number" in run("power", question, "--lang", "en", code=1)


def test_near_repeats_from_a_file(tmp_path):
    points(tmp_path)
    words = ["near-repeat", tmp_path / "data.csv", "--x", "x", "--y", "y", "--day", "dag", "--event", "nr"]
    words += ["--metres", "0,100,300", "--days", "0,7", "--permutations", "99", "-o", tmp_path / "ut.csv"]
    said = run(*words)
    assert "120 händelser av 240 rader" in said
    lines = (tmp_path / "ut.csv").read_text().splitlines()
    assert lines[0].startswith("metres_from,metres_to,days_from")
    assert len(lines) == 3
    assert run(*words) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["--metres", "a,b"], "--metres must be numbers"),
        (["--event", "a,b"], "one column"),
        (["--x", "no"], "no column no"),
    ],
)
def test_near_repeats_say_what_is_wrong(tmp_path, changes, said):
    points(tmp_path)
    words = ["near-repeat", tmp_path / "data.csv", "--x", "x", "--y", "y", "--day", "dag", "--event", "row"]
    assert said in run(*words, *changes, "--lang", "en", code=1)


LATE = {
    "numba",
    "altair",
    "scipy.stats",
    "polars",
    "vl_convert",
    "typst",
    "docx",
    "statsmodels",
    "lifelines",
    "django",
}


def test_the_first_answer_waits_for_nothing_heavy(question):
    """Power from counts imports none of what takes its time; how long it takes is the bench's to say."""
    script = (
        "import sys\nfrom click.testing import CliRunner\nfrom samverkan.evidence.commands import evaluate\n"
        f"found = CliRunner().invoke(evaluate, ['power', {str(question)!r}])\nassert found.exit_code == 0, "
        f"found.output\n"
        "print(sorted(sys.modules))\n"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert not {name for name in LATE if f"'{name}'" in loaded}
