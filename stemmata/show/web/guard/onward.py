"""Where somebody goes after signing in: on this site, whatever the address said."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

from starlette.requests import Request

SIGN_IN = "/account/login"
HOME = "/"
LONGEST = 2048
_UNSOUND = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT = "/?&=#%:@!$'()*+,;~[]-._"


def onward(address: str) -> str:
    """The address where it is a path on this site; else the front. Browsers read "\\" as "/", and skip tabs."""
    if len(address) > LONGEST or not address.startswith("/") or address.startswith("//") or _UNSOUND.search(address):
        return HOME
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or parts.path.startswith("/account/"):
        return HOME
    return quote(address, safe=_KEPT, errors="replace")


def sign_in_from(request: Request) -> str:
    """The address of the form to sign in, which leads back to what was asked for."""
    query = request.scope["query_string"].decode("latin-1")
    asked = onward(f"{quote(request.scope['path'], safe='/')}{f'?{query}' if query else ''}")
    return SIGN_IN if asked == HOME else f"{SIGN_IN}?{urlencode({'next': asked})}"
