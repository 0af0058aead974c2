"""Error pages in plain Swedish: what happened, what was not done, what to do next. Never a value or a query."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from samverkan.secrecy.acting import Conflict, Refused


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent could not be read."""
    return _answer(400)


def forbidden(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A rule refused an act; the reason is the rule's own words."""
    reason = exception.reason if isinstance(exception, Refused) else ""
    return _answer(403, reason=reason)


def csrf(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere."""
    return _answer(403)


def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Hidden and absent alike, to the byte."""
    return _answer(404)


def conflict(_request: HttpRequest, _clash: Conflict) -> HttpResponse:
    """Somebody else was first; pages that can show both versions do so themselves."""
    return _answer(409)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault in the program; or the database went before any view ran: the session lies in it too.

    Django turns a fault into an answer within each middleware, so that none round them ever meets it. It asks for
    that answer here, while it handles the fault.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _answer(500)


def unavailable(_request: HttpRequest) -> HttpResponse:
    """The database does not answer; nothing half-done was kept."""
    return _answer(503)


def _answer(status: int, **context: Any) -> HttpResponse:
    response = HttpResponse(render_to_string(f"errors/{status}.html", context), status=status)
    response["Cache-Control"] = "no-store"
    return response
