"""The porter: speaks HTTP, holds slow visitors' requests and answers, and knows no key and no database.

A WSGI application for granian that hands each request to the counters' queue once it has come in whole, and
the answer back once it is whole: a slow visitor keeps nobody busy but the porter.
"""

import os
import socket
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from samverkan.setup import scgi

QUEUE = "SAMVERKAN_QUEUE"  # where the counters' queue is
BIGGEST = 100 * 1024 * 1024  # bytes of a request's body
IN_MEMORY = 1024 * 1024  # a larger one waits in an unnamed file
PATIENCE = 90.0  # seconds for an answer: longer than any page or act may take
PIECE = 1 << 18
TEXT = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
SORRY = "Tjänsten svarar inte just nu. Försök igen om en stund. (The service does not answer right now.)\n".encode()
TOO_MUCH = "Det som skickades är för stort. (What was sent is too large.)\n".encode()

Start = Callable[[str, list[tuple[str, str]]], Any]


class TooLarge(ValueError):
    """More than BIGGEST."""


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Hand the request on and bring the answer back."""
    try:
        with _whole_body(environ) as body:
            status, headers, content = scgi.read_response(_answered(_said(environ), body))
    except TooLarge:
        start("413 Content Too Large", TEXT)
        return [TOO_MUCH]
    except (OSError, scgi.Garbled):
        start("503 Service Unavailable", [*TEXT, ("Retry-After", "5")])
        return [SORRY]
    start(status, headers)
    return [content]


def _said(environ: dict[str, Any]) -> dict[str, str]:
    said = {name: value for name, value in environ.items() if isinstance(value, str) and "." not in name}
    return {**said, "REQUEST_SCHEME": str(environ["wsgi.url_scheme"])}


def _whole_body(environ: dict[str, Any]) -> BinaryIO:
    """All of it, its place at the end. Raises TooLarge."""
    body = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the caller closes it
    if environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ:
        if int(environ.get("CONTENT_LENGTH") or 0) > BIGGEST:
            raise TooLarge
        while piece := environ["wsgi.input"].read(PIECE):
            body.write(piece)
            if body.tell() > BIGGEST:
                raise TooLarge
    return body


def _answered(said: dict[str, str], body: BinaryIO) -> bytes:
    answer = bytearray()
    with socket.socket(socket.AF_UNIX) as counter:
        counter.settimeout(PATIENCE)
        counter.connect(os.environ[QUEUE])
        counter.sendall(scgi.request(said, body.tell()))
        body.seek(0)
        while piece := body.read(PIECE):
            counter.sendall(piece)
        counter.shutdown(socket.SHUT_WR)
        while piece := counter.recv(PIECE):
            answer += piece
    return bytes(answer)


def keep_the_door(host: str, port: int, waiting: int) -> None:
    """Serve HTTP in this process until a signal, `waiting` requests at a time on their way to the counters."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "samverkan.setup.porter:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=waiting,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    ).serve()
