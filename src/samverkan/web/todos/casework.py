"""What waits in the cases: tasks, time limits, judgements to look over, steps that take a second person."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.case import TaskView
from samverkan.casework.reads.clocks import Running
from samverkan.casework.reads.desk import desk
from samverkan.casework.reads.lists import CaseRow
from samverkan.methods.asking import level_kinds
from samverkan.secrecy.actor import Actor
from samverkan.web import present
from samverkan.web.casefile.limits import left_words
from samverkan.web.todos import ToDo


def todos(actor: Actor) -> Iterable[ToDo]:
    """Nothing for a seat that reads no entries."""
    if not any(seat.reads for seat in actor.seats):
        return
    found = desk(actor)
    yield from (_task(each, found.people) for each in found.tasks)
    yield from (_limit(each, found.people) for each in found.limits)
    timed = {each.case.pk for each in found.limits if _is_of_judgement(each)}
    judged = [row for row in found.stale if row.case.pk not in timed]
    yield from (_to_judge(row) for row in judged if actor.may("judge", row.case.programme_id))
    yield from (_to_confirm(row) for row in found.to_confirm)


def _task(view: TaskView, people: Mapping[UUID, CaseRow]) -> ToDo:
    title = str(view.text["title"] or _("Uppdrag"))
    about = people.get(view.task.case_id)
    return ToDo(
        title, reverse("task", args=[view.task.pk]), due=view.task.due,
        about=present.person(about) if about else None, note=_("Uppdrag"),
    )  # fmt: skip


def _limit(each: Running, people: Mapping[UUID, CaseRow]) -> ToDo:
    note = _("Tidsgräns, räknat från %(day)s. Källa: %(source)s") % {
        "day": each.started_on.isoformat(), "source": present.source(each.clock.source),
    }  # fmt: skip
    row = people[each.case.pk]
    about, judging = present.person(row), _is_of_judgement(each)
    return ToDo(
        present.words(each.clock.label), about["url"], due=each.due, about=about, note=note,
        left=left_words(each), judging=judging, judged=row.shown if judging else None,
    )  # fmt: skip


def _is_of_judgement(each: Running) -> bool:
    """Whether the limit counts from a judgement on a scale: then it says that the judgement is to be looked over."""
    kinds = level_kinds(pinned(each.case.method, each.case.method_version))
    return each.row is not None and each.row.kind in kinds


def _to_judge(row: CaseRow) -> ToDo:
    since = row.shown.stale_since if row.shown else None
    about = present.person(row)
    return ToDo(
        _("Se över bedömningen"), about["url"], since=since, about=about, judged=row.shown, judging=True
    )


def _to_confirm(row: CaseRow) -> ToDo:
    about = present.person(row)
    return ToDo(_("Bekräfta"), about["url"], since=row.case.opened_on, about=about)
