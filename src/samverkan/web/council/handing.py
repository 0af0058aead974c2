"""The way to handing a programme's published figures to the municipality's plan, for the pages that show it."""

from collections.abc import Iterable

from django.urls import reverse

from samverkan.casework.actions.figures import may_publish
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.web.present import Part


def ways_to_hand(actor: Actor, programmes: Iterable[Programme | None]) -> list[Part]:
    """For each programme whose figures the actor may hand over: its name, and where that is done."""
    found = {each.pk: each for each in programmes if each is not None}
    return [
        {"name": each.name, "url": reverse("council_figures", args=[each.pk])}
        for each in found.values()
        if may_publish(actor, programme=each)
    ]
