"""A WSGI application served from threads of this process: for tests in a browser and for pictures, not for use."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def _letting_go(
    application: Application, environ: dict[str, Any], start: Callable[..., Any]
) -> Iterable[bytes]:
    from django.db import connections

    try:
        answer = application(environ, start)
        try:
            return [b"".join(answer)]
        finally:
            if (close := getattr(answer, "close", None)) is not None:
                close()
    finally:
        connections.close_all()


@contextmanager
def served(application: Application) -> Iterator[str]:
    """Serve on a free port of this machine; gives the address. Django is set up.

    A browser keeps its connections open, and each has a thread here; the thread lets go of the database after each
    answer, so that forty officers' screens do not take forty places in the server.
    """
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, is_broken_pipe_error

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            """Addresses carry ids; whoever reads the output has no use for them."""

    class Patient(ThreadedWSGIServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            if not is_broken_pipe_error():  # a page was left while it still asked for something
                super().handle_error(request, client_address)

    server = Patient(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(partial(_letting_go, application))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
