"""An evaluation run from files to a folder: progress with time left, steps kept until all is done, reports written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation.case import load
from samverkan.evidence.evaluation.designs import steps
from samverkan.evidence.evaluation.lock import lock_path, read_lock
from samverkan.evidence.evaluation.question_file import read_question
from samverkan.evidence.evaluation.run import Told, evaluate
from samverkan.evidence.evaluation.verdict import Verdict, decide
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from samverkan.evidence.evaluation.result import Evaluation

KEPT = ".steps"
RESULT, VERDICT = "result.json", "verdict.json"


def run_file(question: Path, output: Path, lang: str, executor: Executor | None) -> Evaluation:
    """Run QUESTION into the folder: result.json and the report as page, PDF and Word in the language.

    Interrupted, it says how to go on, and the steps that were done are taken up by the next run.
    """
    plan, lock = read_question(question), read_lock(lock_path(question))
    output.mkdir(parents=True, exist_ok=True)
    kept = output / KEPT
    with _Screen(lang) as screen:
        found = evaluate(plan, question.parent, lock=lock, executor=executor, kept=kept, tell=screen.tell)
        screen.writing()
        (output / RESULT).write_bytes(found.to_bytes())
        shutil.copyfile(question, output / "question.yaml")
        write_reports(found, output, lang)
    shutil.rmtree(kept, ignore_errors=True)
    return found


def write_reports(found: Evaluation, output: Path, lang: str) -> None:
    """Page, PDF and Word, with the verdict if one is set."""
    verdict = read_verdict(output)
    (output / f"report.{lang}.html").write_text(found.page(lang, verdict), encoding="utf-8")
    (output / f"report.{lang}.pdf").write_bytes(found.pdf(lang, verdict))
    (output / f"report.{lang}.docx").write_bytes(found.word(lang, verdict))


def read_result(folder: Path) -> Evaluation:
    """The result in a folder. Raises Refusal where there is none."""
    from samverkan.evidence.evaluation.result import Evaluation

    path = folder / RESULT
    if not path.exists():
        raise Refusal(f"I {folder.name} finns inget resultat.", f"There is no result in {folder.name}.")
    return Evaluation.from_bytes(path.read_bytes())


def read_verdict(folder: Path) -> Verdict | None:
    """The verdict set on the result in a folder, if any."""
    path = folder / VERDICT
    return encoding.from_bytes(path.read_bytes(), Verdict) if path.exists() else None


def set_verdict(folder: Path, word: str, by: str, reason: str, on: date) -> None:
    """A human's verdict on the result in a folder; the reports that are there are written anew."""
    found = read_result(folder)
    (folder / VERDICT).write_bytes(encoding.to_bytes(decide(word, by, reason, on, found.fingerprint)))
    for lang in ("sv", "en"):
        if (folder / f"report.{lang}.html").exists():
            write_reports(found, folder, lang)


def power_of(question: Path, lang: str) -> Iterator[str]:
    """The first step alone."""
    plan = read_question(question)
    section = steps(plan)[0].tried(load(plan, question.parent))
    said = (section.refused,) if section.refused is not None else section.said
    for text in said:
        yield text.sv if lang == "sv" else text.en


class _Screen:
    """A bar with the time left on a terminal, plain lines elsewhere; the power is told as soon as it is known."""

    def __init__(self, lang: str) -> None:
        self.lang, self.bar, self.last = lang, _bar(), 0
        self.task: TaskID | None = None

    def __enter__(self) -> _Screen:
        if self.bar is not None:
            self.bar.start()
            self.task = self.bar.add_task("", total=1.0)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()
        if kind is KeyboardInterrupt:
            self.say(
                Text(
                    "Avbrutet. Kör samma kommando igen för att fortsätta.",
                    "Interrupted. Run the same command again to go on.",
                )
            )

    def tell(self, told: Told) -> None:
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, completed=told.share, description=self._in(told.step))
        elif told.number != self.last:
            self.say(
                Text(f"{told.number}/{told.of} {told.step.sv}", f"{told.number}/{told.of} {told.step.en}")
            )
        self.last = told.number
        if told.section is not None and told.section.name == "power":
            for text in told.section.said:
                self.say(text)

    def writing(self) -> None:
        self.say(Text("Skriver rapporten.", "Writing the report."))

    def say(self, text: Text) -> None:
        if self.bar is not None:
            self.bar.console.print(self._in(text))
        else:
            sys.stdout.write(self._in(text) + "\n")
            sys.stdout.flush()

    def _in(self, text: Text) -> str:
        return text.sv if self.lang == "sv" else text.en


def _bar() -> Progress | None:
    if not sys.stdout.isatty():
        return None
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), transient=True)
