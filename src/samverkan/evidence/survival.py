"""Persons over time: what hastens or delays an event, with errors that respect persons, families and places.

Cox (1972), J. R. Stat. Soc. B 34:187-220; Lin & Wei (1989), J. Am. Stat. Assoc. 84:1074-1078, for errors
that hold when rows of one cluster belong together. Meant for pseudonymised exports. There is no
prediction for a person here, on purpose: the question is whether a programme worked, never who is
dangerous.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import _cox, checks
from samverkan.evidence._distributions import norm, student
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Den som slutar följas upp skiljer sig inte från den som följs längre, givet kovariaterna.",
        "Who leaves follow-up does not differ from who stays, given the covariates.",
    ),
    Text(
        "Varje kovariat gånger samma tal hela tiden (proportionella risker på gruppnivå).",
        "Each covariate multiplies the rate by one number throughout (proportional hazards).",
    ),
    Text("Rader i olika kluster är oberoende.", "Rows of different clusters are independent."),
)
STEPS = 60
FEW_CLUSTERS = 40


@dataclass(frozen=True)
class Cox:
    """Log hazard ratios (p,), their errors (robust where clusters were given), and what they rest on."""

    names: tuple[str, ...]
    coefficients: Floats
    errors: Floats
    naive_errors: Floats
    covariance: Floats
    low: Floats
    high: Floats
    z: Floats
    p: Floats
    level: float
    log_likelihood: float
    rows: int
    events: int
    clusters: int | None
    warnings: tuple[Text, ...] = field(default=())

    @property
    def ratios(self) -> Floats:
        """Hazard ratios: 1 no difference, 0.5 half the rate."""
        return np.asarray(np.exp(self.coefficients))

    def table(self) -> list[dict[str, float | str]]:
        """One row a covariate; interval as ratios."""
        columns = (self.names, self.ratios, np.exp(self.low), np.exp(self.high), self.errors, self.p)
        keys = ("name", "ratio", "low", "high", "error", "p")
        return [
            dict(zip(keys, (str(row[0]), *map(float, row[1:])), strict=True))
            for row in zip(*columns, strict=True)
        ]

    def summary(self) -> Text:
        """One sentence a covariate, then the warnings."""
        head = say(
            "{events} händelser på {rows} rader.",
            "{events} events on {rows} rows.",
            events=self.events,
            rows=self.rows,
        )
        said = [
            say(
                "{name}: takten är {ratio:.2f} gånger så hög "
                "({level:.0f} % intervall {low:.2f} till {high:.2f}, p = {p:.3f}).",
                "{name}: the rate is {ratio:.2f} times as high "
                "({level:.0f} % interval {low:.2f} to {high:.2f}, p = {p:.3f}).",
                level=100 * self.level,
                **row,
            )
            for row in self.table()
        ]
        return join([head, *said, *self.warnings])


def cox(
    stop: ArrayLike,
    event: ArrayLike,
    covariates: ArrayLike,
    *,
    names: Sequence[str] | None = None,
    start: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    ties: str = "efron",
    level: float = 0.95,
) -> Cox:
    """Cox regression, each row at risk in (start, stop], with Lin-Wei errors summed over clusters.

    stop, event, start, cluster, strata: (n,); event 0 or 1; covariates (n, p). Time in any one unit.
    Without start everybody is at risk from before the first event; without cluster errors are
    model-based. ties: efron or breslow. Raises Refusal for no events, intervals without length,
    covariates that do not vary, repeat each other or separate the events completely, and gaps. Source:
    see the head of the file.
    """
    ends = checks.finite_vector(stop, Text("Tiden", "The time"))
    n = len(ends)
    died = _flags(event, n)
    x = _covariates(covariates, n)
    begins = np.full(n, -np.inf) if start is None else checks.finite_vector(start, _START, length=n)
    _check_rows(begins, ends, died, x, ties)
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    labels = tuple(names) if names is not None else tuple(f"x{a + 1}" for a in range(x.shape[1]))
    centre, scale = _scaling(x, labels)
    groups = np.zeros(n, np.int64) if strata is None else _codes(strata, n, "strata")
    rows = _cox.sort_rows((x - centre) / scale, begins, ends, died, groups, efron=ties == "efron")
    beta, value, information = _newton(rows)
    naive = np.asarray(np.linalg.inv(information), dtype=np.float64)
    clusters = None if cluster is None else _codes(cluster, n, "cluster")
    covariance = naive if clusters is None else _clustered(rows, beta, naive, clusters)
    unscale = np.outer(scale, scale)
    coefficients, errors = beta / scale, np.sqrt(np.diag(covariance)) / scale
    checks.finite_result(*coefficients, *errors)
    z = np.divide(coefficients, errors, out=np.zeros_like(errors), where=errors > 0)
    tail, quantile = _spread(clusters)
    reach = quantile(0.5 + level / 2) * errors
    return Cox(
        names=labels,
        coefficients=coefficients,
        errors=errors,
        naive_errors=np.sqrt(np.diag(naive)) / scale,
        covariance=covariance / unscale,
        low=coefficients - reach,
        high=coefficients + reach,
        z=z,
        p=2 * tail(abs(z)),
        level=level,
        log_likelihood=value,
        rows=n,
        events=int(died.sum()),
        clusters=None if clusters is None else int(clusters.max()) + 1,
        warnings=_warnings(int(died.sum()), x.shape[1], clusters),
    )


_START = Text("Starttiden", "The start time")


def _spread(clusters: Ints | None) -> tuple[Callable[[Any], Any], Callable[[float], Any]]:
    """Upper tail and quantile: normal, or t over the clusters less one, which few clusters need."""
    if clusters is None:
        return norm.sf, norm.ppf
    freedom = max(int(clusters.max()), 1)
    return partial(student.sf, df=freedom), partial(student.ppf, df=freedom)


def _clustered(rows: _cox.Rows, beta: Floats, naive: Floats, clusters: Ints) -> Floats:
    """Lin-Wei sandwich: residuals summed within clusters, no small-sample factor (as in R and lifelines)."""
    residuals = _cox.score_residuals(rows, beta)
    sums = np.stack([np.bincount(clusters, weights=column) for column in residuals.T], axis=1)
    influence = sums @ naive
    return np.asarray(influence.T @ influence)


def _newton(rows: _cox.Rows) -> tuple[Floats, float, Floats]:
    """Newton's method with halving; scaled covariates beyond 30 mean that the events are separated."""
    beta = np.zeros(rows.x.shape[1])
    value, gradient, information = _cox.likelihood(rows, beta)
    for _ in range(STEPS):
        step = _solve(information, gradient)
        shrink = 1.0
        while True:
            tried = beta + shrink * step
            new = _cox.likelihood(rows, tried)
            if np.isfinite(new[0]) and new[0] >= value - 1e-9 * abs(value):
                break
            shrink /= 2
            if shrink < 1e-10:
                raise _separated()
        beta, (value, gradient, information) = tried, new
        if abs(beta).max() > 30:
            raise _separated()
        if float(step @ gradient) ** 2 < 1e-24 and abs(shrink * step).max() < 1e-10:
            _solve(information, gradient)  # refuses where the estimates rest on nothing
            return beta, value, information
    raise _separated()


