"""How families come about: who takes what from whom, and what a reader is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from families.editing import Editor
from families.text import Article, Family, House, Paragraph, Sentence
from families.writing import Press

Body = tuple[Paragraph, ...]


def copy(press: Press, of: Article, body: Body, how: str, most_days: int = 60) -> Article:
    """A text of another house, later than `of`, whose body has something of it."""
    own = press.printed(of.tongue, of.cast, body, press.after(of.day, most_days))
    return replace(own, parent=of.number, how=how)


def credited(press: Press, article: Article, house: House) -> Article:
    """With a line that says whose text it is, above or below it."""
    words = press.grammars[article.tongue].words("CREDIT", {"source": [house.name]})
    line = Paragraph((Sentence(words, (0,) * len(words)),))
    above = press.chance.random() < 0.5
    body = (line, *article.paragraphs) if above else (*article.paragraphs, line)
    relays = house.name if press.chance.random() < 0.2 else None
    return replace(article, paragraphs=body, credited=True, relays=relays)


def some(press: Press, article: Article, house: House, how_often: float) -> Article:
    return credited(press, article, house) if press.chance.random() < how_often else article


def edited(press: Press, body: Body, tongue: str, rate: float) -> Body:
    return Editor(press.chance, press.grammars[tongue]).edited(body, rate) if rate else body


def inserted(press: Press, body: Body, block: Body) -> Body:
    at = press.chance.randint(0, len(body))
    return (*body[:at], *block, *body[at:])


def sometimes_lost(press: Press, root: Article, how_often: float = 0.15) -> Article:
    return replace(root, lost=press.chance.random() < how_often)


# --- nobody copied -------------------------------------------------------------------------------------------------


def single(press: Press) -> Family:
    return Family("single", (press.article(),))


def event(press: Press) -> Family:
    return Family("event", tuple(press.event()))


def one_house(press: Press) -> Family:
    """Two to four articles of one house, each written afresh."""
    first = replace(press.article("english"), named=True)
    more = [press.article("english", first.cast) for _ in range(press.chance.choice((1, 1, 2, 3)))]
    return Family("one_house", (first, *(replace(a, house=first.house, named=True, url=None) for a in more)), True)


def quotation(press: Press) -> Family:
    """Two or three writers who heard, or were sent, the same statement."""
    tongue = press.tongue()
    cast = press.cast(tongue)
    said, speaker = press.statement(tongue, cast), {**cast, "person": [press.chance.choice(cast["person"])]}
    day = press.day()
    made = []
    for _ in range(press.chance.choice((2, 2, 2, 3))):
        body = inserted(press, press.article(tongue, cast).paragraphs, (press.quoting(tongue, speaker, said),))
        made.append(press.printed(tongue, cast, body, press.after(day, 5)))
    return Family("quotation", tuple(made))


# --- taken as a whole ----------------------------------------------------------------------------------------------


def mirror(press: Press) -> Family:
    """The same words on another site, now and then without the last paragraph."""
    root = press.article()
    made = []
    for _ in range(press.chance.choice((1, 1, 1, 2, 3))):
        short = len(root.paragraphs) > 5 and press.chance.random() < 0.3
        made.append(replace(copy(press, root, root.paragraphs[: -1 if short else None], "mirror"), witness=True))
    return Family("mirror", (sometimes_lost(press, root) if len(made) > 1 else root, *made))


def identical(press: Press) -> Family:
    """The same bytes under another name: a file kept twice, or fetched twice. Some have lost what is known of it."""
    root = press.article()
    made = []
    for _ in range(press.chance.choice((1, 1, 2))):
        twin = replace(copy(press, root, root.paragraphs, "identical"), house=root.house, day=root.day, witness=True)
        kept = press.chance.random() < 0.5
        told = {"published": root.published, "url": root.url} if kept else {"published": None, "url": None}
        made.append(replace(twin, named=root.named and kept, **told))
    return Family("identical", (root, *made))


def repost(press: Press) -> Family:
    """The same words with a line that says whose they are."""
    root = press.article()
    made = credited(press, copy(press, root, root.paragraphs, "repost"), root.house)
    return Family("repost", (sometimes_lost(press, root, 0.1), replace(made, witness=True)))


def revision(press: Press) -> Family:
    """A later version at the same address: sentences written anew, a paragraph more."""
    root = press.article()
    url = root.url or f"https://{root.house.domain}/story/{root.number}"
    versions = [replace(root, url=url)]
    for _ in range(press.chance.choice((1, 1, 2))):
        body = _revised(press, versions[-1], press.chance.uniform(0.03, 0.4))
        newer = copy(press, versions[-1], body, "revision", 20)
        versions.append(replace(newer, url=url, house=root.house, named=root.named, witness=True))
    return Family("revision", tuple(versions))


def _revised(press: Press, old: Article, rate: float) -> Body:
    body = [
        replace(p, sentences=tuple(
            press.sentence(old.tongue, old.cast) if press.chance.random() < rate else s for s in p.sentences
        ))
        for p in old.paragraphs
    ]  # fmt: skip
    return (*body, press.paragraph(old.tongue, old.cast))


# --- taken in part -------------------------------------------------------------------------------------------------


def lift_40(press: Press) -> Family:
    """Two fifths of a text in a text twice as long."""
    root = press.article(words=press.chance.randint(200, 900))
    start = press.chance.randrange(max(1, len(root.paragraphs) // 2))
    block = _stretch(root.paragraphs[start:], round(0.4 * root.length))
    taken = sum(paragraph.length for paragraph in block)
    own = press.prose(root.tongue, press.cast(root.tongue), 2 * root.length - taken)
    return Family("lift_40", (root, replace(_taker(press, root, own, block), how="lift_40")))


def _taker(press: Press, root: Article, own: Body, block: Body) -> Article:
    """Text of another's own with the block in it; now and then the words before it say whose it is."""
    if press.chance.random() > 0.25:
        return copy(press, root, inserted(press, own, block), "lift")
    body = inserted(press, own, (_introduction(press, root), *block))
    return replace(copy(press, root, body, "lift"), credited=True)


