"""The owner of a programme hands its published figures to the municipality's plan, a month at a time."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverkan.casework.actions.figures import may_publish
from samverkan.casework.models import Figures
from samverkan.casework.pinning import pinned
from samverkan.council import checking
from samverkan.council.models import HandedFigures
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

TOTAL = "total"


@action(
    "figures.to_plan", "lämnade siffror till kommunens plan", "handed figures to the municipality's plan",
    may=may_publish,
)  # fmt: skip
def hand_figures(*, by: Actor, programme: Programme, month: date) -> HandedFigures:
    """Hand over the totals of a month that has been published; what was suppressed then stays so.

    Raises Invalid for a month that the owner has not published.
    """
    rows = Figures.objects.filter(programme=programme, agency=by.agency, kind=Figures.Kind.LIST, month=month)
    newest = rows.order_by("-published_at").first()
    if newest is None:
        raise Invalid("month", _("Månadens siffror är inte utgivna. Ge ut dem först, under Siffror."))
    made = HandedFigures(
        agency_id=by.agency, programme=programme, month=month, counts=_totals(newest), handed_by_id=by.assignment,
        handed_at=clock.now(),
    )  # fmt: skip
    made.save(force_insert=True)
    checking.noted(made)
    return made


def _totals(row: Figures) -> dict[str, dict[str, object]]:
    method = pinned(row.method, row.method_version)
    return {
        each.id: {
            "label": each.label.sv, "definition": each.definition.sv, "value": row.counts[each.id][TOTAL]["value"],
        }
        for each in method.indicators
        if TOTAL in row.counts.get(each.id, {})
    }  # fmt: skip
