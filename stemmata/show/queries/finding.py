"""Words -> names in any script and spelling, facts and reports. Names spelled as asked come before near ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from stemmata.errors import NotFound
from stemmata.model import Entity
from stemmata.names.compare import GroupName, Person, group, person, score
from stemmata.names.index import BUCKET, asked_of
from stemmata.names.scripts import latin
from stemmata.record import parts
from stemmata.record.fold import folded
from stemmata.record.search import entities_named, excerpt, matching, names_beginning, names_near
from stemmata.show.answers import Line
from stemmata.show.findings import Findings, FoundName, FoundReport
from stemmata.show.queries.find import names_of
from stemmata.show.queries.lines import line_of
from stemmata.show.slices import Asked, Reading

Reader = Callable[[str], GroupName | Person]

WITHIN = ("names", "facts", "reports")
FIRST, ON_A_PAGE = 8, 30  # of each kind on the first view, and on a page of one kind
CLAIMS = 4  # of a fact that is found
LOOKED_AT = 600  # places that are looked at for facets, and the most that can be leafed through
NAMES_LOOKED_AT = 2_000
NEAR_LIMIT, NEAR_SCORE = 40, 0.35  # candidates that are compared, and the least score of a name that is shown
NEAR_SHOWN, NEAR_LETTERS = 8, 72  # names written alike that are shown, and the least ratio of letters that is alike


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for. `narrowed`: a kind of names, a predicate of facts, or a publisher of reports."""

    query: str
    within: str = ""
    narrowed: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class _Found:
    """Ids in order, how many there are, and how many of what may narrow them."""

    ids: tuple[str, ...]
    count: int
    facets: Mapping[str, int]


