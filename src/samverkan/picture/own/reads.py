"""Which own files an agency has, and what is told of the newest of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from samverkan.picture.models import OwnFile
from samverkan.picture.own import rules, sealing
from samverkan.picture.places.register import shipped
from samverkan.picture.publishing import own_table
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.seal import Fields

Kind = OwnFile.Kind
READ_IN = (Kind.INCIDENTS, Kind.PLACE_REPORTS, Kind.OWN_FIGURES)


def files(actor: Actor) -> list[OwnFile]:
    """Every file that was read in, newest first, without its content; none for who may not handle them."""
    if not rules.handles(actor):
        return []
    rows = OwnFile.of(actor.agency).filter(kind__in=READ_IN).defer("held", "told")
    return list(rows.order_by("-made_at", "-number", "-pk"))


def newest(actor: Actor, kind: str, besides: OwnFile | None = None) -> OwnFile | None:
    """The file of a kind that stands, besides one that is being read in; content included."""
    if not rules.handles(actor):
        return None
    rows = OwnFile.of(actor.agency).filter(kind=kind, dropped_at__isnull=True)
    others = rows if besides is None else rows.exclude(pk=besides.pk)
    return others.order_by("-made_at", "-number", "-pk").first()


def told(actor: Actor) -> dict[str, Fields]:
    """Kind to what is told of the file that stands, `made_up` and `read_on` with it."""
    found = {}
    for kind in READ_IN:
        row = newest(actor, kind)
        fields = sealing.told_of(row) if row is not None else None
        if row is not None and fields is not None:
            found[str(kind)] = {
                **fields,
                "made_up": row.made_up,
                "read_on": clock.day_of(row.made_at).isoformat(),
            }
    return found


@dataclass(frozen=True)
class ToPublish:
    """The table that would be given out now: its layout with the true counts, and the publication as kept."""

    layout: own_table.Layout
    kept: Fields
    made_up: bool


def to_publish(actor: Actor) -> ToPublish | None:
    """What may be given out of the own incidents today; None without a whole year of them."""
    row = newest(actor, Kind.INCIDENTS)
    held = sealing.told_of(row) if row is not None else None
    code = str(settings.SAMVERKAN["MUNICIPALITY"])
    found = own_table.layout(held, shipped(), code) if held is not None else None
    if row is None or found is None:
        return None
    today = clock.today()
    cells = own_table.published(found, today, publications(actor))
    return ToPublish(found, {**own_table.kept(found, cells, today), "made_up": row.made_up}, row.made_up)


def publications(actor: Actor) -> list[Fields]:
    """Everything that was ever published of the own incidents, oldest first."""
    if not rules.handles(actor):
        return []
    rows = OwnFile.of(actor.agency).filter(kind=Kind.PUBLICATION).order_by("made_at", "pk")
    return [found for row in rows if (found := sealing.told_of(row)) is not None]
