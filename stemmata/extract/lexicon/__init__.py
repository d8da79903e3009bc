"""The word lists of the reader: YAML beside this file, loaded once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from stemmata.model import MentionType

_SPECIFIC_FIRST = (
    MentionType.COALITION,
    MentionType.STATE_FORCE,
    MentionType.ARMED_GROUP,
    MentionType.AGREEMENT,
    MentionType.OPERATION,
    MentionType.PROGRAMME,
    MentionType.PUBLICATION,
    MentionType.ORGANIZATION,
    MentionType.STATE,
    MentionType.WEAPON,
    MentionType.PLACE,
)


@lru_cache(maxsize=1 << 16)
def plain_form(word: str) -> str:
    """A word without case, accents, apostrophes and dots: how every list here is looked up."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    kept = (c for c in decomposed if not unicodedata.combining(c) and c not in "'’‘`.ʿʾ")
    return "".join(kept)


def singular(word: str) -> str:
    """An English noun without its plural ending: good enough to look a head word up, never shown."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def read_yaml(name: str) -> dict[str, object]:
    """A data file beside the reader: `lexicon/nouns.yml` and the like."""
    text = files("stemmata.extract").joinpath(name).read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What single words tell of a name (`name_heads`), a description (`plain_heads`), a state or a post."""

    name_heads: dict[str, MentionType]
    plain_heads: dict[str, MentionType]
    states: dict[str, str]  # folded name -> name
    demonyms: dict[str, str]  # folded adjective -> name of the state
    roles: frozenset[str]
    leading: frozenset[str]
    membership: frozenset[str]
    directions: frozenset[str]
    surnames: frozenset[str]

    def head_of_name(self, word: str) -> MentionType | None:
        folded = plain_form(word)
        return self.name_heads.get(folded) or self.name_heads.get(singular(folded))

    def head_of_description(self, word: str) -> MentionType | None:
        folded = plain_form(word)
        return self.plain_heads.get(folded) or self.plain_heads.get(singular(folded))

    def state(self, words: str) -> str | None:
        """The state that a name or an adjective stands for ("Turkish" -> "Turkey")."""
        folded = plain_form(words)
        return self.states.get(folded) or self.demonyms.get(folded)


def _heads(nouns: dict[str, object], key: str) -> dict[str, MentionType]:
    heads: dict[str, MentionType] = {}
    for kind in _SPECIFIC_FIRST:
        entry = nouns[kind.value]
        assert isinstance(entry, dict)
        for word in str(entry[key]).split():
            heads.setdefault(plain_form(word), kind)
    return heads


def _states() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for state, entry in read_yaml("lexicon/states.yml").items():
        assert isinstance(entry, dict)
        for name in (state, *entry.get("names", ())):
            names.setdefault(plain_form(name), state)
        for adjective in entry["adjectives"]:
            adjectives.setdefault(plain_form(adjective), state)
    return names, adjectives


@cache
def lexicon() -> Lexicon:
    nouns, posts = read_yaml("lexicon/nouns.yml"), read_yaml("lexicon/posts.yml")
    states, demonyms = _states()

    def words(key: str) -> frozenset[str]:
        return frozenset(str(posts[key]).split())

    return Lexicon(
        name_heads=_heads(nouns, "name"),
        plain_heads=_heads(nouns, "plain"),
        states=states,
        demonyms=demonyms,
        roles=words("roles"),
        leading=words("leading"),
        membership=words("membership"),
        directions=frozenset(str(nouns["directions"]).split()),
        surnames=frozenset(str(nouns["surnames"]).split()),
    )
