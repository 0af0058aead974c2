"""scpi: prediction intervals of a simplex synthetic control; the first unit is treated."""

import numpy as np
import pandas as pd
from _call import answer
from scpi_pkg.scdata import scdata
from scpi_pkg.scpi import scpi


def run(outcomes, start, draws):
    units, periods = outcomes.shape
    names = [f"u{k:03d}" for k in range(units)]
    frame = pd.DataFrame(
        {"unit": np.repeat(names, periods), "time": np.tile(np.arange(periods), units), "y": outcomes.ravel()}
    )
    data = scdata(
        df=frame,
        id_var="unit",
        time_var="time",
        outcome_var="y",
        period_pre=np.arange(start),
        period_post=np.arange(start, periods),
        unit_tr="u000",
        unit_co=names[1:],
        verbose=False,
    )
    np.random.seed(1)
    found = scpi(
        data,
        w_constr={"name": "simplex"},
        sims=int(draws),
        e_method="gaussian",
        u_order=1,
        cores=1,
        verbose=False,
    )
    fitted = np.asarray(found.Y_post_fit, dtype=float).ravel()
    table = np.asarray(found.CI_all_gaussian, dtype=float)
    return {"fitted": fitted.tolist(), "low": table[:, 0].tolist(), "high": table[:, 1].tolist()}


if __name__ == "__main__":
    answer(run)
