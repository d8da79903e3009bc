"""Whose words a report carries: its publisher, and whom it says it repeats."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import yaml

from stemmata.model import Publisher, Report, Role, Segment

CREDITED = frozenset(Role) - {Role.CAPTION, Role.REFERENCE, Role.GLOSS, Role.INFOBOX}
NAME = r"(?P<name>(?:[Tt]he )?[^\W\d_a-z][\w.&’'-]*(?: (?:of|the|and|for|de|al|&|[^\W_a-z][\w.&’'-]*|\d[\w]*)){0,5})"
NO_BYLINE = frozenset({Role.TITLE, Role.HEADING, Role.LIST})
LONGEST_CREDIT = 200  # characters of a line that may be a credit


@dataclass(frozen=True, slots=True)
class Tie:
    """A publisher that a report belongs to or repeats: a key that is the same for the same publisher, and the words.

    `relayed` tells that the report repeats it, rather than being published by it.
    """

    key: str
    name: str
    relayed: bool
    why: str


@cache
def lists(file: str) -> Mapping[str, list[str]]:
    """A data file of this folder: names to lists of words."""
    data = yaml.load((Path(__file__).parent / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {str(name): [str(word) for word in words] for name, words in data.items()}


@cache
def credit_patterns() -> tuple[re.Pattern[str], ...]:
    given = lists("credits.yml")
    whole = tuple(re.compile(text.replace("NAME", NAME) + r"\s*\Z") for text in given["line"])
    return whole + tuple(re.compile(text.replace("NAME", NAME)) for text in given["start"])


def plain(name: str) -> str:
    """A name without case, article and punctuation: how two spellings of one publisher are compared."""
    words = re.findall(r"[^\W_]+", name.casefold())
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


class Publishers:
    """What people know of publishers, asked by name or host."""

    def __init__(self, known: Sequence[Publisher], reports: Iterable[Report] = ()) -> None:
        """`known`: what people know of publishers; `reports`: those whose own publishers may be named elsewhere."""
        self.known: dict[str, Publisher] = {}
        self.domains: dict[str, Publisher] = {}
        for name in sorted({report.known("publisher") or "" for report in reports} - {""}):
            for other in names(name):
                self.known.setdefault(plain(other), Publisher(name))
        for name, others in lists("agencies.yml").items():
            agency = Publisher(name, tuple(other for other in others if "." in other))
            self._add(agency, (name, *(other for other in others if "." not in other)))
        for publisher in known:
            self._add(self._merged(publisher), tuple(names(publisher.name)))

    def _add(self, publisher: Publisher, called: Iterable[str]) -> None:
        self.known |= {plain(name): publisher for name in called}
        self.domains |= {bare(domain): publisher for domain in publisher.domains}

    def _merged(self, publisher: Publisher) -> Publisher:
        """What people know of a publisher, with what is known of the agency that has one of its names."""
        agency = self.known.get(plain(publisher.name))
        if agency is None or plain(agency.name) not in map(plain, lists("agencies.yml")):
            return publisher
        merged = replace(publisher, name=agency.name, domains=(*agency.domains, *publisher.domains))
        self.known |= {name: merged for name, held in self.known.items() if held is agency}
        return merged

    def ties(self, report: Report, segments: Sequence[Segment]) -> tuple[Tie, ...]:
        """Every publisher that a report belongs to or repeats, once each, in a fixed order."""
        found: dict[tuple[str, bool], Tie] = {}
        for tie in (*self._published(report), *self._relayed(report, segments)):
            found.setdefault((tie.key, tie.relayed), tie)
        own = {key for key, relayed in found if not relayed}
        return tuple(tie for (key, relayed), tie in sorted(found.items()) if not (relayed and key in own))

    def _published(self, report: Report) -> Iterator[Tie]:
        publisher, url = report.metadata.get("publisher"), report.known("url")
        if publisher is not None:
            yield from self._known(publisher.value, False, f"is published by {publisher.value} ({publisher.evidence})")
        host = house(url or "")
        if host is None:
            return
        owner = self._of_host(host)
        if owner is not None:
            yield from self._known(owner.name, False, f"stands at {host}, a domain of {owner.name}")
        else:
            yield Tie(f"host:{host}", host, False, f"stands at {host}")

    def _relayed(self, report: Report, segments: Sequence[Segment]) -> Iterator[Tie]:
        relays = report.metadata.get("relays")
        if relays is not None:
            yield from self._known(relays.value, True, f"repeats {relays.value} ({relays.evidence})")
        for name, line in credits(report, segments, self.known):
            yield from self._known(name, True, f"says that it repeats {name} (“{line}”)")

    def _known(self, name: str, relayed: bool, why: str) -> Iterator[Tie]:
        """The tie to a publisher, to those that own it, and to those that it always relays."""
        seen: set[str] = set()
        waiting = [(name, relayed, why)]
        while waiting:
            name, relayed, why = waiting.pop(0)
            key = plain(name)
            host = house(name) if re.fullmatch(r"[\w-]+(\.[\w-]+)+", name) else None
            if not key or key in seen or key in lists("platforms.yml")["names"]:
                continue
            seen.add(key)
            publisher = self.known.get(key) or (self._of_host(host) if host else None)
            if publisher is None:
                yield Tie(f"host:{host}" if host else key, name, relayed, why)
                continue
            yield Tie(plain(publisher.name), publisher.name, relayed, why)
            if publisher.owner is not None:
                waiting.append((publisher.owner, relayed, f"{why}, which belongs to {publisher.owner} (sources.yml)"))
            waiting += [(other, True, f"{why}, which relays {other} (sources.yml)") for other in publisher.relays]

    def _of_host(self, host: str) -> Publisher | None:
        parts = host.partition("/")[0].split(".")
        whole = [host, *(".".join(parts[at:]) for at in range(len(parts) - 1))]
        return next((self.domains[name] for name in whole if name in self.domains), None)


def bare(host: str) -> str:
    """A host without the parts that make no other publisher (www, m, a language)."""
    parts = host.lower().strip("/").split(".")
    while len(parts) > 2 and parts[0] in lists("platforms.yml")["prefixes"]:
        parts.pop(0)
    return ".".join(parts)


def parts(url: str) -> SplitResult | None:
    """A URL in its parts, with or without its scheme; None for what is no URL."""
    try:
        split = urlsplit(url if "//" in url else f"//{url}")
        return split if split.hostname else None
    except ValueError:  # a bracket that nothing closes, a host that cannot be written
        return None


def house(url: str) -> str | None:
    """Whose place a URL is: its host, or the channel on a platform; None where anybody may publish there."""
    split = parts(url)
    host = bare((split.hostname if split else None) or "")
    platforms = lists("platforms.yml")
    if "." not in host or any(host == name or host.endswith(f".{name}") for name in platforms["hosts"]):
        return None
    if split is not None and host in platforms["channels"]:
        channel = next((part for part in split.path.split("/") if part not in ("", "s")), None)
        return None if channel is None else f"{host}/{channel.lower().removeprefix('@')}"
    return host


def names(publisher: str) -> Iterator[str]:
    """A publisher's name, and where it stands as "Name (Short)", the short one made of its letters, both of these."""
    yield publisher
    both = re.fullmatch(r"(.{3,}?)\s*\((.{2,})\)", publisher.strip())
    if both is not None and shortens(both[2], both[1]):
        yield from both.groups()


