"""The record is built anew beside its readers: decisions land, failures are told, and nobody sees half of it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI

from stemmata.pipeline import build
from stemmata.record.database import sole_builder
from stemmata.record.lines import read_judgements
from stemmata.record.read import Record
from stemmata.show.web.builder import BEFORE
from tests.show.web.premises import alone, built, folder_of, send, site_at

TEXT = """The Delta Guard was formed on 3 March 2014. Colonel Mara Oru is the commander of the Delta Guard. The Delta
Guard has 400 fighters. In June 2014, the Delta Guard joined the Northern League. Tomas Vell led the Northern League.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = folder_of(tmp_path_factory.mktemp("made") / "record", {"gazette.txt": TEXT})
    build(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "record"))


@pytest.fixture
def site(folder: Path) -> Iterator[FastAPI]:
    with site_at(folder) as app:
        yield app


def claims_of(folder: Path) -> dict[str, str]:
    with Record.open(folder) as record:
        return {claim.predicate: claim.id for claim in record.claims()}


def test_what_was_decided_is_on_the_pages(site: FastAPI, folder: Path) -> None:
    client, claims = alone(site), claims_of(folder)
    before = client.get("/reports")
    assert client.get(f"/claims/{claims['strength']}").status_code == 303
    review = f"/review/claims/{claims['strength']}"
    answer = send(client, review, review, what="reject", why="a guess")
    assert (answer.status_code, answer.headers["location"]) == (303, review)
    assert built(site) == ""
    assert claims["strength"] not in claims_of(folder).values()
    assert client.get(f"/claims/{claims['strength']}").status_code == 404
    assert client.get(review).status_code == 404
    assert client.get("/reports", headers={"If-None-Match": before.headers["etag"]}).status_code == 200
    (written,) = read_judgements(folder)
    assert (written.what, written.why, bool(written.who)) == ("reject", "a guess", True)
    assert written.when.startswith("20") and "+00:00" in written.when
    page = client.get("/compare/builds")
    assert page.status_code == 200 and (folder / BEFORE).is_file()
    assert not (folder / f"{BEFORE}.new").exists()


def test_two_decisions_at_once_both_land_while_many_read(site: FastAPI, folder: Path) -> None:
    clients, claims = [alone(site), alone(site)], claims_of(folder)
    rejected, stop = [claims["strength"], claims["formed"]], threading.Event()
    seen: list[int] = []

    def read_on() -> None:
        reader = alone(site)
        while not stop.is_set():
            seen.extend(reader.get(path).status_code for path in ("/", "/timeline", "/search?q=Delta", "/review"))

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read_on) for _ in range(2)]
        paths = [f"/review/claims/{claim}" for claim in rejected]
        done = [pool.submit(send, c, p, p, what="reject") for c, p in zip(clients, paths, strict=True)]
        assert [future.result().status_code for future in done] == [303, 303]
        assert built(site) == ""
        stop.set()
        for reader in readers:
            reader.result()
    assert set(claims_of(folder).values()) & set(rejected) == set()
    assert len(read_judgements(folder)) == 2
    assert set(seen) == {200} and len(seen) > 8


def test_a_build_that_fails_is_told_and_the_record_stays(site: FastAPI, folder: Path) -> None:
    client, claims = alone(site), claims_of(folder)
    front = client.get("/").text
    (folder / "judgements.jsonl").write_text("{broken\n", encoding="utf-8")
    site.state.house.builder.ask()
    assert "judgements.jsonl:1" in built(site)
    told = client.get("/review/progress").json()
    assert (told["building"], "judgements.jsonl:1" in told["failed"]) == (False, True)
    assert str(folder) not in told["failed"]
    assert client.get("/").text == front
    log = client.get("/log")
    assert "judgements.jsonl:1" in log.text and str(folder) not in log.text
    (folder / "judgements.jsonl").unlink()
    review = f"/review/claims/{claims['strength']}"
    assert send(client, review, review, what="accept").status_code == 303
    assert built(site) == "" and client.get("/review/progress").json()["failed"] == ""


def test_a_build_that_dies_is_told_and_the_next_waits_for_who_builds_by_hand(site: FastAPI, folder: Path) -> None:
    client, claims = alone(site), claims_of(folder)
    builder = site.state.house.builder
    with sole_builder(folder):  # so that it is still there to be ended
        builder.ask()
        while not (builder._pool and builder._pool._processes):
            threading.Event().wait(0.05)
        for process in list(builder._pool._processes.values()):
            process.kill()
        assert "broke off" in built(site)
        review = f"/review/claims/{claims['strength']}"
        assert send(client, review, review, what="reject").status_code == 303
        threading.Event().wait(1.5)
        assert client.get("/review/progress").json()["building"] is True
    assert built(site) == "" and claims["strength"] not in claims_of(folder).values()


def test_who_is_withheld_is_hidden_before_the_build_ends(site: FastAPI, folder: Path) -> None:
    client = alone(site)
    with Record.open(folder) as record:
        (oru,) = (entity.id for entity in record.entities() if entity.name == "Mara Oru")
    assert "Mara Oru" in client.get(f"/entities/{oru}").text
    with sole_builder(folder):
        answer = send(client, f"/entities/{oru}/decide", f"/entities/{oru}/withhold", why="at risk")
        assert answer.status_code == 303
        for path in ("/", "/log", "/search?in=names", "/reports", "/timeline", f"/entities/{oru}", "/review"):
            assert "Oru" not in client.get(path).text, path
    assert built(site) == ""
    assert "Oru" not in client.get("/log").text and client.get(f"/entities/{oru}").status_code == 404
