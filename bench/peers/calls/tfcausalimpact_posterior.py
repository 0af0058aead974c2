"""tfcausalimpact's model by TensorFlow Probability's HMC, with our prior on the coefficients, many chains at once.

The default model has a horseshoe on the coefficients and 100 draws of one chain: another model, and too few draws to
compare posteriors. Here everything else is its own: level, noise and their priors, standardisation, forecast.
"""

import numpy as np
import pandas as pd
import tensorflow as tf
import tensorflow_probability as tfp
from _call import answer
from causalimpact import model as own
from causalimpact.misc import standardize


def run(outcome, controls, start, seed, chains, draws, warmup):
    tf.random.set_seed(int(seed))
    start, chains = int(start), int(chains)
    frame = pd.DataFrame({"y": outcome} | {f"x{k}": column for k, column in enumerate(controls.T)})
    past, (centre, scale) = standardize(frame.iloc[:start])
    whole = ((frame - centre) / scale).astype(np.float32)
    series = past[["y"]].astype(np.float32)
    model = tfp.sts.Sum(
        [
            tfp.sts.LocalLevel(
                level_scale_prior=own.build_bijector(own.build_inv_gamma_sd_prior(0.01)),
                initial_level_prior=tfp.distributions.Normal(0.0, 20.0),
                observed_time_series=series,
            ),
            tfp.sts.LinearRegression(
                design_matrix=whole.iloc[:, 1:], weights_prior=tfp.distributions.Normal(0.0, 1.0)
            ),
        ],
        observed_time_series=series,
        observation_noise_scale_prior=own.build_bijector(own.build_inv_gamma_sd_prior(0.5)),
    )
    samples, _ = tfp.sts.fit_with_hmc(
        model,
        series,
        num_results=int(draws),
        num_warmup_steps=int(warmup),
        chain_batch_shape=[chains],
        seed=int(seed),
    )
    after = outcome[start:].mean()
    found = {"effect": [], "low": [], "high": []}
    for chain in range(chains):
        one = [each[:, chain] for each in samples]
        forecast = own.build_posterior_dist(model, series, one, len(outcome) - start)
        simulated = np.squeeze(forecast.sample(4000).numpy()).mean(axis=1)
        mean = float(np.mean(forecast.mean().numpy()))
        high, low = np.quantile(simulated, [0.025, 0.975])
        for name, value in (("effect", mean), ("low", low), ("high", high)):
            found[name].append(float(after - (value * scale.iloc[0] + centre.iloc[0])))
    return found


if __name__ == "__main__":
    answer(run)
