"""Frames: declarative patterns over the dependency tree, read from patterns/*.yml.

A frame has a trigger (lemmas of a verb, noun or adjective) and slots. A slot is one or more ways, tried in order:

    subject: subj Group
    object: into|with Group; obj>of Group
    qualifiers: {item: with words}

Each way is a path and the types wanted at its end (names of ontology/types.yml, or `words`, `number`, `role`). A path
is steps joined by ">": subj, obj (logical), self, head (what the trigger hangs on), is (what it is said of: "X is a
..", "X, a .."), poss, comp (words before a noun), appos, xcomp, or prepositions ("into|with"; "_" for a blank).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from stemmata.errors import OntologyError
from stemmata.extract.lexicon import lexicon

_KEYS = frozenset(
    (
        *("name", "verb", "noun", "adjective", "particle", "require", "forbid", "subject", "object", "qualifiers"),
        *("set", "polarity", "modality", "time", "dated", "swap", "confidence", "reads", "leaves"),
    )
)


@dataclass(frozen=True, slots=True)
class Way:
    path: tuple[str, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One pattern: what calls it, where its arguments stand, and the examples that test it."""

    name: str
    predicate: str
    pos: str  # verb, noun, adjective
    triggers: frozenset[str]
    subject: tuple[Way, ...]
    object: tuple[Way, ...]
    qualifiers: Mapping[str, tuple[Way, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    particle: str | None = None
    require: tuple[tuple[Way, frozenset[str]], ...] = ()  # a way that must lead to one of these lemmas
    forbid: tuple[tuple[Way, frozenset[str]], ...] = ()
    denied: bool = False
    modality: str | None = None
    time: str = "at"  # at, start, end, none
    dated: bool = False  # says nothing without a date
    swap: bool = False  # written the other way round: what fills `subject` is the object
    confidence: float = 0.8
    reads: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


def ways(text: str) -> tuple[Way, ...]:
    """The ways of a slot: "into|with Group; obj>of Group"."""
    found = []
    for piece in text.split(";"):
        path, *types = piece.split()
        found.append(Way(tuple(path.split(">")), tuple(types)))
    return tuple(found)


def _conditions(entries: Mapping[str, str]) -> tuple[tuple[Way, frozenset[str]], ...]:
    return tuple((ways(path)[0], frozenset(words.split())) for path, words in entries.items())


def _triggers(text: str) -> frozenset[str]:
    """The lemmas; "@roles" stands for the list of that name in lexicon/posts.yml."""
    words = text.split()
    listed = {
        "@roles": lexicon().roles - lexicon().membership,
        "@persons": frozenset({"*person"}),
        "@groups": frozenset({"*group"}),
    }
    return frozenset(lemma for word in words for lemma in listed.get(word, (word,)))


def _frame(predicate: str, entry: dict[str, object], where: str) -> Frame:
    unknown = set(entry) - _KEYS
    if unknown:
        raise OntologyError(f"{where}: {entry.get('name')}: unknown keys {sorted(unknown)}; have {sorted(_KEYS)}")
    pos = next((p for p in ("verb", "noun", "adjective") if p in entry), None)
    if pos is None or "subject" not in entry:
        raise OntologyError(f"{where}: {entry.get('name')}: a frame needs verb, noun or adjective, and a subject")
    qualifiers, constants = entry.get("qualifiers") or {}, entry.get("set") or {}
    require, forbid = entry.get("require") or {}, entry.get("forbid") or {}
    assert isinstance(qualifiers, dict) and isinstance(constants, dict)
    assert isinstance(require, dict) and isinstance(forbid, dict)
    return Frame(
        name=str(entry["name"]),
        predicate=predicate,
        pos=pos,
        triggers=_triggers(str(entry[pos])),
        subject=ways(str(entry["subject"])),
        object=ways(str(entry["object"])) if "object" in entry else (),
        qualifiers={key: ways(str(value)) for key, value in qualifiers.items()},
        constants={key: str(value) for key, value in constants.items()},
        particle=str(entry["particle"]) if "particle" in entry else None,
        require=_conditions(require),
        forbid=_conditions(forbid),
        denied=entry.get("polarity") == "denied",
        modality=str(entry["modality"]) if "modality" in entry else None,
        time=str(entry.get("time", "at")),
        dated=entry.get("dated") is True,
        swap=entry.get("swap") is True,
        confidence=float(str(entry.get("confidence", 0.8))),
        reads=tuple(_texts(entry.get("reads"))),
        leaves=tuple(_texts(entry.get("leaves"))),
    )


def _texts(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


@cache
def all_frames() -> tuple[Frame, ...]:
    """Every frame of patterns/*.yml, files and entries in order. Raises OntologyError for a key we do not know."""
    frames: list[Frame] = []
    folder = files("stemmata.extract").joinpath("patterns")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yml"):
            loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for predicate, entries in loaded.items():
                frames.extend(_frame(predicate, entry, file.name) for entry in entries)
    return tuple(frames)


@cache
def frames_by_trigger() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """(verb|noun|adjective, lemma) -> the frames that it calls."""
    table: dict[tuple[str, str], list[Frame]] = {}
    for frame in all_frames():
        for lemma in sorted(frame.triggers):
            table.setdefault((frame.pos, lemma), []).append(frame)
    return {key: tuple(value) for key, value in table.items()}
