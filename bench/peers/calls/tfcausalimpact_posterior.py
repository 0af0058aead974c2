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

PATHS = 50  # simulated futures a draw


def made(outcome, controls, start, kind=np.float32):
    """The model, its past, and how the outcome was standardised. `kind`: the peer itself has single precision."""
    frame = pd.DataFrame({"y": outcome} | {f"x{k}": column for k, column in enumerate(controls.T)})
    past, (centre, scale) = standardize(frame.iloc[:start])
    whole = ((frame - centre) / scale).astype(kind)
    series = past[["y"]].astype(kind)
    normal = tfp.distributions.Normal
    model = tfp.sts.Sum(
        [
            tfp.sts.LocalLevel(
                level_scale_prior=_spread(0.01, kind),
                initial_level_prior=normal(kind(0.0), kind(20.0)),
                observed_time_series=series,
            ),
            tfp.sts.LinearRegression(
                design_matrix=whole.iloc[:, 1:], weights_prior=normal(kind(0.0), kind(1.0))
            ),
        ],
        observed_time_series=series,
        observation_noise_scale_prior=_spread(0.5, kind),
    )
    return model, series, float(centre.iloc[0]), float(scale.iloc[0])


def _spread(guess, kind):
    """Its own prior on a standard deviation, `build_inv_gamma_sd_prior`, in the precision asked for."""
    own_prior = own.build_inv_gamma_sd_prior(guess)
    if kind is np.float64:
        weight = own.kLocalLevelPriorSampleSize
        own_prior = tfp.distributions.InverseGamma(kind(weight / 2), kind(weight * guess**2 / 2))
    return own.build_bijector(own_prior)


def run(outcome, controls, start, seed, chains, draws, warmup):
    tf.random.set_seed(int(seed))
    start, chains, draws = int(start), int(chains), int(draws)
    model, series, centre, scale = made(outcome, controls, start)
    samples, _ = tfp.sts.fit_with_hmc(
        model,
        series,
        num_results=draws,
        num_warmup_steps=int(warmup),
        chain_batch_shape=[chains],
        seed=int(seed),
    )
    after = outcome[start:].mean()
    found = {"effect": [], "simulated": [], "noise": [], "level": []}
    for chain in range(chains):
        one = [each[:, chain] for each in samples]
        forecast = own.build_posterior_dist(model, series, one, len(outcome) - start).components_distribution
        mean = forecast.mean().numpy()[..., 0].mean(axis=1)
        simulated = forecast.sample(PATHS).numpy()[..., 0].mean(axis=2).T
        found["effect"].append((after - (mean * scale + centre)).tolist())
        found["simulated"].append((after - (simulated * scale + centre)).tolist())
        found["noise"].append(one[0].numpy().tolist())
        found["level"].append(one[1].numpy().tolist())
    return found


if __name__ == "__main__":
    answer(run)