def _introduction(press: Press, root: Article) -> Paragraph:
    words = press.grammars[root.tongue].words("QUOTING", {"source": [root.house.name]})
    return Paragraph((Sentence(words, (0,) * len(words)),))


def _stretch(body: Body, words: int) -> Body:
    """The first sentences of the body up to so many words."""
    kept: list[Paragraph] = []
    for paragraph in body:
        sentences = []
        for sentence in paragraph.sentences:
            if words > 0:
                sentences.append(sentence)
                words -= len(sentence.words)
        kept += [replace(paragraph, sentences=tuple(sentences))] if sentences else []
    return tuple(kept)


def lift_paragraph(press: Press) -> Family:
    """One paragraph in a text that is otherwise its author's own."""
    return _lifted(press, 0.0, "lift_paragraph")


def lift_edited(press: Press) -> Family:
    """One paragraph, and that not as it was."""
    return _lifted(press, press.chance.choice((0.06, 0.12)), "lift_edited")


def _lifted(press: Press, rate: float, how: str) -> Family:
    root = press.article()
    taken = max(press.chance.choices(root.paragraphs, k=3), key=lambda paragraph: paragraph.length)
    own = press.prose(root.tongue, press.cast(root.tongue), taken.length * press.chance.randint(5, 12))
    block = edited(press, (taken,), root.tongue, rate)
    return Family(how, (root, replace(_taker(press, root, own, block), how=how, edits=rate)))


def quoting(press: Press) -> Family:
    """Words of one paper's own, which another quotes and says so."""
    root = replace(press.article(), named=True)
    taken = press.chance.choice(root.paragraphs)
    cited = Paragraph((*_introduction(press, root).sentences, *press.quoted(root.tongue, taken.sentences)))
    own = press.prose(root.tongue, press.cast(root.tongue), taken.length * press.chance.randint(5, 12))
    made = copy(press, root, inserted(press, own, (cited,)), "quoting")
    return Family("quoting", (root, replace(made, credited=True)))


