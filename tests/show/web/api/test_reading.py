from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from stemmata.show.exports import EXPORTS
from tests.show.web.api.served import DELTA, LEAGUE, MIRROR, ORU, POST, VELIA, WIRE, faults

BASE = "/api/v1"
READ = {  # an address -> the operation, as the document has it
    "/record": "/record",
    "/state": "/state",
    "/entities?kind=Groups": "/entities",
    "/entities?name=حرس الدلتا": "/entities",
    f"/entities/{DELTA}": "/entities/{entity}",
    f"/entities/{DELTA}?on=2015-09": "/entities/{entity}",
    f"/entities/{DELTA}?known_by=2016-12-31": "/entities/{entity}",
    f"/entities/{DELTA}/sections/strength": "/entities/{entity}/sections/{section}",
    f"/entities/{DELTA}/names": "/entities/{entity}/names",
    f"/entities/{DELTA}/disputes": "/entities/{entity}/disputes",
    f"/entities/{DELTA}/tree": "/entities/{entity}/tree",
    f"/entities/{DELTA}/network?on=2015": "/entities/{entity}/network",
    f"/entities/{DELTA}/timeline": "/entities/{entity}/timeline",
    f"/entities/{DELTA}/command?on=2016": "/entities/{entity}/command",
    f"/entities/{DELTA}/strength": "/entities/{entity}/strength",
    f"/claims/{POST.id}": "/claims/{claim}",
    "/disputes": "/disputes",
    "/disputes?kind=": "/disputes",
    "/search?q=fighters": "/search",
    "/search?q=Delta&in=names": "/search",
    "/reports": "/reports",
    f"/reports/{WIRE}": "/reports/{report}",
    f"/reports/{WIRE}/beside/{MIRROR}": "/reports/{report}/beside/{other}",
    f"/reports/{MIRROR}/family": "/reports/{report}/family",
    "/publishers": "/publishers",
    "/publishers/The Wire": "/publishers/{publisher}",
    "/tree": "/tree",
    "/network": "/network",
    f"/ties?one={DELTA}&other=Velia": "/ties",
    "/timeline": "/timeline",
    "/timeline?on=2014": "/timeline",
    "/map": "/map",
    f"/compare/entities?one={DELTA}&other={LEAGUE}": "/compare/entities",
    f"/compare/dates?one={DELTA}&first=2015&second=2017": "/compare/dates",
    "/compare/publishers?one=The Wire&other=The Wire": "/compare/publishers",
    "/judgements": "/judgements",
    "/waiting": "/waiting",
}


@pytest.fixture
def document(api: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"{BASE}/openapi.json").json()
    return found


@pytest.mark.parametrize("address", READ)
def test_an_answer_is_what_the_document_says(api: TestClient, document: dict[str, Any], address: str) -> None:
    response = api.get(BASE + address)
    assert response.status_code == 200, response.text
    assert faults(document, READ[address], response.json()) == []
    assert response.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("address", READ)
def test_the_same_answer_is_sent_once(api: TestClient, address: str) -> None:
    tag = api.get(BASE + address).headers["etag"]
    again = api.get(BASE + address, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_another_question_has_another_tag(api: TestClient) -> None:
    tags = {api.get(f"{BASE}/entities/{DELTA}{query}").headers["etag"] for query in ("", "?on=2015", "?on=2016")}
    assert len(tags) == 3


def test_it_says_what_the_page_says(api: TestClient) -> None:
    found = api.get(f"{BASE}/entities/{DELTA}").json()
    page = api.get(f"/entities/{DELTA}").text
    assert found["dossier"]["entity"] == {"name": "Delta Guard", "entity": DELTA}
    facts = [line["fact"] for section in found["dossier"]["sections"] for line in section["lines"]]
    assert len(facts) > 4 and all(fact in page for fact in facts)


def test_a_claim_leads_from_its_words_to_its_facts(api: TestClient) -> None:
    found = api.get(f"{BASE}/claims/{POST.id[:6]}").json()
    assert found["quote"]["quote"] == POST.quote
    assert (found["subject"]["entity"], found["object"]["entity"]) == (ORU, DELTA)
    (line,) = found["facts"]
    told = api.get(f"{BASE}/facts/{line['fact']}").json()
    assert told["line"] == line
    assert told["evidence"][0]["words"] == POST.quote


def test_the_pages_of_a_list_hang_together(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemmata.show.web.answers.reports.ON_A_PAGE", 3)
    first = api.get(f"{BASE}/reports?on=2015")
    assert first.json()["next"] == f"{BASE}/reports?on=2015&page=2"
    assert first.headers["link"] == f'<{BASE}/reports?on=2015&page=2>; rel="next"'
    last = api.get(first.json()["next"])
    assert last.json()["next"] is None and "link" not in last.headers
    names = [one["report"] for page in (first, last) for one in page.json()["reports"]]
    assert names == ["gazette.txt", "mirror.txt", "post.txt", "wire.txt"]


@pytest.mark.parametrize("what", EXPORTS)
def test_an_export_is_a_line_for_each(api: TestClient, what: str) -> None:
    response = api.get(f"{BASE}/exports/{what}")
    assert response.headers["content-type"] == "application/x-ndjson"
    assert all(isinstance(json.loads(line), dict) for line in response.text.splitlines())
    assert api.get(f"{BASE}/exports/{what}?format=csv").text.count("\n") > response.text.count("\n") - 1


def test_what_was_known_by_a_day(api: TestClient) -> None:
    """Only the gazette has a date; of the others nobody can say that they could have been read by then."""
    early = api.get(f"{BASE}/entities/{DELTA}?known_by=2016-12-31").json()
    assert early["dossier"]["known_by"] == "2016-12-31" and early["facts"] < 8
    assert "Strength" not in early["totals"]


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/entities/none", 404, "no entity 'none' in this record"),
        (f"/entities/{DELTA}/sections/none", 404, "no section 'none'"),
        ("/entities?on=someday", 400, "someday"),
        ("/facts/ff", 404, "no id of facts"),
        ("/reports?page=9", 404, "no page 9"),
        ("/reports?page=0", 422, "query.page"),
        ("/entities?kind=Cats", 422, "query.kind"),
        ("/exports/cats", 404, "no export 'cats'"),
        ("/ties?one=x", 422, "query.other"),
        ("/network?kinds=loved", 404, "no kind of tie 'loved'"),
        ("/compare/builds", 404, "no earlier build"),
        ("/nothing", 404, "Not Found"),
    ],
)
def test_an_error_is_a_problem(
    api: TestClient, document: dict[str, Any], address: str, status: int, detail: str
) -> None:
    response = api.get(BASE + address)
    assert response.headers["content-type"] == "application/problem+json"
    said = response.json()
    assert (response.status_code, said["status"], said["type"]) == (status, status, "about:blank")
    assert detail in said["detail"]
    assert faults(document, "/entities", said, 404) == []


def test_what_is_only_read_is_not_written(api: TestClient) -> None:
    response = api.delete(f"{BASE}/entities/{VELIA}")
    assert response.status_code == 403  # no program sends it, and no form of ours
    said = api.request("DELETE", f"{BASE}/entities/{VELIA}", json={})
    assert (said.status_code, said.headers["content-type"]) == (405, "application/problem+json")
