"""The made-up city's loop: pictures, plans and follow-ups of three years, and its registers; as the pages do it.

`python -m samverkan.demo.council SEED ANCHOR` tells it in the database that the environment names. The texts are
made up; the statistics under the newest pictures are the real ones that ship.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from samverkan.demo import chance, files
from samverkan.demo.organisation import MUNICIPALITY
from samverkan.demo.town import tell_registers

DAY = timedelta(days=1)
NOWHERE = Path("/nonexistent")


def tell(seed: int, anchor: date) -> None:
    """Build the loop; the history window must be open."""
    from samverkan.demo.cast import at
    from samverkan.secrecy import clock, ids

    told: dict[str, Any] = {}
    with ids.drawn_from(chance.ids_from(seed, "council")):
        for row in files.listed("council"):
            day = anchor - row["days_ago"] * DAY
            with clock.frozen(at(day, 10)):
                told[row["id"]] = _SORTS[row["sort"]](row, told, day)
        with clock.frozen(at(anchor - DAY, 11)):
            tell_registers(actor("samordnare"), seed, anchor)
            _hand_figures()


def _picture(row: Mapping[str, Any], told: Mapping[str, Any], day: date) -> Any:
    """An earlier picture stands on no statistics: those that ship did not exist in that form then."""
    from django.conf import settings

    from samverkan.council.actions import pictures

    by, held = actor("samordnare"), settings.SAMVERKAN["PICTURE"]
    try:
        if not row.get("statistics"):
            settings.SAMVERKAN["PICTURE"] = NOWHERE
        made = pictures.draft(by=by, place=row["place"], title=row["title"])
    finally:
        settings.SAMVERKAN["PICTURE"] = held
    pictures.write(by=by, picture=made.pk, title=row["title"], **row["texts"])
    kept = _titles(made.problems)
    for gone in kept.keys() - {problem["title"] for problem in row["problems"]}:
        pictures.drop_problem(by=by, picture=made.pk, problem=kept[gone])
    for problem in _in_order(row["problems"], day):
        pictures.put_problem(by=by, picture=made.pk, problem=kept.get(problem["title"]), **problem)
    return pictures.decide(picture=made.pk, **_decision(row, day)) if "decision" in row else made


def _plan(row: Mapping[str, Any], told: Mapping[str, Any], day: date) -> Any:
    from samverkan.council.actions import plans
    from samverkan.secrecy.models import Programme

    by, ground = actor("samordnare"), told[row["about"]]
    until = day + row["followed_up_in"] * DAY
    made = plans.draft(by=by, picture=ground.pk, title=row["title"], follow_up_by=until)
    plans.write(by=by, plan=made.pk, title=row["title"], summary=row["summary"], follow_up_by=until)
    problems = _titles(ground.problems)
    for each in _in_order(row["measures"], day):
        facts = dict(each)
        named = facts.pop("programme", None)
        programme = Programme.objects.filter(name=named).first() if named else None
        facts["due"] = day + facts.pop("due_in") * DAY
        facts["problem"] = problems[facts["problem"]]
        facts["programme"] = programme.pk if programme else None
        plans.put_measure(by=by, plan=made.pk, **facts)
    return plans.decide(plan=made.pk, **_decision(row, day)) if "decision" in row else made


def _followup(row: Mapping[str, Any], told: Mapping[str, Any], day: date) -> Any:
    from samverkan.council.actions import followups

    by, ground = actor("samordnare"), told[row["about"]]
    made = followups.draft(by=by, plan=ground.pk, title=row["title"])
    followups.write(by=by, followup=made.pk, title=row["title"], summary=row["summary"])
    measures = _titles(ground.measures)
    for each in _in_order(row["outcomes"], day):
        facts = dict(each)
        facts["measure"] = measures[facts["measure"]]
        followups.put_outcome(by=by, followup=made.pk, **facts)
    return followups.decide(followup=made.pk, **_decision(row, day)) if "decision" in row else made


def _hand_figures() -> None:
    """The owner of Trefas Järva hands the plan its newest month."""
    from samverkan.council.actions.handing import hand_figures
    from samverkan.council.reads import handing
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Programme

    by = actor("samordnare", "polis.jarva")
    programme = Programme.objects.get(name="Trefas Järva")
    with bound(by):
        month = handing.months(by, programme)[0]
    hand_figures(by=by, programme=programme, month=month)


_SORTS = {"picture": _picture, "plan": _plan, "followup": _followup}


def _in_order(rows: list[Any], day: date) -> Iterator[Any]:
    """Each row a minute after the one before, so that a paper's parts stand in the order of the file."""
    from samverkan.demo.cast import at
    from samverkan.secrecy import clock

    for minute, row in enumerate(rows):
        with clock.frozen(at(day, 10) + timedelta(minutes=minute)):
            yield row


def _titles(rows: Any) -> dict[str, UUID]:
    """Parts of a paper by title, as the coordinator reads them."""
    from samverkan.secrecy.binding import bound

    with bound(actor("samordnare")):
        return {each.title: each.pk for each in rows.all()}


def _decision(row: Mapping[str, Any], day: date) -> dict[str, Any]:
    return {
        "by": actor("chef"),
        "on": day,
        "body": row.get("body", "Kommunstyrelsen"),
        "decision": row["decision"],
    }


def actor(post: str, stem: str = MUNICIPALITY[1]) -> Any:
    """The officer of an authority in a post; the municipality's if none is named."""
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.officers import actor_for

    held = Assignment.objects.get(officer__username=f"{stem}.{post}")
    found = actor_for(held.officer_id, held.pk)
    assert found is not None
    return found


if __name__ == "__main__":
    import django

    django.setup()
    tell(int(sys.argv[1]), date.fromisoformat(sys.argv[2]))
