"""The published site: a folder whose links all lead somewhere, the same each time, without what is withheld."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import typer
from playwright.sync_api import Browser, sync_playwright
from typer.testing import CliRunner

from stemmata.errors import RecordError
from stemmata.record.fold import folded
from stemmata.record.read import Record
from stemmata.show.cli.door import Door, Place
from stemmata.show.cli.publishing import publish as command
from stemmata.show.web.publish import Published, publish
from stemmata.show.web.publish.addresses import Address, address_of, is_followed, relative
from stemmata.show.web.publish.links import plain_script, rewritten
from stemmata.show.web.publish.options import Options
from stemmata.show.web.publish.place import beside
from stemmata.show.web.publish.rules import examples
from stemmata.show.web.publish.shelf import rough
from tests.show.withholding import WIRE, build_withheld, left_of
from tests.show.world import write_world

CHROMIUM = shutil.which("chromium")
FRONT = Address("/")
ASKED = {  # what is typed, and what it finds
    "مارا أورو": "Mara Oru",
    "СЕДОВ": "Ivan Sedov",
    "Marrsh Frunt": "Marsh Front",
    "DELTA brig": "Delta Brigade",
    "400 fighters": "400",
    "mirror": "mirror",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_withheld(tmp_path_factory.mktemp("open") / "record", withhold=False)


@pytest.fixture(scope="module")
def made(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    out = tmp_path_factory.mktemp("site") / "out"
    return publish(record, out, Options("The record", site="https://example.org/a&b", views=3))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of few things, for what needs no more."""
    return write_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which persons are withheld."""
    return build_withheld(tmp_path_factory.mktemp("hidden") / "record")


@pytest.fixture(scope="module")
def veiled(hidden: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    out = tmp_path_factory.mktemp("veiled") / "out"
    return publish(hidden, out, Options(with_texts=True, site="https://example.org", views=3))


class Links(HTMLParser):
    """The links and the marks of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.marks: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "xlink:href") and value is not None:
                self.links.append(value)
            if name == "id" and value:
                self.marks.add(value)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages_of(folder: Path) -> dict[Path, Links]:
    return {path.resolve(): Links(path.read_text("utf-8")) for path in folder.rglob("*.html")}


# --- addresses and links


@pytest.mark.parametrize("link", examples()["followed"])
def test_what_is_followed(link: str) -> None:
    address = address_of(link, FRONT, {})
    assert address is not None and is_followed(address, with_texts=False)


@pytest.mark.parametrize("link", examples()["left"])
def test_what_is_left(link: str) -> None:
    address = address_of(link, FRONT, {})
    assert address is None or not is_followed(address, with_texts=False)


def test_texts_are_side_by_side_only_where_texts_are_published() -> None:
    assert is_followed(Address("/reports/ab/beside/cd"), with_texts=True)


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("/", "index.html"),
        ("/entities/ab12", "entities/ab12/index.html"),
        ("/entities/ab12/names?page=2", "entities/ab12/names/page-2.html"),
        ("/entities/ab12/names?page=1", "entities/ab12/names/index.html"),
        ("/disputes?page=2&kind=correction", "disputes/kind-correction_page-2.html"),
        ("/disputes?kind=correction&page=2", "disputes/kind-correction_page-2.html"),
        ("/tree.svg", "tree.svg"),
    ],
)
def test_files(link: str, file: str) -> None:
    address = address_of(link, FRONT, {})
    assert address is not None and address.file == file


def test_files_are_safe_on_every_disk() -> None:
    names = ["The Wire", "the wire", "..", "con", "a/b", "الوكالة", "x" * 300, 'a:b*c?"<>|', "é", "e\u0301", " ", "A"]
    files = [Address(f"/publishers/{name}").file for name in names]
    assert len(set(map(str.lower, files))) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_./-]+", file) and ".." not in file and len(file) < 90 for file in files)


def test_the_dates_of_the_site_are_carried_and_others_lead_nowhere() -> None:
    clocks = {"on": "2014"}
    assert address_of("/entities/ab?on=2014", FRONT, clocks) == Address("/entities/ab")
    assert address_of("/entities/ab?on=2015", FRONT, clocks) is None
    assert address_of("/entities/ab", FRONT, clocks) is None


def test_from_file_to_file() -> None:
    assert relative("entities/a/index.html", "entities/b/index.html") == "../../entities/b/index.html"


def test_a_page_keeps_its_words_and_leads_on() -> None:
    said = "&lt;a href=&quot;/review&quot;&gt; 1 &lt; 2  \n  as it was"
    page = (
        f'<p title="a > b" data-more="/facts/1/claims">{said}</p><a href="/x?a=1&amp;b=2">x</a><a href="/review">no</a>'
        '<form action="/log"><input name="csrf" value="s"></form><a href="#here">h</a><a href="https://x.example/">e</a>'
        '<ul><li><a href="/review">gone <small>1</small></a></li></ul>'
        '<script type="module" src="/static/site.js"></script>'
        '<script type="module" src="/static/pan.js?v=1"></script>'
    )
    led = rewritten(page, lambda link: None if link == "/review" else f"to{link}", ["pan.js"])
    assert led == (
        f'<p title="a > b">{said}</p><a href="to/x?a=1&amp;b=2">x</a><a>no</a><a href="#here">h</a>'
        '<a href="https://x.example/">e</a><ul></ul><script src="to/static/pan.js?v=1" defer></script>\n'
    )


