"""Requests that another site makes a browser send: known by where they come from, and by forms that are not ours."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

from stemmata.show.web.guard.refusal import Refused
from stemmata.show.web.guard.visitor import By, Visitor, token_of

FIELD = "csrf"
HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})  # "none": typed, or from a bookmark
ELSEWHERE = "this request comes from another site, and only pages of this one may make it"
STALE = "this form is older than your session, or is not ours: go back, load the page again, and send it once more"


def is_safe(request: Request) -> bool:
    """Does it only read?"""
    return request.method in SAFE


def check_site(request: Request, trusted: frozenset[str] = frozenset()) -> None:
    """Raises Refused (403) for what another site sends; links that lead here are welcome.

    Reading, too: how long a search takes, or whether a picture loads, tells a stranger what the record holds.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if origin is not None and origin in trusted:
        return
    if site is not None and site not in OURS and not (is_safe(request) and _is_link(request)):
        raise Refused(403, ELSEWHERE, bare=True)
    if origin is not None and not is_safe(request) and not _is_own(origin, site, request):
        raise Refused(403, ELSEWHERE, bare=True)


def check_form(request: Request, visitor: Visitor, sent: str) -> None:
    """Raises Refused (403) where a request that changes something does not carry the token of its session."""
    if visitor.by is By.TOKEN or (visitor.by is By.ALONE and is_program(request)):
        return
    given = request.headers.get(HEADER) or sent
    if not hmac.compare_digest(given.encode("utf-8", "replace"), token_of(visitor.secret).encode()):
        raise Refused(403, STALE)


def is_program(request: Request) -> bool:
    """Can no browser have sent it for another site? Those name its origin, and ask before they send JSON."""
    said_by_browsers = ("origin", "sec-fetch-site", "sec-fetch-mode", "cookie", "referer")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" and not any(name in request.headers for name in said_by_browsers)


def _is_link(request: Request) -> bool:
    return request.headers.get("sec-fetch-mode") == "navigate" and request.headers.get("sec-fetch-dest") == "document"


def _is_own(origin: str, site: str | None, request: Request) -> bool:
    """Browsers say "null" where they were told to keep the origin to themselves."""
    if origin == "null":
        return site == "same-origin"
    return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
