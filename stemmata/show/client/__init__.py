"""A record that is served elsewhere, asked from Python: one method for each call of its API.

    record = stemmata.client.connect("http://127.0.0.1:8765")
    for found in record.entities(name="Delta Guard"):
        print(record.at(on="2015-06").entity(found["id"])["dossier"]["names"])

Answers are what the API sends, read from JSON; docs/web-api.md says what is in them. What comes in pages comes as an
iterator that asks for the next page when it is needed. Every error is a StemmataError; what is not in the record is
NotFound, a date that is none InvalidDate.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from stemmata.errors import StemmataError
from stemmata.show.client.asking import Asker, Call, Json


@dataclass(frozen=True)
class Client:
    """A record at an address, asked as of a date (`on`), as it could have been known by another (`known_by`)."""

    address: str
    token: str | None = None
    on: str | None = None
    known_by: str | None = None

    def at(self, on: str | None = None, known_by: str | None = None) -> Client:
        """The same record on a date, or as it could have been known by a date."""
        return replace(self, on=on, known_by=known_by)

    # --- the record

    def record(self) -> Json:
        """What the record holds."""
        return self.get("/record")

    def state(self) -> Json:
        """Which state of the record answers, and whether it is being built anew."""
        return self.get("/state")

    def export(self, what: str) -> Iterator[Json]:
        """Everything of one sort: claims, facts, differences, derivations, descents, lineages, entities, mentions."""
        with Asker(self.address, self.token).open(Call("GET", f"/exports/{_in(what)}", self._dates)) as response:
            for line in response:
                yield json.loads(line)

    # --- entities

    def entities(self, name: str = "", kind: str = "") -> Iterator[Json]:
        """Entities by name in any script and spelling, and by kind: Groups, People, Places, Others."""
        return self._items("/entities", ("entities",), name=name, kind=kind)

    def entity(self, id: str) -> Json:
        """All about one entity, the best supported facts of each section."""
        return self.get(f"/entities/{_in(id)}")

    def section(self, id: str, section: str) -> Iterator[Json]:
        """Every fact in a section of an entity ("allies-and-enemies")."""
        return self._items(f"/entities/{_in(id)}/sections/{_in(section)}", ("section", "lines"))

    def names(self, id: str) -> Json:
        """Every spelling of an entity, where it stands, and why it was joined."""
        return self.get(f"/entities/{_in(id)}/names")

    def disputes_of(self, id: str, kind: str = "contradiction") -> Iterator[Json]:
        """The differences over what is said of an entity."""
        return self._items(f"/entities/{_in(id)}/disputes", ("disputes",), kind=kind)

    # --- facts and words

    def fact(self, id: str) -> Json:
        """Why a fact stands."""
        return self.get(f"/facts/{_in(id)}")

    def claim(self, id: str) -> Json:
        """A claim: its words, where they stand, and the facts that rest on them."""
        return self.get(f"/claims/{_in(id)}")

    def disputes(self, kind: str = "contradiction") -> Iterator[Json]:
        """The differences of a kind."""
        return self._items("/disputes", ("disputes",), kind=kind)

    def dispute(self, id: str) -> Json:
        """One difference."""
        return self.get(f"/disputes/{_in(id)}")

    def search(self, q: str, within: str = "", kind: str = "", page: int = 1) -> Json:
        """Names, facts and reports that have these words. `within`: names, facts or reports, then page by page."""
        return self.get("/search", q=q, **{"in": within}, kind=kind, page=page)

    # --- reports

    def reports(self, publisher: str = "") -> Iterator[Json]:
        """The reports, by path."""
        return self._items("/reports", ("reports",), publisher=publisher)

    def report(self, id: str, part: int = 1) -> Json:
        """One report: a part of its text, with its claims."""
        return self.get(f"/reports/{_in(id)}", part=part)

    def beside(self, id: str, other: str) -> Json:
        """Two reports side by side."""
        return self.get(f"/reports/{_in(id)}/beside/{_in(other)}")

    def family(self, id: str) -> Json:
        """The tree of copies that a report stands in."""
        return self.get(f"/reports/{_in(id)}/family")

    def publishers(self) -> Json:
        """Every publisher that a report names."""
        return self.get("/publishers")

    def publisher(self, name: str) -> Json:
        """One publisher in figures."""
        return self.get(f"/publishers/{_in(name)}")

    # --- over time and between actors

    def tree(self) -> Json:
        """The family tree of all groups."""
        return self.get("/tree")

    def tree_of(self, id: str, steps: int | None = None) -> Json:
        """The family tree from one group outward."""
        return self.get(f"/entities/{_in(id)}/tree", steps=steps)

    def network(self, kinds: str = "", most: int = 60) -> Json:
        """Allies and enemies."""
        return self.get("/network", kinds=kinds, most=most)

    def network_of(self, id: str, kinds: str = "", steps: int = 1, most: int = 60) -> Json:
        """Allies and enemies of one actor."""
        return self.get(f"/entities/{_in(id)}/network", kinds=kinds, steps=steps, most=most)

    def ties(self, one: str, other: str) -> Json:
        """All that is documented between two actors, by id or name."""
        return self.get("/ties", one=one, other=other)

    def timeline(self) -> Json:
        """What happened and what held, by time."""
        return self.get("/timeline")

    def timeline_of(self, id: str) -> Json:
        """What happened to one and what held, by time."""
        return self.get(f"/entities/{_in(id)}/timeline")

    def map(self) -> Json:
        """Groups and past events by place."""
        return self.get("/map")

    def command(self, id: str) -> Json:
        """The chain of command of a unit."""
        return self.get(f"/entities/{_in(id)}/command")

    def strength(self, id: str) -> Json:
        """Every number that is given for a group."""
        return self.get(f"/entities/{_in(id)}/strength")

    # --- comparisons

    def compare_entities(self, one: str, other: str) -> Json:
        """Two groups, or any two, by id or name."""
        return self.get("/compare/entities", one=one, other=other)

    def compare_dates(self, one: str, first: str, second: str) -> Json:
        """One at two dates."""
        return self.get("/compare/dates", one=one, first=first, second=second)

    def compare_publishers(self, one: str, other: str) -> Json:
        """Two publishers."""
        return self.get("/compare/publishers", one=one, other=other)

    def compare_builds(self) -> Json:
        """This build and the one before it."""
        return self.get("/compare/builds")

    # --- decisions

    def judgements(self) -> Iterator[Json]:
        """Every judgement, the newest first."""
        return self._items("/judgements", ("judgements",))

    def waiting(self) -> Json:
        """What waits for a person."""
        return self.get("/waiting")

    def judge(self, what: str, **decision: object) -> Json:
        """Decides: `judge("reject", claim=ID, why="...")`. Returns the judgement as it was written down."""
        body = json.dumps({"what": what, **decision}).encode()
        return self._sent("/judgements", (body, "application/json"))

    # --- OpenRefine

    def reconciliation(self) -> Json:
        """The manifest of the reconciliation service."""
        return self.get("/reconcile")

    def reconcile(self, queries: Mapping[str, object]) -> Json:
        """Entities that names may mean: `reconcile({"q0": {"query": "Delta Guard"}})`."""
        return self._form(queries=queries)

    def extend(self, ids: list[str], properties: list[str]) -> Json:
        """Properties of entities, as OpenRefine fetches them."""
        return self._form(extend={"ids": ids, "properties": [{"id": name} for name in properties]})

    def _form(self, **fields: object) -> Json:
        body = urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
        return self._sent("/reconcile", (body, "application/x-www-form-urlencoded"))

    # --- how it is asked

    def get(self, path: str, **query: object) -> Json:
        """Any answer, by its path under /api/v1."""
        return Asker(self.address, self.token).answer(Call("GET", path, {**query, **self._dates}))

    @property
    def _dates(self) -> Mapping[str, object]:
        return {"on": self.on, "known_by": self.known_by}

    def _sent(self, path: str, body: tuple[bytes, str]) -> Json:
        return Asker(self.address, self.token).answer(Call("POST", path, {}, body))

    def _items(self, path: str, within: tuple[str, ...], **query: object) -> Iterator[Json]:
        """What stands in a list, page after page."""
        page: int | None = 1
        while page is not None:
            answer = found = self.get(path, **query, page=page)
            for name in within:
                found = found[name]
            yield from found  # type: ignore[misc]  # a list at last
            page = page + 1 if answer["next"] else None


def connect(address: str, token: str | None = None) -> Client:
    """The record that is served at an address. Raises StemmataError: the address is none, nothing answers there."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StemmataError(f"{address!r} is no address; one is like http://127.0.0.1:8765")
    client = Client(address.rstrip("/"), token)
    client.state()
    return client


def _in(part: str) -> str:
    """A part of a path."""
    return quote(part, "")
