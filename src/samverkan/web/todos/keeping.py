"""What waits for whoever decides on weeding."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from samverkan.casework.reads import weeding
from samverkan.secrecy.actor import Actor
from samverkan.web.todos import ToDo


def todos(actor: Actor) -> Iterable[ToDo]:
    """One line for all that has fallen due."""
    count = weeding.due_count(actor)
    if count:
        what = ngettext("Besluta om gallring: %(n)s rad", "Besluta om gallring: %(n)s rader", count) % {
            "n": count
        }
        yield ToDo(
            what, reverse("weeding"), since=min(row.due for row in weeding.lists(actor).due if row.due)
        )
