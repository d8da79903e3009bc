"""What survives translation, in reading order: numbers, dates and names.

A name is known by its consonants, as far as the spellings of languages agree on them: Kidrane, Кидрана and كيدران are
all KTRn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from stemmata.collate.tongues import rules
from stemmata.collate.words import READ
from stemmata.model import Passage, Report, Segment, passages
from stemmata.names.lexicon import languages, words_of_language
from stemmata.names.scripts import latin
from stemmata.names.spelling import plain

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
FEWEST_SOUNDS = 2  # consonants of a name that are worth comparing
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|tsch|tch|dzh|sh|ch|zh|ts|tz|dj|c(?=[ei])|[szj]", "S"),
        (r"ph|f", "F"),
        (r"[td]h|[td]", "T"),
        (r"h$", ""),
        (r"kh|gh|ck|[kqgchx]", "K"),
        (r"[pb]", "P"),
        (r"[^A-Zmnlr]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)  # no words to be seen
_ARTICLE = re.compile(r"^(?:[وبفك]?ال|لل)(?=...)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number, date or name of a report, and where it stands.

    In a script without capitals each word may be a name; `sure` tells that this one surely is an anchor.
    """

    key: str
    word: str
    start: int
    end: int
    sentence: int
    sure: bool = True

    @property
    def named(self) -> bool:
        return self.key[0].isalpha()


def anchors(report: Report, segments: Sequence[Segment], language: str) -> tuple[Anchor, ...]:
    """The anchors of a report's readable segments, pasted matter left out, in reading order."""
    found: list[Anchor] = []
    for passage in passages(report, segments):
        if passage.role in READ:
            found += _read(passage, language, found[-1].sentence + 1 if found else 0)
    return tuple(found)


def _read(passage: Passage, language: str, sentence: int) -> Iterator[Anchor]:
    opened = True  # nothing of the sentence was read yet
    for match in _tokens(language).finditer(passage.text):
        if match.lastgroup == "end":
            sentence, opened = sentence + 1, True
            continue
        for key, sure in _keys(match, language, opened):
            start, end = passage.span(*match.span())
            yield Anchor(key, match[0].strip(), start, end, sentence, sure)
        opened = False


def _keys(match: re.Match[str], language: str, opened: bool) -> Iterator[tuple[str, bool]]:
    sort = match.lastgroup
    if sort == "word":
        yield from _name(match[0], language, opened)
    elif sort == "number":
        yield number(match["figures"], match["times"]), True
    elif sort in ("behind", "before", "month"):
        day, name = {"behind": ("day", "of"), "before": ("the", "on"), "month": ("", "month")}[sort]
        yield f"{_months(language)[_folded(match[name])]}/{int(match[day]) if day else ''}", True
    else:
        yield from _written(re.findall(r"\d+", match[0]), str(sort))


def _written(parts: Sequence[str], sort: str) -> Iterator[tuple[str, bool]]:
    """A date in figures: 2016-03-17, 17.03.2016, 3月17日."""
    if sort == "iso":
        yield str(int(parts[0])), True
    if sort == "dotted":
        yield str(int(parts[2])), True
    month, day = {"iso": (1, 2), "dotted": (1, 0)}.get(sort, (0, 1))
    yield f"{int(parts[month])}/{int(parts[day])}", True


def _name(word: str, language: str, opened: bool) -> Iterator[tuple[str, bool]]:
    capital = word[0].isupper()
    if len(word) > 2 and (capital or not cased(word)) and not _WITHOUT_BLANKS.match(word):
        key = sounds(word, language)
        if len(key) >= FEWEST_SOUNDS:
            yield key, capital and not opened and language not in rules()["nouns_have_capitals"]


def cased(word: str) -> bool:
    """Whether its script has capitals."""
    return word.lower() != word.upper()


def number(figures: str, times: str | None = None) -> str:
    """A number without the marks that languages set into it: 1,200 and 1.200 and 1 200 are one."""
    parts = ["".join(str(int(digit)) for digit in part) for part in re.split(r"\D+", figures)]
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if grouped or len(parts) == 1:
        value = Decimal("".join(parts))
    else:
        value = Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")
    return f"{(value * (1 if times is None else _times()[_folded(times)])).normalize():f}"


