"""The encoder: passages in, words with syntax and names out, from one pass of a small network on one thread.

The network reads a few neighbouring sentences of one passage at a time, one reading a run. Dynamic int8 scales
depend on all that is read together, so a passage always gives the same analysis, whatever stands in the report
beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemmata.errors import SettingsError
from stemmata.extract import tokens
from stemmata.extract.analysis import Analysis, Marked, Name, Token
from stemmata.extract.labels import DEPS, MANNERS, MARKED, MENTIONED, NAMED, POS, VALUED, tags
from stemmata.extract.lemmas import lemma
from stemmata.extract.pieces import MAX_PIECES, Reading, reading, word_pieces, word_shapes
from stemmata.extract.trees import best_tags, best_tree, log_softmax, tagged_spans

NAME_TYPES = tuple(dict.fromkeys((*NAMED, *MENTIONED)))
READ_TOGETHER = 160  # word pieces; more context is slower and, measured, no better
_INPUTS = ("ids", "shapes", "first", "last", "sentence")
_ROOT, _PRONOUN = DEPS.index("root"), POS.index("PRON")
_GROUNDS = frozenset({"Nationality", "Place"})
_ARTICLES, _GLUE = frozenset({"the", "a", "an"}), frozenset({"of", "the", "for", "and", "al", "'s", "’s", "-"})
_SURE = 0.4
NAME_TAGS, MENTION_TAGS = tags(NAMED), tags(MENTIONED)
MARK_TAGS, VALUE_TAGS = tags(MARKED), tags(VALUED)

Scores = NDArray[np.float32]
Span = tuple[int, int, str, float]  # words [first, last), type, confidence


@dataclass(frozen=True, slots=True)
class WordScores:
    """What the network says of the words of one stretch, and what it made of them."""

    pos: Scores
    arcs: Scores
    deps: Scores
    names: Scores
    mentions: Scores
    marks: Scores
    manners: Scores
    values: Scores
    words: Scores


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or a part of one that is too long for the network, as a range [first, last) of words."""

    first: int
    last: int
    pieces: list[list[int]]
    shapes: list[int]

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces))


