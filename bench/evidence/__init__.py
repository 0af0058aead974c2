"""What the rows of the evidence engine share: invented data of a declared size, the clock, one line beside a peer's."""

import os

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # as the command line has it: our own workers fill the cores
