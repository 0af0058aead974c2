"""Error pages in plain Swedish: what happened, what was not done, what to do next. Never a value or a query."""

from typing import Any

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


def failed(_request: HttpRequest) -> HttpResponse:
    """A fault in the program."""
    return _answer(500)


def unavailable(_request: HttpRequest) -> HttpResponse:
    """The database does not answer; nothing half-done was kept."""
    return _answer(503)


def _answer(status: int, **context: Any) -> HttpResponse:
    response = HttpResponse(render_to_string(f"errors/{status}.html", context), status=status)
    response["Cache-Control"] = "no-store"
    return response
