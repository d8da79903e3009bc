"""One reader at a time."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from statistics import quantiles

PATIENCE = 60  # seconds after which nobody waits any more
ASSET = re.compile(rb'(?:src|href)="(/static/[^"#]+)')


@dataclass(frozen=True, slots=True)
class Answer:
    address: str
    status: int
    body: bytes  # as sent
    seconds: float


@dataclass(frozen=True, slots=True)
class View:
    """A page with all that it fetches: bytes of the bodies as sent, packed and not."""

    gzip: int
    identity: int
    html: int
    assets: Sequence[str]


class Reader:
    """Asks for one page after the other on one connection."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._first: dict[str, Answer] = {}

    def ask(self, address: str, encoding: str = "gzip") -> Answer:
        """The answer; one that does not come, or breaks off, has the status 0."""
        began, status, body = time.perf_counter(), 0, b""
        try:
            self.connection.request("GET", address, headers={"Accept-Encoding": encoding})
            response = self.connection.getresponse()
            status, body = response.status, response.read()
        except (OSError, HTTPException):
            self.connection.close()
        return Answer(address, status, body, time.perf_counter() - began)

    def first(self, address: str) -> Answer:
        """The answer when it was first asked for: a page that the server kept from then is no measure."""
        if address not in self._first:
            self._first[address] = self.ask(address)
        return self._first[address]

    def timed(self, answers: Sequence[Answer]) -> dict[str, object]:
        """How long some answers took."""
        wrong = [f"{answer.status} {answer.address}" for answer in answers if answer.status != 200]
        slowest = max(answers, key=lambda answer: answer.seconds, default=None)
        return {
            **spread([answer.seconds for answer in answers]),
            "slowest": slowest and slowest.address,
            "errors": len(wrong),
            "first_errors": wrong[:3],
            "kb_most": round(max((len(answer.body) for answer in answers), default=0) / 1024, 1),
        }

    def first_view(self, address: str, fetched: Sequence[str] = ()) -> View:
        """Bytes of a page with all that it fetches: `fetched`, or what its HTML names where no browser told."""
        html = self.ask(address, "identity").body
        assets = sorted(set(fetched) or {found.decode() for found in ASSET.findall(html)})
        sizes = {
            encoding: sum(len(self.ask(each, encoding).body) for each in (address, *assets))
            for encoding in ("gzip", "identity")
        }
        return View(sizes["gzip"], sizes["identity"], len(html), assets)


def spread(seconds: Sequence[float]) -> dict[str, object]:
    """Median, 95th percentile and most, in milliseconds."""
    if not seconds:
        return {"asked": 0}
    steps = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else [seconds[0]] * 19
    told = {"p50_ms": steps[9], "p95_ms": steps[18], "most_ms": max(seconds)}
    return {"asked": len(seconds), **{key: round(1000 * value, 1) for key, value in told.items()}}
