"""Day one: an existing list taken in by the authority that owns it, all of it or nothing."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.casework.actions.cases import nominate
from samverkan.casework.actions.facts import add
from samverkan.casework.list_file import Line
from samverkan.casework.pinning import pinned
from samverkan.methods.asking import asked_kinds
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Programme


@action("list.take_in", "läste in en lista", "took a list in", may=rules.take_in)
def take_in(*, by: Actor, programme: Programme, lines: Sequence[Line]) -> list[CaseFile]:
    """Take every line up as if it had been written by hand: each waits for its second person where the method asks.

    Each line's acts are traced on their own. Raises Invalid naming the row; then nothing is taken in.
    """
    if not lines:
        raise Invalid("file", _("Filen har ingen rad som kan läsas in."))
    made = []
    for line in lines:
        try:
            made.append(_taken_up(by, programme, line))
        except Invalid as wrong:
            raise Invalid(
                "file", _("Rad %(row)s: %(why)s") % {"row": line.number, "why": wrong.message}
            ) from wrong
    note(rows=len(made))
    return made


def _taken_up(by: Actor, programme: Programme, line: Line) -> CaseFile:
    method = pinned(programme.method, programme.method_version)
    asked = {kind.id for kind in asked_kinds(method)}
    identity = dict(line.given[line.naming])
    if line.protection:
        identity["protection"] = line.protection
    case = nominate(
        by=by, programme=programme, identity=identity, protected=bool(line.protection),
        more={kind: fields for kind, fields in line.given.items() if kind in asked},
    )  # fmt: skip
    for kind, fields in line.given.items():
        if kind not in asked:
            add(by=by, case=case, kind=kind, fields=fields)
    return case
