"""Publish: a record -> a static site, a folder of files that works from a disk and on any web server.

The pages are those of the site: each is asked of the application itself, within this process, and what it links to
is asked for next. So what is withheld cannot be in them, and a page that the site gains is published as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import stemmata
from stemmata.show.web.paper import HERE
from stemmata.show.web.publish.addresses import Address
from stemmata.show.web.publish.ledger import Ledger
from stemmata.show.web.publish.links import plain_script
from stemmata.show.web.publish.options import Options
from stemmata.show.web.publish.place import LISTED, MARK, SITE, beside
from stemmata.show.web.publish.press import Press, Sheet, pressing
from stemmata.show.web.publish.presses import MANY, Print, presses
from stemmata.show.web.publish.rules import rules
from stemmata.show.web.publish.shelf import shelve
from stemmata.show.web.room import State

AT_ONCE = 1_000  # pages that are handed out before what they link to is looked at
FIRST = ("/", "/names", "/find", "/publishers")
ROBOTS = "User-agent: *\nDisallow: /\n"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What was published. `wrong`: pages that say that they are not there. `viewless`: entities without pictures."""

    folder: Path
    pages: int
    files: int
    size: int
    viewless: int
    wrong: tuple[str, ...]


def publish(
    folder: Path, out: Path, options: Options | None = None, jobs: int = 1, progress: Progress = lambda *_: None
) -> Published:
    """Publishes the record in a folder. Raises RecordError: no record, or `out` is not ours to write into."""
    options = options or Options()
    with beside(out) as work:
        job = _Job(work / SITE, Ledger(work / "ledger"), progress)
        with pressing(folder, job.site, options) as press:
            job.ask(_first(press.state, options))
            job.print_all(folder, press, options, jobs)
            job.shelve(press.state)
            press.check()
            viewless = max(0, len(press.state.index.entities) - options.views)
            made = job.finish(press.state.key, options)
        job.ledger.close()
        (work / "ledger").unlink()
    return Published(out, *made, viewless, tuple(job.wrong))


def _first(state: State, options: Options) -> Iterator[Address]:
    """Where following links begins; things and facts besides, so that none is missed that no page leads to."""
    yield from map(Address, FIRST)
    yield from (Address(f"/entities/{entity.id}") for entity in state.index.entities)
    yield from (Address(f"/facts/{fact}") for fact in state.index.facts)


class _Job:
    """One publishing: what is to be made, what was made, and who hears of it."""

    def __init__(self, site: Path, ledger: Ledger, progress: Progress) -> None:
        self.site, self.ledger, self.progress = site, ledger, progress
        self.wrong: list[str] = []
        self._statics: set[str] = set()

    def ask(self, addresses: Iterable[Address]) -> None:
        self.ledger.ask(addresses)

    def print_all(self, folder: Path, press: Press, options: Options, jobs: int) -> None:
        """Prints what is asked for, and what that links to, until nothing is left."""
        if jobs > 1 and self.ledger.pages > MANY:
            with presses(folder, self.site, options, jobs) as several:
                self._follow(several)
        else:
            self._follow(lambda addresses: map(press.print, addresses))
        for name in sorted(self._statics):
            body = (HERE / name).read_bytes()
            self.write(name, plain_script(body) if Path(name).name in rules().scripts else body)

    def _follow(self, printed: Print) -> None:
        done = 0
        while waiting := self.ledger.waiting(done, AT_ONCE):
            for (number, _), sheet in zip(waiting, printed(address for _, address in waiting), strict=True):
                self._keep(sheet)
                done = number
                self.progress("pages", done, self.ledger.pages)

    def _keep(self, sheet: Sheet) -> None:
        self.ledger.wrote(sheet.file, sheet.sha256, sheet.size)
        self.ledger.ask(sheet.links)
        self._statics |= set(sheet.statics)
        if sheet.wrong:
            self.wrong.append(sheet.wrong)

    def shelve(self, state: State) -> None:
        """Writes the index for the search."""
        total = sum(state.counts[name] for name in ("entities", "facts", "reports"))
        shelve(state, self.write, lambda done: self.progress("search", min(done, total), total))

    def write(self, name: str, body: bytes) -> None:
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.ledger.wrote(name, sha256(body).hexdigest(), len(body))

    def finish(self, state: str, options: Options) -> tuple[int, int, int]:
        """Writes what was published: pages, files and bytes."""
        if options.noindex:
            self.write("robots.txt", ROBOTS.encode())
        listing = sha256()
        with (self.site / LISTED).open("wb") as out:
            for path, digest in self.ledger.files():
                line = f"{digest}  {path}\n".encode()
                listing.update(line)
                out.write(line)
        files, size = self.ledger.total
        told: dict[str, object] = {
            "stemmata": stemmata.__version__,
            "state": state,
            "options": options.told(),
            "pages": self.ledger.pages,
            "files": files,
            "bytes": size,
            "wrong": self.wrong,
            "files_in": LISTED,
            "sha256": listing.hexdigest(),
        }
        (self.site / MARK).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return self.ledger.pages, files, size
