"""Pages that were made already: the same address of the same state of the record, for the same visitor, is one page.

It stands inside the guard, so that nobody is given what they may not read. A page with a form in it carries a token of
the browser that asks, and is kept for that browser alone; what changes without a build (reviews, the log) is not kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemmata.show.web.guard.visitor import visitor_of

ROOM = 96 * 1024 * 1024  # bytes of pages
LARGEST = 2 * 1024 * 1024
MARK = b"etag"
Key = tuple[str, ...]
RawHeaders = list[tuple[bytes, bytes]]
Page = tuple[RawHeaders, bytes]


class Shelf:
    """Bodies by key, the least lately asked for dropped when there is no more room."""

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._taken = room, 0
        self._pages: OrderedDict[Key, tuple[RawHeaders, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Page | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Key, headers: RawHeaders, body: bytes) -> None:
        with self._lock:
            if len(body) > LARGEST or key in self._pages:
                return
            self._pages[key] = (headers, body)
            self._taken += len(body)
            while self._taken > self._room:
                _, (_, dropped) = self._pages.popitem(last=False)
                self._taken -= len(dropped)


class Kept:
    """Pure ASGI. `key_of` says of which state and person a request is; None: it is not kept."""

    def __init__(self, app: ASGIApp, key_of: Callable[[Request], Key | None]) -> None:
        self.app, self._key_of, self._shelf = app, key_of, Shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive) if scope["type"] == "http" and scope["method"] == "GET" else None
        about = None if request is None else await run_in_threadpool(self._key_of, request)
        if request is None or about is None:
            await self.app(scope, receive, send)
            return
        packed = "gzip" if "gzip" in request.headers.get("accept-encoding", "") else ""
        key = (*about, packed, scope["path"], scope["query_string"].decode("latin-1"))
        visitor = visitor_of(request)
        found = self._shelf.get(key) or self._shelf.get((*key, visitor.secret))
        if found is None:
            found = await self._made(request, send)
            if found is not None:
                self._shelf.put((*key, visitor.secret) if visitor.is_shown else key, *found)
        if found is not None:
            await _sent(request, *found, send)

    async def _made(self, request: Request, send: Send) -> Page | None:
        """The page; None where it is none that is kept: then it has gone out as it was."""
        start: Message = {}
        body: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            if not _is_page(start):
                await send(message)
            elif message["type"] == "http.response.body":
                body.append(message.get("body", b""))

        await self.app(request.scope, request.receive, hold)
        if not _is_page(start):
            return None
        whole = b"".join(body)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["etag"] = f'W/"{sha256(whole).hexdigest()[:20]}"'
        return headers.raw, whole


def _is_page(start: Message) -> bool:
    """Whether an answer is a page or a picture of a state of the record."""
    if start.get("status") != 200:
        return False
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "").partition(";")[0]
    return kind in ("text/html", "image/svg+xml") and "no-store" not in headers.get("cache-control", "")


async def _sent(request: Request, headers: RawHeaders, body: bytes, send: Send) -> None:
    """The page, or that the browser has it."""
    known = request.headers.get("if-none-match", "")
    mark = next((value.decode("latin-1") for name, value in headers if name == MARK), "")
    if mark and mark in known:
        kept = [(name, value) for name, value in headers if name not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": kept})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
