"""The form of an answer as JSON Schema, made from the ontology: what is not in it need not be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stemmata.model import MentionKind, MentionType, Polarity
from stemmata.ontology import ontology
from stemmata.ontology.predicates import VALUE

Schema = Mapping[str, object]
MODALITIES = ("none", "planned", "conditional", "possible")
TIMES = ("at", "since", "until")
_UNSPOKEN = (MentionType.QUANTITY, MentionType.TIME)  # values and times of a claim, never an end of it
TYPES = tuple(t.value for t in MentionType if t not in _UNSPOKEN)


def answer_schema() -> Schema:
    """What every answer must be; all keys are required and no other is allowed, as strict servers demand."""
    predicates = ontology().predicates
    qualifiers = sorted({name for rule in predicates.values() for name in rule.qualifiers})
    end = {
        "words": _TEXT,
        "type": _one_of((*TYPES, VALUE)),
        "kind": _one_of((*MentionKind, VALUE)),
        "stands_for": _TEXT,
    }
    claim = {
        "quote": _TEXT,
        "predicate": _one_of(predicates),
        "subject": _object(end),
        "object": _object(end),
        "qualifiers": _list(_object({"name": _one_of(qualifiers), "words": _TEXT})),
        **dict.fromkeys(TIMES, _TEXT),
        "voices": _list(_TEXT),
        "polarity": _one_of(Polarity),
        "modality": _one_of(MODALITIES),
    }
    return _object({"claims": _list(_object(claim))})


_TEXT: Schema = {"type": "string"}


def _one_of(words: Iterable[str]) -> Schema:
    return {"type": "string", "enum": [str(word) for word in words]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
