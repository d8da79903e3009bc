"""What the tests of briefs share: answers about the invented record of world.py, and the document they make."""

from __future__ import annotations

from stemmata.show.briefs import brief_of
from stemmata.show.briefs.brief import Brief, Edition, Part, Statement
from stemmata.show.holdings import Holdings
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.sources import sources

EDITION = Edition("deltas", "0.1.0", "00ff00ff00ff00ff", site="https://record.example")
HOSTILE = "<script>alert(1)</script> \x00\x1b[31m \ud800 \ufffe \u202e =1+1 ]]> &amp; \\input{x}"


def the_brief(held: Holdings, on: str | None = None) -> Brief:
    return brief_of([dossier(held, "Delta Guard", on)], sources(held), EDITION)


def hostile() -> Brief:
    said = Statement(f"{HOSTILE} says حرس الدلتا", HOSTILE, False, "f1", ())
    parts = (Part(HOSTILE, 1, remarks=(HOSTILE,), statements=(said,)),)
    return Brief(HOSTILE, HOSTILE, "", EDITION, parts, (), ())
