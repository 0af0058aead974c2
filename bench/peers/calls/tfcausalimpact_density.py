"""tfcausalimpact's own log density and forecast at given parameters, in double precision: no chain, so no chance.

Where these agree with dense algebra, both sides have the same model, and what is left between a chain and the exact
answer is the chain's.
"""

import numpy as np
import tensorflow as tf
import tensorflow_probability as tfp
from _call import answer
from tfcausalimpact_posterior import made


def run(outcome, controls, start, noise, level, beta):
    start = int(start)
    model, series, _, _ = made(outcome, controls, start, np.float64)
    past = tf.constant(series.values)
    found = {"density": [], "mean": [], "sd": []}
    for each in zip(noise, level, beta, strict=True):
        given = [tf.constant(np.asarray(value)) for value in each]
        forecast = tfp.sts.forecast(model, past, [value[None] for value in given], len(outcome) - start)
        found["density"].append(float(model.joint_distribution(past).log_prob(given)))
        found["mean"].append(forecast.mean().numpy()[:, 0].tolist())
        found["sd"].append(forecast.stddev().numpy()[:, 0].tolist())
    return found


if __name__ == "__main__":
    answer(run)
