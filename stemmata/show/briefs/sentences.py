"""A fact as a sentence that can stand alone in a document."""

from __future__ import annotations

from dataclasses import replace

from stemmata.model import Polarity
from stemmata.show.answers import Line, NameLine, Quote
from stemmata.show.printed.facts import statement, time_of
from stemmata.show.wording import dated, is_event, rule_of

KINDS = {"main": "", "former": "former name", "original_script": "in the original script"}
OPENING = {Polarity.DENIED: "It is denied that ", Polarity.ALLEGED: "It is alleged that "}


def sentence(line: Line) -> str:
    """The fact from its subject, with its time: "Mara Oru is named as commander of Delta Guard, since 2015-08-11"."""
    told = upright(line)
    named = "is named as " if told.predicate == "holds_post" and told.qualifiers.get("role") else ""
    return f"{OPENING.get(line.polarity, '')}{told.about.name} {named}{statement(told)}, {time_of(line)}"


def upright(line: Line) -> Line:
    """The same fact told from its subject: a document has no page around it that says from whom it is told."""
    if not line.inverse:
        return line
    label = rule_of(line.predicate).label
    return replace(line, about=line.other, other=line.about, label=label, inverse=False)


def name_sentence(name: NameLine) -> str:
    """A name, what sort of name it is, and when it was in use."""
    kind = KINDS.get(name.kind, name.kind.replace("_", " "))
    when = f", {dated(name.when, event=False)}" if name.when.known else ""
    return f"{name.text}{f' ({kind})' if kind else ''}{when}"


def said(quote: Quote) -> str:
    """In whose voice words are, how firmly they say it, and of what time."""
    voices = f"according to {', as told by '.join(quote.voices[::-1])}" if quote.voices else "in the report's own voice"
    firmness = "" if quote.polarity is Polarity.ASSERTED else quote.polarity.value
    time = dated(quote.when, is_event(quote.predicate)) if quote.when.known else ""
    return "; ".join(filter(None, (voices, firmness, quote.modality, time)))
