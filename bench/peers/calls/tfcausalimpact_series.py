"""tfcausalimpact: a Bayesian structural series by HMC (or its default, variational inference)."""

import pandas as pd
import tensorflow as tf
from _call import answer
from causalimpact import CausalImpact


def run(outcome, controls, start, method, seed):
    tf.random.set_seed(int(seed))
    frame = pd.DataFrame({"y": outcome} | {f"x{k}": column for k, column in enumerate(controls.T)})
    periods = len(frame)
    found = CausalImpact(
        frame,
        [0, int(start) - 1],
        [int(start), periods - 1],
        model_args={"fit_method": str(method), "standardize": True},
    )
    average = found.summary_data["average"]
    return {
        "effect": float(average["abs_effect"]),
        "low": float(average["abs_effect_lower"]),
        "high": float(average["abs_effect_upper"]),
        "p": float(found.p_value),
    }


if __name__ == "__main__":
    answer(run)
