"""What goes out with every answer: nothing runs, loads or reaches out that is not from our own origin."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemmata.show.web.guard.hosts import host_of

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": then browsers hide the origin of our own forms from us, too. Other sites see neither.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
}
OPENER = {"Cross-Origin-Opener-Policy": "same-origin"}
ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}
STATIC = "/static/"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"
NEVER = "no-store"
PRIVATE = ("/account/", "/account")


class SafeHeaders:
    """Pure ASGI, around everything. What an answer says of its own caching stands."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(dict(safe_headers(scope)))
                headers.setdefault("Cache-Control", caching(scope, message["status"]))
            await send(message)

        await self.app(scope, receive, send_safely)


def safe_headers(scope: Scope) -> Iterator[tuple[str, str]]:
    """The headers of an answer to a request."""
    yield from ALWAYS.items()
    encrypted = scope["scheme"] == "https"
    host = host_of(HTTPConnection(scope).headers.get("host", ""))
    # Elsewhere browsers ignore it, and complain in the console.
    if encrypted or (host is not None and host.is_loopback):
        yield from OPENER.items()
    if encrypted:
        yield from ENCRYPTED.items()


def caching(scope: Scope, status: int) -> str:
    """Pages are asked for each time (their ETag spares sending them); a file with its version in the address once."""
    path = scope["path"]
    if path.startswith(PRIVATE):
        return NEVER
    if path.startswith(STATIC):
        versioned = "v" in parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return FOR_EVER if versioned and status in (200, 304) else "no-cache"
    return ASK_AGAIN if status < 400 else NEVER
