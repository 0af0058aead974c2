"""Figures that owners have handed to plans, and what an owner could hand."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from samverkan.casework.models import Figures
from samverkan.council.models import HandedFigures, Measure
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme


def newest(programmes: Iterable[UUID]) -> dict[UUID, HandedFigures]:
    """The newest month handed of each programme, in its newest hand."""
    rows = HandedFigures.objects.filter(programme__in=list(programmes)).select_related("agency", "programme")
    return {row.programme_id: row for row in rows}


def of_measures(measures: Iterable[Measure]) -> dict[UUID, HandedFigures]:
    """The same for the programmes among a plan's measures."""
    return newest(each.programme_id for each in measures if each.programme_id)


def months(by: Actor, programme: Programme) -> list[date]:
    """The months that the actor's authority has published of its list, newest first."""
    rows = Figures.objects.filter(programme=programme, agency=by.agency, kind=Figures.Kind.LIST)
    return sorted(set(rows.values_list("month", flat=True)), reverse=True)
