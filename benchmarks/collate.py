"""Who copied whom, on invented articles whose copying is known: pairs, directions, lineages, and speed.

    python benchmarks/collate.py [--reports 1000] [--seed 1]

Makes its own data: articles of sentences from a small grammar (so that honest articles share phrases, as real ones
do), and of them copies whole and edited, lifted paragraphs, wire stories, later versions, the same statement quoted by
two; all among site furniture, notices that many sites carry in their text, and pasted definitions.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from stemmata.collate import collate
from stemmata.model import Collation, Metadatum, Report, Role, Segment, digest, report_id

SYLLABLES = ["ka", "lo", "mir", "ten", "os", "ur", "vel", "da", "shi", "bar", "ny", "gro", "pal", "eth", "qu", "zan"]
FRAMES = [
    "The {n} of {N} {v} the {a} {n} {w}, and {n} from {N} {v} it {w}.",
    "{w}, several {n} {v} {N} {w} after the {a} {n} had {v} the {n}.",
    "{N} {n} {v} that the {n} of the {N} Front would {v} no {a} {n}.",
    "According to {n} in {N}, the {a} {n} {v} {w} and {v} the {n} of {N} {w}.",
    "It was the {n}, not the {n} of {N}, that {v} the {a} {n} {w}.",
    "{N} {v} the {n} {w}.",
]
WHENS = [
    "at dawn",
    "on Monday",
    "last week",
    "in early spring",
    "after the truce",
    "before noon",
    "during the night",
    "for lack of fuel",
    "despite a warning",
    "under heavy rain",
    "by order of the council",
    "without a fight",
]
NOTICES = [
    "All rights reserved and no part of this page may be printed or sent on without the written leave of the house.",
    "If you value what we write then please think of helping us with a small gift so that we can go on with our work.",
]


@dataclass(frozen=True)
class Paragraph:
    """`origin` names the report that wrote it first; the same key in two reports is the same passage."""

    key: str
    text: str
    role: Role = Role.BODY


@dataclass(frozen=True)
class Article:
    name: str
    paragraphs: tuple[Paragraph, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    source: str | None = None  # the article that it was taken from
    whole: bool = False  # taken as a whole: one witness with its source


class Press:
    """Writes articles and copies of them, from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = sorted({self.name() for _ in range(400)})
        self.nouns, self.verbs, self.adjectives = self.words("s", 400), self.words("ed", 300), self.words("ish", 200)
        self.count = 0

    def name(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 3))).capitalize()

    def words(self, ending: str, count: int) -> list[str]:
        return sorted({self.name().lower() + ending for _ in range(count)})

    def sentence(self) -> str:
        kinds = {"n": self.nouns, "v": self.verbs, "a": self.adjectives, "w": WHENS, "N": self.names}
        said = re.sub(r"\{(\w)\}", lambda slot: self.random.choice(kinds[slot[1]]), self.random.choice(FRAMES))
        return said[0].upper() + said[1:]

    def paragraph(self, key: str) -> Paragraph:
        return Paragraph(key, " ".join(self.sentence() for _ in range(self.random.randint(2, 6))))

    def article(self) -> Article:
        self.count += 1
        name = f"{self.random.randrange(10**6):06}-{self.count}.txt"
        body = tuple(self.paragraph(f"{name}/{at}") for at in range(self.random.randint(3, 10)))
        day = f"{self.random.randint(2012, 2019)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        return Article(name, body, {"published": day} if self.random.random() < 0.7 else {})

    def edited(self, paragraph: Paragraph, rate: float) -> Paragraph:
        words = [self.random.choice(self.names) if self.random.random() < rate else w for w in paragraph.text.split()]
        return replace(paragraph, text=" ".join(words))

    def later(self, article: Article) -> dict[str, str]:
        published = article.metadata.get("published")
        return {} if published is None else {"published": f"{int(published[:4]) + 1}{published[4:]}"}

    def mirror(self, of: Article) -> Article:
        rate = self.random.choice([0, 0, 0.02])
        body = tuple(self.edited(paragraph, rate) for paragraph in of.paragraphs)
        return replace(self.article(), paragraphs=body, metadata=self.later(of), source=of.name, whole=True)

    def identical(self, of: Article) -> Article:
        return replace(self.article(), paragraphs=of.paragraphs, metadata={}, source=of.name, whole=True)

    def revision(self, of: Article) -> Article:
        changed = (*of.paragraphs[:-1], self.paragraph("new"))
        return replace(self.article(), paragraphs=changed, metadata=self.later(of), source=of.name, whole=True)

    def lifter(self, of: Article) -> Article:
        own = self.article()
        lifted = self.edited(max(of.paragraphs, key=lambda p: len(p.text)), 0.02)
        rest = [*own.paragraphs, *(self.paragraph(f"{own.name}/more{at}") for at in range(6))]
        rest.insert(self.random.randrange(len(rest)), lifted)
        return replace(own, paragraphs=tuple(rest), metadata=self.later(of), source=of.name)

    def wire(self) -> list[Article]:
        agency, story = f"{self.name()} Wire", self.article()
        start = Paragraph(f"{story.name}/0", f"TARN ({agency}) - {story.paragraphs[0].text}")
        printed = []
        for _ in range(self.random.randint(3, 7)):
            kept = story.paragraphs[1 : self.random.randint(3, len(story.paragraphs))]
            printed.append(replace(self.article(), paragraphs=(start, *kept), metadata={}))
        return [printed[0], *(replace(copy, source=printed[0].name, whole=True) for copy in printed[1:])]

    def speech(self) -> list[Article]:
        words = Paragraph(f"speech{self.count}", f"“{self.paragraph('').text}”")
        both = [self.article(), self.article()]
        long = [(*a.paragraphs, *(self.paragraph(f"{a.name}/more{at}") for at in range(6)), words) for a in both]
        return [replace(article, paragraphs=body) for article, body in zip(both, long, strict=True)]


