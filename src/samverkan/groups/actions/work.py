"""The programme's own file: network meetings, the steering group's decisions, the check of the strategy."""

from collections.abc import Mapping
from typing import Any

from samverkan.casework import actions
from samverkan.groups import rules
from samverkan.groups.reads.opening import files
from samverkan.secrecy.acting import action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry, Programme


@action(
    "group.work", "skrev i verksamhetens egen akt", "wrote in the programme's own file", may=rules.write_work
)
def write_work(*, by: Actor, programme: Programme, kind: str, fields: Mapping[str, Any]) -> Entry:
    """Write in the authority's own file on the work, which is opened the first time."""
    return actions.add(by=by, case=work_file(by, programme), kind=kind, fields=fields)


def work_file(by: Actor, programme: Programme) -> CaseFile:
    """The authority's file on the programme's own work, opened if it has none. Only acts call it."""
    found = next(iter(files(by, programme.pk, "work").by_key.values()), None)
    return found or actions.open_beside(by=by, programme=programme, side="work", entries={})
