"""Every write of this room. Each is made of casework's own acts, in one transaction: all of it is done, or nothing."""

from samverkan.groups.actions.call_ins import attend, hold, invite, plan_call_in
from samverkan.groups.actions.evaluating import decide_export, fetch_export
from samverkan.groups.actions.focus import continue_focus, start_focus, stop_focus
from samverkan.groups.actions.help_line import hand_over, take_call
from samverkan.groups.actions.mapping import end_tie, join, link_incident, report_incident, tie
from samverkan.groups.actions.messages import notify
from samverkan.groups.actions.work import write_work

__all__ = [
    "attend",
    "continue_focus",
    "decide_export",
    "end_tie",
    "fetch_export",
    "hand_over",
    "hold",
    "invite",
    "join",
    "link_incident",
    "notify",
    "plan_call_in",
    "report_incident",
    "start_focus",
    "stop_focus",
    "take_call",
    "tie",
    "write_work",
]
