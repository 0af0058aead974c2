"""Two things round every request: faults become calm pages, and a page gets its actor or the sign-in."""

from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext

from samverkan.secrecy.acting import Conflict, Refused
from samverkan.secrecy.officers import actor_for
from samverkan.web import lending
from samverkan.web.context import ask_shell
from samverkan.web.views import errors

API = "/api/"
Answer = Callable[[HttpRequest], HttpResponseBase]


class CalmErrors(MiddlewareMixin):
    """A refused act, a lost race or a silent database gets its own page."""

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponseBase | None:
        if isinstance(fault, Refused):
            return errors.forbidden(request, fault)
        if isinstance(fault, Conflict):
            return errors.conflict(request, fault)
        if isinstance(fault, OperationalError | InterfaceError):
            return errors.unavailable(request)
        return None


class OnePolicy(MiddlewareMixin):
    """The content security policy, which is one for all answers: built once, not for each."""

    def process_response(self, _request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault(HEADER, _policy())
        return response


@cache
def _policy() -> str:
    return str(build_policy())


class Acting(MiddlewareMixin):
    """Gives a page `request.actor`, anew at each request, or sends the visitor to sign in.

    Rights that ended a second ago are gone: nothing about them is kept in the session.
    """

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        if not hasattr(view, "verb"):
            return None
        actor = self._actor(request)
        if actor is None:
            if request.path.startswith(API):
                return _sign_in_first()
            there = urlencode({"next": request.get_full_path()}) if request.path != "/" else ""
            return _elsewhere(request, settings.LOGIN_URL, there)
        request.actor = actor  # type: ignore[attr-defined]
        request.ask_along = partial(ask_shell, request)  # type: ignore[attr-defined]
        if lending.lent(request) is not None and view.verb not in lending.OPEN:
            return _elsewhere(request, reverse("voice_back"))
        return None

    @staticmethod
    def _actor(request: HttpRequest) -> Any:
        session = request.session
        if "assignment" not in session or "officer" not in session:
            return None
        actor = actor_for(UUID(session["officer"]), UUID(session["assignment"]))
        until = session.get("stepped_up_until")
        return actor.stepped_up(datetime.fromisoformat(until)) if actor and until else actor


def _elsewhere(request: HttpRequest, url: str, query: str = "") -> HttpResponseBase:
    """The whole page goes there, also when only a part of it was asked for."""
    if request.headers.get("HX-Request"):
        response = HttpResponseRedirect(url)
        response.status_code = 204
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(f"{url}?{query}" if query else url)


def _sign_in_first() -> JsonResponse:
    """A program is told so, and not led to a page with a form."""
    text = gettext("Logga in först: API:t svarar bara en inloggad tjänsteman på ett uppdrag.")
    refused = JsonResponse({"error": "sign_in", "text": text, "sign_in": settings.LOGIN_URL}, status=401)
    refused["WWW-Authenticate"] = 'Session realm="samverkan"'
    return refused
