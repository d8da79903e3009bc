"""What OpenRefine asks, held to the shapes of the Reconciliation Service API 0.2."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.show.web.api.served import DELTA, LEAGUE, OPENREFINE, ORU, faults

HERE = "/api/v1/reconcile"
DATE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def ask(api: TestClient, **queries: object) -> dict[str, Any]:
    """As OpenRefine sends it: a form with JSON in it."""
    response = api.post(HERE, data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    document = api.get("/api/v1/openapi.json").json()
    assert faults(document, "/reconcile", response.json(), method="post") == []
    found: dict[str, Any] = response.json()
    return found


def test_the_manifest_has_what_the_specification_asks_for(api: TestClient) -> None:
    told = api.get(HERE).json()
    assert "0.2" in told["versions"]
    assert all(isinstance(told[key], str) for key in ("name", "identifierSpace", "schemaSpace"))
    assert "{{id}}" in told["view"]["url"] and "{{id}}" in told["preview"]["url"]
    assert all(isinstance(told["preview"][side], int) for side in ("width", "height"))
    assert "${id}" in told["suggest"]["entity"]["flyout_service_path"]
    assert all(set(one) == {"id", "name"} for one in told["defaultTypes"])


def test_every_address_in_the_manifest_answers(api: TestClient) -> None:
    told = api.get(HERE).json()
    for service in (*told["suggest"].values(), told["extend"]["propose_properties"]):
        assert api.get(service["service_url"] + service["service_path"], params={"prefix": "t"}).status_code == 200
    flyout = told["suggest"]["entity"]
    address = flyout["flyout_service_url"] + flyout["flyout_service_path"].replace("${id}", DELTA)
    assert api.get(address).json()["id"] == DELTA
    assert "Delta Guard" in api.get(told["preview"]["url"].replace("{{id}}", DELTA)).text
    assert api.get(told["view"]["url"].replace("{{id}}", DELTA)).status_code == 200


def test_a_name_is_found_in_any_script_and_spelling(api: TestClient) -> None:
    found = ask(api, q0={"query": "Delta Guard"}, q1={"query": "حرس الدلتا"}, q2={"query": "Reed Band"})
    for key in ("q0", "q1", "q2"):
        first = found[key]["result"][0]
        assert (first["id"], first["name"], first["match"]) == (DELTA, "Delta Guard", True)
        assert set(first) == {"id", "name", "description", "type", "score", "match", "features"}
        assert first["type"][0] == {"id": "ArmedGroup", "name": "armed group"}


def test_what_is_only_near_is_no_match(api: TestClient) -> None:
    found = ask(api, near={"query": "Delta Guards Brigade"}, part={"query": "Oru"}, none={"query": "Salt Marsh Union"})
    assert not any(one["match"] for each in found.values() for one in each["result"])
    assert ORU in {one["id"] for one in found["part"]["result"]}


def test_a_type_narrows(api: TestClient) -> None:
    any_ = {"query": "Northern League", "type": "Person", "type_strict": "any"}
    should, right = {"query": "Northern League", "type": "Person"}, {"query": "Northern League", "type": ["Group"]}
    found = ask(api, any=any_, should=should, right=right)
    assert found["any"]["result"] == []
    assert [(one["id"], one["match"]) for one in found["should"]["result"]] == [(LEAGUE, False)]
    assert [(one["id"], one["match"]) for one in found["right"]["result"]] == [(LEAGUE, True)]


def test_what_else_is_known_can_keep_a_match_away(api: TestClient) -> None:
    wrong = {"query": "Delta Guard", "properties": [{"pid": "ids", "v": "wikidata:Q1"}]}
    right = {"query": "Delta Guard", "properties": [{"pid": "names", "v": ["Reed Band", "Reeds"]}]}
    found = ask(api, wrong=wrong, right=right)
    assert [one["match"] for key in ("wrong", "right") for one in found[key]["result"][:1]] == [False, True]
    assert {"id": "ids", "value": False} in found["wrong"]["result"][0]["features"]


def test_a_batch_may_come_by_get(api: TestClient) -> None:
    found = api.get(HERE, params={"queries": json.dumps({"q": {"query": "Velia", "limit": 1}})}).json()
    assert len(found["q"]["result"]) == 1


def test_properties_are_fetched(api: TestClient) -> None:
    wanted = [{"id": name} for name in ("type", "names", "first_evidenced", "last_evidenced", "facts", "colour")]
    sent = {"ids": [DELTA, "unknown"], "properties": wanted}
    told = api.post(HERE, data={"extend": json.dumps(sent)}).json()
    assert [each["id"] for each in told["meta"]] == [each["id"] for each in wanted]
    row = told["rows"][DELTA]
    assert row["type"] == [{"str": "armed group"}]
    assert {"str": "حرس الدلتا"} in row["names"]
    assert DATE.match(row["first_evidenced"][0]["date"]) and DATE.match(row["last_evidenced"][0]["date"])
    assert row["facts"][0]["int"] > 4 and row["colour"] == []
    assert all(cells == [] for cells in told["rows"]["unknown"].values())


def test_names_and_types_are_suggested(api: TestClient) -> None:
    names = api.get(f"{HERE}/suggest/entity", params={"prefix": "delt"}).json()["result"]
    assert [(one["id"], one["name"]) for one in names] == [(DELTA, "Delta Guard")]
    types = api.get(f"{HERE}/suggest/type", params={"prefix": "arm"}).json()["result"]
    assert {"id": "ArmedGroup", "name": "armed group"} in types
    assert api.get(f"{HERE}/suggest/property", params={"prefix": "last"}).json()["result"][0]["id"] == "last_evidenced"


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"queries": "not json"},
        {"queries": "[]"},
        {"queries": '{"q": {"query": 7}}'},
        {"queries": json.dumps({str(n): {"query": "x"} for n in range(51)})},
        {"extend": '{"ids": "x"}'},
    ],
)
def test_what_is_no_batch_is_refused(api: TestClient, form: dict[str, str]) -> None:
    response = api.post(HERE, data=form)
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_only_sites_that_are_named_may_read_the_answers(api: TestClient) -> None:
    browser = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    told = api.get(HERE, headers={**browser, "Origin": OPENREFINE})
    assert (told.status_code, told.headers["access-control-allow-origin"]) == (200, OPENREFINE)
    assert api.get(HERE, headers={**browser, "Origin": "https://evil.example"}).status_code == 403
    assert "access-control-allow-origin" not in api.get(HERE).headers
    other = api.get("/api/v1/record", headers={**browser, "Origin": OPENREFINE})
    assert "access-control-allow-origin" not in other.headers


def test_a_hostile_name_stays_text(api: TestClient) -> None:
    found = api.get(f"{HERE}/suggest/entity", params={"prefix": "<script>alert(1)</script>"})
    assert found.headers["content-type"] == "application/json" and found.headers["x-content-type-options"] == "nosniff"
