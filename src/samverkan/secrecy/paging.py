"""`@page`: every answer that may show something secret.

The wrapper opens the transaction, binds the actor, lets the view read all that it will show, and sends one
trace line naming every entry shown together with the COMMIT. While that goes to the disk the page is drawn,
with nothing left that could be asked; only when the commit is answered are the finished bytes sent. A lazily
rendered or streamed answer would be rendered after that, unbound and untraced; it is refused.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from samverkan.secrecy import binding, clock
from samverkan.secrecy.acting import Refused, trace_of, trace_refusal
from samverkan.secrecy.actor import Actor
from samverkan.trail import verbs

View = Callable[..., HttpResponseBase]


class NotFinished(TypeError):
    """A secret page returned something that is not finished bytes. It is a fault in the program."""


class Sheet(HttpResponse):
    """An answer with all read and nothing drawn: `@page` draws it while its trace is on its way to the disk."""

    def __init__(self, draw: Callable[[], str], status: int = 200) -> None:
        super().__init__(status=status)
        self._draw = draw

    def draw(self) -> None:
        """Fill in the bytes. Whoever asks the database here meets NotBound or OnItsWay."""
        self.content = self._draw()


def page(
    verb: str, sv: str, en: str, *, may: Callable[[Actor], bool] | None = None
) -> Callable[[View], View]:
    """Make a view a page, traced under `verb`, which `sv` and `en` put in words for the log.

    `request.actor` is set by the sign-in middleware; `may(actor)` hides the page. `request.ask_along`, set there
    too, asks what every page shows besides, so that it goes with the view's own first question.

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
                    if request.method == "GET":
                        getattr(request, "ask_along", _nothing)()
                    response = view(request, *args, **kwargs)
                    _finished(response)
                    traced = own.touched or request.method != "GET"
                    binding.database().leave(*([trace_of(own, verb)] if traced else []))
                    mark = clock.high_water()
            except Refused as refusal:
                trace_refusal(actor, refusal.verb)
                if refusal.reason:
                    raise
                raise Http404 from refusal
            _draw(response, mark)
            response["Cache-Control"] = "no-store"
            return response

        show.verb = verb  # type: ignore[attr-defined]
        return show

    return wrap


def _nothing() -> None:
    """Nothing is asked along."""


def _draw(response: HttpResponseBase, mark: Any) -> None:
    """Draw while the disk writes. Raises what went wrong in either; then nothing is sent."""
    clock.not_before(mark)
    try:
        if isinstance(response, Sheet):
            response.draw()
    finally:
        clock.not_before(None)
        binding.database().settle()


def _finished(response: HttpResponseBase) -> None:
    if not isinstance(response, HttpResponse) or not getattr(response, "is_rendered", True):
        raise NotFinished("a secret page must be rendered to finished bytes inside its transaction")
    if hasattr(response, "render"):
        raise NotFinished("TemplateResponse renders after the commit: use render()")