def corpus(reports: int, seed: int) -> list[Article]:
    """Articles and their copies, in no order."""
    press = Press(seed)
    made: list[Article] = []
    while len(made) < reports:
        article = press.article()
        made.append(article)
        chance = press.random.random()
        if chance < 0.30:
            way = press.random.choice([press.mirror, press.identical, press.revision, press.lifter, press.lifter])
            made.append(way(article))
        elif chance < 0.34:
            made += press.wire()
        elif chance < 0.37:
            made += press.speech()
    press.random.shuffle(made)
    return dressed(made[:reports], press)


def dressed(articles: list[Article], press: Press) -> list[Article]:
    """With what stands around the text: a header, pasted definitions, and on half of the sites a notice."""
    definition = Paragraph("gloss", press.paragraph("").text, Role.GLOSS)
    made = []
    for article in articles:
        header = Paragraph(
            "header", "Home News Opinion Contact Search this site and sign in to read more of it", Role.FURNITURE
        )
        notices = [Paragraph("notice", press.random.choice(NOTICES))] if press.random.random() < 0.5 else []
        glossed = [p for paragraph in article.paragraphs for p in (paragraph, definition)][
            : press.random.choice([0, 4])
        ]
        body = glossed + list(article.paragraphs[len(glossed) // 2 :])
        plain = article.source is not None and article.paragraphs in [
            a.paragraphs for a in articles if a.name == article.source
        ]
        made.append(article if plain else replace(article, paragraphs=(header, *body, *notices)))
    return made


def report(article: Article) -> tuple[Report, tuple[Segment, ...]]:
    text, segments = "", []
    for flow, paragraph in enumerate(article.paragraphs):
        end = len(text) + len(paragraph.text) + 2
        segments.append(Segment(len(text), end, paragraph.role, flow))
        text += paragraph.text + "\n\n"
    sha = digest(text, length=64)
    known = {key: Metadatum(value, "made") for key, value in article.metadata.items()}
    made = Report(
        report_id(sha, article.name, None), article.name, None, sha, len(text), "text/plain", "made/1", text, known
    )
    return made, tuple(segments)


def true_pairs(articles: Sequence[Article]) -> set[frozenset[str]]:
    """Reports that share a paragraph that one of them did not write."""
    holders: dict[str, list[str]] = {}
    for article in articles:
        for key in {p.key for p in article.paragraphs if p.role is Role.BODY} - {"notice", "new"}:
            holders.setdefault(key, []).append(article.name)
    return {frozenset(pair) for names in holders.values() for pair in combinations(sorted(names), 2)}


def true_lineages(articles: Sequence[Article]) -> set[frozenset[str]]:
    """Reports taken from one another as a whole."""
    groups = {article.name: {article.name} for article in articles}
    for article in articles:
        if article.whole and article.source in groups:
            joined = groups[article.name] | groups[article.source]
            for name in joined:
                groups[name] = joined
    orphans: dict[str, set[str]] = {}
    for article in articles:  # copies whose source fell outside the corpus are still one witness
        if article.whole and article.source is not None and article.source not in groups:
            orphans.setdefault(article.source, set()).add(article.name)
    for names in orphans.values():
        joined = set().union(*(groups[name] for name in names))
        for name in joined:
            groups[name] = joined
    return {frozenset(group) for group in groups.values()}


def score(articles: Sequence[Article], found: Collation, names: dict[str, str]) -> Iterator[tuple[str, float]]:
    pairs = {frozenset((names[tie.source], names[tie.target])) for tie in found.derivations}
    true = true_pairs(articles)
    yield "pair_precision", len(pairs & true) / max(len(pairs), 1)
    yield "pair_recall", len(pairs & true) / max(len(true), 1)
    sources = {article.name: article.source for article in articles}
    directed = [tie for tie in found.derivations if tie.directed]
    known = [
        tie
        for tie in directed
        if names[tie.source] == sources[names[tie.target]] or names[tie.target] == sources[names[tie.source]]
    ]
    right = sum(names[tie.source] == sources[names[tie.target]] for tie in known)
    yield "direction_accuracy", right / max(len(known), 1)
    yield "directed", len(directed)
    lineages = {frozenset(names[report] for report in lineage.reports) for lineage in found.lineages}
    several = {group for group in true_lineages(articles) if len(group) > 1}
    yield "lineages_exact", len(lineages & true_lineages(articles)) / len(true_lineages(articles))
    yield "lineages_of_several_exact", len(lineages & several) / max(len(several), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    articles = corpus(args.reports, args.seed)
    made = [report(article) for article in articles]
    words = sum(len(one.text.split()) for one, _ in made)
    print(f"{len(made)} reports, {words} words; collating", file=sys.stderr)
    start = time.perf_counter()
    found = collate([one for one, _ in made], {one.id: cut for one, cut in made}, ())
    seconds = time.perf_counter() - start
    figures: dict[str, float] = {"reports": len(made), "words": words}
    figures |= {key: round(value, 4) for key, value in score(articles, found, {one.id: one.path for one, _ in made})}
    figures |= {"reports_per_second": round(len(made) / seconds, 1), "words_per_second": round(words / seconds)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