def test_scripts_keep_their_names_to_themselves() -> None:
    assert plain_script(b"const STEP = 1;\n") == b'(() => {\n"use strict";\nconst STEP = 1;\n})();\n'


@pytest.mark.parametrize(("one", "other"), [("muhammad", "mohamed"), ("khalid", "kaled"), ("ahrar", "ahrar")])
def test_spelled_nearly_so(one: str, other: str) -> None:
    assert rough(one) == rough(other) != ""


# --- the site


def test_every_link_leads_to_a_file_and_to_a_place_on_it(made: Published, veiled: Published) -> None:
    for site in (made.folder, veiled.folder):
        pages = pages_of(site)
        lost = []
        for path, page in pages.items():
            for link in page.links:
                at = urlsplit(link)
                if at.scheme:
                    continue
                target = (path.parent / unquote(at.path)).resolve() if at.path else path
                there = target in pages and (not at.fragment or at.fragment in pages[target].marks)
                if not there and not (target.is_file() and not at.fragment):
                    lost.append((path.relative_to(site), link))
        assert lost == []
        assert len(pages) > 50


def test_everything_is_there(made: Published, record: Path) -> None:
    files = files_of(made.folder)
    with Record.open(record) as read:
        expected = [f"entities/{entity.id}/index.html" for entity in read.entities()]
        expected += [f"facts/{fact.id}/index.html" for fact in read.facts()]
        expected += [f"reports/{report.id}/index.html" for report in read.reports()]
    assert set(expected) <= set(files)
    assert {"index.html", "tree/index.html", "map/index.html", "names/index.html", "find/index.html"} <= set(files)


def test_nothing_that_asks_a_server(made: Published) -> None:
    for path, page in pages_of(made.folder).items():
        text = path.read_text("utf-8")
        assert 'http-equiv="Content-Security-Policy"' in text and 'type="module"' not in text
        assert "csrf" not in text and 'method="post"' not in text and "published.invalid" not in text
        assert not any(link.startswith("/") for link in page.links)


def test_the_manifest_tells_every_file(made: Published) -> None:
    files = files_of(made.folder)
    told = json.loads(files.pop("published.json"))
    listed = files.pop("published.sha256")
    lines = dict(reversed(line.split("  ", 1)) for line in listed.decode().splitlines())  # type: ignore[misc]
    assert lines == {name: sha256(body).hexdigest() for name, body in files.items()}
    assert told["sha256"] == sha256(listed).hexdigest() and told["options"]["title"] == "The record"
    assert (told["files"], told["bytes"]) == (len(files), sum(map(len, files.values()))) == (made.files, made.size)


def test_the_same_record_makes_the_same_bytes(
    made: Published, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemmata.show.web.publish.MANY", 1)  # so that even this small record is shared out
    again = publish(record, tmp_path / "again", Options("The record", site="https://example.org/a&b", views=3), jobs=2)
    assert files_of(again.folder) == files_of(made.folder)


def test_texts_stay_at_home_unless_they_are_to_go(made: Published, record: Path, tmp_path: Path) -> None:
    full = publish(record, tmp_path / "full", Options(with_texts=True, views=0))
    quoted = [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page.decode())) for page in files_of(made.folder).values()]
    opened = [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page.decode())) for page in files_of(full.folder).values()]
    unquoted = "both banks of the river"
    assert unquoted in WIRE
    assert not any(unquoted in page for page in quoted) and any(unquoted in page for page in opened)
    assert any("Tomas Vell leads it" in page for page in quoted)
    assert not list(made.folder.glob("reports/*/beside")) and list(full.folder.glob("reports/*/beside"))


def test_as_of_a_date(small: Path, tmp_path: Path) -> None:
    then = publish(small, tmp_path / "then", Options(on="2014-06", known_by="2026"))
    page = next(then.folder.glob("entities/*/index.html")).read_text("utf-8")
    assert "As of 2014-06; from the reports that could have been read by 2026" in page
    links = {link for found in pages_of(then.folder).values() for link in found.links}
    assert not any("on=" in link or "known_by=" in link for link in links)


