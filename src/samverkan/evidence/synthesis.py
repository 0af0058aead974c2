"""Several districts or studies together: fixed and random-effects meta-analysis, and what a next place
may see.

DerSimonian & Laird (1986), Control. Clin. Trials 7:177-188; restricted maximum likelihood as in
Viechtbauer (2005), J. Educ. Behav. Stat. 30:261-293; Hartung & Knapp (2001), Stat. Med. 20:3875-3889;
prediction interval: `next_place`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from samverkan.evidence import _distributions as stats
from samverkan.evidence import checks
from samverkan.evidence.checks import Floats
from samverkan.evidence.next_place import next_place
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

Method = Literal["fixed", "dl", "reml"]

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Studierna mäter samma utfall på samma skala, och ingen person eller plats räknas i två av dem.",
        "The studies measure one outcome on one scale, and no person or place counts in two of them.",
    ),
    Text(
        "De studier som finns är inte utvalda efter sitt resultat.",
        "The studies at hand were not chosen by their results.",
    ),
    Text(
        "Med slumpmässiga effekter: studiernas sanna effekter är dragna ur en normalfördelning.",
        "With random effects: the true effects of the studies come from one normal distribution.",
    ),
)


@dataclass(frozen=True)
class Meta:
    """A pooled effect on the scale given (log ratios are pooled as logs).

    tau2 is the variance between studies, i2 the share of all variance that it makes up (0 to 1), q
    Cochran's Q. prediction is where the true effect of a new place should lie, None below three studies
    or with method fixed. weights (k,) sum to 1; without (k,) is the pooled effect with that study left
    out.
    """

    labels: tuple[str, ...]
    effects: Floats
    errors: Floats
    method: Method
    estimate: float
    error: float
    low: float
    high: float
    p: float
    tau2: float
    i2: float
    q: float
    q_p: float
    prediction: tuple[float, float] | None
    weights: Floats
    without: Floats
    level: float
    warnings: tuple[Text, ...] = field(default=())

    def summary(self) -> Text:
        """Pooled effect, spread between studies, and what a new place may expect."""
        said = [
            say(
                "{k} studier tillsammans: {estimate:.3f} ({level:.0f} % intervall {low:.3f} till {high:.3f}, "
                "p = {p:.3f}). {i2:.0f} % av variationen är skillnad mellan platser.",
                "{k} studies together: {estimate:.3f} ({level:.0f} % interval {low:.3f} to {high:.3f}, "
                "p = {p:.3f}). {i2:.0f} % of the variation is difference between places.",
                k=len(self.effects),
                estimate=self.estimate,
                low=self.low,
                high=self.high,
                p=self.p,
                i2=100 * self.i2,
                level=100 * self.level,
            )
        ]
        if self.prediction:
            said.append(
                say(
                    "På en ny plats väntas effekten ligga mellan {low:.3f} och {high:.3f}.",
                    "In a new place the effect is expected between {low:.3f} and {high:.3f}.",
                    low=self.prediction[0],
                    high=self.prediction[1],
                )
            )
        return join([*said, *self.warnings])

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: a forest plot with the pooled effect and the prediction interval."""
        from samverkan.evidence.plots import forest

        return forest.forest(self, lang)


def meta_analysis(
    effects: ArrayLike,
    errors: ArrayLike,
    *,
    method: Method = "reml",
    labels: Sequence[str] | None = None,
    level: float = 0.95,
) -> Meta:
    """Pool effects (k,) with standard errors (k,), k at least two.

    Random effects ("dl", "reml") use Hartung-Knapp intervals with k - 1 degrees of freedom, because the
    usual normal ones are far too narrow for few studies, and never narrower than the studies' own errors
    allow (Roever, Knapp & Friede 2015, BMC Med. Res. Methodol. 15:99); "fixed" uses the normal. Raises
    Refusal for fewer than two studies, errors not above zero, gaps, and numbers too extreme to add.
    """
    y = checks.finite_vector(effects, Text("Effekterna", "The effects"))
    se = checks.positive_vector(errors, Text("Medelfelen", "The standard errors"), length=len(y))
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    if len(y) < 2 or method not in {"fixed", "dl", "reml"} or (labels and len(labels) != len(y)):
        raise Refusal(
            "Minst två studier, ett namn per studie och metoden fixed, dl eller reml behövs.",
            "At least two studies, one label a study and the method fixed, dl or reml are needed.",
        )
    with np.errstate(all="ignore"):
        scale = float(np.median(se))  # everything below is free of units, so no scale loses digits
        scaled, variance = y / scale, (se / scale) ** 2
        usable = float(np.ptp(np.log(se))) < 14 and bool((abs(scaled) < 1e9).all())  # a million to one
        checks.finite_result(scale * scale * 1e40 if usable else np.inf, 1e40 / scale / scale)
    tau2 = _between(scaled, variance, method)
    pooled = _pool(scaled, variance, tau2, knapp=method != "fixed", level=level)
    plain = _weights(variance, 0.0)
    q = float(plain @ (scaled - plain @ scaled / plain.sum()) ** 2)
    names = tuple(labels) if labels else tuple(str(i + 1) for i in range(len(y)))
    return Meta(
        labels=names,
        effects=y,
        errors=se,
        method=method,
        estimate=pooled[0] * scale,
        error=pooled[1] * scale,
        low=pooled[2] * scale,
        high=pooled[3] * scale,
        p=pooled[4],
        tau2=tau2 * scale**2,
        i2=_share_between(variance, tau2, q, method),
        q=q,
        q_p=float(stats.chi2.sf(q, len(y) - 1)),
        prediction=_prediction(scaled, variance, scale, method, level),
        weights=_weights(variance, tau2) / _weights(variance, tau2).sum(),
        without=_leave_one_out(scaled, variance, method) * scale,
        level=level,
        warnings=_warnings(scaled, variance, tau2, method),
    )


