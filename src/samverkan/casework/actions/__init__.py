"""Every write of casework, one file a subject. Each is an `@action`: checked, atomic, traced, or not done."""

from samverkan.casework.actions.agenda import arrange_agenda
from samverkan.casework.actions.cases import assign, move, nominate, open_file
from samverkan.casework.actions.clocks import stop_clock
from samverkan.casework.actions.facts import add, judge, supersede
from samverkan.casework.actions.handing import hand_over
from samverkan.casework.actions.meetings import close_meeting, open_meeting, plan_meeting, point_at
from samverkan.casework.actions.receiving import receive
from samverkan.casework.actions.side_files import open_beside
from samverkan.casework.actions.take_in import take_in
from samverkan.casework.actions.tasks import accept_task, decline_task, finish_task, give_task

__all__ = [
    "accept_task",
    "add",
    "arrange_agenda",
    "assign",
    "close_meeting",
    "decline_task",
    "finish_task",
    "give_task",
    "hand_over",
    "judge",
    "move",
    "nominate",
    "open_beside",
    "open_file",
    "open_meeting",
    "plan_meeting",
    "point_at",
    "receive",
    "stop_clock",
    "supersede",
    "take_in",
]
