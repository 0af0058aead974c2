"""lifelines: Cox regression with cluster-robust errors."""

import pandas as pd
from _call import answer
from lifelines import CoxPHFitter


def run(stop, event, covariates, cluster):
    frame = pd.DataFrame(covariates, columns=[f"x{k}" for k in range(covariates.shape[1])])
    frame["stop"], frame["event"], frame["cluster"] = stop, event, cluster
    found = CoxPHFitter().fit(frame, "stop", "event", cluster_col="cluster", robust=True)
    return {"beta": found.params_.tolist(), "variance": (found.standard_errors_**2).tolist()}


answer(run)
