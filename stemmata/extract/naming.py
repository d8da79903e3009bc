"""Other names: what stands in brackets behind a name, "also known as", "formerly", and the acronym of a name.

An introduction is made by the report itself: "the National Front (NF)", "the Army of X (Arabic: ..., romanized: ...),
formerly the Union of X". The other name becomes a mention of its own, of the same type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from stemmata.extract.attribution import Attribution
from stemmata.extract.drafts import Draft, End, spot_end
from stemmata.extract.lexicon import plain_form, read_yaml
from stemmata.extract.spots import Scene, Spot
from stemmata.model import MentionKind, MentionType, Passage, Role

_NAMED = frozenset(MentionType) - {MentionType.QUANTITY, MentionType.TIME, MentionType.PUBLICATION}
_BRACKET = re.compile(r"\s*\(([^()]*)(?:\)|$)")
_PIECE = re.compile(r"(?:(?! or | and )[^;,/])+")
_QUOTES = "\"'“”‘’«» "
_NON_LATIN = re.compile(r"[\u0370-\u1cff\u2c80-\ua4cf\ua4d0-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]")
_ACRONYM = re.compile(r"^[A-ZÀ-Þ][A-Za-zÀ-ÿ.\-/]{1,9}$")
_WORD = r"(?:[A-ZÀ-Þ\d'‘’][\w'’‘\-–]*|(?:al|el|an|as|ash|ar)-\w[\w'’\-]*)"
_NAME_TEXT = re.compile(rf"(?:the |The )?({_WORD}(?:\s+(?:(?:of|for|the|and|de|la|al)\s+)*{_WORD})*)")


@dataclass(frozen=True, slots=True)
class Introduction:
    """`other` is introduced as a name of `named`; kind: alias, acronym, original_script, romanised, former ..."""

    named: Spot
    other: Spot
    kind: str
    language: str = ""


@cache
def _phrases(key: str) -> tuple[str, ...]:
    text = str(read_yaml("lexicon/naming.yml")[key])
    return tuple(sorted((" ".join(p.split()) for p in text.split("|")), key=len, reverse=True))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(read_yaml("lexicon/naming.yml")[key]).split())


@cache
def label_words() -> frozenset[str]:
    """The labels that stand in naming brackets, folded: languages, "romanized", "lit" ..."""
    return frozenset(plain_form(w).rstrip(".") for key in ("languages", "romanised", "translated") for w in _words(key))


@cache
def _introducing() -> re.Pattern[str]:
    def group(name: str) -> str:
        return f"(?P<{name}>{'|'.join(re.escape(p) for p in _phrases(name) if p not in ('or', 'officially'))})"

    links = r"(?:and\s+|which is\s+|who is\s+|is\s+|was\s+)?"
    phrases = "|".join(group(name) for name in ("former", "later", "alias"))
    return re.compile(rf"^\s*,?\s*{links}(?:{phrases})\s+", re.I)


@cache
def aside_pattern() -> re.Pattern[str]:
    """ ", formerly the X," between commas: another name said in passing."""
    phrases = "|".join(re.escape(p) for key in ("former", "later", "alias") for p in _phrases(key) if len(p) > 2)
    return re.compile(rf"\s*,\s*(?:and\s+|also\s+)?(?i:{phrases})\s+{_NAME_TEXT.pattern}\s*,")


def introductions(passage: Passage, spots: Sequence[Spot]) -> list[Introduction]:
    """Every other name that a passage introduces for a name in it."""
    found: list[Introduction] = []
    if passage.role in (Role.REFERENCE, Role.FURNITURE) or (
        passage.role is Role.INFOBOX and "name" not in passage.label
    ):
        return found
    for spot in spots:
        if spot.kind is MentionKind.NAME and spot.type in _NAMED:
            found.extend(_after(passage.text, spot))
            found.extend(_beside(passage.text, spot, spots))
    return found


def _beside(text: str, spot: Spot, spots: Sequence[Spot]) -> Iterator[Introduction]:
    """ "the Gathering of X/Union of X": two names of one thing."""
    for other in spots:
        slash = other.start > spot.end and text[spot.end : other.start].strip() == "/"
        if slash and other.type is spot.type and other.kind is MentionKind.NAME:
            yield Introduction(spot, other, "alias")


def _after(text: str, spot: Spot) -> Iterator[Introduction]:
    """What follows a name at once: brackets, then phrases, each in its turn."""
    position = spot.end
    named = spot
    for _ in range(4):
        bracket = _BRACKET.match(text, position)
        if bracket:
            yield from _bracketed(text, named, bracket.start(1), bracket.end(1))
            position = bracket.end()
            continue
        phrase = _introducing().match(text[position : position + 60])
        if phrase is None:
            return
        name = _NAME_TEXT.match(text, position + phrase.end())
        if name is None:
            return
        kind = "former" if phrase.group("former") else "later" if phrase.group("later") else "alias"
        other = Spot(name.start(1), name.end(1), spot.type, MentionKind.NAME, 0.9)
        yield Introduction(spot, other, kind)
        named, position = other, name.end()


def _bracketed(text: str, named: Spot, start: int, end: int) -> Iterator[Introduction]:
    kind, language = "", ""
    for piece in _PIECE.finditer(text, start, end):
        label = re.match(r"\s*(?:([A-Za-z.]+)\s*:|(lit\.|literally|romani[sz]ed)\s)\s*", piece.group())
        offset = piece.start()
        if label:
            word = plain_form(label.group(1) or label.group(2)).rstrip(".")
            kind, language = _label_kind(word, language)
            offset += label.end()
            if not kind:
                continue
        yield from _piece(text, named, (offset, piece.end()), kind, language)


def _label_kind(word: str, language: str) -> tuple[str, str]:
    if word in _words("languages"):
        return "original_script", word
    if word in {w.rstrip(".") for w in _words("romanised")}:
        return "romanised", language
    if word in {w.rstrip(".") for w in _words("translated")}:
        return "translation", ""
    return "", ""


def _piece(text: str, named: Spot, span: tuple[int, int], kind: str, language: str) -> Iterator[Introduction]:
    phrase = _introducing().match(" " + text[slice(*span)] + " ")
    start = span[0] + (max(phrase.end() - 1, 0) if phrase else 0)
    start, end = _stripped(text, start, span[1])
    words = text[start:end]
    if phrase:
        kind = "former" if phrase.group("former") else "later" if phrase.group("later") else "alias"
    kind = kind or _bare_kind(words, text[named.start : named.end])
    if kind and len(words) > 1 and (kind != "original_script" or _NON_LATIN.search(words) or language):
        yield Introduction(named, Spot(start, end, named.type, MentionKind.NAME, 0.95), kind, language)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return start, end


def _bare_kind(words: str, name: str) -> str:
    """What an unlabelled piece of a bracket is: another script, or the name's initials; otherwise nothing."""
    if _NON_LATIN.search(words) and not re.search(r"\d", words):
        return "original_script"
    return "acronym" if _ACRONYM.match(words) and is_acronym(words, name) else ""


