"""A page with the wall beside the same page without it: one client in turns, then eight at once."""

import re
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice

from bench.kit.client import Client
from bench.kit.numbers import median, percentile
from bench.kit.place import nation
from bench.kit.row import Row
from bench.kit.servers import Sides, serving
from bench.kit.visits import Visitor, visitors

PEOPLE = 20  # officers of as many agencies, large and small, who take turns
PAIRS = 400
WARM_UP = 60  # pairs; each worker process has then compiled what it compiles once
AT_ONCE = 8
SECONDS = 6.0  # of load on one side, before it is the other's turn
ROUNDS = 3
P95_GOAL = 50.0
PEER = "same page and HTML from plain tables: a filter, no policy, seal or trace"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')

Address = Callable[[Visitor], str]


class NotTheSame(AssertionError):
    """The two sides answered with different pages, so that they cannot be compared."""


def page_rows(name: str, address: Address, allowed: float) -> list[Row]:
    """Rows for one page: `allowed` is how many ms the wall may add to the median, for one client."""
    with nation() as place, serving(place) as sides:
        people = visitors(place, PEOPLE)
        check_same(sides, people, address)
        return [_alone(name, sides, people, address, allowed), at_once(name, sides, people, address)]


def check_same(sides: Sides, people: list[Visitor], address: Address) -> None:
    """Raises NotTheSame unless everybody gets the same bytes from both sides, the form token apart."""
    for person in people:
        pages = []
        for port in (sides.ours, sides.peer):
            with Client(port, person.cookie) as client:
                pages.append(TOKEN.sub(b"", client.get(address(person))))
        if pages[0] != pages[1]:
            raise NotTheSame(address(person))


def _alone(name: str, sides: Sides, people: list[Visitor], address: Address, allowed: float) -> Row:
    times: dict[int, list[float]] = {sides.ours: [], sides.peer: []}
    with Client(sides.ours) as ours, Client(sides.peer) as peer:
        for turn, person in enumerate(islice(cycle(people), WARM_UP + PAIRS)):
            both = (ours, peer) if turn % 2 else (peer, ours)  # neither always comes first
            for client in both:
                client.cookie = person.cookie
                taken = _timed(partial(client.get, address(person)))
                if turn >= WARM_UP:
                    times[client.port].append(taken)
    mine, theirs = median(times[sides.ours]), median(times[sides.peer])
    goal = f"adds at most {allowed} ms"
    return Row(name, mine, theirs, PEER, "ms, median, one client", goal, mine - theirs <= allowed, PAIRS)


def at_once(
    name: str, sides: Sides, people: list[Visitor], address: Address, rounds: int = ROUNDS
) -> Row:  # fmt: skip
    """The 95th percentile when eight ask at once, each without a pause."""
    times: dict[int, list[float]] = {sides.ours: [], sides.peer: []}
    for port in times:
        _load(port, people, address, SECONDS / 2)
    for _ in range(rounds):
        for port in times:
            times[port] += _load(port, people, address, SECONDS)
    mine, theirs = percentile(times[sides.ours], 0.95), percentile(times[sides.peer], 0.95)
    unit = f"ms, p95, {AT_ONCE} clients (bench.kit.client, one thread each, no pause)"
    return Row(
        f"{name}_p95", mine, theirs, PEER, unit, f"at most {P95_GOAL:g} ms", mine <= P95_GOAL,
        min(map(len, times.values())),
    )  # fmt: skip


def _load(port: int, people: list[Visitor], address: Address, seconds: float) -> list[float]:
    """Each client asks again as soon as it has its answer, as its own officer, for so long."""
    found: list[float] = []
    faults: list[BaseException] = []
    due = time.perf_counter() + seconds

    def visit(person: Visitor) -> None:
        try:
            with Client(port, person.cookie) as client:
                while time.perf_counter() < due:
                    found.append(_timed(partial(client.get, address(person))))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=visit, args=[person]) for person in people[:AT_ONCE]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return found


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000