def shortens(short: str, name: str) -> bool:
    """Whether a short name is made of letters of the long one, in order and from its first: AIT of Agence I."""
    letters = [letter for letter in name.casefold().removeprefix("the ") if letter.isalnum()]
    wanted = [letter for letter in short.casefold() if letter.isalnum()]
    rest = iter(letters)
    return bool(wanted) and wanted[:1] == letters[:1] and all(letter in rest for letter in wanted)


def initials(words: str) -> str:
    """The first letters of the words with a capital: MENA of Middle East and North Africa."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", words) if word[0].isupper())


def credits(report: Report, segments: Sequence[Segment], known: Container[str]) -> Iterator[tuple[str, str]]:
    """The sources that a report itself names as those of its text, each with the line that says so.

    `known`: the plain names of publishers, which alone count in lines that might say something else.
    """
    for segment in segments:
        if segment.role in CREDITED:
            bylines = known if segment.role not in NO_BYLINE else ()
            for line in report.text[segment.start : segment.end].splitlines():
                yield from credited(line.strip()[:LONGEST_CREDIT], bylines)


def credited(line: str, known: Container[str] = ()) -> Iterator[tuple[str, str]]:
    for pattern in credit_patterns():
        match = pattern.match(line)
        if match is not None and plain(match["name"]).split()[0] not in lists("credits.yml")["never"]:
            if not acronym_of(match["name"], line[: match.start("name")]):
                yield match["name"].rstrip("."), line if len(line) <= 80 else match[0]
            return
    byline = _BYLINE.fullmatch(line)
    if byline is not None and plain(byline["name"]) in known and not acronym_of(byline["name"], byline["before"]):
        yield byline["name"], line


def acronym_of(name: str, before: str) -> bool:
    """Whether a name in brackets only shortens the words before it: the line then names a group, and is no dateline."""
    return name.isupper() and name.replace(".", "") == initials(before)


# A line with a place and a name in brackets may be the byline of an agency.
_BYLINE = re.compile(r"(?P<before>[^\W\d_a-z][^()]{1,40})\((?P<name>[^()]{2,40})\)\s*[-–—:]?")
