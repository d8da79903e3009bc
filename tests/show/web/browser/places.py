"""Every page of the site: an address of each kind, and the routes that have none because they are no pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi.routing import APIRoute

from stemmata.show.web.app import PAGES
from tests.show.web.browser.reading import Reader

GROUP, PERSON, PLACE = "/entities/{group}", "/entities/{person}", "/entities/{place}"
ADDRESSES = {
    "front": "/",
    "group": GROUP,
    "group on a day": GROUP + "?on=2019-09",
    "group, a section": GROUP + "/events",
    "person": PERSON,
    "place": PLACE,
    "names": GROUP + "/names",
    "decide": PERSON + "/decide",
    "part": GROUP + "/part",
    "disputes of a group": GROUP + "/disputes?kind=change_over_time",
    "family tree of a group": GROUP + "/tree",
    "network of a group": GROUP + "/network",
    "timeline of a group": GROUP + "/timeline",
    "chain of command": GROUP + "/command?on=2019-09",
    "brief": GROUP + "/brief",
    "chosen facts": "/brief?fact={fact}",
    "search": "/search?q=izza",
    "search, names": "/search?in=names&kind=Groups",
    "search, nothing": "/search?q=zzzzqq",
    "fact": "/facts/{fact}",
    "claim": "/claims/{claim}",
    "reports": "/reports",
    "report": "/reports/{report}",
    "side by side": "/reports/{report}/beside/{other}",
    "stemma": "/reports/{report}/family",
    "add a claim": "/reports/{report}/add?start=10&end=60",
    "publishers": "/publishers",
    "publisher": "/publishers/{publisher}",
    "disputes": "/disputes",
    "dispute": "/disputes/{dispute}",
    "family tree": "/tree",
    "network": "/network?kinds=allied,opposed,membership,backing",
    "ties, asked": "/ties",
    "ties": "/ties?one={group}&other={ally}",
    "timeline": "/timeline",
    "map": "/map",
    "compare": "/compare",
    "compare groups": "/compare/groups?one={group}&other={ally}",
    "compare dates": "/compare/dates?one={group}&first=2014&second=2019",
    "compare publishers": "/compare/publishers?one={publisher}&other={publisher}",
    "review": "/review",
    "review a claim": "/review/claims/{claim}",
    "review names": "/review/names/{names}",
    "log": "/log",
    "account": "/account",
    "who did what": "/account/log",
    "data for programs": "/api/v1/docs",
}
# Parts of pages, files, pictures, and what leads elsewhere.
NO_PAGES = {"/facts/{id}/claims", "/review/next", "/review/progress", "/compare/builds"}


def routes() -> Iterator[APIRoute]:
    for module in PAGES:
        for route in module.pages.routes:
            if isinstance(route, APIRoute) and "GET" in route.methods:
                yield route


def known(reader: Reader) -> dict[str, str]:
    """What stands for the names in the addresses, found as a reader finds it."""
    group = _ids(reader, "/search?q=izza&in=names", "/entities/")[0]
    fact = _ids(reader, f"/entities/{group}", "/facts/")[0]
    report = _ids(reader, "/reports?publisher=FreeLexicon", "/reports/")[0]
    return {
        "group": group,
        "ally": _ids(reader, "/search?q=nasr&in=names", "/entities/")[0],
        "person": _ids(reader, "/search?q=saleh&in=names", "/entities/")[0],
        "place": _ids(reader, "/search?q=hama&in=names&kind=Places", "/entities/")[0],
        "fact": fact,
        "claim": _ids(reader, f"/facts/{fact}", "/claims/")[0],
        "report": report,
        "other": reader.links(f"/reports/{report}", f"/reports/{report}/beside/")[0].rpartition("/")[2],
        "publisher": _ids(reader, "/publishers", "/publishers/")[0],
        "dispute": _ids(reader, "/disputes", "/disputes/")[0],
        "names": _ids(reader, "/review", "/review/names/")[0],
    }


def _ids(reader: Reader, path: str, start: str) -> list[str]:
    return [
        link.removeprefix(start) for link in reader.links(path, start) if re.fullmatch(r"[^/]+", link[len(start) :])
    ]
