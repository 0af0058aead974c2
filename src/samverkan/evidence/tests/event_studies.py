"""Two published event studies as estimates and covariances, for checking sensitivity bounds."""

from __future__ import annotations

import numpy as np

from samverkan.evidence.event_study import EventStudy


def study(estimates, covariance, leads, freedom=40):
    """An EventStudy from numbers, the reference -1 left out."""
    lags = len(estimates) - leads
    relative = np.array([*range(-leads - 1, -1), *range(lags)])
    return EventStudy(
        "given", relative, np.array(estimates), np.array(covariance), 0.0, 1.0, freedom, freedom + 1
    )


def _symmetric(rows):
    lower = np.zeros((len(rows), len(rows)))
    for number, row in enumerate(rows):
        lower[number, : len(row)] = row
    return lower + lower.T - np.diag(np.diag(lower))


def restaurants():
    """Profits of French restaurants round a tax cut: Benzarti & Carloni (2019), as shipped with HonestDiD."""
    estimates = [
        0.006696351804,
        0.02934503369,
        -0.006472972222,
        0.0730149895,
        0.1959611177,
        0.3120639026,
        0.2395415455,
        0.1260425001,
    ]
    rows = [
        [0.00084283581],
        [0.00047686868, 0.00064254203],
        [0.00026180511, 0.0003987425, 0.00052299496],
        [0.00023542203, 0.00024355152, 0.00021176861, 0.00030895954],
        [0.00016763715, 0.00022019603, 0.00018407223, 0.00011978661, 0.00035997044],
        [0.00011287077, 0.00018045912, 0.00014585278, 0.00013340813, 0.00024788186, 0.00042639498],
        [
            1.9928162e-05,
            3.8437651e-05,
            7.0051974e-05,
            0.0001016335,
            0.00017495792,
            0.00021714378,
            0.00048866979,
        ],
        [
            -0.00013682654,
            -2.960422e-05,
            5.952995e-05,
            0.00010790517,
            0.00016542569,
            0.00028927479,
            0.0003805322,
            0.00076173944,
        ],
    ]
    return study(estimates, _symmetric(rows), leads=4)


def medicaid():
    """Insurance cover round the 2014 Medicaid expansion, the example of HonestDiD's README."""
    estimates = [
        -0.005285354533,
        -0.01129732465,
        -0.002675991812,
        -0.001419312252,
        0.000339663519,
        0.04644685416,
        0.06920617548,
    ]
    rows = [
        [7.4884836e-05],
        [6.0398741e-05, 7.2665006e-05],
        [4.4446198e-05, 3.7893302e-05, 5.0520519e-05],
        [3.3857647e-05, 2.866578e-05, 2.6736794e-05, 4.003222e-05],
        [4.3280113e-05, 4.5433206e-05, 2.7781936e-05, 2.41286e-05, 5.4626622e-05],
        [4.7658805e-05, 4.4288501e-05, 3.0606441e-05, 2.3808682e-05, 3.6825311e-05, 8.3756688e-05],
        [
            2.4251287e-05,
            2.824655e-05,
            9.6375339e-06,
            2.9238781e-06,
            9.7229475e-06,
            6.321398e-05,
            0.00010712352,
        ],
    ]
    return study(estimates, _symmetric(rows), leads=5)
