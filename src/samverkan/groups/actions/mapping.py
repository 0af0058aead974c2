"""The mapping: incidents and their links to groups, ties between groups, and who belongs to which."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import actions
from samverkan.casework.pinning import pinned
from samverkan.groups import rules
from samverkan.groups.reads.naming import name_of, newest
from samverkan.secrecy import entries
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry, Programme

Given = Mapping[str, Any]
FROM_INCIDENT = ("event_date", "what", "place")


def report_incident(
    *, by: Actor, programme: Programme, incident: Given, details: Given | None = None
) -> CaseFile:
    """Open a file on an incident, called by what it was and where. `details` are what stays with the police."""
    what = next(
        field for field in pinned(programme.method, programme.method_version).kind("incident").fields
        if field.id == "what"
    )  # fmt: skip
    word = next((each.label.sv for each in what.choices if each.id == incident.get("what")), "")
    first = {"subject": {"name": f"{word}, {incident.get('place', '')}"}, "incident": incident}
    more = {"incident_detail": details} if details else {}
    return actions.open_beside(by=by, programme=programme, side="incident", entries={**first, **more})


@action("group.link", "kopplade en händelse till en grupp", "linked an incident to a group", may=rules.link)
def link_incident(*, by: Actor, incident: CaseFile, group: CaseFile, fields: Given) -> Entry:
    """Write in the group's file that an incident is tied to it, how surely and by whom that is judged.

    Day, sort and place come from the incident. Raises Invalid when they are not known here, or for another
    programme's group.
    """
    _same_programme(incident, group, "group")
    known = newest(by, incident, "incident")
    if known is None:
        raise Invalid("incident", _("Ni har inte fått veta när och vad det var. Be om det först."))
    told = {name: known[name] for name in FROM_INCIDENT if known[name]}
    given = {**told, **fields, "incident": str(incident.list_id)}
    return actions.add(by=by, case=group, kind="incident_link", fields=given)


@action("group.tie", "skrev in en konflikt eller allians", "wrote down a conflict or alliance", may=rules.tie)
def tie(*, by: Actor, group: CaseFile, fields: Given, other: CaseFile | None = None) -> Entry:
    """Write a tie to another group: one with a file here, or one known only by the name in `fields`.

    Raises Invalid where it is tied to itself.
    """
    if other is not None:
        _same_programme(other, group, "other_group")
        if other.pk == group.pk:
            raise Invalid("other_group", _("Välj en annan grupp än den själv."))
        fields = {**fields, "other": name_of(by, other) or other.number, "other_group": str(other.list_id)}
    return actions.add(by=by, case=group, kind="tie", fields=fields)


@action(
    "group.end_tie", "avslutade en konflikt eller allians", "ended a conflict or alliance", may=rules.end_tie
)
def end_tie(*, by: Actor, entry: Entry, ended_on: date, source: str = "") -> Entry:
    """Give a tie its end: a new version of it, so that whoever was told can be told this too.

    Raises Invalid for an end before its beginning, Conflict when a colleague was first.
    """
    held = entries.open_one(entry).fields or {}
    if held.get("since", "") > ended_on.isoformat():
        raise Invalid("ended_on", _("Det kan inte ha upphört innan det började."))
    ended = {**held, "ended_on": ended_on.isoformat(), **({"source": source} if source else {})}
    return actions.supersede(by=by, entry=entry, fields=ended)


@action(
    "group.join",
    "skrev in att en person hör till en grupp",
    "wrote that a person belongs to a group",
    may=rules.join,
)
def join(*, by: Actor, person: CaseFile, group: CaseFile, fields: Given) -> Entry:
    """Write in the person's own file which group they belong to. Nothing of it stands in the group's."""
    _same_programme(group, person, "group")
    given = {**fields, "group": str(group.list_id), "group_name": name_of(by, group) or group.number}
    return actions.add(by=by, case=person, kind="membership", fields=given)


def _same_programme(one: CaseFile, other: CaseFile, field: str) -> None:
    if one.programme_id != other.programme_id:
        raise Invalid(field, _("Välj ett ärende i samma verksamhet."))
