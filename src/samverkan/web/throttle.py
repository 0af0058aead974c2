"""How often one address may send what anybody may send: counted in this process, kept nowhere, forgotten soon."""

import time
from collections import deque
from threading import Lock

from django.http import HttpRequest

MOST, SPAN = 40, 600.0  # times in so many seconds: a class that answers from one school's network
OWN = ("127.0.0.1", "::1")
KEPT = 10_000  # addresses; beyond that the eldest are forgotten
_seen: dict[str, deque[float]] = {}
_lock = Lock()


def allowed(request: HttpRequest) -> bool:
    """Count one attempt; False when the address has made too many of late."""
    now, address = time.monotonic(), address_of(request)
    with _lock:
        times = _seen.pop(address, deque())
        while times and now - times[0] > SPAN:
            times.popleft()
        times.append(now)
        _seen[address] = times
        while len(_seen) > KEPT:
            _seen.pop(next(iter(_seen)))
        return len(times) <= MOST


def address_of(request: HttpRequest) -> str:
    """Who asks. Behind a proxy on the same machine it is whom that says it carries, which it has put last itself."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    carried = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return carried or direct if direct in OWN else direct
