"""Decisions sent by programs: who may send which, what is written down, and that nothing half-said is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from stemmata import settings
from stemmata.pipeline import build
from stemmata.record.lines import read_judgements
from stemmata.show.web.guard.door import Rules
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.guard.passwords import Passwords
from stemmata.show.web.guard.people import Role
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.store import Store
from tests.show.web.api.served import DELTA, LEAGUE, ORU, POST, READS, VELIA, WIRE, app_at, faults
from tests.show.world import write_world

JUDGEMENTS = "/api/v1/judgements"
TOLD = {"what": "reject", "claim": POST.id, "why": "another Oru"}
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_world(tmp_path)


@pytest.fixture
def alone(folder: Path) -> Iterator[TestClient]:
    with app_at(folder, Mode.ALONE, Rules(reads=READS)) as app:
        yield TestClient(app, "http://127.0.0.1:8765")


@pytest.fixture
def tokens(folder: Path) -> dict[str, str]:
    """A token of somebody of each role. Without its settings the folder cannot be built, and stays as it is."""
    settings.init(folder)
    registry = Registry.of(Store(folder, make=True), passwords=CHEAP)
    made = {}
    for role in Role:
        registry.users.add(role.word, "a boat of reeds and salt", role, by="test")
        made[role.word] = registry.tokens.add(role.word, role, 1, "test", by="test")
    registry.close()
    (folder / settings.SETTINGS).unlink()
    return made


@pytest.fixture
def many(folder: Path, tokens: dict[str, str]) -> Iterator[FastAPI]:
    """The site of a record where users sign in."""
    with app_at(
        folder, Mode.USERS, Rules(host="record.example.org", names=("record.example.org",), reads=READS)
    ) as app:
        yield app


def program(app: FastAPI, token: str = "") -> TestClient:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return TestClient(app, "https://record.example.org", headers=headers)


def test_a_decision_is_written_down_with_name_and_time(alone: TestClient, folder: Path) -> None:
    response = alone.post(JUDGEMENTS, json=TOLD)
    assert response.status_code == 201, response.text
    document = alone.get("/api/v1/openapi.json").json()
    assert faults(document, "/judgements", response.json(), 201, "post") == []
    (written,) = read_judgements(folder)
    assert (written.what, written.why, written.anchors[0].quote) == ("reject", "another Oru", POST.quote)
    assert response.json()["when"] == written.when
    (told,) = alone.get(JUDGEMENTS).json()["judgements"]
    assert (told["judgement"]["who"], told["state"]) == (written.who, "stands")


DECISIONS: tuple[dict[str, Any], ...] = (
    {"what": "accept", "claim": POST.id[:8]},
    {"what": "note", "claim": POST.id, "why": "see the original"},
    {"what": "correct", "claim": POST.id, "says": {"begin": "2015-08-12"}},
    {"what": "same", "one": DELTA, "other": LEAGUE},
    {"what": "different", "one": VELIA, "other": LEAGUE},
    {"what": "metadata", "report": WIRE, "key": "published", "value": "2016-01-01"},
    {"what": "withhold", "entity": ORU},
    {
        "what": "add",
        "report": WIRE,
        "words": "Delta Guard has 400 fighters",
        "says": {"predicate": "strength", "subject": "Delta Guard", "object": "400"},
    },
)


def test_everything_can_be_decided(alone: TestClient, folder: Path) -> None:
    for decision in DECISIONS:
        response = alone.post(JUDGEMENTS, json=decision)
        assert response.status_code == 201, f"{decision}: {response.text}"
    assert [judgement.what for judgement in read_judgements(folder)] == [each["what"] for each in DECISIONS]


@pytest.mark.parametrize(
    ("decision", "status", "why"),
    [
        ({"what": "reject"}, 422, "claim"),
        ({"what": "reject", "claim": POST.id, "verdict": "?"}, 422, "verdict"),
        ({"what": "burn", "claim": POST.id}, 422, "what"),
        ({"what": "reject", "claim": "0000000"}, 404, "no id of claims"),
        ({"what": "correct", "claim": POST.id, "says": {"begin": "yesterday"}}, 422, "yesterday"),
        ({"what": "correct", "claim": POST.id, "says": {"predicate": "loves"}}, 422, "loves"),
        ({"what": "same", "one": DELTA, "other": DELTA}, 404, "one entity already"),
        ({"what": "withhold", "entity": DELTA}, 404, "only persons"),
        ({"what": "metadata", "report": WIRE, "key": "colour", "value": "red"}, 422, "colour"),
        ({"what": "add", "report": WIRE, "start": 3, "says": {}}, 422, "start"),
        ({"what": "add", "report": WIRE, "words": "not there", "says": {}}, 422, "not there"),
        ({"what": "undo", "who": "x", "when": "2020", "undone": "same"}, 404, "none to take back"),
    ],
)
def test_what_cannot_be_is_not_written(
    alone: TestClient, folder: Path, decision: dict[str, Any], status: int, why: str
) -> None:
    response = alone.post(JUDGEMENTS, json=decision)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert why in response.text
    assert read_judgements(folder) == ()


def test_a_decision_can_be_taken_back(alone: TestClient) -> None:
    made = alone.post(JUDGEMENTS, json=TOLD).json()
    undo = {"what": "undo", "who": made["who"], "when": made["when"], "undone": "reject", "why": "a slip"}
    assert alone.post(JUDGEMENTS, json=undo).status_code == 201
    states = [each["state"] for each in alone.get(JUDGEMENTS).json()["judgements"]]
    assert states == ["takes back", "undone"]


CORRECTION = {"what": "correct", "claim": POST.id, "says": {"begin": "2015-08-12"}}
WITHHOLDING = {"what": "withhold", "entity": ORU}
ADDITION = {"what": "add", "report": WIRE, "words": "400", "says": {}}


def test_who_may_decide_what(many: FastAPI, folder: Path, tokens: dict[str, str]) -> None:
    for role, decision, status in (
        ("reader", TOLD, 403),
        ("reviewer", CORRECTION, 403),
        ("reviewer", WITHHOLDING, 403),
        ("reviewer", ADDITION, 403),
        ("reviewer", TOLD, 201),
        ("admin", CORRECTION, 201),
        ("editor", WITHHOLDING, 201),
    ):
        response = program(many, tokens[role]).post(JUDGEMENTS, json=decision)
        assert response.status_code == status, f"{role}, {decision}: {response.text}"
    assert [judgement.who for judgement in read_judgements(folder)] == ["reviewer", "admin", "editor"]


def test_only_an_editor_takes_back_what_another_decided(many: FastAPI, tokens: dict[str, str]) -> None:
    made = program(many, tokens["admin"]).post(JUDGEMENTS, json=TOLD).json()
    undo = {"what": "undo", "who": "admin", "when": made["when"], "undone": "reject"}
    assert program(many, tokens["reviewer"]).post(JUDGEMENTS, json=undo).status_code == 403
    assert program(many, tokens["editor"]).post(JUDGEMENTS, json=undo).status_code == 201


def test_a_stranger_reads_nothing(many: FastAPI, tokens: dict[str, str]) -> None:
    for path in ("/api/v1/record", "/api/v1/openapi.json", "/api/v1/exports/claims", "/api/v1/nothing"):
        assert program(many).get(path).status_code == 401
        assert program(many, "stemmata_wrong").get(path).status_code == 401
    assert program(many).post(JUDGEMENTS, json=TOLD).status_code == 401
    assert program(many, tokens["reader"]).get("/api/v1/record").status_code == 200


def test_what_waits_is_for_reviewers(many: FastAPI, tokens: dict[str, str]) -> None:
    assert program(many, tokens["reader"]).get("/api/v1/waiting").status_code == 403
    assert program(many, tokens["reviewer"]).get("/api/v1/waiting").status_code == 200


def test_another_site_cannot_decide(alone: TestClient, folder: Path) -> None:
    forged = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Content-Type": "text/plain"}
    assert alone.post(JUDGEMENTS, content=json.dumps(TOLD), headers=forged).status_code == 403
    assert read_judgements(folder) == ()


def test_the_record_is_built_with_a_decision(tmp_path: Path) -> None:
    settings.init(tmp_path)
    text = "The Delta Guard is part of the Northern League. Colonel Mara Oru is the commander of the Delta Guard.\n"
    (tmp_path / "reports" / "gazette.txt").write_text(text, encoding="utf-8")
    build(tmp_path)
    with app_at(tmp_path, Mode.ALONE, Rules(reads=READS)) as app:
        api = TestClient(app, "http://127.0.0.1:8765")
        claims = [json.loads(line) for line in api.get("/api/v1/exports/claims").text.splitlines()]
        tag = api.get("/api/v1/record").headers["etag"]
        assert api.post(JUDGEMENTS, json={"what": "reject", "claim": claims[0]["id"]}).status_code == 201
        assert _built(api)["failed"] == ""
        assert api.get("/api/v1/record", headers={"If-None-Match": tag}).status_code == 200
        left = api.get("/api/v1/exports/claims").text
        assert claims[0]["id"] not in left
        assert api.get("/api/v1/compare/builds").json()["claims_removed"] == 1


def _built(api: TestClient) -> dict[str, Any]:
    """The state once the record was built anew."""
    for _ in range(1200):
        state: dict[str, Any] = api.get("/api/v1/state").json()
        if not state["building"]:
            return state
        time.sleep(0.1)
    raise AssertionError("the record was not built within two minutes")
