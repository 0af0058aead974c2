"""One task: its text, what has come back about it, and its report."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samverkan.casework.models import Task
from samverkan.casework.reads.case import TaskView, task_views
from samverkan.secrecy import entries, reception
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Agency, CaseFile, Entry
from samverkan.secrecy.rules import visible, visible_cases


@dataclass(frozen=True)
class OneTask:
    """A task, and the report once it is done. `giver` is the authority that asked, if it was another.

    `event_content` is what was said in the latest report back: the reason, if it was declined.
    """

    view: TaskView
    report: OpenEntry | None
    giver: Agency | None
    event_content: dict[str, Any]

    @property
    def task(self) -> Task:
        return self.view.task


def find_task(actor: Actor, key: UUID) -> OneTask:
    """The task. Raises Task.DoesNotExist alike for a hidden and an absent one."""
    cases = visible_cases(actor, CaseFile.of(actor.agency))
    rows = Task.of(actor.agency).filter(pk=key, case__in=cases.values("pk"))
    row = rows.select_related("case", "origin__giver", "responsible").get()
    view = next((each for each in task_views(actor, [row.case]) if each.task.pk == key), None)
    if view is None:
        raise Task.DoesNotExist
    told = reception.content_of(view.event) if view.event else {}
    return OneTask(view, _report(actor, row), row.origin.giver if row.origin else None, told)


def _report(actor: Actor, row: Task) -> OpenEntry | None:
    if row.report_id is None:
        return None
    seen = visible(actor, Entry.of(actor.agency).filter(pk=row.report_id)).first()
    return entries.open_one(seen) if seen else None
