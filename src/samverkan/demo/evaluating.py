"""An evaluation that lies ready in the made-up municipality: planned, locked, computed, judged, as the pages do it.

`python -m samverkan.demo.evaluating SEED ANCHOR` makes it in the database that the environment names.
"""

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from samverkan.demo import chance, files
from samverkan.demo.council import actor
from samverkan.demo.organisation import MUNICIPALITY

ANALYST = ("analytiker", MUNICIPALITY[1])


def tell(seed: int, anchor: date) -> None:
    """Make every evaluation of data/evaluations.yaml; the history window must be open."""
    from samverkan.secrecy import ids

    with ids.drawn_from(chance.ids_from(seed, "evaluations")):
        for row in files.listed("evaluations"):
            _made(row, anchor)


def _made(row: Mapping[str, Any], anchor: date) -> None:
    from samverkan.demo.cast import at
    from samverkan.evaluations import actions
    from samverkan.secrecy import clock

    by = actor(*ANALYST)
    data = actions.Upload(row["file"], (files.DATA / row["file"]).read_bytes())
    with clock.frozen(at(anchor - timedelta(days=row["planned_days_ago"]), 10)):
        study = actions.plan(by=by, facts=row["facts"], data=data)
        _computed(by, study)
    with clock.frozen(at(anchor - timedelta(days=row["locked_days_ago"]), 10)):
        _computed(by, actions.lock(by=by, study=study))
    with clock.frozen(at(anchor - timedelta(days=row["judged_days_ago"]), 10)):
        actions.judge(by=by, study=study, **row["verdict"])


def _computed(by: Any, study: Any) -> None:
    """Do what was put in the queue, as the worker would; the worker itself then finds it done."""
    from samverkan.secrecy.background import running

    state = running.run(by.agency, study.job)
    if state != "done":
        raise RuntimeError(f"the evaluation that lies ready could not be computed: {state}")


if __name__ == "__main__":
    import django

    django.setup()
    tell(int(sys.argv[1]), date.fromisoformat(sys.argv[2]))
