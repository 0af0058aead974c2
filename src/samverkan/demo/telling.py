"""The history, told in processes that are the web role and no more: one for each programme, side by side.

`python -m samverkan.demo.telling SIZE SEED ANCHOR PERSONS [PLACE]` is such a process. It writes a line
"done/total" each time another hundredth is done, for whoever waits.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

from samverkan.demo.folder import City
from samverkan.demo.whole import stories

ASLEEP = 8 * 3600  # seconds: a laptop that fell asleep in the middle of an act goes on with it when it wakes
Report = Callable[[int, int], None]
Far = dict[str, tuple[int, int]]


def tell_all(city: City, env: Mapping[str, str], said: Path, report: Report) -> None:
    """Tell every programme's history, as many at once as there are processors. `said` keeps what went wrong.

    Raises RuntimeError with the last words of a process that failed; the others are stopped then.
    """
    command = [sys.executable, "-m", "samverkan.demo.telling"]
    facts = [city.size, str(city.seed), city.anchor, str(city.persons)]
    # Persons of `nation` come in bulk, all programmes at once.
    places = [[place] for place in stories(city.size)] if city.size != "nation" else [[]]
    run_all([[*command, *facts, *place] for place in places], env, said, report)
    said.unlink(missing_ok=True)


def run_all(commands: list[list[str]], env: Mapping[str, str], said: Path, report: Report) -> None:
    """Run commands that write "done/total" lines, side by side, and report their sums."""
    running: list[subprocess.Popen[str]] = []
    far: Far = {}
    with said.open("w") as errors, ExitStack() as cleaning:
        pool = cleaning.enter_context(ThreadPoolExecutor(min(len(commands), os.cpu_count() or 1)))
        cleaning.callback(_stop, running, pool)

        def run(number: int, command: list[str]) -> int:
            child = subprocess.Popen(command, env=dict(env), stdout=subprocess.PIPE, stderr=errors, text=True)  # noqa: S603
            running.append(child)
            assert child.stdout is not None
            for line in child.stdout:
                done, _, total = line.partition("/")
                far[str(number)] = int(done), int(total)
                _sum_up(far, len(commands), report)
            return child.wait()

        for one in as_completed([pool.submit(partial(run, n, words)) for n, words in enumerate(commands)]):
            if one.result():
                raise RuntimeError(f"the history failed:\n{said.read_text()[-3000:]}")


def _sum_up(far: Far, programmes: int, report: Report) -> None:
    """Programmes that have not begun are taken to be as long as those that have."""
    done, total = (sum(column) for column in zip(*far.copy().values(), strict=True))
    report(done, total * programmes // len(far))


def _stop(running: list[subprocess.Popen[str]], pool: ThreadPoolExecutor) -> None:
    pool.shutdown(wait=False, cancel_futures=True)
    for child in running:
        if child.poll() is None:
            child.terminate()


def tell(size: str, seed: int, anchor: date, persons: int, place: str | None = None) -> None:
    """Build the history in the database that the environment names; its history window must be open."""
    import django

    django.setup()
    from samverkan.demo.history import build
    from samverkan.secrecy import binding

    binding.CONTEXT_SECONDS = ASLEEP
    build(size, seed, anchor, _say, persons, place)


def _say(done: int, total: int) -> None:
    if done == total or done % max(1, total // 100) == 0:
        sys.stdout.write(f"{done}/{total}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    tell(sys.argv[1], int(sys.argv[2]), date.fromisoformat(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
