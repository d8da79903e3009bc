"""The Python client, against a real server."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import stemmata
from stemmata.errors import InvalidDate, NotFound, StemmataError
from stemmata.record.lines import read_judgements
from stemmata.show.client import Client
from stemmata.show.exports import EXPORTS
from stemmata.show.web.guard.door import Rules
from stemmata.show.web.guard.hosts import Mode
from tests.show.web.api.served import DELTA, LEAGUE, MIRROR, POST, READS, WIRE, app_at, listening
from tests.show.world import write_world

NOT_CALLED = {"suggest_entities", "suggest_types", "suggest_properties", "propose_properties", "flyout", "preview"}


@pytest.fixture(scope="module")
def record(app: FastAPI) -> Iterator[Client]:
    with listening(app) as address:
        yield stemmata.client.connect(f"{address}/")


def test_there_is_a_method_for_each_operation(api: TestClient) -> None:
    """But for those that only OpenRefine itself calls."""
    document = api.get("/api/v1/openapi.json").json()
    operations = {each["operationId"] for methods in document["paths"].values() for each in methods.values()}
    methods = {name for name, _ in inspect.getmembers(Client, inspect.isfunction) if not name.startswith("_")}
    assert operations - NOT_CALLED - methods == set()
    assert methods - operations == {"at", "get", "extend"}


def test_every_method_asks_and_is_answered(record: Client) -> None:
    assert record.record()["counts"]["reports"] == 4
    assert record.state()["building"] is False
    fact = record.entity(DELTA)["dossier"]["sections"][0]["lines"][0]["fact"]
    assert record.fact(fact)["line"]["fact"] == fact
    assert record.claim(POST.id)["quote"]["quote"] == POST.quote
    assert record.names(DELTA)["entity"]["name"] == "Delta Guard"
    (dispute,) = record.disputes()
    assert record.dispute(dispute["id"])["sides"] == dispute["sides"]
    assert [one["id"] for one in record.disputes_of(DELTA)] == [dispute["id"]]
    assert record.search("fighters", within="reports")["reports"]
    assert record.report(WIRE)["source"]["report"] == "wire.txt"
    assert record.beside(WIRE, MIRROR)["copy"] is not None
    assert record.family(WIRE)["stemmas"]
    assert record.publishers()["publishers"][0]["name"] == "The Wire"
    assert record.publisher("The Wire")["publisher"] == "The Wire"
    assert record.judgements() and list(record.judgements()) == []
    assert "claims" in record.waiting()


def test_what_is_drawn_comes_as_data(record: Client) -> None:
    assert record.tree()["families"]["ancestry"] and record.tree_of(DELTA, steps=1)["families"]
    assert record.network()["network"] and record.network_of(DELTA)["network"]["entity"]["entity"] == DELTA
    assert record.ties(DELTA, "Velia")["groups"]
    assert record.timeline()["lines"]["lines"] and record.timeline_of(DELTA)["lines"]["lines"]
    assert "marks" in record.map()["mapped"] and record.command(DELTA)["units"]
    assert len(record.strength(DELTA)["counts"]) == 2
    assert record.compare_entities(DELTA, LEAGUE)["other"] and "begun" in record.compare_dates(DELTA, "2015", "2017")
    assert record.compare_publishers("The Wire", "The Wire")["shared"]["counts"]


def test_lists_come_page_by_page(record: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemmata.show.web.answers.reports.ON_A_PAGE", 1)
    monkeypatch.setattr("stemmata.show.queries.finding.ON_A_PAGE", 2)
    monkeypatch.setattr("stemmata.show.queries.leaf.ON_A_PAGE", 1)
    assert [one["report"] for one in record.reports()] == ["gazette.txt", "mirror.txt", "post.txt", "wire.txt"]
    assert len({one["id"] for one in record.entities()}) == 6
    assert len({line["fact"] for line in record.section(DELTA, "strength")}) == 2


def test_exports_come_line_by_line(record: Client) -> None:
    counts = {what: sum(1 for _ in record.export(what)) for what in EXPORTS}
    assert (counts["claims"], counts["facts"]) == (10, 9)


def test_dates_go_with_every_question(record: Client) -> None:
    then = record.at(on="2014", known_by="2017").entity(DELTA)["dossier"]
    assert (then["on"], then["known_by"]) == ("2014", "2017-12-31")


def test_names_can_be_matched(record: Client) -> None:
    assert record.reconciliation()["versions"] == ["0.2"]
    assert record.reconcile({"q": {"query": "Delta Guard"}})["q"]["result"][0]["match"] is True
    assert record.extend([DELTA], ["type"])["rows"][DELTA] == {"type": [{"str": "armed group"}]}


def test_errors_are_our_own(record: Client) -> None:
    with pytest.raises(NotFound, match=r"no entity 'none' in this record \(404\)"):
        record.entity("none")
    with pytest.raises(InvalidDate, match="someday"):
        record.at(on="someday").timeline()
    with pytest.raises(StemmataError, match=r"query\.q.*\(422\)"):
        record.search("x" * 1000)
    with pytest.raises(StemmataError, match="is no address"):
        stemmata.client.connect("127.0.0.1:8765")
    with pytest.raises(StemmataError, match="cannot be asked"):
        stemmata.client.connect("http://127.0.0.1:9")


def test_a_decision_is_sent(tmp_path: Path) -> None:
    folder = write_world(tmp_path)
    with app_at(folder, Mode.ALONE, Rules(reads=READS)) as app, listening(app) as address:
        record = stemmata.client.connect(address)
        assert record.judge("reject", claim=POST.id, why="another Oru")["what"] == "reject"
        assert [one["judgement"]["why"] for one in record.judgements()] == ["another Oru"]
    assert len(read_judgements(folder)) == 1


class Elsewhere(BaseHTTPRequestHandler):
    """Sends everybody on, and keeps what they brought."""

    seen: list[tuple[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("Authorization", "")))
        if self.path.startswith("/api/v1/record"):
            self.send_response(503)
            self.send_header("Retry-After", "1")
            self.end_headers()
            Elsewhere.do_GET = Elsewhere.answer  # type: ignore[method-assign]
        else:
            self.send_response(302)
            self.send_header("Location", "/stolen")
            self.end_headers()

    def answer(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"made": True}).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def test_a_token_goes_nowhere_else_and_what_is_being_made_is_waited_for() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    record = Client(f"http://127.0.0.1:{server.server_port}", "stemmata_secret")
    with pytest.raises(StemmataError, match="302"):
        record.state()
    assert Elsewhere.seen == [("/api/v1/state", "Bearer stemmata_secret")]
    assert record.record() == {"made": True}
    server.shutdown()
