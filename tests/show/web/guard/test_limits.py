from __future__ import annotations

import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.show.web.guard.door import Rules
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.guard.limits import Buckets, Pace, Sizes
from stemmata.show.web.guard.onward import onward
from tests.show.web.guard.site import Clock, served, site_of


def test_a_bucket_is_refilled_and_holds_no_more_than_its_burst(clock: Clock) -> None:
    buckets = Buckets(Pace(burst=3, each_second=2), clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.forward(0.5)
    assert buckets.take("a") == 0 and buckets.take("b") == 0
    clock.forward(100)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_a_thousand_clients_are_not_all_remembered(clock: Clock) -> None:
    buckets = Buckets(Pace(), clock, most=10)
    for number in range(1000):
        buckets.take(str(number))
    assert len(buckets._left) == 10


@given(st.text(alphabet=st.sampled_from("/\\.:@?#%\t\r\n ax0d"), max_size=12) | st.text())
def test_onward_is_a_path_of_ours_whatever_is_asked(address: str) -> None:
    found = onward(address)
    assert found.startswith("/") and not found.startswith(("//", "/\\", "/account/"))
    assert found.isascii() and found.isprintable() and "\\" not in found
    assert onward(found) == found


@pytest.mark.parametrize("address", ["/entities/x?on=2014&known_by=2015-01", "/search?q=%D8%AD&in=names#hits", "/"])
def test_onward_keeps_addresses_as_they_are(address: str) -> None:
    assert onward(address) == address
    assert onward("/search?q=حلب") == "/search?q=%D8%AD%D9%84%D8%A8"


def said(address: tuple[str, int], words: bytes) -> bytes:
    """What the server answers to these bytes."""
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(words)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
            if b"\r\n\r\n" in answer:
                break
        return answer


def test_a_body_that_never_ends_is_given_up(folder: Path) -> None:
    rules = Rules(sizes=replace(Sizes(), patience=0.3))
    with site_of(folder, Mode.ALONE, rules) as site, served(site.app) as address:
        begun = time.monotonic()
        answer = said(address, b"POST /review/7 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nverdict=")
        assert answer.startswith(b"HTTP/1.1 408") and time.monotonic() - begun < 8


def test_an_announced_giant_is_not_waited_for(folder: Path) -> None:
    with site_of(folder, Mode.ALONE) as site, served(site.app) as address:
        head = b"POST /review/7 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n"
        assert said(address, head).startswith(b"HTTP/1.1 413")
        assert said(address, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400")
        assert said(address, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").startswith(b"HTTP/1.1 400")
        assert said(address, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(b"HTTP/1.1 200")
