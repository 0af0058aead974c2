"""mlsynth: outcomes only, every in-space placebo; the first unit is treated."""

import numpy as np
import pandas as pd
from _call import answer
from mlsynth import VanillaSC


def run(outcomes, start):
    units, periods = outcomes.shape
    frame = pd.DataFrame(
        {
            "unit": np.repeat([f"u{k:04d}" for k in range(units)], periods),
            "time": np.tile(np.arange(periods), units),
            "y": outcomes.ravel(),
        }
    )
    frame["treated"] = ((frame.unit == "u0000") & (frame.time >= start)).astype(int)
    found = VanillaSC(
        {
            "df": frame,
            "outcome": "y",
            "treat": "treated",
            "unitid": "unit",
            "time": "time",
            "inference": "placebo",
            "display_graphs": False,
        }
    ).fit()
    return {"att": float(found.effects.att), "p": float(found.inference.p_value)}


answer(run)
