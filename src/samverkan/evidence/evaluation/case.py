"""The data of an evaluation, read as the plan says: a panel with starts, persons, points or studies."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samverkan.evidence.evaluation.plan import PANELS, Plan
from samverkan.evidence.evaluation.rows import (
    Persons,
    Points,
    Studies,
    read_persons,
    read_points,
    read_studies,
)
from samverkan.evidence.evaluation.snapshot import Snapshot, file_fingerprint
from samverkan.evidence.panel import Columns, Panel
from samverkan.evidence.panel_reading import read_panel
from samverkan.evidence.question import Framed, Question, framed
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say


@dataclass(frozen=True)
class Case:
    """A plan and its data; `framed` for panels, else one of the others."""

    plan: Plan
    snapshot: Snapshot
    framed: Framed | None = None
    persons: Persons | None = None
    points: Points | None = None
    studies: Studies | None = None
    executor: Executor | None = None

    @property
    def panel(self) -> Panel:
        """The panel cut to the question."""
        return self.cut.panel

    @property
    def cut(self) -> Framed:
        """Panel and starts; for panel designs only."""
        assert self.framed is not None
        return self.framed

    @property
    def start(self) -> int:
        """First treated column of the (first) treated unit."""
        starts = self.cut.starts
        return int(starts[starts >= 0].min())

    @property
    def values(self) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """The outcome, or the outcome per 100,000 of the exposure where there is one."""
        return self.panel.outcome if self.panel.exposure is None else self.panel.rate()

    @property
    def per(self) -> Text:
        """What `values` are counted in."""
        if self.panel.exposure is None:
            return Text("per tidpunkt", "a period")
        return Text("per 100 000 och tidpunkt", "per 100,000 a period")

    @property
    def whole(self) -> bool:
        """Whether the outcome is counts, so that Poisson variances mean something."""
        outcome = self.panel.outcome
        return bool((outcome >= 0).all() and (outcome == np.floor(outcome)).all())


def load(plan: Plan, folder: Path, executor: Executor | None = None) -> Case:
    """The case of a plan whose data file lies in `folder` (or stands with its full path). Raises Refusal."""
    path = folder / plan.data.file
    if not path.is_file():
        raise Refusal(
            f"Datafilen {plan.data.file} finns inte i {folder.name or 'mappen'}.",
            f"There is no data file {plan.data.file} in {folder.name or 'the folder'}.",
        )
    if plan.design.kind in PANELS:
        return _panel_case(plan, path, executor)
    if plan.design.kind == "persons":
        persons = read_persons(path, plan)
        snapshot = _snapshot(plan, path, persons.rows, persons.shape())
        return Case(plan, snapshot, persons=persons, executor=executor)
    if plan.design.kind == "synthesis":
        studies = read_studies(path, plan)
        return Case(
            plan,
            _snapshot(plan, path, len(studies.names), studies.shape()),
            studies=studies,
            executor=executor,
        )
    points = read_points(path, plan)
    return Case(plan, _snapshot(plan, path, points.rows, points.shape()), points=points, executor=executor)


def _panel_case(plan: Plan, path: Path, executor: Executor | None) -> Case:
    panel = read_panel(
        path,
        _columns(plan),
        absent=plan.data.absent,
        hidden=plan.data.hidden,
        first=plan.data.first,
        last=plan.data.last,
        sheet=plan.data.sheet,
    )
    expected = plan.outcome.better
    cut = framed(panel, Question(plan.treated, plan.follow_up_until, expected, plan.excluded))
    forced = [Text(repair.sv, repair.en) for repair in panel.forced]
    noted = [Text(repair.sv, repair.en) for repair in panel.repairs if repair not in panel.forced]
    shape = say(
        "{units} enheter, {periods} tidpunkter ({first} till {last})",
        "{units} units, {periods} periods ({first} to {last})",
        units=len(cut.panel.units),
        periods=len(cut.panel.times),
        first=cut.panel.times[0],
        last=cut.panel.times[-1],
    )
    snapshot = _snapshot(plan, path, panel.outcome.size, shape, tuple(noted), tuple(forced))
    return Case(plan, snapshot, framed=cut, executor=executor)


def _columns(plan: Plan) -> Columns:
    given = plan.data.columns
    time = given["time"]
    return Columns(
        unit=_one(given["unit"]),
        time=time if isinstance(time, str) else (time[0], time[1]),
        outcome=_one(given["outcome"]),
        exposure=_one(given["exposure"]) if "exposure" in given else None,
        covariates=_many(given.get("covariates", ())),
        only=plan.data.only,
    )


def _one(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    raise Refusal(
        f"Här ska en kolumn stå, inte {', '.join(value)}.", f"One column is wanted, not {', '.join(value)}."
    )


def _many(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _snapshot(
    plan: Plan,
    path: Path,
    rows: int,
    shape: Text,
    repairs: tuple[Text, ...] = (),
    forced: tuple[Text, ...] = (),
) -> Snapshot:
    digest, size = file_fingerprint(path)
    return Snapshot(
        path.name, plan.data.source, plan.data.vintage, size, digest, rows, shape, repairs, forced
    )
