"""statsmodels: negative-binomial interrupted series, one after another, with Newey-West errors."""

import numpy as np
import statsmodels.api as sm
from _call import answer


def run(counts, X, lags):
    log_ratio, error = [], []
    for series in counts:
        start = np.append(np.zeros(X.shape[1]), 0.05)
        start[0] = np.log(series.mean())
        fit = sm.NegativeBinomial(series, X).fit(
            start_params=start,
            disp=0,
            maxiter=200,
            method="bfgs",
            gtol=1e-9,
            cov_type="HAC",
            cov_kwds={"maxlags": int(lags)},
        )
        log_ratio.append(float(fit.params[X.shape[1] - 1]))
        error.append(float(fit.bse[X.shape[1] - 1]))
    return {"log_ratio": log_ratio, "error": error}


answer(run)
