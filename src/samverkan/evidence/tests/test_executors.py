"""Every heavy estimator over threads, processes and a cluster: the same answer to the last bit, and no more in the air
than fits."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest

from samverkan.evidence import _batches
from samverkan.evidence._batches import AHEAD, by_rows, in_order, part, watched
from samverkan.evidence.augmented_control import augmented_control
from samverkan.evidence.defensible_controls import defensible_controls
from samverkan.evidence.events import each_row
from samverkan.evidence.honest_bounds import honest_bounds
from samverkan.evidence.interrupted_series import interrupted_batch
from samverkan.evidence.near_repeat import near_repeat
from samverkan.evidence.power_panel import synthetic_power
from samverkan.evidence.predictor_control import predictor_control
from samverkan.evidence.randomisation import randomisation_test
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.staggered import staggered_control
from samverkan.evidence.structural_series import structural_batch
from samverkan.evidence.sun_abraham import sun_abraham
from samverkan.evidence.synthetic_checks import in_time, leave_one_out
from samverkan.evidence.synthetic_control import synthetic_control
from samverkan.evidence.synthetic_did import synthetic_did
from samverkan.evidence.synthetic_intervals import prediction_interval
from samverkan.evidence.tests.panels import factor_panel

PANEL = factor_panel(9, 26, seed=3)
COUNTS = np.random.default_rng(4).poisson(8, size=(70, 40)).astype(float)
STARTS = np.array([20, 22, -1, -1, -1, -1, -1, -1, -1])
PLACES = np.random.default_rng(5).uniform(0, 900, size=(3, 200))
STUDY = sun_abraham(factor_panel(30, 8, seed=6), [4] * 10 + [-1] * 20)

WORK: dict[str, Callable[[Executor | None], Any]] = {
    "synthetic_control": lambda pool: synthetic_control(PANEL, 0, 18, executor=pool),
    "leave_one_out": lambda pool: leave_one_out(PANEL, 0, 18, executor=pool),
    "in_time": lambda pool: in_time(PANEL, 0, 18, executor=pool),
    "prediction_interval": lambda pool: prediction_interval(PANEL, 0, 18, draws=60, executor=pool),
    "augmented_control": lambda pool: augmented_control(PANEL, 0, 18, executor=pool),
    "synthetic_did": lambda pool: synthetic_did(PANEL, [0], 18, executor=pool),
    "staggered_control": lambda pool: staggered_control(PANEL, STARTS, draws=40, executor=pool),
    "predictor_control": lambda pool: predictor_control(PANEL, 0, 18, PANEL[:, [3, 9]], executor=pool),
    "defensible_controls": lambda pool: defensible_controls(PANEL, 0, 18, most=3, looseness=9, executor=pool),
    "synthetic_power": lambda pool: synthetic_power(factor_panel(21, 26), 0, 18, executor=pool),
    "randomisation_test": lambda pool: randomisation_test(PANEL, STARTS, draws=300, executor=pool),
    "honest_bounds": lambda pool: honest_bounds(STUDY, sizes=[0, 1], executor=pool),
    "interrupted_batch": lambda pool: interrupted_batch(COUNTS, 28, executor=pool),
    "structural_batch": lambda pool: structural_batch(COUNTS, 28, executor=pool),
    "near_repeat": lambda pool: near_repeat(
        each_row(*np.floor(PLACES)), metres=[0, 100, 200], days=[0, 30], permutations=99, executor=pool
    ),
}  # fmt: skip


def parts(result: Any) -> bytes:
    """A result as bytes, arrays by their very bits."""
    if is_dataclass(result):
        return b"".join(parts(getattr(result, item.name)) for item in fields(result))
    return result.tobytes() if isinstance(result, np.ndarray) else pickle.dumps(result)


@pytest.fixture(scope="module")
def alone():
    return {name: parts(work(None)) for name, work in WORK.items()}


@pytest.fixture(scope="module")
def cluster():
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
        Client(made) as client,
    ):
        yield client


@pytest.mark.parametrize("name", WORK)
def test_threads_give_the_same_bits(alone, name):
    with ThreadPoolExecutor(3) as pool:
        assert parts(WORK[name](pool)) == alone[name]


@pytest.mark.parametrize("name", WORK)
def test_a_dask_cluster_gives_the_same_bits(alone, cluster, name):
    assert parts(WORK[name](cluster.get_executor())) == alone[name]


def test_processes_give_the_same_bits(alone):
    with ProcessPoolExecutor(2) as pool:
        for name in ("synthetic_control", "defensible_controls", "structural_batch", "near_repeat"):
            assert parts(WORK[name](pool)) == alone[name], name


def test_a_refusal_comes_back_from_another_machine(cluster):
    with pytest.raises(Refusal) as caught:
        interrupted_batch(np.ones((3, 4)), 2, executor=cluster.get_executor())
    assert caught.value.sv


def test_a_clusters_workers_use_one_thread_each_for_linear_algebra(cluster):
    found = cluster.run(lambda: os.environ.get("OPENBLAS_NUM_THREADS"))
    assert set(found.values()) == {"1"}


def test_the_command_line_keeps_linear_algebra_to_one_thread_a_worker():
    import samverkan.evidence.commands  # noqa: F401  sets it on import

    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


def test_no_more_is_dealt_than_a_few_batches_ahead():
    """Pieces are made as results come in: memory follows the data, not the number of placebos."""
    lock, made, most, done = threading.Lock(), 0, 0, 0

    def pieces():
        nonlocal made, most
        for number in range(1000):
            with lock:
                made += 1
                most = max(most, made - done)
            yield number

    def work(number):
        nonlocal done
        with lock:
            done += 1
        return number

    with ThreadPoolExecutor(2) as pool:
        assert in_order(work, pieces(), pool) == list(range(1000))
    assert most <= AHEAD + 1


def test_a_fault_stops_the_dealing():
    dealt = []

    def pieces():
        for number in range(10_000):
            dealt.append(number)
            yield number

    with ThreadPoolExecutor(2) as pool, pytest.raises(ZeroDivisionError):
        in_order(lambda number: 1 // (number - 5), pieces(), pool)
    assert len(dealt) < 2 * AHEAD


@pytest.mark.parametrize("threads", [None, 2])
def test_progress_is_told_as_batches_finish(threads):
    told = []
    pool = ThreadPoolExecutor(threads) if threads else None
    with watched(lambda done, of: told.append((done, of))):
        found = by_rows(lambda rows: rows * 2.0, np.arange(10), pool, size=4)
    np.testing.assert_array_equal(found, np.arange(10) * 2.0)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_parts_of_a_work_share_one_progress():
    told = []
    with watched(lambda done, of: told.append(done / of)):
        for number in range(2):
            with part(number, 2):
                by_rows(lambda rows: rows * 1.0, np.arange(4), None, size=1)
    assert told == sorted(told)
    assert told[0] == pytest.approx(0.125)
    assert told[-1] == 1


def test_nobody_listens_by_default():
    assert _batches._progress.get() is None
    with part(0, 1):
        assert by_rows(lambda rows: rows * 1.0, np.arange(0)).shape == (0,)