def _weights(variance: Floats, tau2: float) -> Floats:
    return np.asarray(1 / (variance + tau2))


def _pool(
    y: Floats, variance: Floats, tau2: float, *, knapp: bool, level: float
) -> tuple[float, float, float, float, float]:
    """Estimate, error, interval and p value."""
    w = _weights(variance, tau2)
    mean, error = float(w @ y / w.sum()), float(1 / np.sqrt(w.sum()))
    if knapp:
        spread_of_studies = float(np.sqrt(w @ (y - mean) ** 2 / ((len(y) - 1) * w.sum())))
        error = max(error, spread_of_studies)
    freedom, tail = len(y) - 1, 0.5 + level / 2
    reach = float(stats.student.ppf(tail, freedom) if knapp else stats.norm.ppf(tail)) * error
    ratio = abs(mean) / error if error > 0 else np.inf * bool(mean)
    p = 2 * float(stats.student.sf(ratio, freedom) if knapp else stats.norm.sf(ratio)) if mean else 1.0
    return mean, error, mean - reach, mean + reach, p


def _between(y: Floats, variance: Floats, method: Method) -> float:
    if method == "fixed":
        return 0.0
    w = _weights(variance, 0.0)
    q = float(w @ (y - w @ y / w.sum()) ** 2)
    moment = (q - (len(y) - 1)) / (w.sum() - (w @ w) / w.sum())
    return max(0.0, float(moment)) if method == "dl" else _restricted(y, variance)


def _restricted(y: Floats, variance: Floats) -> float:
    """The tau2 of highest restricted likelihood: a grid finds the hill (there may be two), a search its top."""

    def slope(tau2: float) -> float:
        w = _weights(variance, tau2)
        squares = (w * (y - w @ y / w.sum())) ** 2
        return float(w.sum() - (w @ w) / w.sum() - squares.sum()) / 2

    widest = max(float(np.ptp(y)) ** 2, float(variance.max()))
    grid = np.r_[0.0, np.geomspace(float(variance.min()) * 1e-6, 4 * widest, 200)]
    w = 1 / (variance + grid[:, None])
    mean = (w @ y) / w.sum(axis=1)
    squares = (w * (y - mean[:, None]) ** 2).sum(axis=1)
    best = int(np.argmin(-np.log(w).sum(axis=1) + np.log(w.sum(axis=1)) + squares))
    below, above = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, 200)])
    if slope(below) < 0 < slope(above):
        return float(optimize.brentq(slope, below, above, xtol=1e-14 * above, rtol=1e-13))
    return 0.0 if best <= 1 and slope(0.0) >= 0 else float(grid[best])


def _share_between(variance: Floats, tau2: float, q: float, method: Method) -> float:
    """I2: from Q for fixed and dl (Higgins & Thompson 2002), else tau2 over itself plus the typical variance."""
    if method != "reml":
        return max(0.0, 1 - (len(variance) - 1) / q) if q > 0 else 0.0
    w = _weights(variance, 0.0)
    typical = (len(w) - 1) * w.sum() / (w.sum() ** 2 - w @ w)
    return float(tau2 / (tau2 + typical))


def _prediction(
    y: Floats, variance: Floats, scale: float, method: Method, level: float
) -> tuple[float, float] | None:
    if len(y) < 3 or method == "fixed":
        return None
    low, high = next_place(y, variance, level)
    return low * scale, high * scale


def _leave_one_out(y: Floats, variance: Floats, method: Method) -> Floats:
    kept = [np.delete(np.arange(len(y)), i) for i in range(len(y))]
    estimates = []
    for rest in kept:
        w = _weights(variance[rest], _between(y[rest], variance[rest], method) if len(rest) > 1 else 0.0)
        estimates.append(float(w @ y[rest] / w.sum()))
    return np.array(estimates)


def _warnings(y: Floats, variance: Floats, tau2: float, method: Method) -> tuple[Text, ...]:
    said = []
    if len(y) < 5 and method != "fixed":
        said.append(
            say(
                "Med {k} studier är variationen mellan platser knappt mätbar.",
                "With {k} studies the variation between places is hardly measurable.",
                k=len(y),
            )
        )
    w = _weights(variance, tau2)
    if method != "fixed" and w @ (y - w @ y / w.sum()) ** 2 < len(y) - 1:
        said.append(
            Text(
                "Studierna liknar varandra mer än deras egen osäkerhet ger; intervallet bygger på osäkerheten.",
                "The studies agree more than their own uncertainty gives; the interval rests on the latter.",
            )
        )
    return tuple(said)
