"""Every design run on one of the worlds of the four properties: numbers by name."""

from __future__ import annotations

from typing import Any

import numpy as np

from samverkan.evidence import difference as two_way
from samverkan.evidence import group_time as cohorts
from samverkan.evidence import imputation as filled
from samverkan.evidence import near_repeat as near
from samverkan.evidence import sun_abraham as interacted
from samverkan.evidence import synthetic_did as both
from samverkan.evidence._neighbours import within
from samverkan.evidence.accuracy import forward_accuracy
from samverkan.evidence.augmented_control import augmented_control
from samverkan.evidence.defensible_controls import defensible_controls
from samverkan.evidence.displacement import Area, displacement_difference
from samverkan.evidence.events import each_row
from samverkan.evidence.hotspots import getis_ord
from samverkan.evidence.incidence import cumulative_incidence
from samverkan.evidence.interrupted_series import interrupted_series
from samverkan.evidence.predictor_control import predictor_control
from samverkan.evidence.recurrent import andersen_gill, mean_count
from samverkan.evidence.staggered import staggered_control
from samverkan.evidence.structural_series import structural_series
from samverkan.evidence.survival import cox as cox_regression
from samverkan.evidence.synthesis import meta_analysis
from samverkan.evidence.synthetic_control import synthetic_control
from samverkan.evidence.synthetic_intervals import conformal_interval, prediction_interval
from samverkan.evidence.tests.property_worlds import START, World

Told = dict[str, Any]


def _control(found: Any) -> Told:
    return {"effect": found.effect, "gap": found.gap, "p": found.p}


def synthetic(world: World) -> Told:
    return _control(synthetic_control(world["values"], world["treated"], START, times=world["names"]))


def penalised(world: World) -> Told:
    return _control(
        synthetic_control(world["values"], world["treated"], START, times=world["names"], penalty=0.1)
    )


def augmented(world: World) -> Told:
    found = augmented_control(world["values"], world["treated"], START, times=world["names"])
    return {"effect": found.effect, "gap": found.gap, "low": found.mean_low, "high": found.mean_high}


def with_predictors(world: World) -> Told:
    found = predictor_control(
        world["values"], world["treated"], START, world["predictors"], times=world["names"]
    )
    return {"effect": found.control.effect, "p": found.control.p}


def synthetic_did(world: World) -> Told:
    """Six periods before: with more of them than comparison units the time weights are not unique (see the page)."""
    names = world["names"] and world["names"][START - 6 :]
    found = both.synthetic_did(world["values"][:, START - 6 :], [world["treated"]], 6, times=names)
    return {"effect": found.effect, "se": found.se, "low": found.low, "high": found.high, "p": found.p}


def staggered(world: World) -> Told:
    """Its p and interval deal the starts out at random, so another order is another deal."""
    found = staggered_control(world["values"], world["starts"], draws=19)
    return {"effect": found.effect, "path": found.path}


def _interval(found: Any) -> Told:
    return {
        "gap": found.gap,
        "low": found.low,
        "high": found.high,
        **({"p": found.p} if found.p is not None else {}),
    }


def conformal(world: World) -> Told:
    return _interval(conformal_interval(world["values"], world["treated"], START, times=world["names"]))


def prediction(world: World) -> Told:
    return _interval(
        prediction_interval(world["values"], world["treated"], START, times=world["names"], draws=20)
    )


def defensible(world: World) -> Told:
    found = defensible_controls(world["values"], world["treated"], START, most=2)
    return {"effects": np.sort(found.effects), "best": found.best_effect, "agreeing": found.agreeing}


def difference(world: World) -> Told:
    found = two_way.difference(world["values"], world["starts"])
    return {"effect": found.effect, "low": found.low, "high": found.high, "p": found.p}


def _path(study: Any) -> Told:
    low, high = study.interval()
    return {"effect": study.effect, "low": low, "high": high, "path": study.estimates, "errors": study.errors}


def group_time(world: World) -> Told:
    return _path(cohorts.group_time(world["values"], world["starts"]).path)


def sun_abraham(world: World) -> Told:
    return _path(interacted.sun_abraham(world["values"], world["starts"]))


def imputation(world: World) -> Told:
    return _path(filled.imputation(world["values"], world["starts"]))


def interrupted(world: World) -> Told:
    found = interrupted_series(
        world["counts"], 40, comparison=world["others"], times=world["names"], exposure=world["people"],
        comparison_exposure=np.tile(world["people"], (2, 1)),
    )  # fmt: skip
    return {"ratio": found.ratio, "low": found.ratio_low, "high": found.ratio_high, "p": found.p}


def structural(world: World) -> Told:
    found = structural_series(world["outcome"], 40, world["controls"], times=world["names"])
    return {"effect": found.mean_effect, "low": found.mean_low, "high": found.mean_high, "tail": found.tail}


def displacement(world: World) -> Told:
    found = displacement_difference(
        treated=Area(*world["treated"]), control=Area(*world["control"]), dispersion=1.3
    )
    return {"total": found.total, "low": found.low, "high": found.high, "z": found.z, "p": found.p}


def knox(world: World) -> Told:
    found = _knox(world)
    return {"observed": found.observed, "expected": found.expected, "variance": found.variance}


def knox_observed(world: World) -> Told:
    return {"observed": _knox(world).observed}


def _knox(world: World) -> Any:
    return near.near_repeat(
        each_row(world["x"], world["y"], world["day"]), metres=[edge * world["unit"] for edge in (0, 100, 200, 400)],
        days=[0, 7, 14], permutations=0,
    )  # fmt: skip


def hot(world: World) -> Told:
    found = getis_ord(world["counts"], within(world["x"], world["y"], 150.0))
    return {"z": found.z[world["order"]], "hot": found.z[world["order"]] > 2}


def accuracy(world: World) -> Told:
    found = forward_accuracy(world["hot"], world["later"], world["areas"])
    return {"pai": found.pai, "low": found.low, "high": found.high, "pei": found.pei}


def cox(world: World) -> Told:
    found = cox_regression(world["stop"], world["event"], world["x"], cluster=world["family"])
    return {"coefficients": found.coefficients, "errors": found.errors}


def repeated(world: World) -> Told:
    count = len(world["stop"])
    found = andersen_gill(np.arange(count), np.zeros(count), world["stop"], world["event"], world["x"])
    return {"coefficients": found.coefficients, "errors": found.errors}


def incidence(world: World) -> Told:
    found = cumulative_incidence(world["stop"], world["event"], cause=1)
    steps = found.events > 0
    return {"share": found.share[steps], "low": found.low[steps], "high": found.high[steps]}


def mean_number(world: World) -> Told:
    count = len(world["stop"])
    found = mean_count(np.arange(count), np.zeros(count), world["stop"], world["event"])
    return {"mean": found.mean, "error": found.error}


def meta(world: World) -> Told:
    found = meta_analysis(world["effects"], world["errors"])
    return {"estimate": found.estimate, "low": found.low, "high": found.high, "p": found.p}


def meta_fixed(world: World) -> Told:
    found = meta_analysis(world["effects"], world["errors"], method="fixed")
    return {"estimate": found.estimate, "error": found.error}
