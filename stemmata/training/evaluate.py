"""How good the encoder is: syntax on treebanks, names on public sets, mentions on re3d; speed on one core."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from stemmata.extract import tokens
from stemmata.extract.encoder import NAME_TAGS, Encoder, tag_spans
from stemmata.extract.labels import DEPS, POS
from stemmata.extract.trees import best_tree
from stemmata.training.examples import Document, Sentence
from stemmata.training.re3d import Marked, lines

Figures = dict[str, float]


def share(part: float, whole: float) -> float:
    """A share in four decimals; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return share(2 * right, found + wanted)


def syntax_figures(encoder: Encoder, documents: Sequence[Document]) -> Figures:
    """Parts of speech, unlabelled and labelled attachment over our words, punctuation counted, sentences given."""
    count: Counter[str] = Counter()
    for document in documents:
        words, ranges = _laid_out(document)
        for sentence, (_, scores) in zip(document, encoder.scores(words, ranges), strict=False):
            if sentence.syntax is None or len(scores.pos) != len(sentence.words):
                continue
            heads, wanted = best_tree(scores.arcs), np.array(sentence.syntax.heads)
            deps = np.array([DEPS.index(dep) for dep in sentence.syntax.deps])
            pos = np.array([POS.index(pos) for pos in sentence.syntax.pos])
            count["words"] += len(wanted)
            count["pos"] += int((scores.pos.argmax(1) == pos).sum())
            count["heads"] += int((heads == wanted).sum())
            count["deps"] += int(((heads == wanted) & (scores.deps.argmax(1) == deps)).sum())
    return {
        name: share(count[key], count["words"]) for name, key in (("upos", "pos"), ("uas", "heads"), ("las", "deps"))
    }


def name_figures(encoder: Encoder, documents: Sequence[Document], types: Iterable[str]) -> Figures:
    """Exact spans and types of names, of these types alone."""
    known, count = frozenset(types), Counter[str]()
    for document in documents:
        words, ranges = _laid_out(document)
        for sentence, (_, scores) in zip(document, encoder.scores(words, ranges), strict=False):
            found = {span[:3] for span in tag_spans(scores.names, NAME_TAGS) if span[2] in known}
            wanted = {span for span in marked_spans(sentence) if span[2] in known}
            count.update(found=len(found), wanted=len(wanted), right=len(found & wanted))
    return {"name_f1": f1(count["right"], count["found"], count["wanted"])}


def marked_spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """The spans that a sentence's names have, where their type is known."""
    spans, first = [], 0
    for at, allowed in enumerate(sentence.names or ()):
        tag = next(iter(allowed)) if len(allowed) == 1 else "O"
        if tag[0] in "BS":
            first = at
        if tag[0] in "ES":
            spans.append((first, at + 1, tag[2:]))
    return spans


def mention_figures(encoder: Encoder, documents: Sequence[Marked]) -> Figures:
    """Exact spans and types of mentions (micro F1); the same for mentions with a capital letter alone."""
    count: Counter[str] = Counter()
    for document in documents:
        found, wanted = _found(encoder, document), set(document.mentions)
        for kind in ("", "capitalised_"):
            ours, theirs = ({s for s in spans if not kind or _capital(document, s)} for spans in (found, wanted))
            count.update({f"{kind}found": len(ours), f"{kind}wanted": len(theirs), f"{kind}right": len(ours & theirs)})
    return _scores(count, "mention") | _scores(count, "capitalised_mention", "capitalised_")


def pooled(figures: Sequence[Figures]) -> Figures:
    """Micro figures over several folds, from their counts."""
    count: Counter[str] = Counter()
    for one in figures:
        for prefix in ("", "capitalised_"):
            count.update({f"{prefix}{k}": int(one[f"{prefix}mention_{k}"]) for k in ("found", "wanted", "right")})
    return _scores(count, "mention") | _scores(count, "capitalised_mention", "capitalised_")


def _scores(count: Counter[str], name: str, prefix: str = "") -> Figures:
    right, found, wanted = (count[f"{prefix}{key}"] for key in ("right", "found", "wanted"))
    return {
        f"{name}_f1": f1(right, found, wanted),
        f"{name}_precision": share(right, found),
        f"{name}_recall": share(right, wanted),
        f"{name}_right": right,
        f"{name}_found": found,
        f"{name}_wanted": wanted,
    }


def _found(encoder: Encoder, document: Marked) -> set[tuple[int, int, str]]:
    starts = lines(document.text)
    texts = [document.text[a:b].translate({9: " ", 13: " ", 160: " "}) for a, b in starts]
    each = zip(starts, encoder.mentions(texts), strict=True)
    return {(a + name.start, a + name.end, name.type) for (a, _), names in each for name in names}


def _capital(document: Marked, span: tuple[int, int, str]) -> bool:
    return any(map(str.isupper, document.text[span[0] : span[1]]))


def words_per_second(encoder: Encoder, texts: Sequence[str]) -> float:
    """Speed of the whole analysis on one core, after a first text to warm up."""
    encoder.analyse(texts[:1])
    started = time.perf_counter()
    done = sum(len(analysis.tokens) for analysis in encoder.analyse(texts))
    return round(done / (time.perf_counter() - started))


def sentence_figures(documents: Sequence[Document]) -> Figures:
    """How well rules find sentences in documents whose sentences are joined by blanks."""
    right = found = wanted = 0
    for document in documents:
        parts = [" ".join(sentence.words) for sentence in document]
        ends = set(np.cumsum([len(part) + 1 for part in parts]).tolist())
        text = " ".join(parts)
        spans = tokens.words(text)
        ours = {spans[last - 1][1] + 1 for _, last in tokens.sentences(text, spans)}
        right, found, wanted = right + len(ours & ends), found + len(ours), wanted + len(ends)
    return {"sentence_f1": f1(right, found, wanted)}


def _laid_out(document: Document) -> tuple[list[str], list[tuple[int, int]]]:
    words = [word for sentence in document for word in sentence.words]
    ends = np.cumsum([len(sentence.words) for sentence in document]).tolist()
    return words, list(zip([0, *ends[:-1]], ends, strict=True))
