"""What a report calls former: a state that had ended when it was written, though no end is stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Argument, Claim, Report
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect
from stemmata.when import Period

LOOK = 60  # characters after a claim that may say of its end
FORMER = Path(__file__).parent / "former.yml"
BETWEEN = r"(?:(?:in|at|of|by|from|with|near|around|the|a|an|its|their|his|her)\s+)*"


def had_ended(claim: Claim) -> bool:
    """Whether a claim is of a state without a stated time that the words before its object or its post call former."""
    if ontology()[claim.predicate].aspect is Aspect.EVENT or claim.when.known:
        return False
    role = claim.qualifiers.get("role")
    if isinstance(role, str) and any(ended(words, "before_role") for words in before(claim.quote, role)):
        return True
    return any(ended(words, "before_object") for words in before_object(claim, claim.object))


def at_its_end(claim: Claim, report: Report) -> Period:
    """The time of a claim; where the words right after it say that this ended then, as its end."""
    state = ontology()[claim.predicate].aspect is Aspect.STATE
    if state and claim.when.at and ends_after(report.text[claim.end : claim.end + LOOK]):
        return Period.span("", claim.when.at, claim.when.words)
    return claim.when


def ends_after(words: str) -> bool:
    """Whether words begin with one for an end, but for an adverb or two."""
    return ending().match(words) is not None


def before_object(claim: Claim, object_: Argument) -> Iterator[str]:
    """The words of the quote before the object: before its mention, or before each place where its words stand."""
    start = start_of(object_.mention or "")
    if start is not None and claim.start <= start < claim.end:
        yield claim.quote[: start - claim.start]
    else:
        yield from before(claim.quote, object_.text)


def start_of(mention: str) -> int | None:
    """Where a mention begins in its report, as its id tells."""
    found = re.search(r":(\d+)-\d+$", mention)
    return None if found is None else int(found[1])


def before(quote: str, words: str) -> Iterator[str]:
    if words:
        yield from (quote[: found.start()] for found in re.finditer(re.escape(words), quote, re.IGNORECASE))


def ended(words: str, where: str) -> bool:
    return called(where).search(words) is not None


@cache
def ending() -> re.Pattern[str]:
    given = yaml.load(FORMER.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["after"]
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+(?:\w+\s+)?") for word in sorted(given, key=len, reverse=True))
    return re.compile(rf"\s*(?:(?:\w+ly|then|also)\s+){{0,2}}(?:{words})\b", re.IGNORECASE)


@cache
def called(where: str) -> re.Pattern[str]:
    """The words of a list of former.yml at the end of a text, but for small words and marks after them."""
    given = yaml.load(FORMER.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)[where]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, given))})[\s-]+{BETWEEN}[\"'“‘(]*$", re.IGNORECASE)
