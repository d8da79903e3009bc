"""No page, header, redirect or file has a form of the name of anybody who is withheld, nor lets one be guessed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from stemmata.record.read import Record
from stemmata.show.withheld import BLOT
from tests.show.web.premises import Walker, alone, everything, signed_in, site_at
from tests.show.withholding import left_of

STARTS = (
    "/",
    "/log",
    "/publishers",
    "/review",
    "/reports",
    "/compare",
    "/search?q=commander",
    "/search?q=Delta&in=facts",
)
FORMS = ("html", "docx", "csv", "json")
NAMES = ("Mara Oru", "Oru", "مارا أورو", "Ivan Sedov", "Peter Banks", "mbeki", "Mara Oru Blog")
UNKNOWN = "Zed Quxx"


def leaks(said: dict[str, object]) -> dict[str, list[str]]:
    return {path: left for path, answer in said.items() if (left := left_of(f"{path} {everything(answer)}"))}


@pytest.mark.parametrize("name", ["rana", "eda"])
def test_nothing_is_on_any_page(shared_site: FastAPI, name: str) -> None:
    browser = signed_in(shared_site, name)
    said = Walker(browser.client, 3).walk(STARTS)
    assert leaks(said) == {}
    assert len(said) > 60 and not any(answer.status_code == 500 for answer in said.values())
    assert BLOT in "".join(answer.text for answer in said.values())


def test_nothing_is_in_any_brief(shared_site: FastAPI) -> None:
    client = signed_in(shared_site, "rana").client
    index = shared_site.state.house.room.now().index
    for entity in index.entities[:12]:
        for form in FORMS:
            answer = client.get(f"/entities/{entity.id}/brief?form={form}")
            assert answer.status_code == 200
            assert left_of(_unpacked(answer.content) if form == "docx" else everything(answer)) == [], form


def _unpacked(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith("xml"))


def test_nothing_is_on_a_page_of_another_day(shared_site: FastAPI) -> None:
    client = signed_in(shared_site, "eda").client
    while client.get("/?known_by=2030").status_code == 503:
        pass
    assert leaks(Walker(client, 1, "known_by=2030").walk(STARTS)) == {}


def test_a_withheld_name_is_answered_as_one_that_nobody_has(shared_site: FastAPI) -> None:
    """Else whoever guesses a name would be told whether they are right."""
    client = signed_in(shared_site, "rana").client
    for pattern in (
        "/search?q={}", "/search?q={}&in=reports", "/entities/{}", "/entities/{}/timeline", "/publishers/{}",
        "/ties?one={}&other=Delta", "/ties?one={}", "/compare/groups?one={}&other=x", "/reports?publisher={}",
        "/compare/publishers?one={}&other=x", "/brief?entity={}", "/facts/{}", "/search?in=reports&kind={}",
        "/?on={}", "/map?known_by={}", "/compare/dates?one=Delta&first={}&second=2015", "/api/v1/search?q={}",
        "/api/v1/search?q=x&kind={}", "/api/v1/entities?name={}", "/api/v1/entities/{}", "/api/v1/reports?publisher={}",
        "/api/v1/publishers/{}", "/api/v1/ties?one={}&other=x", "/api/v1/compare/entities?one={}&other=x",
        "/api/v1/compare/dates?one={}&first=2014&second=2015", "/api/v1/timeline?on={}",
    ):  # fmt: skip
        unknown = client.get(pattern.format(quote(UNKNOWN)))
        for name in NAMES:
            asked = client.get(pattern.format(quote(name)))
            assert asked.status_code == unknown.status_code, f"{pattern} {name}"
            assert _without(asked.text, name) == _without(unknown.text, UNKNOWN), f"{pattern} {name}"


TOLD = (
    "/part", "/decide", *(f"/{kind}" for kind in ("names", "tree", "network?kinds=allied,opposed,membership,backing")),
)  # fmt: skip
SECTIONS = ("", "/names", "/tree", "/network?steps=2", "/timeline", "/command", "/strength", "/disputes")
ALL = (
    "record", "state", "entities", "disputes?kind=", "reports", "publishers", "tree", "network", "timeline", "map",
    "judgements", "waiting", "search?q=commander", "search?q=withheld", "openapi.json", "compare/builds",
)  # fmt: skip


@pytest.mark.parametrize("name", ["wim", "eda"])
def test_nothing_is_in_what_programs_read_nor_where_spellings_are_parted(shared_site: FastAPI, name: str) -> None:
    client, index = signed_in(shared_site, name).client, shared_site.state.house.room.now().index
    paths = [f"/entities/{e.id}{tail}" for e in index.entities for tail in TOLD]
    paths += [f"/api/v1/entities/{e.id}{tail}" for e in index.entities for tail in SECTIONS]
    said = {path: client.get(path) for path in (*paths, *(f"/api/v1/{path}" for path in ALL), "/compare/builds")}
    assert leaks(said) == {}
    assert {answer.status_code for answer in said.values()} <= {200, 404}


def _without(page: str, name: str) -> str:
    for form in (name, quote(name), quote(name, safe="").replace("%20", "+")):
        page = page.replace(form, "NAME")
    return re.sub('; did you mean[^<"]*', "", page)  # which is made of what is shown


def test_own_ids_lead_nowhere(shared_site: FastAPI, veiled: Path) -> None:
    client = signed_in(shared_site, "eda").client
    with Record.open(veiled) as record:
        hidden = {record.entity_of().get(f"{report}:{a}-{b}") for report, a, b in record.withheld()} - {None}
        reports = [report.id for report in record.reports() if left_of(report.text)]
    for id_ in hidden:
        for tail in ("", "/names", "/timeline", "/brief", "/tree", "/network", "/disputes", "/lead"):
            assert client.get(f"/entities/{id_}{tail}").status_code == 404
    for id_ in reports:
        for tail in ("", "/family", "/add", f"/beside/{id_}"):
            assert client.get(f"/reports/{id_}{tail}").status_code == 404


def test_only_an_admin_sees_all_and_only_where_it_is_served_so(shared_site: FastAPI, veiled: Path) -> None:
    admin, editor = signed_in(shared_site, "ada"), signed_in(shared_site, "eda")
    for _ in range(2):  # made, and kept
        for path in ("/", "/reports", "/log", "/timeline"):
            assert left_of(editor.get(path).text) == [], path
            assert left_of(admin.get(path).text) != [], path
    with site_at(veiled) as app:
        assert left_of(alone(app).get("/reports").text) == []
    with site_at(veiled, show_withheld=True) as app:
        assert left_of(alone(app).get("/reports").text) != []


def test_what_goes_wrong_tells_nothing(veiled: Path, tmp_path: Path) -> None:
    with site_at(veiled) as app:
        app.state.house.builder._failed = "reports/mara-oru-interview.html: Mara Oru is no date"
        assert left_of(alone(app).get("/review/progress").text) == []
