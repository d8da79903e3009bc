"""One call of the API of a record: where it goes, how long it is waited for, what its errors are called."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from stemmata.errors import InvalidDate, NotFound, StemmataError

Json = dict[str, Any]
BASE = "/api/v1"
ERRORS: Mapping[int, type[StemmataError]] = {400: InvalidDate, 404: NotFound}
WAITING = frozenset({429, 503})  # after which the same may be asked again
PATIENCE, TIMEOUT = 60.0, 60.0  # seconds
MOST_BYTES = 256_000_000  # of one answer that is no export


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of a record. `body`: the bytes, and what they are."""

    method: str
    path: str
    query: Mapping[str, object]
    body: tuple[bytes, str] | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """A record at an address, asked with a token where one is needed."""

    address: str
    token: str | None = None

    def answer(self, call: Call) -> Json:
        """What is answered. Raises StemmataError."""
        with self.open(call) as response:
            text = _read(response)
        try:
            answer: Json = json.loads(text)
        except ValueError as error:
            raise StemmataError(f"{self._url(call)} does not answer with JSON: {text[:80]!r}") from error
        return answer

    def open(self, call: Call) -> HTTPResponse:
        """The answer, as soon as it begins. Raises StemmataError."""
        url, deadline = self._url(call), time.monotonic() + PATIENCE
        content = None if call.body is None else call.body[0]
        request = Request(url, content, self._headers(call), method=call.method)
        while True:
            try:
                response: HTTPResponse = _opener(self.address).open(request, timeout=TIMEOUT)
            except HTTPError as error:
                _wait(error, url, deadline)
            except (URLError, HTTPException, OSError) as error:
                raise StemmataError(f"{url} cannot be asked: {getattr(error, 'reason', error)}") from error
            else:
                return response

    def _url(self, call: Call) -> str:
        given = urlencode({name: str(value) for name, value in call.query.items() if value not in (None, "")})
        return f"{self.address}{BASE}{call.path}" + (f"?{given}" if given else "")

    def _headers(self, call: Call) -> dict[str, str]:
        said = {"Accept": "application/json"}
        if call.body:
            said["Content-Type"] = call.body[1]
        if self.token:
            said["Authorization"] = f"Bearer {self.token}"
        return said


class _Nowhere(HTTPRedirectHandler):
    """What is sent goes where it was said to go, and the token nowhere else."""

    def redirect_request(self, *args: object) -> None:
        return None


def _opener(address: str) -> OpenerDirector:
    """A record on this machine is never asked through a proxy."""
    return build_opener(_Nowhere, *([ProxyHandler({})] if _is_local(urlsplit(address).hostname or "") else []))


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _wait(error: HTTPError, url: str, deadline: float) -> None:
    """Waits as long as the server says. Raises StemmataError where waiting is of no use, or takes too long."""
    with error:
        seconds = error.headers.get("Retry-After", "")
        if error.code in WAITING and seconds.isdigit() and time.monotonic() + int(seconds) < deadline:
            time.sleep(int(seconds))
            return
        raise ERRORS.get(error.code, StemmataError)(f"{url}: {_detail(error)}") from error


def _detail(error: HTTPError) -> str:
    """What the server says is wrong."""
    text = error.read(100_000).decode("utf-8", "replace")
    try:
        said = json.loads(text)["detail"]
    except (ValueError, LookupError, TypeError):
        said = " ".join(text.split())[:300]
    return f"{said or error.reason} ({error.code})"


def _read(response: HTTPResponse) -> bytes:
    try:
        text = response.read(MOST_BYTES + 1)
    except (HTTPException, OSError) as error:
        raise StemmataError(f"{response.url}: the answer broke off: {error}") from error
    if len(text) > MOST_BYTES:
        raise StemmataError(f"{response.url}: an answer of more than {MOST_BYTES} bytes")
    return text
