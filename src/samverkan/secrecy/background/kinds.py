"""What kinds of background work there are: each a step that is called until it is finished."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict, Rule, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Job

Step = Callable[..., "Progress"]
Night = Callable[..., Any]
CHANGES = ("state", "place", "done", "total", "attempts", "code", "settled_at")
OPEN = (Job.State.WAITING, Job.State.RUNNING)


@dataclass(frozen=True)
class Progress:
    """How far a step has brought a job: where the next one begins, and `done` of `total` for people to see."""

    place: int
    done: int
    total: int | None = None
    finished: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of background work. `act` takes one step: keywords `by` and `job`, returns the job's row."""

    name: str
    act: Callable[..., Job]
    may: Rule


_kinds: dict[str, Kind] = {}
_nights: dict[str, Night] = {}


def job(name: str, sv: str, en: str, *, may: Rule) -> Callable[[Step], Kind]:
    """Make a function a kind of background work; `name` is a verb of the trail, `sv` and `en` say it in words."""

    def wrap(step: Step) -> Kind:
        @action(name, sv, en, may=may)
        def act(*, by: Actor, job: Job) -> Job:
            row = Job.of(by.agency).select_for_update().get(pk=job.pk)
            if row.state not in OPEN:
                raise Conflict(row.pk)
            return _went(row, step(by=by, job=row))

        if name in _kinds:
            raise ValueError(f"two kinds of background work are called {name!r}")
        _kinds[name] = Kind(name, act, may)
        return _kinds[name]

    return wrap


def nightly(name: str) -> Callable[[Night], Night]:
    """Have a function called for each agency once a night, as the system: keyword `by`. It may run twice."""

    def wrap(run: Night) -> Night:
        if name in _nights:
            raise ValueError(f"two nightly works are called {name!r}")
        _nights[name] = run
        return run

    return wrap


def known(name: str) -> Kind:
    """The kind of this name. Raises KeyError."""
    return _kinds[name]


def every_night() -> dict[str, Night]:
    """All that is done once a night, by name."""
    return dict(_nights)


def _went(row: Job, far: Progress) -> Job:
    row.place, row.done, row.total, row.attempts = far.place, far.done, far.total, 0
    row.state = Job.State.DONE if far.finished else Job.State.RUNNING
    row.settled_at = clock.now() if far.finished else None
    row.save(force_insert=False, update_fields=CHANGES)
    note(done=far.done, **({"total": far.total} if far.total is not None else {}))
    return row
