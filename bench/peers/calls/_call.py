"""What every call shares: the numbers given, the clock, and the answer as one line."""

import contextlib
import json
import os
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")


def answer(function):
    """Run `function(**numbers)` timed, and print what it says with its seconds."""
    given = {name: value if value.ndim else value.item() for name, value in np.load(sys.argv[1]).items()}
    with open(sys.argv[2], "w"):
        pass
    began = time.perf_counter()
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        said = function(**given)
    print(json.dumps({"seconds": time.perf_counter() - began, **said}))
