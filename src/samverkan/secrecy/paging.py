"""`@page`: every answer that may show something secret.

The wrapper opens the transaction, binds the actor, lets the view render to finished bytes, writes one trace
line naming every entry shown, commits, and only then sends. A lazily rendered or streamed answer would be
rendered after the commit, unbound and untraced; it is refused.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from samverkan.secrecy import binding
from samverkan.secrecy.acting import Refused, trace_refusal, write_trace
from samverkan.secrecy.actor import Actor
from samverkan.trail import verbs

View = Callable[..., HttpResponseBase]


class NotFinished(TypeError):
    """A secret page returned something that is not finished bytes. It is a fault in the program."""


def page(
    verb: str, sv: str, en: str, *, may: Callable[[Actor], bool] | None = None
) -> Callable[[View], View]:
    """Make a view a page, traced under `verb`, which `sv` and `en` put in words for the log.

    `request.actor` is set by the sign-in middleware; `may(actor)` hides the page.

    Whoever may not see the page gets the same 404 as for a page that does not exist.
    """

    verbs.register(verb, sv=sv, en=en)

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            try:
                with binding.bound(actor) as own:
                    if may is not None and not may(actor):
                        raise Refused(verb, "")
                    response = view(request, *args, **kwargs)
                    _finished(response)
                    if own.touched or request.method != "GET":
                        write_trace(own, verb)
            except Refused as refusal:
                trace_refusal(actor, refusal.verb)
                if refusal.reason:
                    raise
                raise Http404 from refusal
            response["Cache-Control"] = "no-store"
            return response

        show.verb = verb  # type: ignore[attr-defined]
        return show

    return wrap


def _finished(response: HttpResponseBase) -> None:
    if not isinstance(response, HttpResponse) or not getattr(response, "is_rendered", True):
        raise NotFinished("a secret page must be rendered to finished bytes inside its transaction")
    if hasattr(response, "render"):
        raise NotFinished("TemplateResponse renders after the commit: use render()")
