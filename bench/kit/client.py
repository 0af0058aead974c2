"""A small HTTP client on a plain socket: it takes next to nothing of the two cores that it shares with the servers."""

import socket
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

ENOUGH = 1 << 20
FORM_TOKEN = "b" * 32  # what a browser that has been here before sends along


class NotAnswered(OSError):
    """The server closed the connection, or answered something other than 200."""


@dataclass
class Client:
    """One connection kept open. `get` returns the body of a page that was answered with 200."""

    port: int
    cookie: str = ""
    _socket: socket.socket | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._socket is not None
        self._socket.close()

    def get(self, path: str) -> bytes:
        """Ask for a page and read all of it. Raises NotAnswered."""
        assert self._socket is not None
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={self.cookie}; csrftoken={FORM_TOKEN}\r\n"
            "Accept-Language: sv\r\n\r\n".encode()
        )
        head, body = self._head()
        if not head.startswith(b"http/1.1 200"):
            raise NotAnswered(f"{path}: {head[:40].decode()}")
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        parts, have = [body], len(body)
        while have < length:
            parts.append(self._more())
            have += len(parts[-1])
        return b"".join(parts)

    def _head(self) -> tuple[bytes, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        return head.lower() + b"\r\n", body

    def _more(self) -> bytes:
        assert self._socket is not None
        part = self._socket.recv(ENOUGH)
        if not part:
            raise NotAnswered("the connection was closed")
        return part
