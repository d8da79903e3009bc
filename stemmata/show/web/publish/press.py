"""The press: a page of the site -> a file. Each process that helps has a press of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from stemmata.errors import RecordError
from stemmata.record import schema
from stemmata.show.queries.text import parts_of
from stemmata.show.web.app import app_of
from stemmata.show.web.guard.door import Guard, Rules
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.paper import slug
from stemmata.show.web.publish import names
from stemmata.show.web.publish.addresses import Address, address_of, is_followed, relative, view_of
from stemmata.show.web.publish.client import HOST, Answer, Client
from stemmata.show.web.publish.edition import Edition
from stemmata.show.web.publish.links import rewritten
from stemmata.show.web.publish.options import Options
from stemmata.show.web.publish.rules import rules
from stemmata.show.web.room import BeingMade, Room, State

PRINTED = ("text/html", "image/svg+xml")
CLAIMS = "/claims/"
LINKS = 65_536  # that are remembered
CLAIM = re.compile(r"/claims/([0-9a-f]{16,64})")
LONG_REPORTS = 4_096  # whose parts are remembered
Place = tuple[str, int]  # report, part


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was printed. `wrong` says what was wrong with it, `statics` are the files of ours that it needs."""

    file: str
    sha256: str
    size: int
    links: tuple[Address, ...]
    statics: tuple[str, ...]
    wrong: str = ""


@dataclass
class _Led:
    """Where a page leads."""

    pages: dict[Address, None] = field(default_factory=dict)
    statics: dict[str, None] = field(default_factory=dict)


class Press:
    """Prints pages into a folder."""

    def __init__(self, client: Client, room: Room, options: Options, site: Path) -> None:
        self.state = _state(room, options.known_by)
        self._now = room.now
        self._client, self._options, self._site = client, options, site
        self._viewed = _most_told(self.state, options.views)
        self._key = room.now().key
        self._known = lru_cache(LINKS)(self._found)
        self._starts: Callable[[str], tuple[int, ...]] = lru_cache(LONG_REPORTS)(self._part_starts)

    def print(self, address: Address) -> Sheet:
        """Makes the file of a page. What goes wrong in our own code is raised here."""
        asked = Address(address.path, (*address.query, *self._options.clocks.items()))
        answer = self._client.get(str(asked))
        led = _Led()
        body, wrong = self._body(address, answer, led)
        path = self._site / address.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        return Sheet(address.file, sha256(body).hexdigest(), len(body), tuple(led.pages), tuple(led.statics), wrong)

    def check(self) -> None:
        """Raises RecordError where the record was built anew since: then pages of two records are in one site."""
        if self._now().key != self._key:
            raise RecordError("the record was built anew while it was published; publish it again")

    def _body(self, address: Address, answer: Answer, led: _Led) -> tuple[bytes, str]:
        to = answer.headers.get("location")
        if to is not None:
            lead = self._lead(address, {}, led)(to)
            return _onward(lead or relative(address.file, "index.html")), ""
        if answer.kind not in PRINTED:
            return b"", f"{address} is {answer.kind or 'nothing'}, and no page"
        page = answer.body.decode("utf-8").replace(f"http://{HOST}", escape(self._options.site.rstrip("/")))
        made = rewritten(page, self._lead(address, self._claims(page), led), rules().scripts)
        return made.encode(
            "utf-8", "backslashreplace"
        ), "" if answer.status == 200 else f"{address}: the site answers {answer.status}"

    def _lead(self, here: Address, claims: dict[str, Place], led: _Led) -> Callable[[str], str | None]:
        file = here.file

        def lead(link: str) -> str | None:
            at = urlsplit(link)
            if at.path.startswith("/static/"):
                led.statics[at.path[1:]] = None
                return relative(file, at.path[1:]) + (f"?{at.query}" if at.query else "")
            to, fragment = self._of_claim(at.path, claims) if at.path.startswith(CLAIMS) else self._target(link, here)
            if to is None:
                return None
            led.pages[to] = None
            return relative(file, to.file) + (f"#{fragment or at.fragment}" if fragment or at.fragment else "")

        return lead

    def _target(self, link: str, here: Address) -> tuple[Address | None, str]:
        """The published page that stands for a page of the site. Most links stand on many pages."""
        return self._known(link, here if not link.startswith("/") else Address("/"))

    def _found(self, link: str, here: Address) -> tuple[Address | None, str]:
        to = address_of(link, here, self._options.clocks)
        if to is not None and to.path == "/search":
            return _list(to), ""
        if to is not None and not self._options.with_texts and rules().texts.match(to.path):
            to = Address(f"/reports/{to.path.rsplit('/', 1)[-1]}")  # the other report, by itself
        return (to if to is not None and self._is_published(to) else None), ""

    def _is_published(self, to: Address) -> bool:
        if not is_followed(to, self._options.with_texts):
            return False
        view = view_of(to)
        return view is None or (view[0] in self._viewed and (view[1] not in rules().cited or bool(self._options.site)))

    def _of_claim(self, path: str, claims: dict[str, Place]) -> tuple[Address | None, str]:
        """The words of a claim, in its report."""
        claim = path.removeprefix(CLAIMS)
        if claim not in claims:
            return None, ""
        report, part = claims[claim]
        return Address(f"/reports/{report}", (("part", str(part)),) if part > 1 else ()), f"c-{claim}"

    def _claims(self, page: str) -> dict[str, Place]:
        """Where the claims stand that a page leads to."""
        wanted = sorted(set(CLAIM.findall(page)))
        if not wanted:
            return {}
        table = schema.claims.c
        with self.state.record.connected() as connection:
            rows = connection.execute(select(table.id, table.report, table.start).where(table.id.in_(wanted))).all()
        return {id_: (report, self._part(report, start)) for id_, report, start in rows}

    def _part(self, report: str, start: int) -> int:
        starts = self._starts(report)
        return max(1, sum(each <= start for each in starts))

    def _part_starts(self, report: str) -> tuple[int, ...]:
        return tuple(part[0].start for part in parts_of(self.state.record.segments(report)) if part)


@contextmanager
def pressing(folder: Path, site: Path, options: Options) -> Iterator[Press]:
    """A press for the record in a folder. Nothing withheld can be on its pages: they are those that readers see."""
    room = Room(folder)
    guard = Guard(room.folder, Mode.ALONE, Rules(names=(HOST,)))
    try:
        app = app_of(room, guard)
        app.include_router(names.pages)
        app.state.house = replace(app.state.house, paper=Edition(options.title or room.name, options))
        with Client(app) as client:
            yield Press(client, room, options, site)
    finally:
        guard.close()
        room.close()


def _state(room: Room, known_by: str) -> State:
    """The record as it was known by a date, however long that takes to make."""
    while True:
        try:
            return room.at(known_by)
        except BeingMade:
            continue


def _most_told(state: State, most: int) -> frozenset[str]:
    """The entities that most facts are about; of equals those that the record has first."""
    order = sorted(range(len(state.index.entities)), key=lambda at: (-int(state.index.weight[at]), at))
    return frozenset(state.index.entities[at].id for at in order[:most])


def _list(search: Address) -> Address | None:
    """The list of names that a search without words is; the search itself where nothing is searched for."""
    asked = dict(search.query)
    if not asked:
        return Address("/find")
    kind = asked.pop("kind", "")
    return Address(f"/names/{slug(kind)}" if kind else "/names") if asked == rules().lists else None


def _onward(file: str) -> bytes:
    """A page that leads on to another."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>'
        f'<meta http-equiv="refresh" content="0; url={file}"><a href="{file}">Here</a></html>\n'
    ).encode()
