"""The pages that some kinds of entry have for themselves, in any method that has the kind: a pupil's pages."""

from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.methods.asking import find_kind
from samverkan.pupils.absence.week import KIND as WEEK
from samverkan.pupils.reads.grades import KIND as GRADES
from samverkan.pupils.reads.inquiry import QUESTION
from samverkan.pupils.reads.plan import GOAL
from samverkan.pupils.voice.questions import KIND as VOICE
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.web.addresses import address
from samverkan.web.present import Part

PAGES = {
    "attendance": WEEK,
    "inquiry": QUESTION,
    "plan": GOAL,
    "grades": GRADES,
    "voice": VOICE,
}  # name of the address: kind


def pages_of(actor: Actor, case: CaseFile, here: str = "") -> list[Part]:
    """The pages of this case that its method has and the officer may read, for the way between them."""
    method = pinned(case.method, case.method_version)
    called = {
        "attendance": _("Närvaro"), "inquiry": _("Utredning"), "plan": _("Plan"), "grades": _("Betyg och behörighet"),
        "voice": _("Egna ord"),
    }  # fmt: skip
    return [
        {"label": called[name], "url": address(name, case.pk), "current": name == here}
        for name, kind in PAGES.items()
        if find_kind(method, kind) is not None and actor.reads(case.programme_id, kind)
    ]
