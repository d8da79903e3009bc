"""Makes the page of an article: what stands around the words, and where the parts of it lie."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from families.grammar import Entry, Grammar, zipfian
from families.text import Article, Paragraph
from families.writing import Press
from stemmata.model import Metadatum, Report, Role, Segment, digest, report_id

TERMS = "militia truce ceasefire front buffer zone brigade irregular corridor".split()
PIECES = ("military", "political", "local", "armed")


@dataclass(slots=True)
class Page:
    """A text that grows, and the segments that tile it."""

    parts: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    at: int = 0
    flows: int = 0

    def flow(self) -> int:
        self.flows += 1
        return self.flows

    def add(self, text: str, role: Role, flow: int, label: str = "") -> None:
        self.segments.append(Segment(self.at, self.at + len(text), role, flow, label))
        self.parts.append(text)
        self.at += len(text)

    def block(self, text: str, role: Role, label: str = "") -> None:
        self.add(text + "\n\n", role, self.flow(), label)


Dressed = tuple[str, tuple[Segment, ...]]


def dressed(press: Press, article: Article) -> Dressed:
    """The article as a page of its house."""
    chance, grammar, page = press.chance, press.grammars[article.tongue], Page()
    if chance.random() < 0.7:
        page.block(_masthead(article, grammar), Role.FURNITURE)
    page.block(grammar.filled("{HEADLINE}", article.cast), Role.TITLE)
    if chance.random() < 0.08:
        _infobox(page, chance, article)
    glossed = chance.random() < 0.12
    for paragraph in article.paragraphs:
        pasted = _pasted(press, grammar, article) if glossed and chance.random() < 0.3 else None
        _body(page, chance, paragraph, (grammar.glue, pasted))
    for text, role in _below(press, article, grammar):
        page.block(text, role)
    return "".join(page.parts), tuple(page.segments)


def _masthead(article: Article, grammar: Grammar) -> str:
    line = grammar.fill("NAV", {})
    return f"{article.house.name} {line}" if article.named else line


def _body(page: Page, chance: random.Random, paragraph: Paragraph, paste: tuple[str, tuple[str, Role] | None]) -> None:
    """A paragraph, with a definition or an advertisement pasted into the middle of it."""
    glue, pasted = paste
    words = [word for sentence in paragraph.sentences for word in sentence.words]
    if pasted is None or len(words) < 8:
        page.block(glue.join(words), paragraph.role)
        return
    cut, flow = chance.randrange(3, len(words) - 3), page.flow()
    page.add(glue.join(words[:cut]) + glue, paragraph.role, flow)
    page.add(pasted[0] + " ", pasted[1], page.flow())
    page.add(glue.join(words[cut:]) + "\n\n", paragraph.role, flow)


def _pasted(press: Press, grammar: Grammar, article: Article) -> tuple[str, Role]:
    english = press.grammars["english"]
    if press.chance.random() < 0.7:
        return english.fill("GLOSSARY", {"term": [press.chance.choice(TERMS)]}), Role.GLOSS
    return grammar.fill("NAV", article.cast), Role.FURNITURE


def _infobox(page: Page, chance: random.Random, article: Article) -> None:
    rows = (
        ("Leaders", "leaders", "person"),
        ("Headquarters", "headquarters", "place"),
        ("Area of operations", "areas", "place"),
        ("Allies", "allies", "group"),
        ("Opponents", "opponents", "group"),
    )
    for words, label, slot in rows:
        page.add(f"{words}\n", Role.INFOBOX, page.flow(), "label")
        page.add(" ".join(chance.sample(list(article.cast[slot]), 3)) + "\n\n", Role.INFOBOX, page.flow(), label)


def _below(press: Press, article: Article, grammar: Grammar) -> Iterator[tuple[str, Role]]:
    """Notices that many sites carry, most of them not told from the text; captions, references, links."""
    chance = press.chance
    if chance.random() < 0.35:
        notice = _spaced(notices(grammar)[int(chance.random() * len(notices(grammar)))], grammar)
        yield notice, Role.BODY if chance.random() < 0.7 else Role.FURNITURE
    if chance.random() < 0.1:
        yield _spaced(grammar.fill("HEADLINE", article.cast), grammar), Role.CAPTION
    if chance.random() < 0.1:
        yield f"{grammar.fill('HEADLINE', article.cast)}. {chance.choice(article.cast['place'])}", Role.REFERENCE
    if chance.random() < 0.5:
        yield grammar.fill("NAV", {}), Role.FURNITURE


def notices(grammar: Grammar) -> list[Entry]:
    """The commonest first, and as often as they are met."""
    if "NOTICES" not in grammar.pools:
        grammar.pools["NOTICES"] = [*zipfian([str(notice) for notice in grammar.pools["NOTICE"]])]
    return grammar.pools["NOTICES"]


def _spaced(words: Entry, grammar: Grammar) -> str:
    return grammar.glue.join(str(words).split())


def report(article: Article, page: Dressed, twin: int) -> tuple[Report, tuple[Segment, ...]]:
    """The page as a report; `twin` makes the path of one of many."""
    text, segments = page
    raw = text.encode("utf-8")
    sha = digest(text, length=64)
    path = f"{twin:07}.txt"
    given = {
        "published": article.published,
        "publisher": article.house.name if article.named else None,
        "url": article.url,
        "relays": article.relays,
    }
    known = {key: Metadatum(value, "made") for key, value in given.items() if value is not None}
    made = Report(report_id(sha, path, None), path, None, sha, len(raw), "text/plain", "made/1", text, known)
    return made, segments