def finding(state: Reading, connection: Connection, question: Question, kinds: Mapping[str, str]) -> Findings:
    """`kinds`: entity type -> the kind that narrows names. Raises NotFound: nothing is searched so, no such page."""
    if question.within not in ("", *WITHIN):
        raise NotFound(f"cannot search in {question.within!r}; have {', '.join(WITHIN)}")
    chosen = {what: _found(state, connection, what, question, kinds) for what in WITHIN if _asked(what, question)}
    shown = {what: _shown(found.ids, question) for what, found in chosen.items()}
    one = chosen.get(question.within)
    pages = 1 if one is None else max(1, -(-len(one.ids) // ON_A_PAGE))
    if not 1 <= question.page <= pages:
        raise NotFound(f"no page {question.page} of what was found; there are {pages}")
    return Findings(
        query=question.query,
        within=question.within,
        narrowed=question.narrowed,
        names=_names(state, connection, shown.get("names", ()), question.query),
        facts=_facts(state, shown.get("facts", ())),
        reports=_reports(connection, shown.get("reports", ()), question.query),
        counts={what: found.count for what, found in chosen.items()},
        facets={} if one is None else one.facets,
        page=question.page,
        pages=pages,
    )


def _asked(what: str, question: Question) -> bool:
    return question.within in ("", what)


def _shown(ids: Sequence[str], question: Question) -> Sequence[str]:
    if not question.within:
        return ids[:FIRST]
    return ids[(question.page - 1) * ON_A_PAGE : question.page * ON_A_PAGE]


def _found(state: Reading, connection: Connection, what: str, question: Question, kinds: Mapping[str, str]) -> _Found:
    if what == "names":
        return _found_names(state, connection, question, kinds)
    if not question.query:
        return _Found((), 0, {})
    if what == "facts":
        return _found_facts(state, connection, question)
    return _found_reports(connection, question)


def _found_names(state: Reading, connection: Connection, question: Question, kinds: Mapping[str, str]) -> _Found:
    index = state.index
    if question.query:
        ids = _ids_of_names(state, connection, question.query)
    else:  # a list of everything of a kind, those with most facts first
        ids = [index.entities[at].id for at in (-index.weight).argsort(kind="stable")]
    kind_of = {id_: kinds.get(index.entities[index.place[id_]].type, "") for id_ in ids if id_ in index.place}
    kept = tuple(id_ for id_, kind in kind_of.items() if question.narrowed in ("", kind))
    return _Found(kept, len(kept), dict(Counter(kind_of.values()).most_common()))


def _ids_of_names(state: Reading, connection: Connection, query: str) -> list[str]:
    """Those of that very name, then those that it is a part or a beginning of, then those spelled nearly so."""
    whole = entities_named(connection, query)
    begun = sorted(names_beginning(connection, query, NAMES_LOOKED_AT), key=lambda id_: -_weight(state, id_))
    near = _near(state, connection, query) if len(whole) + len(begun) < FIRST else []
    return list(dict.fromkeys((*whole, *begun, *near)))


def _weight(state: Reading, entity: str) -> int:
    at = state.index.place.get(entity)
    return 0 if at is None else int(state.index.weight[at])


def ready() -> None:
    """Reads the lexicons that near names are found by, so that the first to search need not wait for it."""
    score(group("the first brigade"), group("1st brigade"))
    asked_of(group("the first brigade"))
    asked_of(person("colonel omar saleh"))


def _near(state: Reading, connection: Connection, query: str) -> list[str]:
    """Entities whose names may be spellings of what is asked: those of its sounds and meanings, then of its letters."""
    written = state.written().near(folded(latin(query)), NEAR_LETTERS, NEAR_SHOWN)
    return [*_alike(connection, query), *written]


def _alike(connection: Connection, query: str) -> list[str]:
    keys = dict.fromkeys((*asked_of(group(query)), *asked_of(person(query))))
    found = parts.entities(connection, names_near(connection, list(keys), BUCKET, NEAR_LIMIT))
    asked: dict[Reader, GroupName | Person] = {read: read(query) for read in (_person, _group)}
    scored = {id_: _likeness(entity, asked) for id_, entity in found.items()}
    return sorted((id_ for id_, likely in scored.items() if likely >= NEAR_SCORE), key=lambda id_: (-scored[id_], id_))


def _likeness(entity: Entity, asked: Mapping[Reader, GroupName | Person]) -> float:
    read = _person if entity.type == "Person" else _group
    return max(score(asked[read], read(name)) for name in names_of(entity))


def _person(text: str) -> GroupName | Person:
    return person(text)


def _group(text: str) -> GroupName | Person:
    return group(text)


def _names(state: Reading, connection: Connection, ids: Iterable[str], query: str) -> tuple[FoundName, ...]:
    wanted = list(ids)
    found = parts.entities(connection, wanted)
    return tuple(_found_name(state, found[id_], query) for id_ in wanted if id_ in found)


def _found_name(state: Reading, entity: Entity, query: str) -> FoundName:
    words = folded(query).split()
    called = (*names_of(entity), *(name.text for name in entity.names if name.kind == "description"))
    met = next((name for name in called if words and _has(folded(name).split(), words)), "")
    near = bool(words) and not met and query != entity.id
    shown = "" if met == entity.name else met
    return FoundName(entity.id, entity.name, entity.type, shown, _weight(state, entity.id), near)


def _has(name: list[str], words: list[str]) -> bool:
    return set(words[:-1]) <= set(name) and any(word.startswith(words[-1]) for word in name)


def _found_facts(state: Reading, connection: Connection, question: Question) -> _Found:
    claims, count = matching(connection, "claims", question.query, LOOKED_AT)
    on = parts.facts_on(connection, claims)
    facts = list(dict.fromkeys(fact for claim in claims for fact in on.get(claim, ())))
    predicates = parts.predicates_of(connection, facts)
    kept = tuple(fact for fact in facts if question.narrowed in ("", predicates.get(fact)))
    counted = count if count >= LOOKED_AT and not question.narrowed else len(kept)
    return _Found(kept, counted, dict(Counter(predicates.values()).most_common()))


def _facts(state: Reading, ids: Sequence[str]) -> tuple[Line, ...]:
    held = state.slice(ids, Asked(claims=CLAIMS, witnesses=CLAIMS, differences=0))
    return tuple(line_of(held, held.facts[id_]) for id_ in ids if id_ in held.facts)


def _found_reports(connection: Connection, question: Question) -> _Found:
    reports, count = matching(connection, "reports", question.query, LOOKED_AT)
    publishers = parts.known_of(connection, reports, "publisher")
    kept = tuple(id_ for id_ in reports if question.narrowed in ("", publishers.get(id_, "")))
    facets = Counter(publishers.get(id_, "") for id_ in reports)
    return _Found(kept, len(kept) if question.narrowed else count, dict(facets.most_common()))


def _reports(connection: Connection, ids: Sequence[str], query: str) -> tuple[FoundReport, ...]:
    found = parts.reports(connection, ids, texts=True)
    made = []
    for report in (found[id_] for id_ in ids if id_ in found):
        first, last, start, end = excerpt(report.text, query)
        title, publisher, published = (report.known(key) or "" for key in ("title", "publisher", "published"))
        before, words, after = report.text[first:start], report.text[start:end], report.text[end:last]
        made.append(FoundReport(report.id, report.name, title, publisher, published, start, before, words, after))
    return tuple(made)
