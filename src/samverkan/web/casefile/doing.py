"""What may be done with each entry of a case: asked once a page for each kind, not once an entry."""

from functools import cached_property

from django.utils.translation import gettext as _

from samverkan.casework.reads.case import CaseView
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.web.addresses import address
from samverkan.web.casefile.common import may_disclose
from samverkan.web.present import Part


class Doing:
    """Reading more is always possible; correcting and disclosing where the seat and the kind allow."""

    def __init__(self, actor: Actor, view: CaseView) -> None:
        self.actor, self.view = actor, view
        self.details, self.correct, self.disclose = _("Detaljer"), _("Rätta"), _("Lämna ut")

    def about(self, each: OpenEntry) -> list[Part]:
        """The links of one entry, each `label` and `url`."""
        key, kind = each.row.pk, each.row.kind
        links = [{"label": self.details, "url": address("fact", key)}]
        if each.row.received_id is not None:
            return links
        if kind in self._correctable:
            links.append({"label": self.correct, "url": address("fact_correct", key)})
        if kind in self._disclosable and self._door:
            links.append({"label": self.disclose, "url": f"{self._door}?entry={key}"})
        return links

    @cached_property
    def _correctable(self) -> frozenset[str]:
        case, kinds = self.view.case, self.view.method.kinds
        may = {
            word for word in {each.capability for each in kinds} if self.actor.may(word, case.programme_id)
        }
        return frozenset(each.id for each in kinds if each.capability in may and not case.closed_on)

    @cached_property
    def _disclosable(self) -> frozenset[str]:
        return frozenset(each.id for each in self.view.method.kinds if each.disclosable)

    @cached_property
    def _door(self) -> str:
        """Where this officer discloses from the case; nothing where it cannot be done."""
        case = self.view.case
        may = case.list_id and not case.closed_on and may_disclose(self.actor, case.programme_id)
        return address("disclose", case.pk) if may else ""
