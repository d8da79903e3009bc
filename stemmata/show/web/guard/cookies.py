"""The two cookies: of a session, and of a browser in which nobody is signed in."""

from __future__ import annotations

import re

from starlette.requests import HTTPConnection

from stemmata.show.web.guard.hosts import Host

SESSION = "stemmata-session"
BROWSER = "stemmata-browser"
_SOUND = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 random bits


def is_secure(scheme: str, host: Host) -> bool:
    """May cookies travel unencrypted? Only within one machine."""
    return scheme == "https" or not host.is_loopback


def read(request: HTTPConnection, kind: str, host: Host) -> str:
    """Its value; "" where there is none, or one that we never gave."""
    value = request.cookies.get(_name(kind, request.scope["scheme"], host), "")
    return value if _SOUND.fullmatch(value) else ""


def setting(kind: str, value: str, scheme: str, host: Host) -> str:
    """The header that gives it; Lax, since a link from elsewhere should find its reader signed in."""
    secure = "; Secure" if is_secure(scheme, host) else ""
    return f"{_name(kind, scheme, host)}={value}; Path=/; HttpOnly; SameSite=Lax{secure}"


def ending(kind: str, scheme: str, host: Host) -> str:
    """The header that takes it back."""
    return f"{setting(kind, '', scheme, host)}; Max-Age=0"


def _name(kind: str, scheme: str, host: Host) -> str:
    """Browsers do not keep the cookies of two ports apart, and somebody may serve two records."""
    prefix = "__Host-" if is_secure(scheme, host) else ""
    return f"{prefix}{kind}{f'-{host.port}' if host.port else ''}"
