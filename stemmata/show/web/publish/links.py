"""A page of the site -> a page of a folder: links that lead from file to file, and nothing that asks a server.

The pages are ours: whatever comes from a report stands escaped in them, so that a bare "<" always opens a tag.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

FORMS = re.compile(r"<form\b(?![^>]*\brole=\"search\").*?</form>\n?", re.DOTALL | re.IGNORECASE)
MODULES = re.compile(r"<script\b[^>]*\btype=\"module\"[^>]*>\s*</script>\n?", re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z][^\s/>]*(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
LINK = re.compile(r"\s(href|src|xlink:href|action)=(\"[^\"]*\"|'[^']*')")
ASKING = re.compile(r"\sdata-[a-z-]+=(\"/[^\"]*\"|'/[^']*')")
HIDDEN = re.compile(r"<input\b[^>]*\btype=\"hidden\"[^>]*>\n?")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
Lead = Callable[[str], str | None]  # a link as it stands -> where it leads in the folder; None: nowhere


def rewritten(page: str, lead: Lead) -> str:
    """A page whose links lead where `lead` says; a link that leads nowhere is not a link any more."""
    bare = HIDDEN.sub("", MODULES.sub("", FORMS.sub("", page)))
    return TAG.sub(lambda tag: _tag(tag[0], lead), bare)


def _tag(tag: str, lead: Lead) -> str:
    if "data-" in tag:
        tag = ASKING.sub("", tag)
    if "=" not in tag:
        return tag
    return LINK.sub(lambda found: _link(found, lead), tag)


def _link(found: re.Match[str], lead: Lead) -> str:
    link = html.unescape(found[2][1:-1])
    if link.startswith("#") or ELSEWHERE.match(link):
        return found[0]
    to = lead(link)
    return "" if to is None else f' {found[1]}="{html.escape(to)}"'
