"""pysyncon: California with the predictors of 2010; the one fit, or every placebo after it."""

import numpy as np
import pandas as pd
from _call import answer
from pysyncon import Dataprep, Synth
from pysyncon.utils import PlaceboTest


def run(cigsale, lnincome, beer, age15to24, retprice, start, first, placebos, initial):
    units, periods = cigsale.shape
    years = np.arange(first, first + periods)
    columns = {
        "cigsale": cigsale,
        "lnincome": lnincome,
        "beer": beer,
        "age15to24": age15to24,
        "retprice": retprice,
    }
    frame = pd.DataFrame({name: table.ravel() for name, table in columns.items()})
    names = [f"u{k:02d}" for k in range(units)]
    frame["unit"], frame["time"] = np.repeat(names, periods), np.tile(years, units)
    prepared = Dataprep(
        foo=frame,
        predictors=["lnincome", "retprice", "age15to24"],
        predictors_op="mean",
        dependent="cigsale",
        unit_variable="unit",
        time_variable="time",
        treatment_identifier="u00",
        controls_identifier=names[1:],
        time_predictors_prior=range(1980, 1989),
        time_optimize_ssr=range(first, years[start]),
        special_predictors=[
            ("beer", range(1984, 1989), "mean"),
            ("cigsale", [1975], "mean"),
            ("cigsale", [1980], "mean"),
            ("cigsale", [1988], "mean"),
        ],
    )
    options = {"optim_method": "Nelder-Mead", "optim_initial": initial}
    model = Synth()
    model.fit(dataprep=prepared, **options)
    after = [int(year) for year in years[start:]]
    said = {"att": float(model.att(time_period=after)["att"])}
    said["weights"] = {name: float(weight) for name, weight in model.weights(threshold=0.05).items()}
    if placebos:
        test = PlaceboTest()
        test.fit(dataprep=prepared, scm=Synth(), scm_options=options, verbose=False)
        said["p"] = float(test.pvalue(treatment_time=int(years[start])))
    return said


if __name__ == "__main__":
    answer(run)
