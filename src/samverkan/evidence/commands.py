"""`samverkan evaluate ...` in the terminal. Everything heavy is imported late: the first answer comes soon."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from concurrent.futures import Executor

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # our own workers fill the cores; a library's threads on top only queue

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
LANG = click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="Språk (language)."
)
WORKERS = click.option(
    "--workers", type=click.IntRange(1, 512), help="Arbetare; annars en per kärna (workers; one a core)."
)
DASK = click.option("--dask", metavar="ADDRESS", help="Räkna på ett dask-kluster (on a dask cluster).")


@click.group("evaluate")
def evaluate() -> None:
    """Utvärdera: fungerade det? (did it work?)."""


@contextmanager
def said_plainly(lang: str) -> Iterator[None]:
    """A refusal is told in the user's language; anything else is a fault and shows as one."""
    from samverkan.tables.refusal import Refusal

    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(refusal.sv if lang == "sv" else refusal.en) from refusal


@contextmanager
def working(workers: int | None, dask: str | None) -> Iterator[Executor | None]:
    """Threads over the cores (kernels let go of the interpreter lock), or a dask cluster's workers."""
    from concurrent.futures import ThreadPoolExecutor

    if dask is not None:
        from distributed import Client

        with Client(dask) as client:  # type: ignore[no-untyped-call]
            yield client.get_executor()
        return
    count = workers or len(os.sched_getaffinity(0))
    if count == 1:
        yield None
        return
    with ThreadPoolExecutor(count) as pool:
        yield pool


@evaluate.command("lock")
@click.argument("question", type=FILE)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Dag; annars i dag (the day; default today).")
@LANG
def lock_command(question: Path, on: date | None, lang: str) -> None:
    """Lås planen i QUESTION innan någon har sett utfallet (lock the plan before anyone has seen the outcome)."""
    from samverkan.evidence.evaluation import encoding
    from samverkan.evidence.evaluation.lock import lock, lock_path
    from samverkan.evidence.evaluation.question_file import read_question

    path = lock_path(question)
    if path.exists():
        raise click.ClickException(
            f"{path.name} finns redan. Ta bort den bara om planen verkligen ska låsas om."
            if lang == "sv"
            else f"{path.name} exists already. Remove it only if the plan is really to be locked anew."
        )
    with said_plainly(lang):
        day = date.today() if on is None else date(on.year, on.month, on.day)  # noqa: DTZ011  the user's own day
        made = lock(read_question(question), day)
    path.write_bytes(encoding.to_bytes(made))
    click.echo(
        f"Låst {made.locked}. Fingeravtryck att diarieföra: {made.fingerprint}"
        if lang == "sv"
        else f"Locked on {made.locked}. Fingerprint to register: {made.fingerprint}"
    )


@evaluate.command("run")
@click.argument("question", type=FILE)
@click.option(
    "-o", "--output", type=FOLDER, required=True, help="Mapp för resultatet (folder for the result)."
)
@WORKERS
@DASK
@LANG
def run_command(question: Path, output: Path, workers: int | None, dask: str | None, lang: str) -> None:
    """Räkna och skriv rapporten; avbruten fortsätter den där den var (an interrupted run goes on where it was)."""
    from samverkan.evidence.evaluation.running import run_file

    with said_plainly(lang), working(workers, dask) as executor:
        run_file(question, output, lang, executor)


@evaluate.command("power")
@click.argument("question", type=FILE)
@LANG
def power_command(question: Path, lang: str) -> None:
    """Vad kunde detta visa? Bara tiden före start används (what could this show? only the time before is used)."""
    from samverkan.evidence.evaluation.running import power_of

    with said_plainly(lang):
        for line in power_of(question, lang):
            click.echo(line)


@evaluate.command("verdict")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--set", "word", required=True, help="worked, did_not, cannot_tell, harmful")
@click.option("--by", required=True, help="Vem som avgör (who decides).")
@click.option("--reason", required=True, help="Skälen (the reasons).")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Dag; annars i dag (the day; default today).")
@LANG
def verdict_command(folder: Path, word: str, by: str, reason: str, on: date | None, lang: str) -> None:
    """Sätt slutsatsen som en människa (set the verdict, as a human)."""
    from samverkan.evidence.evaluation.running import set_verdict

    day = date.today() if on is None else date(on.year, on.month, on.day)  # noqa: DTZ011  the user's own day
    with said_plainly(lang):
        set_verdict(folder, word, by, reason, day)
    click.echo("Klart." if lang == "sv" else "Done.")


@evaluate.command("near-repeat")
@click.argument("file", type=FILE)
@click.option("--x", required=True, help="Kolumn: öst, meter (east, metres).")
@click.option("--y", required=True, help="Kolumn: nord, meter (north, metres).")
@click.option("--day", required=True, help="Kolumn: datum (date).")
@click.option("--metres", default="0,1,200,400,600", show_default=True, help="Avståndsband (distance bands).")
@click.option("--days", default="0,7,14,21", show_default=True, help="Tidsband, dygn (time bands, days).")
@click.option(
    "--event",
    required=True,
    help="Vad är en händelse? row, eller kolumner lika i (row, or columns equal in).",
)
@click.option("--metric", type=click.Choice(["manhattan", "euclid"]), default="manhattan", show_default=True)
@click.option("--permutations", type=click.IntRange(0, 99_999), default=999, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="CSV.")
@WORKERS
@LANG
def near_repeat_command(
    file: Path, x: str, y: str, day: str, metres: str, days: str, event: str, metric: str, permutations: int,
    seed: int, output: Path | None, workers: int | None, lang: str,
) -> None:  # fmt: skip
    """Nära upprepningar i FILE, alla band på en gång (near repeats, all bands at once)."""
    from samverkan.evidence.evaluation.near_repeat_file import Wanted, run_near_repeat

    with said_plainly(lang), working(workers, None) as executor:
        wanted = Wanted(x, y, day, metres, days, event, metric, permutations, seed)
        for line in run_near_repeat(file, wanted, lang, output, executor):
            click.echo(line)


@evaluate.command("prepare")
@LANG
def prepare_command(lang: str) -> None:
    """Kompilera räknekärnorna en gång för alla (compile the kernels once and for all)."""
    from samverkan.evidence.prepare import prepare

    seconds = prepare()
    click.echo(f"Klart på {seconds:.0f} s." if lang == "sv" else f"Done in {seconds:.0f} s.")
