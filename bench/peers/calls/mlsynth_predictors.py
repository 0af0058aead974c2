"""mlsynth: California with the predictors of 2010 by MSCMT; every placebo, or the one fit."""

import numpy as np
import pandas as pd
from _call import answer
from mlsynth import VanillaSC

MEANS = ("lnincome", "beer", "age15to24", "retprice")


def run(cigsale, lnincome, beer, age15to24, retprice, start, first, placebos):
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
    frame["unit"] = np.repeat([f"u{k:02d}" for k in range(units)], periods)
    frame["time"] = np.tile(years, units)
    for year in (1975, 1980, 1988):
        frame[f"cig{year}"] = frame.cigsale
    frame["treated"] = ((frame.unit == "u00") & (frame.time >= years[start])).astype(int)
    windows = dict.fromkeys(MEANS, (1980, 1988)) | {"beer": (1984, 1988)}
    windows |= {f"cig{year}": (year, year) for year in (1975, 1980, 1988)}
    found = VanillaSC(
        {
            "df": frame,
            "outcome": "cigsale",
            "treat": "treated",
            "unitid": "unit",
            "time": "time",
            "covariates": list(windows),
            "covariate_windows": windows,
            "backend": "mscmt",
            "inference": "placebo" if placebos else False,
            "display_graphs": False,
        }
    ).fit()
    return {"att": float(found.effects.att)}


answer(run)
