"""Every page of a record, and everything that is no page: what is asked for badly is told, and nothing breaks."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI

from stemmata.record.read import Record
from tests.show.web.guard.site import LOCAL
from tests.show.web.premises import Walker, alone

NOTHING_CHOSEN = {"/compare/groups", "/compare/dates", "/compare/publishers", "/brief"}  # forms that are empty yet
ONLY_SENT = re.compile(r"/(identity|withhold|undo)$")
STARTS = ("/", "/log", "/publishers", "/review", "/compare", "/ties", "/map", "/network", "/tree")


@pytest.mark.parametrize("clocks", ["", "on=2014-06", "known_by=2016"])
def test_every_link_leads_to_a_page(open_site: FastAPI, clocks: str) -> None:
    client = alone(open_site)
    while client.get(f"/?{clocks}").status_code == 503:
        pass
    said = Walker(client, 1, clocks).walk(STARTS)
    wrong = {
        address: answer.status_code
        for address, answer in said.items()
        if answer.status_code not in (200, 303) and address not in NOTHING_CHOSEN and not ONLY_SENT.search(address)
    }
    assert {address: status for address, status in wrong.items() if "known_by" not in clocks or status != 404} == {}
    assert len(said) > 40
    for address, answer in said.items():
        assert "default-src 'none'" in answer.headers["content-security-policy"], address
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", answer.text), address


UNKNOWN = (
    "/nothing", "/entities/ffffffffffffffff", "/entities/x", "/entities/'\"><script>", "/facts/ffffffffffffffff",
    "/facts/abc", "/facts/%00%00%00%00", "/claims/zzzzzzzz", "/reports/ffffffffffffffff", "/reports/x/family",
    "/reports/x/beside/y", "/reports/x/add", "/disputes/ffffffffffffffff", "/publishers/Nobody%20at%20all",
    "/entities/x/timeline", "/entities/x/names", "/entities/x/tree", "/entities/x/network", "/entities/x/command",
    "/entities/x/disputes", "/entities/x/brief", "/entities/x/lead", "/review/claims/ffffffffffffffff",
    "/review/names/ffff", "/brief?fact=ffffffff", "/brief?entity=x", "/disputes?kind=war", "/reports?page=999999",
    "/disputes?page=999999", "/log?page=99999999999999999999999", "/ties?one=x&other=y", "/search?in=everything",
    "/compare/groups?one=x&other=y", "/compare/publishers?one=x&other=y", "/%ff%fe", "/entities/%ff",
    "/facts/%c3%28aaa",
    "/..%2f..%2fetc%2fpasswd", "/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py", "/entities/..%2f..%2flog",
    "/publishers/..%2f..%2f..%2fetc%2fpasswd", "/publishers/%00", "/entities/" + "a" * 1500, "/static/nothing.css",
)  # fmt: skip
BAD = (
    "/?on=yesterday", "/?on=2014-13-45", "/?known_by=never", "/?known_by=%00", "/?on=" + "1" * 41,
    "/timeline?on=2014&known_by=x", "/reports?page=0", "/reports?page=-1", "/reports?page=" + "9" * 40,
    "/reports?page=x", "/disputes?page=" + "9" * 400, "/disputes?page=-5", "/log?page=-1", "/search?page=0",
    "/search?page=1001", "/search?q=" + "a" * 201, "/network?most=1", "/network?most=100000", "/compare/groups?one=x",
    "/compare/dates", "/ties?one=" + "x" * 201, "/brief?" + "&".join(["entity=x"] * 21),
    "/brief?" + "&".join(["fact=x"] * 201), "/facts/aaaa?all=perhaps",
)  # fmt: skip


@pytest.mark.parametrize(("paths", "statuses"), [(UNKNOWN, (404,)), (BAD, (400,))])
def test_what_cannot_be_is_told_as_a_page(
    open_site: FastAPI, paths: tuple[str, ...], statuses: tuple[int, ...]
) -> None:
    client = alone(open_site)
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in statuses, f"{path}: {answer.status_code}"
        assert "<h1>" in answer.text and "<script>" not in answer.text and "etag" not in answer.headers, path
        assert client.head(path).status_code == answer.status_code


def test_odd_numbers_of_one_entity_are_told(open_site: FastAPI) -> None:
    client = alone(open_site)
    index = open_site.state.house.room.now().index
    id_ = index.entities[int(index.weight.argmax())].id
    for tail in ("?page=0", "?page=99999", f"?page={'9' * 60}", "?page=x"):
        for section in ("lead", "disputes", "disputes?kind=&"):
            path = f"/entities/{id_}/{section}{tail if '?' not in section else tail[1:]}"
            assert client.get(path).status_code in (400, 404), path
    for path in (f"/entities/{id_}/tree?steps=0", f"/entities/{id_}/tree?steps=10", f"/entities/{id_}/network?steps=3"):
        assert client.get(path).status_code == 400
    assert client.get(f"/entities/{id_}/brief?form=exe").status_code == 404
    assert client.get(f"/reports/{index.facts[0]}?part=0").status_code in (400, 404)


def test_huge_addresses_are_refused(open_site: FastAPI) -> None:
    client = alone(open_site)
    assert client.get("/entities/" + "a" * 5000).status_code == 414
    assert client.get("/search?q=" + "a" * 5000).status_code == 414


QUERIES = (
    '"', '""', "*", "a*", "NEAR(a b)", "a AND", "OR OR", "NOT", "(", "^a", "-a", "a:b", "quote:x", "{a}",
    "'; DROP TABLE facts",
    "\x00", "a\x00b", "%", "_", "\\", "حرس", "Гвардия", "\u202egnp", "\U0001f600", "Mar" * 60, "a " * 99,
    "<script>alert(1)", "{{ 7*7 }}", "../../etc/passwd", "\ufffd", "é́́́", "0", "+", "~!@#$%^&*()",
)  # fmt: skip


def test_whatever_is_searched_for_is_only_searched_for(open_site: FastAPI) -> None:
    client = alone(open_site)
    for at, query in enumerate(QUERIES):
        within = ("", "names", "facts", "reports")[at % 4]
        answer = client.get("/search", params={"q": query, "in": within, "kind": query if at % 5 == 0 else ""})
        assert answer.status_code == 200, f"{query!r} in {within}: {answer.text[-400:]}"
        assert "<script>alert" not in answer.text and ">49<" not in answer.text


def test_only_what_a_page_takes_is_done(open_site: FastAPI) -> None:
    client = alone(open_site)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = client.request(method, "/reports", headers={"Origin": LOCAL, "Sec-Fetch-Site": "same-origin"})
        assert answer.status_code in (403, 405), method
    assert client.options("/reports").headers["allow"] == "GET"


def test_a_fault_of_ours_says_nothing_of_itself(open_site: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemmata.show.web.answers.front.SHOWN", "no number")
    open_site.state.house.room.now()._kept.pop("front", None)
    answer = alone(open_site).get("/?on=1999")
    assert (answer.status_code, answer.headers["cache-control"]) == (500, "no-store")
    assert "the log of the server says what" in answer.text and "number" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_names_of_an_entity_with_places_and_reasons(open_site: FastAPI) -> None:
    room, client = open_site.state.house.room, alone(open_site)
    with Record.open(room.folder) as record:
        joined = record.entity_of()
        of_joins = [joined[join.one] for join in record.joins() if join.verdict == "same" and join.one in joined]
        id_ = max(set(of_joins), key=of_joins.count)
        spellings = {mention.text for mention in record.mentions(entity=id_)}
    page = client.get(f"/entities/{id_}/names")
    assert page.status_code == 200 and "Joined because" in page.text
    plain = page.text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    assert all(spelling in plain for spelling in spellings)
    assert client.get(f"/entities/{id_}/names?on=2014").status_code == 200
    assert f'href="/entities/{id_}"' in page.text
