"""Addresses of the site -> files of the published one: the same address is always the same file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from stemmata.names.scripts import latin
from stemmata.record.fold import folded
from stemmata.show.web.publish.rules import rules

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
# Names that Windows keeps for devices.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))})
WORDS, MARK = 40, 10  # characters of a file name that tell what it is, and that tell it from others
PICTURES = (".svg",)


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """A page of the site, in the one way that we write it. `query`: what it asks for, in order."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        path = quote(self.path)
        return f"{path}?{urlencode(self.query)}" if self.query else path

    @property
    def file(self) -> str:
        """The path of its file, in small letters that every system and server keeps as they are."""
        parts = [_safe(part) for part in self.path.split("/") if part]
        if not self.query and self.path.endswith(PICTURES):
            return "/".join([*parts[:-1], f"{_safe(self.path.rsplit('/', 1)[-1][:-4])}.svg"])
        asked = "_".join(f"{name}-{value}" for name, value in self.query)
        return "/".join([*parts, f"{_safe(asked)}.html" if asked else "index.html"])


def address_of(link: str, here: Address, clocks: Mapping[str, str]) -> Address | None:
    """The page that a link leads to; None for one that no published site has.

    `clocks`: both dates that the site is published for. Every link carries them; one with others leads elsewhere.
    """
    at = urlsplit(urljoin(str(here), link))
    asked = dict(parse_qsl(at.query))
    if at.scheme or at.netloc or any(asked.pop(name, "") != clocks.get(name, "") for name in ("on", "known_by")):
        return None
    path = unquote(at.path).rstrip("/") or "/"
    plain = rules().plain
    query = tuple(sorted((name, value) for name, value in asked.items() if value and plain.get(name) != value))
    return Address(path, query)


def is_followed(address: Address, with_texts: bool) -> bool:
    """Whether a page is published, as far as its address tells."""
    known = rules()
    if known.never.match(address.path) or address.path.endswith(known.data):
        return False
    if not with_texts and known.texts.match(address.path):
        return False
    return {name for name, _ in address.query} <= known.asks


def view_of(address: Address) -> tuple[str, str] | None:
    """The entity that an address is a view of, and which; not every entity gets views."""
    parts = address.path.strip("/").split("/")
    is_view = len(parts) == 3 and parts[0] == "entities" and parts[2] in rules().views
    return (parts[1], parts[2]) if is_view else None


def relative(file: str, other: str) -> str:
    """The way from one file to another, by the root of the site: so it is the same for all files of a folder."""
    return "../" * file.count("/") + other


def _safe(name: str) -> str:
    """A name that every file system takes; a mark tells apart those that look alike."""
    if SAFE.match(name) and name not in RESERVED:
        return name
    words = re.sub(r"[^a-z0-9]+", "-", latin(folded(name))).strip("-")[:WORDS]
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:MARK]
    return f"{words}-{mark}" if words else mark