def test_only_the_best_known_are_drawn(small: Path, tmp_path: Path) -> None:
    few = publish(small, tmp_path / "few", Options(views=1, noindex=True))
    drawn = {path.parts[-3] for path in few.folder.glob("entities/*/network/index.html")}
    assert len(drawn) == 1 and few.viewless == len(list(few.folder.glob("entities/*/index.html"))) - 1
    assert (few.folder / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex">' in (few.folder / "index.html").read_text("utf-8")


# --- withheld


def test_no_form_of_a_withheld_name_in_any_byte(veiled: Published) -> None:
    found = {
        name: left
        for name, body in files_of(veiled.folder).items()
        if (left := left_of(f"{name}\n{body.decode('utf-8')}"))
    }
    assert found == {}
    assert any("Mara Selk" in body.decode() for body in files_of(veiled.folder).values())


def test_no_id_of_who_is_withheld(veiled: Published, hidden: Path) -> None:
    with Record.open(hidden) as read:
        private = {report.id for report in read.reports() if left_of(f"{report.name} {report.text} {report.metadata}")}
        guessed = {digest for r in read.reports() if r.id in private for digest in (r.id, r.sha256, r.text_sha256)}
        guessed |= {claim.id for claim in read.claims() if claim.report in private}
    assert len(guessed) > 20
    everything = "".join(f"{name}\n{body.decode()}" for name, body in files_of(veiled.folder).items())
    assert sorted(id_ for id_ in guessed if id_ in everything) == []


# --- where it is put


def test_it_replaces_its_own_and_keeps_what_others_put_beside(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(small, out, Options(site="https://example.org"))
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    (out / "CNAME").write_text("record.example.org")
    before = files_of(out)
    publish(small, out, Options(views=0))
    after = files_of(out)
    assert after["CNAME"] == b"record.example.org" and after[".git/HEAD"] == b"ref"
    assert any("brief/" in name for name in before) and not any("brief/" in name for name in after)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["notes.txt", "facts/mine/notes.txt"])
def test_it_writes_over_nothing_of_others(small: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    if "/" in name:
        publish(small, out)
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("mine")
    before = files_of(tmp_path)
    with pytest.raises(RecordError, match=re.escape(str(out))):
        publish(small, out)
    assert files_of(tmp_path) == before


def interrupted(out: Path) -> None:
    with beside(out) as work:
        (work / "site" / "index.html").write_text("half")
        raise KeyboardInterrupt


def test_a_failure_leaves_the_old_site_and_nothing_else(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(small, out)
    before = files_of(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        interrupted(out)
    assert files_of(tmp_path) == before
    with pytest.raises(RecordError), beside(out / "index.html"):
        pass


def door(place: Place) -> typer.Typer:
    """The command as the command line has it."""
    app = typer.Typer(cls=Door)

    @app.callback()
    def opened(ctx: typer.Context) -> None:
        ctx.obj = place

    app.command()(command)
    return app


def test_the_command(small: Path, tmp_path: Path) -> None:
    said = CliRunner().invoke(door(Place(small, False)), ["publish", str(tmp_path / "out"), "--views", "1"])
    assert said.exit_code == 0 and re.search(r"\d+ pages, \d+ files, [\d,]+ bytes in", said.output), said.output
    again = CliRunner().invoke(door(Place(small, False)), ["publish", str(tmp_path / "out"), "--on", "soon"])
    assert again.exit_code == 1 and "soon" in again.output


def test_what_is_withheld_is_never_published(hidden: Path, tmp_path: Path) -> None:
    said = CliRunner().invoke(door(Place(hidden, True)), ["publish", str(tmp_path / "out")])
    assert said.exit_code == 1 and "--show-withheld" in said.output and not (tmp_path / "out").exists()


# --- in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no browser here: chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_it_works_from_a_folder(chromium: Browser, made: Published) -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    folder = made.folder.as_uri()
    for path in pages_of(made.folder):
        page.goto(path.as_uri())
    page.goto(f"{folder}/index.html")
    for query, found in ASKED.items():
        page.fill("#q", query)
        page.press("#q", "Enter")
        page.wait_for_selector("html[data-search=ready]")
        page.wait_for_selector("#said:has-text('found')")
        assert found in page.inner_text("#found"), query
        page.goto(f"{folder}/tree/index.html")
    page.goto(f"{folder}/find/index.html?q=marsh+front")
    page.click("#found a")
    assert page.inner_text("h1") == "Marsh Front"
    assert said == [] and all(url.startswith(folder) for url in asked)
    context.close()


def test_without_javascript_there_is_the_list_of_names(chromium: Browser, made: Published) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{made.folder.as_uri()}/find/index.html")
    page.click("noscript a")
    page.click("section:has(h2:text('Groups')) a")
    page.click("main >> text=Reed Band")
    assert page.inner_text("h1") == "Reed Band"
    context.close()


def test_words_are_folded_in_the_browser_as_in_the_record(chromium: Browser, made: Published) -> None:
    texts = [
        "Ḥarakat Aḥrār al-Shām",
        "حركة أحرار الشّام",
        "МВД «Альфа»",
        "O’Neill's",
        "ΣΊΣΥΦΟΣ",
        "Straße",
        "Łódź 4-й",
        "ﻻ",
        "ی ک",
    ]
    page = chromium.new_page()
    page.goto(f"{made.folder.as_uri()}/find/index.html")
    page.wait_for_selector("html[data-search=ready]")
    assert [page.evaluate("(text) => folded(text)", text) for text in texts] == list(map(folded, texts))
    page.close()
