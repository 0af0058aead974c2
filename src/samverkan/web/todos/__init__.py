"""What waits for an officer, by date: one list for every role of every method, on the first page.

A room adds its own by a function from the actor to `ToDo`s, named in `sources.py`. It runs inside the page
`desk.read`, so it reads through the rules as any page does, and may ask the database; the drawing may not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samverkan.casework.reads.scales import Judged
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.web.present import Part

SOON = timedelta(days=7)


@dataclass(frozen=True)
class ToDo:
    """One thing to do. Name nobody in `what`: a name stands in `about`, with its marks.

    `due` is its last day; where it has none, `since` says how long it has waited. `left` is the time left in
    words, where the calendar alone does not say it (working days); `judged` a human's colour to look over.
    """

    what: str
    url: str
    due: date | None = None
    since: date | None = None
    about: Part | None = None
    note: str = ""
    left: str = ""
    judged: Judged | None = None
    judging: bool = False

    @property
    def late(self) -> bool:
        """Whether its last day has passed."""
        return self.due is not None and self.due < clock.today()


Source = Callable[[Actor], Iterable[ToDo]]


def by_day(found: Iterable[ToDo]) -> list[tuple[str, list[ToDo]]]:
    """(heading, to-dos) for each heading that has any: late, today or waiting, the next seven days, later."""
    heads = (_("Försenat"), _("I dag"), _("De närmaste sju dagarna"), _("Senare"))
    groups: tuple[list[ToDo], ...] = ([], [], [], [])
    for each in sorted(found, key=_place):
        groups[_group(each)].append(each)
    return [(head, group) for head, group in zip(heads, groups, strict=True) if group]


def _group(each: ToDo) -> int:
    today = clock.today()
    if each.late:
        return 0
    if each.due is None or each.due == today:
        return 1
    return 2 if each.due <= today + SOON else 3


def _place(each: ToDo) -> tuple[date, str, str]:
    about = each.about["name"] if each.about else ""
    return each.due or each.since or clock.today(), each.what, about
