"""What every call shares: the numbers given, the clock, and the answer as one line."""

import contextlib
import json
import os
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")


def answer(function):
    """Run `function(**numbers)` timed, and print what it says with its seconds."""
    given = {name: value if value.ndim else value.item() for name, value in np.load(sys.argv[1]).items()}
    Path(sys.argv[2]).touch()
    began = time.perf_counter()
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        said = function(**given)
    print(json.dumps({"seconds": time.perf_counter() - began, **said}))
