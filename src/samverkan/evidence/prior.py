"""What a Swedish result adds to what others found: an exact normal-normal update with the transfer stated.

Spiegelhalter, Abrams & Myles (2004), "Bayesian approaches to clinical trials and health-care evaluation",
ch. 3 and 5: the prior's variance is that of the pooled studies plus that of carrying them to another
country. Nearly all studies behind SBU's figures (2023) are American; how far such an effect may shift on
the way to Sweden is a judgement, so it has no default and is printed beside the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, hypot, log, sqrt

from samverkan.evidence import checks
from samverkan.evidence._distributions import norm
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Både den tidigare kunskapen och det svenska resultatet är ungefär normalfördelade på logaritmisk skala.",
        "Both earlier knowledge and the Swedish result are roughly normal on the log scale.",
    ),
    Text(
        "Hur långt effekten kan flytta sig på väg till Sverige är en bedömning, inte en mätning.",
        "How far the effect may move on the way to Sweden is a judgement, not a measurement.",
    ),
)


@dataclass(frozen=True)
class Prior:
    """Earlier knowledge as a log rate ratio, its error, and the standard deviation of carrying it here."""

    effect: float
    error: float
    transfer: float
    source: Text

    @property
    def total(self) -> float:
        """Standard deviation of the prior for Sweden."""
        return hypot(self.error, self.transfer)


@dataclass(frozen=True)
class Updated:
    """Prior, Swedish result and both together, as log rate ratios; intervals as ratios come from `ratio`.

    swedish_share is how much of the answer's precision comes from the Swedish result (0 to 1). conflict
    is the two-sided p value of prior and result coming from one effect. below_zero is the share of the
    posterior on the side of fewer events.
    """

    prior: Prior
    result: float
    result_error: float
    effect: float
    error: float
    low: float
    high: float
    level: float
    swedish_share: float
    conflict: float
    below_zero: float
    warnings: tuple[Text, ...]

    def ratio(self) -> tuple[float, float, float]:
        """Rate ratio and its interval."""
        return exp(self.effect), exp(self.low), exp(self.high)

    def summary(self) -> Text:
        """The three side by side, then the warnings: the transfer first."""
        ratio, low, high = self.ratio()
        head = say(
            "Tidigare studier: {prior:+.0f} %. Det svenska resultatet: {own:+.0f} %. Tillsammans: {both:+.0f} % "
            "({level:.0f} % intervall {low:+.0f} till {high:+.0f} %); {share:.0f} % av svaret är svenskt.",
            "Earlier studies: {prior:+.0f} %. The Swedish result: {own:+.0f} %. Together: {both:+.0f} % "
            "({level:.0f} % interval {low:+.0f} to {high:+.0f} %); {share:.0f} % of the answer is Swedish.",
            prior=_percent(exp(self.prior.effect)),
            own=_percent(exp(self.result)),
            both=_percent(ratio),
            low=_percent(low),
            high=_percent(high),
            share=100 * self.swedish_share,
            level=100 * self.level,
        )
        return join([head, *self.warnings])


def prior_from_ratio(
    ratio: float, low: float, high: float, *, transfer: float, source: Text, level: float = 0.95
) -> Prior:
    """A prior from a published rate ratio and its interval, e.g. 0.75 (0.65 to 0.87) for a fall by a quarter.

    transfer: standard deviation, in log units, of how far the effect may shift in Sweden (0.2 is about a
    fifth either way); required, zero is allowed and is then warned of. Raises Refusal unless 0 < low <
    ratio < high.
    """
    checks.finite_vector([ratio, low, high, transfer], Text("Kvoterna", "The ratios"))
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    if not 0 < low < ratio < high or transfer < 0:
        raise Refusal(
            "Kvoten ska ligga mellan sina gränser, alla över noll, och osäkerheten i överföringen får inte vara "
            "negativ.",
            "The ratio must lie between its limits, all above zero, and the transfer may not be negative.",
        )
    error = (log(high) - log(low)) / (2 * float(norm.ppf(0.5 + level / 2)))
    return Prior(log(ratio), error, float(transfer), source)


def update(prior: Prior, result: float, error: float, *, level: float = 0.95) -> Updated:
    """The prior and a Swedish log rate ratio with its standard error, combined exactly (normal-normal).

    Raises Refusal for errors that are not above zero and numbers too extreme to combine.
    """
    checks.finite_vector([prior.effect, result], Text("Effekterna", "The effects"))
    checks.positive_vector([prior.total, error], Text("Medelfelen", "The standard errors"))
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    extreme = max(abs(prior.effect), abs(result)) > 50 or min(prior.total, error) <= 1e-6
    if extreme or max(prior.total, error) > 1e6:
        raise Refusal(
            "Effekterna ska vara logaritmer av kvoter med rimliga medelfel.",
            "The effects must be logs of ratios with reasonable standard errors.",
        )
    earlier, own = prior.total**-2, error**-2
    spread = 1 / sqrt(earlier + own)
    effect = (earlier * prior.effect + own * result) / (earlier + own)
    reach = float(norm.ppf(0.5 + level / 2)) * spread
    apart = (result - prior.effect) / sqrt(prior.total**2 + error**2)
    conflict = float(2 * norm.sf(abs(apart)))
    return Updated(
        prior=prior,
        result=result,
        result_error=error,
        effect=effect,
        error=spread,
        low=effect - reach,
        high=effect + reach,
        level=level,
        swedish_share=own / (earlier + own),
        conflict=conflict,
        below_zero=float(norm.cdf(-effect / spread)),
        warnings=_warnings(prior, conflict, own / (earlier + own)),
    )


def _percent(ratio: float) -> float:
    return 100 * (ratio - 1)


def _warnings(prior: Prior, conflict: float, share: float) -> tuple[Text, ...]:
    said = [
        say(
            "Överföring: {sv_source}. Effekten tillåts skilja sig med faktor {factor:.2f} åt båda håll "
            "(en standardavvikelse); det är en bedömning.",
            "Transfer: {en_source}. The effect may differ by a factor {factor:.2f} either way "
            "(one standard deviation); that is a judgement.",
            sv_source=prior.source.sv,
            en_source=prior.source.en,
            factor=exp(min(prior.transfer, 50.0)),
        )
    ]
    if prior.transfer == 0:
        said.append(
            Text(
                "Ingen osäkerhet i överföringen är angiven: utländska resultat räknas som svenska.",
                "No transfer uncertainty is stated: foreign results count as Swedish.",
            )
        )
    if conflict < 0.05:
        said.append(
            Text(
                "Resultatet och de tidigare studierna säger emot varandra; läs dem var för sig.",
                "The result and the earlier studies contradict each other; read them apart.",
            )
        )
    if share < 0.5:
        said.append(
            Text(
                "Mer än halva svaret vilar på utländska studier.",
                "More than half of the answer rests on foreign studies.",
            )
        )
    return tuple(said)
