"""A page of the site -> a page of a folder: links that lead from file to file, and nothing that asks a server.

The pages are ours: whatever comes from a report stands escaped in them, so that a bare "<" always opens a tag.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection

FORMS = re.compile(r"<form\b(?![^>]*\brole=\"search\").*?</form>\n?", re.DOTALL | re.IGNORECASE)
MODULES = re.compile(r"<script type=\"module\" src=\"([^\"]*?([^\"/?]+)(?:\?[^\"]*)?)\"></script>\n?")
TAG = re.compile(r"<[a-zA-Z][^\s/>]*(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
LINK = re.compile(r"\s(href|src|xlink:href|action)=(\"[^\"]*\"|'[^']*')")
ASKING = re.compile(r"\sdata-[a-z-]+=(\"/[^\"]*\"|'/[^']*')")
HIDDEN = re.compile(r"<input\b[^>]*\btype=\"hidden\"[^>]*>\n?")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
LOST = " data-lost"
# What was nothing but a link, and the lists that are left of such.
LEFT = re.compile(rf"<li>\s*<a{LOST}[^>]*>[^<]*(?:<small>[^<]*</small>)?\s*</a>\s*</li>\n?")
EMPTY = re.compile(r"<nav\b[^>]*>\s*<ul>\s*</ul>\s*</nav>\n?")
Lead = Callable[[str], str | None]  # a link as it stands -> where it leads in the folder; None: nowhere


def rewritten(page: str, lead: Lead, scripts: Collection[str] = ()) -> str:
    """A page whose links lead where `lead` says; a link that leads nowhere is not a link any more.

    Browsers take no module from a disk: of those only `scripts` stay, as plain ones.
    """
    bare = HIDDEN.sub("", MODULES.sub(lambda found: _script(found, scripts), FORMS.sub("", page)))
    led = TAG.sub(lambda tag: _tag(tag[0], lead), bare)
    return EMPTY.sub("", LEFT.sub("", led)).replace(LOST, "") if LOST in led else led


def plain_script(module: bytes) -> bytes:
    """A module that imports nothing, as a plain script: its names are its own."""
    return b'(() => {\n"use strict";\n' + module + b"})();\n"


def _script(found: re.Match[str], scripts: Collection[str]) -> str:
    return f'<script src="{found[1]}" defer></script>\n' if found[2] in scripts else ""


def _tag(tag: str, lead: Lead) -> str:
    if "data-" in tag:
        tag = ASKING.sub("", tag)
    if "=" not in tag:
        return tag
    made = LINK.sub(lambda found: _link(found, lead), tag)
    lost = tag.startswith("<a ") and "href=" in tag and "href=" not in made
    return made.replace("<a", f"<a{LOST}", 1) if lost else made


def _link(found: re.Match[str], lead: Lead) -> str:
    link = html.unescape(found[2][1:-1])
    if link.startswith("#") or ELSEWHERE.match(link):
        return found[0]
    to = lead(link)
    return "" if to is None else f' {found[1]}="{html.escape(to)}"'
