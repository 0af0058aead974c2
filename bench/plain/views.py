"""Bench-only views: the product's page function, with nothing around it."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from samverkan.secrecy import binding
from samverkan.secrecy.paging import Sheet

Page = Callable[..., HttpResponseBase]


def plain(page: Page) -> Page:
    """The view that `@page` wrapped: no transaction, no signed context, no trace line."""
    view: Page = page.__wrapped__  # type: ignore[attr-defined]

    @functools.wraps(view)
    def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # The models refuse to be asked by nobody; this names the officer and tells the database nothing.
        token = binding._current.set(binding.Binding(request.actor))  # type: ignore[attr-defined]
        try:
            if request.method == "GET":
                request.ask_along()  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            if isinstance(response, Sheet):
                response.draw()
        finally:
            binding._current.reset(token)
        response["Cache-Control"] = "no-store"
        return response

    show.verb = page.verb  # type: ignore[attr-defined]
    return show
