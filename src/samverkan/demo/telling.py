"""`python -m samverkan.demo.telling SIZE SEED ANCHOR`: the history, in a process that is the web role and no more.

Writes a line "done/total" each time another hundredth is done, for whoever waits.
"""

import sys
from datetime import date

import django


def tell(size: str, seed: int, anchor: date) -> None:
    """Build the history in the database that the environment names; its history window must be open."""
    django.setup()
    from samverkan.demo.history import build

    build(size, seed, anchor, _say)


def _say(done: int, total: int) -> None:
    if done == total or done % max(1, total // 100) == 0:
        sys.stdout.write(f"{done}/{total}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    tell(sys.argv[1], int(sys.argv[2]), date.fromisoformat(sys.argv[3]))