def is_acronym(short: str, name: str) -> bool:
    """Whether the letters of `short` are initials of the words of `name`, in order (small words may be left out)."""
    letters = [c for c in plain_form(short) if c.isalpha()]
    if len(letters) < 2 or sum(c.isupper() for c in short) < 2:
        return False
    words = [plain_form(w) for w in re.findall(r"[^\W\d_]+", name)]
    if len(words) < 2:
        return False
    initials = "".join(w[0] for w in words)
    strong = "".join(w[0] for w in words if w not in ("of", "the", "for", "and", "al", "in", "de", "la", "du", "des"))
    wanted = "".join(letters)
    # Compounds give more than one letter ("CENTCOM", "ISIS"), and acronyms of another language share only the first.
    return wanted in (initials, strong) or (len(wanted) >= 2 and _subsequence(wanted, words))


def _subsequence(wanted: str, words: list[str]) -> bool:
    """Each word gives a leading piece, in order, the first word included."""

    def fits(rest: str, left: tuple[str, ...]) -> bool:
        if not rest:
            return True
        if not left:
            return False
        head, tail = left[0], left[1:]
        takes = (n for n in range(min(3, len(rest), len(head)), 0, -1) if head[:n] == rest[:n])
        return any(fits(rest[n:], tail) for n in takes) or (len(rest) < len(wanted) and fits(rest, tail))

    return fits(wanted, tuple(words))


_KINDS = {"former": ("former_name", 0.9), "later": ("renamed_to", 0.85)}


def drafts(scene: Scene, introduced: Sequence[Introduction]) -> list[Draft]:
    """The naming claims of a passage. A name introduced through a former name is a former name too."""
    formers = {i.other.start for i in introduced if i.kind == "former"}
    made = []
    for each in introduced:
        predicate, confidence = _KINDS.get(each.kind, ("alias", 0.95))
        if predicate == "alias" and each.named.start in formers:
            predicate, root = "former_name", _root(each, introduced)
            named = root
        else:
            named = each.named
        kind = {"kind": each.kind} if predicate == "alias" else {}
        language = {"language": each.language} if each.language else {}
        made.append(
            Draft(
                predicate, spot_end(scene, named), spot_end(scene, each.other),
                min(named.start, each.other.start), max(named.end, each.other.end),
                "pattern:naming", confidence, {**kind, **language}, said=Attribution(),
            )
        )  # fmt: skip
    return made


def _root(each: Introduction, introduced: Sequence[Introduction]) -> Spot:
    for other in introduced:
        if other.kind == "former" and other.other.start == each.named.start:
            return other.named
    return each.named


__all__ = ["End", "Introduction", "drafts", "introductions", "is_acronym"]
