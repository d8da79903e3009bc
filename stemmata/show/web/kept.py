"""Pages that were made already: the same address of the same state of the record, for the same visitor, is one page.

It stands inside the guard, so that nobody is given what they may not read. A page with a form in it carries a token of
the browser that asks, and is kept for that browser alone; what changes without a build (reviews, the log) is not kept.
A page during whose making the record was built anew may be of both states: it is made once more.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemmata.show.web.guard.visitor import visitor_of

ROOM = 96 * 1024 * 1024  # bytes of pages, with their addresses and headers
LARGEST = 2 * 1024 * 1024
BESIDE = 400  # bytes that a page takes besides
TRIES = 3  # of a page, while builds end
MARK = b"etag"
Key = tuple[str, ...]
RawHeaders = list[tuple[bytes, bytes]]
Page = tuple[RawHeaders, bytes]


@dataclass(frozen=True, slots=True)
class About:
    """What a page depends on beside its address, and whether it may be kept."""

    key: Key
    keep: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was made, and not sent yet."""

    status: int
    headers: RawHeaders
    body: bytes

    @property
    def is_kept(self) -> bool:
        return self.status == 200 and "no-store" not in Headers(raw=self.headers).get("cache-control", "")

    def page(self) -> Page:
        headers = MutableHeaders(raw=list(self.headers))
        headers["etag"] = f'W/"{sha256(self.body).hexdigest()[:20]}"'
        return headers.raw, self.body


class Shelf:
    """Bodies by key, the least lately asked for dropped when there is no more room."""

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._taken = room, 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
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
            self._taken += _size(key, headers, body)
            while self._taken > self._room:
                self._taken -= _size(*_flat(self._pages.popitem(last=False)))


class Kept:
    """Pure ASGI. `about` says of which state and person a request is; None: it is handed on as it is."""

    def __init__(self, app: ASGIApp, about: Callable[[Request], About | None]) -> None:
        self.app, self._about, self._shelf = app, about, Shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive) if scope["type"] == "http" and scope["method"] == "GET" else None
        about = None if request is None else await run_in_threadpool(self._about, request)
        if request is None or about is None:
            await self.app(scope, receive, send)
            return
        visitor = visitor_of(request)
        key = (*about.key, *_address(request))
        found = self._shelf.get(key) or self._shelf.get((*key, visitor.secret))
        if found is not None:
            await _sent(request, *found, send)
            return
        await self._made(request, about, send)

    async def _made(self, request: Request, about: About, send: Send) -> None:
        """Makes the page, sends it, and keeps it where it is one that is kept."""
        for _ in range(TRIES):
            answer, error = await self._once(request, send)
            if answer is None and error is None:
                return
            then, now = about, await run_in_threadpool(self._about, request)
            if now is None or now == then:
                break
            about = now
        if error is not None or answer is None:
            raise error or RuntimeError("no answer")
        if not (answer.is_kept and about.keep and now == then):
            await _answered(answer.status, answer.headers, answer.body, send)
            return
        visitor, page = visitor_of(request), answer.page()
        key = (*about.key, *_address(request))
        self._shelf.put((*key, visitor.secret) if visitor.is_shown else key, *page)
        await _sent(request, *page, send)

    async def _once(self, request: Request, send: Send) -> tuple[Answer | None, Exception | None]:
        """The answer, or what went wrong; neither where it is no page: then it has gone out as it was."""
        start: Message = {}
        body: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            if not _is_page(start):
                await send(message)
            elif message["type"] == "http.response.body":
                body.append(message.get("body", b""))

        try:
            await self.app({**request.scope}, request.receive, hold)
        except Exception as error:  # it is raised again unless the record was another one meanwhile
            if start and not _is_page(start):
                raise
            return None, error
        if not _is_page(start):
            return None, None
        return Answer(start["status"], list(start["headers"]), b"".join(body)), None


class Heads:
    """Pure ASGI. HEAD is GET of which the body stays here."""

    def __init__(self, app: ASGIApp, but: tuple[str, ...] = ()) -> None:
        """`but`: beginnings of paths that answer HEAD by themselves."""
        self.app, self._but = app, but

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].startswith(self._but):
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
            elif message["type"] == "http.response.body" and not message.get("more_body", False):
                await send({"type": "http.response.body", "body": b""})

        await self.app({**scope, "method": "GET"}, receive, without_body)


def _address(request: Request) -> Key:
    packed = "gzip" if "gzip" in request.headers.get("accept-encoding", "") else ""
    scope = request.scope  # the host stands in what a page says of how to cite it
    host = request.headers.get("host", "")
    return packed, scope["scheme"], host, scope["path"], scope["query_string"].decode("latin-1")


def _flat(kept: tuple[Key, Page]) -> tuple[Key, RawHeaders, bytes]:
    key, (headers, body) = kept
    return key, headers, body


def _size(key: Key, headers: RawHeaders, body: bytes) -> int:
    return BESIDE + sum(map(len, key)) + sum(len(name) + len(value) for name, value in headers) + len(body)


def _is_page(start: Message) -> bool:
    """Whether an answer is a page or a picture of a state of the record; a file to take away is noted each time."""
    headers = Headers(raw=start.get("headers", []))
    kind = headers.get("content-type", "").partition(";")[0]
    return kind in ("text/html", "image/svg+xml") and "content-disposition" not in headers


async def _sent(request: Request, headers: RawHeaders, body: bytes, send: Send) -> None:
    """The page, or that the browser has it."""
    known = request.headers.get("if-none-match", "")
    mark = next((value.decode("latin-1") for name, value in headers if name == MARK), "")
    if mark and mark in known:
        kept = [(name, value) for name, value in headers if name not in (b"content-length", b"content-type")]
        await _answered(304, kept, b"", send)
        return
    await _answered(200, headers, body, send)


async def _answered(status: int, headers: RawHeaders, body: bytes, send: Send) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