@lru_cache(maxsize=1 << 18)
def sounds(word: str, language: str = "") -> str:
    """The consonants of a word of any script, in classes that transliterators do not take for one another."""
    bare = _ARTICLE.sub("", word).lower()
    for ending in rules()["endings"].get(language, ()):
        if bare.endswith(ending) and len(bare) > len(ending) + 3:
            bare = bare.removesuffix(ending)
            break
    spelled = rules()["sounds"].get(language)
    if spelled:
        bare = re.sub("|".join(spelled), lambda match: str(spelled[match[0]]), bare)
    heard = latin(plain(bare))
    for pattern, sound in _SOUNDS:
        heard = pattern.sub(sound, heard)
    return heard


# --- what a language's tokens look like ---------------------------------------------------------------------------


@cache
def _tokens(language: str) -> re.Pattern[str]:
    """Dates, numbers, ends of sentences and words; the name of the group that closes last tells which."""
    names = {form for form, _ in _month_forms(language) if _folded(form) in _months(language)}
    months = "|".join(re.escape(name).replace("\\ ", r"\s") for name in sorted(names, key=_by_length))
    months = "(?!)" if not months else rf"(?:{months})(?!\w)"
    if language == "en":
        months = f"(?=(?-i:[A-Z])){months}"  # "may" and "march" are more often no months
    between, of = "|".join(rules()["between"]), "|".join(rules()["of"])
    before = rf"(?P<on>{months})\s(?P<the>\d{{1,2}})(?!\d|[,.]\d)" if language in rules()["month_first"] else "(?!)"
    long = [word for words in rules()["times"].values() for word in words]
    spaced, close = ("|".join(word for word in long if _alone(word) is alone) for alone in (False, True))
    kinds = (
        r"(?P<iso>(?<!\d)\d{4}-\d\d-\d\d(?!\d))",
        r"(?P<dotted>(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d))",
        r"(?P<east>(?<!\d)\d{1,2}\s?[月월]\s?\d{1,2}(?=\s?[日일]))",
        rf"(?P<behind>(?<!\d)(?P<day>\d{{1,2}})(?:{between})?\s?(?:(?:{of})\s)?(?P<of>{months}))",
        rf"(?P<before>{before})",
        rf"(?P<month>(?<!\w){months})",
        r"(?P<number>(?P<figures>(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,٫٬]\d+)*)"
        rf"(?P<times>\s(?:{spaced})(?!\w)|(?:{close}))?)",
        r"(?P<end>(?<!\d)[.!?؟]+(?=[\s”»\"]|$)|(?<=\d{4})\.(?=\s)|[。！？])",
        r"(?P<word>[^\W\d_]+)",
    )
    return re.compile("|".join(kinds), re.IGNORECASE)


def _by_length(form: str) -> tuple[int, str]:
    return -len(form), form


def _alone(word: str) -> bool:
    return "\u3040" <= word[0] <= "\ud7ff"


@cache
def _times() -> Mapping[str, int]:
    return {_folded(word): int(by) for by, words in rules()["times"].items() for word in words}


@cache
def _months(language: str) -> Mapping[str, int]:
    """The names of months in a language, folded, and which month each is.

    Of an unknown language: those that are one month in whatever language has them.
    """
    found: dict[str, set[int]] = {}
    for form, month in _month_forms(language):
        found.setdefault(_folded(form), set()).add(month)
    return {form: months.pop() for form, months in found.items() if len(months) == 1}


@cache
def _month_forms(language: str) -> tuple[tuple[str, int], ...]:
    known = languages() if language.startswith("und") else {language} & set(languages())
    rows = (row for code in known for row in words_of_language(code) if row[0] in MONTHS)
    return tuple((form, MONTHS.index(meaning) + 1) for meaning, forms in rows for form in forms)


def _folded(words: str) -> str:
    """Words as regular expressions that overlook case compare them, and a little further: ARALIK is aralık."""
    return " ".join(plain(words).split())