class Encoder:
    """The shipped network with its vocabulary. Make it with `load`; it holds no state between calls."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, path: Path | None = None) -> Encoder:
        """The encoder of a folder with encoder.onnx and tokenizer.json, by default the shipped one.

        Raises SettingsError where one of them is absent.
        """
        folder = Path(str(files("stemmata.extract").joinpath("weights"))) if path is None else path
        absent = [name for name in ("encoder.onnx", "tokenizer.json") if not (folder / name).is_file()]
        if absent:
            raise SettingsError(f"{folder}: no {' and no '.join(absent)}; looked for a model of this program")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, ["CPUExecutionProvider"])
        return cls(session, Tokenizer.from_file(str(folder / "tokenizer.json")))

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """The analysis of each text; equal texts have equal analyses."""
        known: dict[str, Analysis] = {}
        for text in texts:
            if text not in known:
                known[text] = self._analysis(text)
        return [known[text] for text in texts]

    def mentions(self, texts: Sequence[str]) -> list[tuple[Name, ...]]:
        """What the head for mentions alone finds in each text: names, descriptions and pronouns, as re3d marks them."""
        found = []
        for text in texts:
            offsets, words, ranges = _cut_up(text)
            spans = (
                _shifted(stretch, tag_spans(scores.mentions, MENTION_TAGS))
                for stretch, scores in self.scores(words, ranges)
            )
            found.append(tuple(_name(offsets, span) for each in spans for span in each))
        return found

    def _analysis(self, text: str) -> Analysis:
        offsets, words, ranges = _cut_up(text)
        scored = list(self.scores(words, ranges))
        names = (_names(stretch, scores, words) for stretch, scores in scored)
        found = tuple(_name(offsets, span) for each in names for span in each)
        return Analysis(
            _tokens(offsets, words, scored, ranges),
            tuple(ranges),
            found,
            tuple(_marked(offsets, scored, "marks", MARK_TAGS)),
            tuple(_marked(offsets, scored, "values", VALUE_TAGS)),
            np.concatenate([scores.words for _, scores in scored]) if scored else Analysis((), (), ()).states,
        )

    def scores(self, words: Sequence[str], ranges: Sequence[tuple[int, int]]) -> Iterable[tuple[Stretch, WordScores]]:
        """What the network says of each sentence of a passage, in order."""
        if not words:
            return
        pieces = word_pieces(self._tokenizer, words)
        stretches = [part for first, last in ranges for part in _stretches(words, pieces, first, last)]
        for group in _groups(stretches):
            yield from zip(group, self.read(reading([(s.pieces, s.shapes) for s in group])), strict=True)

    def read(self, made: Reading) -> list[WordScores]:
        """What the network says of each sentence of one reading."""
        inputs = {name: getattr(made, name)[None] for name in _INPUTS}
        outputs = [output[0] for output in self._session.run(None, inputs)]
        edges: list[int] = np.flatnonzero(np.diff(made.sentence, prepend=-1, append=-1)).tolist()
        return [WordScores(*(_cut(i, output, a, b) for i, output in enumerate(outputs))) for a, b in pairwise(edges)]


def _cut_up(text: str) -> tuple[list[tuple[int, int]], list[str], list[tuple[int, int]]]:
    """Words as offsets, words as text, sentences."""
    offsets = tokens.words(text)
    return offsets, [text[start:end] for start, end in offsets], tokens.sentences(text, offsets)


def _cut(index: int, output: Scores, first: int, last: int) -> Scores:
    """The rows of one sentence; of arcs the columns too."""
    return output[first:last, first:last] if index == 1 else output[first:last]


def _stretches(words: Sequence[str], pieces: list[list[int]], first: int, last: int) -> list[Stretch]:
    if sum(map(len, pieces[first:last])) <= MAX_PIECES:
        return [Stretch(first, last, pieces[first:last], word_shapes(words[first:last]))]
    middle = (first + last) // 2
    return [*_stretches(words, pieces, first, middle), *_stretches(words, pieces, middle, last)]


def _groups(stretches: Sequence[Stretch]) -> Iterable[list[Stretch]]:
    """Neighbours that are read together: as many as READ_TOGETHER holds, at least one."""
    held: list[Stretch] = []
    for stretch in stretches:
        if held and sum(s.length for s in held) + stretch.length + 2 > READ_TOGETHER:
            yield held
            held = []
        held.append(stretch)
    yield held


def _tokens(
    spans: Sequence[tuple[int, int]],
    words: Sequence[str],
    scored: Sequence[tuple[Stretch, WordScores]],
    ranges: Sequence[tuple[int, int]],
) -> tuple[Token, ...]:
    """Words with their syntax. The parts of a sentence that was too long hang on the root of its first part."""
    made: list[Token] = []
    begins = {first for first, _ in ranges}
    top = 0
    for stretch, scores in scored:
        heads = best_tree(scores.arcs) + stretch.first
        root = int(np.flatnonzero(heads == np.arange(stretch.first, stretch.last))[0]) + stretch.first
        top = root if stretch.first in begins else top
        pos, deps = scores.pos.argmax(1), _relations(scores.deps, root - stretch.first)
        heads[root - stretch.first] = top
        for at, word in enumerate(words[stretch.first : stretch.last]):
            kind = POS[pos[at]]
            dep = "parataxis" if deps[at] == _ROOT and heads[at] != at + stretch.first else DEPS[deps[at]]
            made.append(Token(*spans[stretch.first + at], word, lemma(word, kind), kind, int(heads[at]), dep))
    return tuple(made)


def _relations(scores: Scores, root: int) -> NDArray[np.int64]:
    """The best relation of each word: "root" for the root and for no other."""
    scores = scores.copy()
    scores[:, _ROOT] = -np.inf
    relations: NDArray[np.int64] = scores.argmax(1)
    relations[root] = _ROOT
    return relations


def _names(stretch: Stretch, scores: WordScores, words: Sequence[str]) -> list[Span]:
    named, mentioned = tag_spans(scores.names, NAME_TAGS), tag_spans(scores.mentions, MENTION_TAGS)
    pronouns = set(np.flatnonzero(scores.pos.argmax(1) == _PRONOUN).tolist())
    told = [span for span in mentioned if not pronouns.issuperset(range(span[0], span[1]))]
    return _shifted(stretch, merged(named, told, words[stretch.first : stretch.last]))


def _marked(
    offsets: Sequence[tuple[int, int]],
    scored: Sequence[tuple[Stretch, WordScores]],
    head: str,
    known: tuple[str, ...],
) -> Iterable[Marked]:
    """The spans of a head that the corpus taught; of mentions with their manner."""
    for stretch, scores in scored:
        for first, last, kind, sure in tag_spans(getattr(scores, head), known):
            manner = MANNERS[int(scores.manners[first:last].sum(0).argmax())] if head == "marks" else ""
            start, end = offsets[first + stretch.first][0], offsets[last + stretch.first - 1][1]
            yield Marked(start, end, kind, manner, sure, _shares(getattr(scores, head)[first:last]))


def _shares(scores: Scores) -> tuple[float, ...]:
    """How much the words of a span, taken together, speak for each type: the tags of a type summed."""
    chances = np.exp(log_softmax(scores))[:, 1:].reshape(len(scores), -1, 4).sum(-1).mean(0)
    return tuple(round(float(share), 3) for share in chances / max(float(chances.sum()), 1e-6))


def _shifted(stretch: Stretch, spans: Sequence[Span]) -> list[Span]:
    return [(first + stretch.first, last + stretch.first, kind, sure) for first, last, kind, sure in spans]


def tag_spans(scores: Scores, known: tuple[str, ...]) -> list[Span]:
    """The spans of one head; the confidence of a span is that of its least sure word."""
    chances = log_softmax(scores)
    path = best_tags(chances, known)
    sure = np.exp(chances[np.arange(len(path)), path])
    return [(a, b, kind, round(float(sure[a:b].min()), 2)) for a, b, kind in tagged_spans(path, known)]


def merged(named: Sequence[Span], mentioned: Sequence[Span], words: Sequence[str]) -> list[Span]:
    """One view of both heads: names; where none stands mentions, without their article; the surer type of equal spans.

    An organization around the name of a nation or a place ("Narnian Defence Council") takes the place of that name.
    """
    kept = list(named)
    for mention in (_without_article(span, words) for span in mentioned):
        met = [span for span in kept if span[0] < mention[1] and mention[0] < span[1]]
        if not met or _better(mention, met, words):
            kept = [*(span for span in kept if span not in met), mention]
    return sorted(kept)


def _better(mention: Span, met: Sequence[Span], words: Sequence[str]) -> bool:
    if [span[:2] for span in met] == [mention[:2]]:
        return mention[3] > met[0][3]
    inside = all(mention[0] <= span[0] and span[1] <= mention[1] and span[2] in _GROUNDS for span in met)
    capital = all(word[0].isupper() or word[0].isdigit() or word in _GLUE for word in words[mention[0] : mention[1]])
    return mention[2] == "Organization" and inside and capital and mention[3] >= _SURE


def _without_article(span: Span, words: Sequence[str]) -> Span:
    first, last, kind, sure = span
    return (first + 1, last, kind, sure) if last - first > 1 and words[first].lower() in _ARTICLES else span


def _name(offsets: Sequence[tuple[int, int]], span: Span) -> Name:
    first, last, kind, sure = span
    return Name(offsets[first][0], offsets[last - 1][1], kind, sure)
