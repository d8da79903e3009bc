"""How much one may ask: the length of an address and of a body, and how many searches in a while."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from stemmata.show.web.guard.refusal import Refused

KIB = 1024


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a request may be, in bytes, and how long its body may take, in seconds."""

    path: int = 2 * KIB
    query: int = 4 * KIB
    body: int = 256 * KIB
    patience: float = 30


@dataclass(frozen=True, slots=True)
class Pace:
    """So many at once, and so many a second from then on."""

    burst: float = 20
    each_second: float = 4


class Buckets:
    """A bucket of permits for each client, refilled at a pace. It remembers no more than `most` clients."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic, most: int = 10_000) -> None:
        self._pace, self._clock, self._most = pace, clock, most
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # permits, and when they were counted

    def take(self, client: str) -> float:
        """Takes a permit: 0, or the seconds to wait for the next."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(client, (self._pace.burst, now))
            left = min(self._pace.burst, left + max(now - then, 0) * self._pace.each_second)
            granted = left >= 1
            self._left[client] = (left - granted, now)
            while len(self._left) > self._most:
                self._left.popitem(last=False)
            return 0 if granted else (1 - left) / self._pace.each_second


def too_many(wait: float, what: str) -> Refused:
    """The answer to who must wait."""
    seconds = max(math.ceil(wait), 1)
    said = f"{seconds} seconds" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
    return Refused(429, f"too many {what}: wait {said}", {"Retry-After": str(seconds)})


def check_address(request: Request, sizes: Sizes) -> None:
    """Raises Refused (414)."""
    path, query = len(request.scope["path"].encode("utf-8", "replace")), len(request.scope["query_string"])
    for part, length, most in (("address", path, sizes.path), ("query", query, sizes.query)):
        if length > most:
            raise Refused(414, f"the {part} is of {length} bytes; {most} is the most", bare=True)


async def body_of(request: Request, sizes: Sizes) -> bytes:
    """The whole body. Raises Refused: 400, 408, 413."""
    declared = request.headers.get("content-length", "0")
    if not declared.isascii() or not declared.isdigit():
        raise Refused(400, "a Content-Length that is no number")
    if len(declared) > 12 or int(declared) > sizes.body:
        raise too_large(sizes)
    body = bytearray()
    try:
        with anyio.fail_after(sizes.patience):
            async for chunk in request.stream():
                body += chunk
                if len(body) > sizes.body:
                    raise too_large(sizes)
    except TimeoutError as error:
        raise Refused(408, f"the body took more than {sizes.patience:g} seconds") from error
    except ClientDisconnect as error:
        raise Refused(400, "the body broke off") from error
    return bytes(body)


def too_large(sizes: Sizes) -> Refused:
    return Refused(413, f"the body is of more than {sizes.body // KIB} KiB", {"Connection": "close"})


def again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, for the next who reads it."""
    first = True

    async def receive_again() -> Message:
        nonlocal first
        if first:
            first = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return receive_again
