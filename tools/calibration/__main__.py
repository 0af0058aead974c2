"""`python -m tools.calibration [--tries N] [--only WORDS] [--seed N]`: without options the docs are written."""

import argparse

from tools.calibration import page
from tools.calibration.running import SEED, TRIES, calibrate

if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--tries", type=int, default=TRIES)
    asked.add_argument("--only", default="")
    asked.add_argument("--seed", type=int, default=SEED)
    given = asked.parse_args()
    counted, found = calibrate(given.tries, given.only, given.seed)
    if (given.tries, given.only, given.seed) == (TRIES, "", SEED):
        page.write(counted, found)
    else:
        print(page.table(counted, found))  # noqa: T201