# --- edited and handed on ------------------------------------------------------------------------------------------


def retouched(rate: float) -> Callable[[Press], Family]:
    """A copy with that share of its words changed."""

    def recipe(press: Press) -> Family:
        root = press.article()
        body = edited(press, root.paragraphs, root.tongue, rate)
        made = replace(copy(press, root, body, f"edited_{rate:.2f}"), edits=rate, witness=True)
        return Family(made.how, (root, some(press, made, root.house, 0.2)))

    return recipe


def chain(press: Press) -> Family:
    """A -> B -> C (-> D): each hand changes something more and may leave out a paragraph."""
    links = [press.article()]
    for _ in range(press.chance.choice((2, 2, 3))):
        body = tuple(p for p in links[-1].paragraphs if any(any(s.marks) for s in p.sentences))
        if len(body) > 4 and press.chance.random() < 0.4:
            body = _without_one(press, body)
        rate = press.chance.choice((0.0, 0.02, 0.02, 0.06))
        made = copy(press, links[-1], edited(press, body, links[0].tongue, rate), "chain", 25)
        links.append(some(press, replace(made, edits=rate, witness=True), links[-1].house, 0.35))
    return Family("chain", (sometimes_lost(press, links[0]), *links[1:]))


def _without_one(press: Press, body: Body) -> Body:
    at = press.chance.randrange(len(body))
    return (*body[:at], *body[at + 1 :])


def wire(press: Press) -> Family:
    """Two to six papers that print one agency's story, each cut in its own way; the wire itself there or lost."""
    root = press.article(words=press.chance.randint(250, 900))
    root = replace(root, named=True, lost=press.chance.random() < 0.5)
    papers = [_paper(press, root) for _ in range(press.chance.randint(2, 6))]
    return Family("wire", (root, *papers))


def _paper(press: Press, root: Article) -> Article:
    kept = list(root.paragraphs[: max(2, round(len(root.paragraphs) * press.chance.uniform(0.35, 1)))])
    if len(kept) > 3 and press.chance.random() < 0.3:
        del kept[press.chance.randrange(1, len(kept))]
    rate = press.chance.choice((0.0, 0.0, 0.02))
    body = edited(press, tuple(kept), root.tongue, rate)
    if press.chance.random() < 0.3:
        body = (*body, press.paragraph(root.tongue, root.cast))
    made = replace(copy(press, root, body, "wire", 1), edits=rate, witness=True)
    return _with_agency(press, made, root.house) if press.chance.random() < 0.6 else made


def _with_agency(press: Press, paper: Article, agency: House) -> Article:
    """ "TARN (Verat Post) - " before the first words."""
    first, *others = paper.paragraphs
    place = press.chance.choice(paper.cast["place"]).upper()
    words = [place, *f"({agency.name})".split(), "-"]
    opened = replace(first, sentences=(Sentence(words, (0,) * len(words)), *first.sentences))
    return replace(paper, paragraphs=(opened, *others), credited=True)


RECIPES: tuple[tuple[Callable[[Press], Family], int], ...] = (
    (single, 390),
    (event, 60),
    (one_house, 12),
    (quotation, 35),
    (mirror, 30),
    (identical, 20),
    (repost, 40),
    (revision, 25),
    (lift_40, 30),
    (lift_paragraph, 35),
    (lift_edited, 25),
    (quoting, 15),
    (retouched(0.02), 25),
    (retouched(0.06), 25),
    (retouched(0.12), 25),
    (chain, 30),
    (wire, 25),
)


def families(press: Press) -> Iterator[Family]:
    """Families without end."""
    recipes, weights = zip(*RECIPES, strict=True)
    while True:
        yield press.chance.choices(recipes, weights)[0](press)
