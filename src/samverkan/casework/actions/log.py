"""Reviewing the log: a sample drawn by chance and on record, and signed off with a finding.

Systematic sampling: of `total` lines in the order of time every `step`-th from a random start, so that each
line is as likely as any other and the sample is spread over the whole time. The draw is itself a line of the
trail, so nobody can draw again unseen until a sample is to their liking.
"""

import re
import secrets
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework.reads import log
from samverkan.casework.reads.log import Draw, Filter
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.verdict import Verdict, no, yes

FINDINGS = ("nothing", "question", "deviation")
MOST = 200  # lines in a sample
REFERENCE = re.compile(r"[A-Za-z0-9._:/§-]{1,64}")


def may_review(by: Actor, **_facts: Any) -> Verdict:
    """Whoever reviews the agency's own log."""
    if by.may("review_log"):
        return yes(_("uppdraget ger rätten"))
    return no(_("Ditt uppdrag ger inte rätt att granska loggen."))


@action("log.sample", "drog ett stickprov ur loggen", "drew a sample of the log", may=may_review)
def draw_sample(*, by: Actor, chosen: Filter, size: int) -> None:
    """Draw about `size` of the matching lines. Raises Invalid when there is nothing to draw from."""
    if not 1 <= size <= MOST:
        raise Invalid("size", _("Skriv ett antal från 1 till %(most)s.") % {"most": MOST})
    before = clock.now()
    total = log.matching(by, Filter(**{**vars(chosen), "before": before})).count()
    if total == 0:
        raise Invalid("size", _("Inga rader passar urvalet."))
    step = -(-total // size)
    since = before - log.moment(0)
    codes = {"officer": chosen.officer, "verb": chosen.verb, "outcome": chosen.outcome,
             "first": chosen.first, "last": chosen.last}  # fmt: skip
    note(
        total=total, step=step, start=secrets.randbelow(min(step, total)),
        before=(since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds,
        **{name: str(value) for name, value in codes.items() if value},
    )  # fmt: skip


@action("log.sign_off", "signerade ett stickprov", "signed off a sample", may=may_review)
def sign_off(*, by: Actor, draw: Draw, finding: str, reference: str = "") -> None:
    """Put on record that the sample was read and what came of it.

    Words about it belong in the authority's own registry; here stands its number. Raises Invalid.
    """
    if finding not in FINDINGS:
        raise Invalid("finding", _("Välj vad granskningen visade."))
    if finding != "nothing" and not reference:
        raise Invalid("reference", _("Ange diarienumret där frågan eller avvikelsen är beskriven."))
    if reference and not REFERENCE.fullmatch(reference):
        raise Invalid("reference", _("Ett diarienummer har bara bokstäver A–Z, siffror och . _ : / - §"))
    require().touch(*(row.pk for row in log.sample(by, draw)))
    note(sample=str(draw.id), finding=finding, **({"reference": reference} if reference else {}))
