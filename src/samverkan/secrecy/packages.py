"""A package: many disclosures prepared before a meeting and decided in one go, each with its own receipt and trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import disclosing
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Disclosure, Mode, Programme
from samverkan.secrecy.rules import in_programme
from samverkan.secrecy.verdict import Verdict


@dataclass(frozen=True)
class Line:
    """What of one case goes to one receiver. `four_eyes`: the method asks for a second decider."""

    case: CaseFile
    receiver: UUID
    items: tuple[disclosing.Item, ...]
    four_eyes: bool = False


@dataclass(frozen=True)
class Decided:
    """A line of a package and the decision on it; `decision.shown` names the preview of that very line."""

    disclosure: Disclosure
    decision: disclosing.Decision


def _may_propose(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Each line asks its own rule too; this one is asked of the whole."""
    allowed = in_programme(by, "propose", programme)
    return allowed or in_programme(by, "decide", programme)


def _may_decide(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    return in_programme(by, "decide", programme)


@action("package.propose", "satte ihop ett paket", "put a package together", may=_may_propose)
def propose(
    *, by: Actor, programme: Programme, package: UUID, lines: Sequence[Line], request: UUID
) -> list[Disclosure]:
    """Propose every line, or none. Sent twice with one `request`, each line is one. Nothing crosses yet.

    Raises Invalid: no lines, a case of another programme, and what `disclosing.propose` raises.
    """
    if not lines:
        raise Invalid("take", _("Välj minst en uppgift och en mottagare."))
    if any(line.case.programme_id != programme.pk for line in lines):
        raise Invalid("take", _("Alla ärenden i ett paket hör till samma verksamhet."))
    note(lines=len(lines))
    return [
        disclosing.propose(
            by=by, case=line.case, receiver=line.receiver, items=line.items, mode=Mode.PACKAGE,
            package=package, four_eyes=line.four_eyes,
            request=uuid5(request, f"{line.case.pk} {line.receiver}"),
        )
        for line in lines
    ]  # fmt: skip


@action("package.decide", "beslutade om ett paket", "decided on a package", may=_may_decide)
def decide(*, by: Actor, programme: Programme, package: UUID, lines: Sequence[Decided]) -> list[Disclosure]:
    """One decider settles the lines chosen, in one transaction: all of them or none.

    A line left out is struck: it stays a proposal. Raises Invalid and Conflict as `disclosing.decide` does.
    """
    if not lines:
        raise Invalid("lines", _("Alla rader är strukna: det finns inget att besluta om."))
    if any(
        (line.disclosure.package, line.disclosure.programme_id) != (package, programme.pk) for line in lines
    ):
        raise Invalid("lines", _("En rad hör inte till paketet."))
    note(lines=len(lines))
    # In one order always, so that two deciders who meet wait for one another and never deadlock.
    ordered = sorted(lines, key=lambda line: line.disclosure.pk)
    return [disclosing.decide(by=by, disclosure=line.disclosure, decision=line.decision) for line in ordered]
