"""The officer's screen lent to a pupil or guardian: the session opens one form and nothing else until it is back.

What is lent stands in the session; the middleware sends every other page to where the officer proves who they are.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

KEY = "lent"
OPEN = frozenset({"voice.screen", "voice.back", "login.end"})  # verbs that a lent session may use


@dataclass(frozen=True)
class Lent:
    """Which case the form is about and who answers. `done`: answered; only giving it back is left."""

    case: UUID
    who: str
    done: bool


def lend(request: HttpRequest, case: UUID, who: str) -> None:
    """From now on this session opens the form alone."""
    request.session[KEY] = {"case": str(case), "who": who, "done": False}
    request.session.pop("stepped_up_until", None)


def lent(request: HttpRequest) -> Lent | None:
    """What the session is lent for, if it is."""
    held = request.session.get(KEY)
    return Lent(UUID(held["case"]), held["who"], bool(held["done"])) if held else None


def answered(request: HttpRequest) -> None:
    """The form has been sent: it is not shown again."""
    request.session[KEY] = {**request.session[KEY], "done": True}


def give_back(request: HttpRequest) -> None:
    """The officer has the screen again."""
    request.session.pop(KEY, None)
