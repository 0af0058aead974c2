"""From plan and data to a result: step by step, each kept as it is done, so that a broken run goes on where it was."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from samverkan.evidence._batches import watched
from samverkan.evidence.evaluation import encoding, holding
from samverkan.evidence.evaluation.case import Case, load
from samverkan.evidence.evaluation.designs import steps
from samverkan.evidence.evaluation.deviations import deviations
from samverkan.evidence.evaluation.finding import Section
from samverkan.evidence.evaluation.lock import Lock
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.pleas import pleas
from samverkan.evidence.evaluation.result import FORMAT, Evaluation
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.text import Text

PACKAGES = ("samverkan", "numpy", "scipy", "numba")


@dataclass(frozen=True)
class Told:
    """How far a run has come: the step, its place, and the share of all the work done so far (0 to 1)."""

    step: Text
    number: int
    of: int
    share: float
    section: Section | None = None


Listener = Callable[[Told], None]


def evaluate(
    plan: Plan,
    folder: Path,
    *,
    lock: Lock | None = None,
    executor: Executor | None = None,
    kept: Path | None = None,
    tell: Listener | None = None,
) -> Evaluation:
    """The evaluation of a plan whose data file lies in `folder`.

    kept: a folder for what each step has found; a run that is started again with the same plan, data and versions
    takes up from there. tell: called before and after each step, and as the heavy ones go. Raises Refusal where plan
    or data cannot be used at all; a step that refuses becomes a section that says why.
    """
    case = load(plan, folder, executor)
    found = versions()
    key = hashlib.sha256(encoding.to_bytes([plan, case.snapshot.fingerprint, list(found)])).hexdigest()[:16]
    wanted = steps(plan)
    sections = []
    done, whole = 0.0, sum(step.weight for step in wanted)
    for place, step in enumerate(wanted, start=1):
        said = _Teller(step, place, len(wanted), done / whole, step.weight / whole, tell)
        sections.append(_step(step, case, said, kept / f"{key}-{step.name}.json" if kept else None))
        done += step.weight
        said.finished()
    return assembled(case, sections, lock)


def assembled(case: Case, sections: Sequence[Section], lock: Lock | None = None) -> Evaluation:
    """The evaluation of a case whose steps have all been taken."""
    plan = case.plan
    departed = deviations(plan, lock, case.snapshot)
    estimates = [each for section in sections for each in section.estimates]
    return Evaluation(
        format=FORMAT,
        plan=plan,
        lock=lock,
        snapshot=case.snapshot,
        sections=tuple(sections),
        deviations=departed,
        pleas=pleas(plan, sections, departed),
        warnings=holding.warnings(estimates),
        versions=versions(),
    )


def one_step(case: Case, place: int) -> bytes:
    """What one step of the plan finds, as it is kept: for whoever takes them one at a time."""
    return encoding.to_bytes(steps(case.plan)[place].tried(case).settled())


class _Teller:
    """Turns a step's batches into a share of the whole."""

    def __init__(
        self, step: Step, place: int, of: int, before: float, part: float, tell: Listener | None
    ) -> None:
        self.step, self.place, self.of, self.before, self.part, self.tell = (
            step,
            place,
            of,
            before,
            part,
            tell,
        )
        self.most = 0.0
        self.at(0.0)

    def at(self, share: float, section: Section | None = None) -> None:
        share = self.most = max(self.most, share)
        if self.tell is not None:
            self.tell(Told(self.step.title, self.place, self.of, self.before + self.part * share, section))

    def batch(self, done: int, of: int | None) -> None:
        self.at(
            0.98 * (done / of if of else 1 - 0.5 ** (done / 4))
        )  # nearer and nearer where it is not known

    def found(self, section: Section) -> None:
        """The words are there; the figures are not yet drawn up."""
        self.at(0.99, section)

    def finished(self) -> None:
        self.at(1.0)


def _step(step: Step, case: Case, told: _Teller, path: Path | None) -> Section:
    if path is not None and path.exists():
        try:
            section = encoding.from_bytes(path.read_bytes(), Section)
            told.found(section)
            return section
        except (ValueError, KeyError, TypeError, AttributeError):
            path.unlink()  # half written when the power went: done again
    with watched(told.batch):
        section = step.tried(case)
    told.found(section)
    raw = encoding.to_bytes(section.settled())
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        half.write_bytes(raw)
        half.replace(path)
    return encoding.from_bytes(raw, Section)  # rounded alike, whether it was kept or not


def versions() -> tuple[tuple[str, str], ...]:
    """What the numbers were computed with."""
    found = [("python", platform.python_version())]
    for package in PACKAGES:
        try:
            found.append((package, version(package)))
        except PackageNotFoundError:
            found.append((package, "?"))
    return tuple(found)