def _solve(information: Floats, gradient: Floats) -> Floats:
    known = np.isfinite(information).all()
    if not known or not 0 < np.linalg.eigvalsh(information)[-1] < 1e12 * np.linalg.eigvalsh(information)[0]:
        raise Refusal(
            "Kovariaterna går inte att skilja åt: minst en följer av de andra eller saknar spridning bland "
            "dem som kan drabbas.",
            "The covariates cannot be told apart: at least one follows from the others or does not vary "
            "among those at risk.",
        )
    return np.asarray(np.linalg.solve(information, gradient))


def _separated() -> Refusal:
    return Refusal(
        "En kovariat skiljer helt dem som drabbats från andra: kvoten har inget ändligt värde.",
        "A covariate separates those with events from the others: the ratio has no finite value.",
    )


def _flags(event: ArrayLike, n: int) -> Ints:
    flags = checks.finite_vector(event, Text("Händelsen", "The event"), length=n)
    if not np.isin(flags, (0, 1)).all():
        raise Refusal("Händelsen ska vara 0 eller 1 på varje rad.", "The event must be 0 or 1 in every row.")
    return flags.astype(np.int64)


def _covariates(covariates: ArrayLike, n: int) -> Floats:
    table = np.asarray(covariates, dtype=object)
    if table.ndim != 2 or len(table) != n or table.shape[1] == 0:
        raise Refusal(
            f"Kovariaterna ska vara en tabell med {n} rader och minst en kolumn.",
            f"The covariates must be a table of {n} rows and at least one column.",
        )
    names = [Text(f"Kovariat {a + 1}", f"Covariate {a + 1}") for a in range(table.shape[1])]
    return np.stack([checks.finite_vector(table[:, a], name) for a, name in enumerate(names)], axis=1)


def _check_rows(start: Floats, stop: Floats, event: Ints, x: Floats, ties: str) -> None:
    empty = np.flatnonzero(start >= stop)
    if empty.size:
        raise Refusal(
            f"Rad {empty[0] + 1} slutar inte efter att den börjar ({empty.size} rader berörs).",
            f"Row {empty[0] + 1} does not end after it starts ({empty.size} rows are affected).",
        )
    if event.sum() < max(2, x.shape[1]):
        raise Refusal(
            f"{int(event.sum())} händelser räcker inte för {x.shape[1]} kovariater.",
            f"{int(event.sum())} events are too few for {x.shape[1]} covariates.",
        )
    if ties not in {"efron", "breslow"}:
        raise Refusal("Lika tider hanteras med efron eller breslow.", "Ties are handled by efron or breslow.")


def _scaling(x: Floats, names: tuple[str, ...]) -> tuple[Floats, Floats]:
    with np.errstate(all="ignore"):
        centre, scale = x.mean(axis=0), x.std(axis=0)
    still = np.flatnonzero(~(scale > 1e-10 * np.abs(x).max(axis=0)) | ~np.isfinite(scale))
    if len(names) != x.shape[1] or still.size:
        raise Refusal(
            f"Kovariaten {names[still[0]] if still.size else '–'} varierar inte, eller så saknas namn.",
            f"Covariate {names[still[0]] if still.size else '-'} does not vary, or a name is missing.",
        )
    return centre, scale


def _codes(values: ArrayLike, n: int, name: str) -> Ints:
    column = np.asarray(values)
    if column.shape != (n,):
        raise Refusal(f"Kolumnen {name} ska ha {n} värden.", f"Column {name} must have {n} values.")
    return np.asarray(np.unique(column, return_inverse=True)[1], dtype=np.int64)


def _warnings(events: int, covariates: int, clusters: Ints | None) -> tuple[Text, ...]:
    said = []
    if events < 10 * covariates:
        said.append(
            say(
                "{n} händelser på {p} kovariater är få; räkna med stor osäkerhet.",
                "{n} events for {p} covariates are few; expect great uncertainty.",
                n=events,
                p=covariates,
            )
        )
    if clusters is not None and clusters.max() + 1 < FEW_CLUSTERS:
        said.append(
            say(
                "Med {n} kluster är de robusta medelfelen för små.",
                "With {n} clusters the robust errors are too small.",
                n=int(clusters.max()) + 1,
            )
        )
    return tuple(said)
