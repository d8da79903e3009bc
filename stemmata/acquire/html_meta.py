"""What a page says of itself in its head, its JSON-LD and its marked-up elements; html_meta.yml says where to look."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser

from stemmata.acquire.dates import edtf_of
from stemmata.acquire.html_walk import Visible
from stemmata.acquire.language import primary_subtag
from stemmata.acquire.payload import Found
from stemmata.model import Metadatum

_ARTICLES = ("Article", "BlogPosting", "Report", "WebPage")
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ")
_LONGEST = 500


@cache
def _places() -> dict[str, list[dict[str, Any]]]:
    text = Path(__file__).with_name("html_meta.yml").read_text("utf-8")
    places: dict[str, list[dict[str, Any]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return places


def page_metadata(parser: LexborHTMLParser, page: Visible) -> Found:
    """The metadata of a parsed page, each with the element that says so; what no element says is absent."""
    sources = _Sources(parser)
    found = {key: answer for key in _places() if (answer := sources.first(key)) is not None}
    title, publisher = found.get("title"), found.get("publisher")
    if title is not None and publisher is not None:
        found["title"] = Metadatum(_without_site(title.value, publisher.value), title.evidence)
    return found


class _Sources:
    """The three kinds of place in a page, each asked by key."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self._parser = parser
        self._metas = _metas(parser)
        self._article = _article(parser)

    def first(self, key: str) -> Metadatum | None:
        for place in _places()[key]:
            for kind, where in place.items():
                value = _value(key, self._ask(kind, where))
                if value:
                    return Metadatum(value, _evidence(kind, where))
        return None

    def _ask(self, kind: str, where: Any) -> str:
        if kind == "meta":
            return self._metas.get(where, "")
        if kind == "json":
            return _property(self._article, where.split("."))
        selector, attribute = where
        node = self._parser.css_first(selector)
        if node is None:
            return ""
        text = node.attributes.get(attribute) if attribute else node.text()
        return " ".join((text or "").split())


def _evidence(kind: str, where: Any) -> str:
    if kind == "element":
        selector, attribute = where
        return f"{selector} @{attribute}" if attribute else selector
    return f"{kind.replace('json', 'JSON-LD')} {where}"


def _value(key: str, text: str) -> str:
    """A raw answer as the value of a key, or "" where it is none."""
    text = " ".join(unescape(text).split())  # JSON-LD often holds what was escaped for a page
    if key == "published":
        return edtf_of(text) or ""
    if key == "language":
        return primary_subtag(text) or ""
    if key == "url":
        return text if urlsplit_or_none(text) in ("http", "https") else ""
    if key == "author" and urlsplit_or_none(text):
        return ""  # article:author is most often the address of a profile
    return _without_by(text)[:_LONGEST] if key == "author" else text[:_LONGEST]


def _without_by(author: str) -> str:
    return author[3:] if author[:3].lower() == "by " else author


def urlsplit_or_none(text: str) -> str | None:
    """The scheme of an address, "" for a text without one, None for one that cannot be read."""
    try:
        return urlsplit(text).scheme if "//" in text else ""
    except ValueError:
        return None


def _metas(parser: LexborHTMLParser) -> dict[str, str]:
    metas: dict[str, list[str]] = {}
    for node in parser.css("meta[content]"):
        attributes = node.attributes
        content = " ".join((attributes.get("content") or "").split())
        for name in ("name", "property", "itemprop", "http-equiv"):
            key = (attributes.get(name) or "").strip().lower()
            if key and content:
                metas.setdefault(key, []).append(content)
    # A paper has one citation_author a person; of everything else the first is meant.
    return {key: "; ".join(dict.fromkeys(v)) if key == "citation_author" else v[0] for key, v in metas.items()}


def _article(parser: LexborHTMLParser) -> Mapping[str, Any]:
    """The first article of the page's JSON-LD, a news article before a mere page."""
    objects = [item for node in parser.css('script[type="application/ld+json"]') for item in _objects(node.text())]
    for kind in _ARTICLES:
        for item in objects:
            types = item.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and name.endswith(kind) for name in names):
                return item
    return {}


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD block that stand on top or in its @graph. A block that is no JSON says nothing."""
    try:
        waiting = deque([json.loads(text, strict=False)])
    except (ValueError, RecursionError):
        return
    while waiting:
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(value for key in ("@graph", "mainEntity") if (value := item.get(key)) is not None)


def _property(item: object, path: list[str]) -> str:
    """A property as text: names of several are joined, an object without the last step answers with its @id or name."""
    if isinstance(item, list):
        return "; ".join(dict.fromkeys(text for part in item if (text := _property(part, path))))
    if isinstance(item, Mapping):
        if not path:
            return _property(item.get("@id"), [])
        return _property(item.get(path[0]), path[1:])
    if isinstance(item, str) and (not path or path == ["name"]):
        return " ".join(item.split())
    return ""


def _without_site(title: str, site: str) -> str:
    """A title without the name of its site at the end: "Truce holds | The Daily" -> "Truce holds"."""
    for separator in _SEPARATORS:
        suffix = separator + site
        if title.casefold().endswith(suffix.casefold()) and len(title) > len(suffix):
            return title[: -len(suffix)].rstrip()
    return title
