"""The worker: a process of its own that takes jobs from the queue and does them as the product's role.

Two connections, two roles: the queue's own (SAMVERKAN_WORKER_DSN) sees ids and times, the product's
(DATABASE_URL) sees what the acting officer or the system may. It polls: a NOTIFY would tell anybody.
"""

import asyncio
import logging
import os
from datetime import date
from typing import Any
from uuid import UUID

import procrastinate
from django.utils.module_loading import autodiscover_modules

DSN = "SAMVERKAN_WORKER_DSN"
QUEUE, EVERY_HOUR = "work", "7 * * * *"
POLL, GONE = 1.0, 30  # seconds between looks into the queue; until a silent worker counts as dead
AT_ONCE = 2  # a long import does not hold the night's work up
NIGHT = 3  # o'clock in Stockholm: an hour that every day has once
log = logging.getLogger(__name__)


def application(dsn: str) -> procrastinate.App:
    """The queue and what it knows to do: one job, and what is due by the hour."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=dsn, min_size=1, max_size=3))
    retry = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5)
    app.task(name=QUEUE, queue=QUEUE, retry=retry)(work)
    hourly = app.task(name="hourly", queue=QUEUE, queueing_lock="hourly")(by_the_hour)
    app.periodic(cron=EVERY_HOUR)(hourly)
    return app


def work(agency: str, job: str) -> None:
    """Do one job, from wherever it stands."""
    from samverkan.secrecy.background import running

    try:
        running.run(UUID(agency), UUID(job))
    finally:
        _let_go()


_last_night: date | None = None


def by_the_hour(timestamp: int) -> None:
    """What is due once a night, at the first hour that finds it undone; also after the worker has been away."""
    global _last_night  # noqa: PLW0603 - the worker's own memory; forgotten, the night's work is done once more
    from samverkan.secrecy import clock

    now = clock.now().astimezone(clock.STOCKHOLM)
    if now.hour >= NIGHT and _last_night != now.date():
        _last_night = now.date()
        the_night()


def the_night() -> None:
    """The night's work for each agency in turn; one that fails is told by number and the others go on."""
    from samverkan.secrecy.background import running

    failed = 0
    try:
        for system in running.agencies():
            try:
                running.tonight(system)
            except RuntimeError as wrong:
                failed += 1
                log.error("%s", wrong)  # the names of the works, no agency and no value
    finally:
        _let_go()
    if failed:
        raise RuntimeError(f"the night's work failed for {failed} agencies")


async def serve(dsn: str) -> None:
    """Work until told to stop."""
    app = application(dsn)
    async with app.open_async():
        await asyncio.to_thread(the_night_if_late)
        await take_up_again(app)
        await app.run_worker_async(
            queues=[QUEUE], concurrency=AT_ONCE, fetch_job_polling_interval=POLL, listen_notify=False,
            delete_jobs="successful", install_signal_handlers=True, shutdown_graceful_timeout=10,
            update_heartbeat_interval=GONE / 3, stalled_worker_timeout=GONE,
        )  # fmt: skip


def the_night_if_late() -> None:
    """At the start: what the night should have done while nobody worked."""
    by_the_hour(0)


async def take_up_again(app: procrastinate.App) -> None:
    """Put back what a worker held when it was killed: there is one worker, and this one has just begun."""
    held: Any = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=0)
    for job in held:
        await app.job_manager.retry_job(job)


def _let_go() -> None:
    from django.db import connection

    connection.close()


def main() -> None:
    """Serve with the connection the environment names."""
    import django

    django.setup()
    autodiscover_modules("jobs")  # every room's own
    asyncio.run(serve(os.environ[DSN]))


if __name__ == "__main__":
    main()
