"""SCGI, the simple way to hand on a web request: its headers in one netstring, then the body.

Between the porter, who speaks HTTP and knows no secret, and the counters (python.ca/scgi/protocol.txt). Plain
bytes and nothing that is executed: the porter is not trusted with more than what a visitor may say.
"""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

Headers = list[tuple[str, str]]
LONGEST = 128 * 1024  # bytes of headers
CODE = "latin-1"  # how WSGI carries bytes in its texts


class Garbled(ValueError):
    """What came is not the protocol, or was cut off."""


def request(said: Mapping[str, str], length: int) -> bytes:
    """The head of a request with a body of so many bytes."""
    first = {"CONTENT_LENGTH": str(length), "SCGI": "1"}
    pairs = {**first, **said, **first}
    head = "".join([f"{name}\0{value}\0" for name, value in pairs.items()]).encode(CODE)
    return b"%d:%s," % (len(head), head)


def read_request(stream: BinaryIO) -> dict[str, str]:
    """What `request` made; the body is left in the stream. Raises Garbled, or EOFError when nothing came."""
    digits = b""
    while (sign := stream.read(1)) != b":":
        if not sign and not digits:
            raise EOFError
        digits += sign
        if not sign.isdigit() or len(digits) > len(str(LONGEST)):
            raise Garbled("length")
    if not digits or int(digits) > LONGEST:
        raise Garbled("length")
    head = stream.read(int(digits) + 1)
    if len(head) != int(digits) + 1 or not head.endswith(b"\0,"):
        raise Garbled("headers")
    words = head[:-2].decode(CODE).split("\0")
    if len(words) % 2:
        raise Garbled("headers")
    return dict(zip(words[::2], words[1::2], strict=True))


def response(status: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """The head of an answer; the body follows, until the end of the stream."""
    lines = [f"Status: {status}", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode(CODE)


def read_response(answer: bytes) -> tuple[str, Headers, bytes]:
    """Status, headers and body. Raises Garbled."""
    head, end, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode(CODE).split("\r\n")
    if not end or not status.startswith("Status: "):
        raise Garbled("answer")
    headers = [line.partition(": ") for line in lines]
    return status.removeprefix("Status: "), [(name, value) for name, _colon, value in headers], body
