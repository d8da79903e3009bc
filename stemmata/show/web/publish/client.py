"""A reader of the site within this process: it asks the application itself, and no socket is opened."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import unquote, urlsplit

from anyio.from_thread import start_blocking_portal
from starlette.types import ASGIApp, Message, Scope

HOST = "published.invalid"  # nobody's: where a page tells its own address, it can be found
HEADERS = [(b"host", HOST.encode()), (b"accept", b"text/html")]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answers."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type."""
        return self.headers.get("content-type", "").partition(";")[0]


class Client:
    """Asks an application one thing after another."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open = ExitStack()
        # One loop for all that is asked: so its threads stay, and with them their connections to the record.
        self._portal = self._open.enter_context(start_blocking_portal())

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def get(self, address: str) -> Answer:
        """The answer to a GET. What goes wrong in the application is raised here."""
        return self._portal.call(self._get, address)

    async def _get(self, address: str) -> Answer:
        said: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            said.append(message)

        await self._app(_scope(address), receive, send)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in said[0]["headers"]}
        return Answer(said[0]["status"], headers, b"".join(message.get("body", b"") for message in said[1:]))


def _scope(address: str) -> Scope:
    at = urlsplit(address)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(at.path),
        "raw_path": at.path.encode(),
        "query_string": at.query.encode(),
        "root_path": "",
        "headers": HEADERS,
        "client": ("127.0.0.1", 0),
        "server": (HOST, 80),
    }
