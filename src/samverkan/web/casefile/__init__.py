"""The case page, put together: one column for each authority, what may be done, and the case's history."""

from samverkan.casework.reads.case import CaseView
from samverkan.casework.reads.inbox import folded
from samverkan.methods.asking import level_kinds
from samverkan.secrecy.actor import Actor
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.casefile.acts import acts, kinds_to_write, moves, writable
from samverkan.web.casefile.columns import columns
from samverkan.web.casefile.common import authors_in
from samverkan.web.casefile.crossings import consents, disclosures, standing, task
from samverkan.web.casefile.history import history
from samverkan.web.casefile.limits import limits
from samverkan.web.exits.room import ways
from samverkan.web.present import Part
from samverkan.web.ways import pages_of

__all__ = ["case_page", "writable"]

RECENT = 10  # events of the history that lie open


def case_page(actor: Actor, view: CaseView) -> Part:
    """Everything cases/case.html takes."""
    case = view.case
    authors = authors_in(view)
    happened = history(view, authors)
    return {
        **_head(view),
        "columns": columns(actor, view, authors),
        "tasks": [task(actor, each) for each in view.tasks],
        "limits": limits(actor, view.limits),
        "waiting": [
            {
                "giver": present.chip(each.delivery.giver),
                "url": address("delivery", each.delivery.pk),
                "count": each.count,
            }
            for each in folded(view.waiting)
        ],
        "pages": pages_of(actor, case),
        "disclosures": disclosures(view),
        "ways": ways(actor, case),
        "consents": consents(view),
        "standing": standing(view),
        "acts": acts(actor, view),
        "kinds": kinds_to_write(actor, view),
        "moves": moves(actor, view),
        "history": happened[:RECENT],
        "earlier": happened[RECENT:],
        "can_assign": actor.may("assign", case.programme_id) and not case.closed_on,
    }


def _head(view: CaseView) -> Part:
    case = view.case
    return {
        "case": case,
        "programme": case.programme,
        "title": view.name or present.case_title(case),
        "name": view.name,
        "locked": view.locked,
        "joint": view.joint,
        "judges": bool(level_kinds(view.method)),
        "marks": present.case_marks(view.markings, protected=view.protected),
        "phase": present.phase_label(case, view.method),
        "officers": view.officers,
    }
