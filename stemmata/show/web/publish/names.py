"""Pages that only a published site has: every name from A to Z, and the search that the browser does itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy import Connection

from stemmata.errors import NotFound
from stemmata.names.scripts import latin
from stemmata.record import columns
from stemmata.record.fold import folded
from stemmata.show.web.answers.front import KINDS, kind_of_type
from stemmata.show.web.paper import slug
from stemmata.show.web.room import State
from stemmata.show.web.visit import Visiting

pages = APIRouter()
ON_A_PAGE = 400
OTHER = "other"  # names that begin with no letter


@dataclass(frozen=True, order=True, slots=True)
class Listed:
    """A name in the list. `main`: the name that the thing is shown by."""

    key: str
    name: str
    main: str
    entity: str
    type: str

    @property
    def letter(self) -> str:
        first = self.key[:1]
        return first if first.isascii() and first.isalpha() else OTHER


@dataclass(frozen=True, slots=True)
class Column:
    """A page of the names of a kind, those that begin with a letter, or ("") all."""

    kind: str
    letter: str
    page: int
    pages: int
    names: tuple[Listed, ...]


@pages.get("/names")
def contents(visit: Visiting) -> Response:
    """The letters of each kind."""
    found = {kind: letters(several) for kind, several in by_kind(visit.state).items() if several}
    return visit.page("published/contents.html", kinds=found, most=ON_A_PAGE)


@pages.get("/names/{kind}")
def all_of(visit: Visiting, kind: str, page: int = 1) -> Response:
    """All names of a kind."""
    return visit.page("published/names.html", column=column(visit.state, kind, "", page))


@pages.get("/names/{kind}/{letter}")
def of_letter(visit: Visiting, kind: str, letter: str, page: int = 1) -> Response:
    """The names of a kind that begin with a letter."""
    return visit.page("published/names.html", column=column(visit.state, kind, letter, page))


@pages.get("/find")
def find(visit: Visiting) -> Response:
    """The search."""
    return visit.page("published/find.html")


def column(state: State, kind: str, letter: str, page: int) -> Column:
    """Raises NotFound."""
    title = next((title for title in KINDS if slug(title) == kind), "")
    every = [name for name in by_kind(state).get(title, ()) if letter in ("", name.letter)]
    pages_ = max(1, -(-len(every) // ON_A_PAGE))
    if not title or not 1 <= page <= pages_:
        raise NotFound(f"no names of {kind!r} on a page {page}")
    return Column(title, letter, page, pages_, tuple(every[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]))


def letters(several: list[Listed]) -> dict[str, int]:
    """How many names begin with each letter."""
    found: dict[str, int] = {}
    for name in several:
        found[name.letter] = found.get(name.letter, 0) + 1
    return found


def by_kind(state: State) -> dict[str, list[Listed]]:
    """Every name, by kind of what it names, in the order of its Latin letters."""
    return state.once("names by kind", lambda: _sorted_out(state))


def _sorted_out(state: State) -> dict[str, list[Listed]]:
    found: dict[str, list[Listed]] = {kind: [] for kind in KINDS}
    kinds = {type_: kind_of_type(type_) for type_ in {entity.type for entity in state.index.entities}}
    for name in _listed(state):
        found[kinds[name.type]].append(name)
    return {kind: sorted(set(several)) for kind, several in found.items()}


def _listed(state: State) -> Iterator[Listed]:
    index = state.index
    pairs = [*((entity.name, entity.id) for entity in index.entities), *state.asking(_names)]
    for name, id_ in pairs:
        entity = index.entities[index.place[id_]]
        yield Listed(folded(latin(name)), name, entity.name, id_, entity.type)


def _names(connection: Connection) -> list[tuple[str, str]]:
    return [(name.text, name.entity) for name in columns.names(connection)]
