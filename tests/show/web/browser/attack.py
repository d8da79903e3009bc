"""A record in many scripts, in which names, titles, publishers, file names and texts try to run or to reach out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from stemmata.model import (
    Collation,
    Entity,
    EntityName,
    Identification,
    MentionType,
    Metadatum,
    Reconciliation,
    Report,
    Role,
    Segment,
)
from stemmata.record.content import Content
from stemmata.record.database import writing
from stemmata.record.write import write
from stemmata.settings import init
from stemmata.show.holdings import Holdings
from stemmata.when import Period
from tests.show.sentences import Told, entity_id, holdings_of

ARABIC, CYRILLIC = "حرس الدلتا", "Гвардия дельты"
OVERRIDE = "Band \u202egnp.exe"
RUN = (
    "<script>window.ran='script'</script>",
    "javascript:window.ran='link'",
    '"><img src=https://elsewhere.example/x.png onerror="window.ran=\'img\'">',
    "<svg/onload=window.ran='svg'>",
    "' onmouseover='window.ran=1' autofocus onfocus='window.ran=2",
    "{{ 7*7 }}</textarea></title><iframe srcdoc='<script>top.ran=3</script>'></iframe>",
)
TYPES = {
    "Delta Guard": MentionType.ARMED_GROUP,
    ARABIC: MentionType.ARMED_GROUP,
    CYRILLIC: MentionType.ARMED_GROUP,
    OVERRIDE: MentionType.ARMED_GROUP,
    **dict.fromkeys(RUN, MentionType.ARMED_GROUP),
    "Иван Седов": MentionType.PERSON,
    "https://elsewhere.example/": MentionType.PLACE,
}
SAME = {ARABIC: "Delta Guard", CYRILLIC: "Delta Guard"}
SCRIPTS = {ARABIC: "Arab", CYRILLIC: "Cyrl"}
TAIL = """

<script src="https://elsewhere.example/x.js"></script><link rel=stylesheet href=//elsewhere.example/x.css>
<meta http-equiv=refresh content="0;url=https://elsewhere.example/"><base href="https://elsewhere.example/">
<form action=https://elsewhere.example/><button id=q>Send</button></form><a href="javascript:window.ran=1">read</a>
</div></main></body><style>body { display: none }</style>]]>--> \u202e desrever \U0001f600 <!-- </script>
"""


def told() -> Iterable[Told]:
    since = Period.span("2015-08-11", words="on 11 August 2015")
    yield Told("Иван Седов", "holds_post", ARABIC, since, {"role": "commander <b onclick=window.ran=1>"})
    for name in (*RUN, OVERRIDE):
        yield Told(name, "allied_with", "Delta Guard", Period.event("2014-03"), publisher=name, voices=(name,))
        yield Told(name, "split_from", "Delta Guard", Period.event("2013"), {"place": name})
        yield Told(name, "strength", "400", Period.event("2015"), {"unit": name})
    yield Told("Delta Guard", "headquartered_at", "https://elsewhere.example/")


def write_attack(folder: Path) -> Path:
    init(folder)
    held = attack()
    reports = tuple(_hostile(report, at) for at, report in enumerate(held.reports.values()))
    content = Content(
        reports=reports,
        segments={report.id: (Segment(0, len(report.text), Role.BODY, 0),) for report in reports},
        mentions=tuple(held.mentions.values()),
        claims=tuple(held.claims.values()),
        collation=Collation((), held.lineages, ()),
        identification=Identification(tuple(map(_scripted, held.entities.values())), held.entity_of, (), ()),
        reconciliation=Reconciliation(tuple(held.facts.values()), held.differences),
    )
    with writing(folder / "record.db") as engine, engine.begin() as connection:
        write(connection, content)
    return folder


def attack() -> Holdings:
    strengths = [at for at, each in enumerate(told()) if each.predicate == "strength"]
    return holdings_of(told(), TYPES, SAME, list(pairwise(strengths)))


def id_of(name: str) -> str:
    """The id of an entity by one of its names."""
    return entity_id(name, SAME)


def _hostile(report: Report, at: int) -> Report:
    """The report with a title, a path and a text that attack."""
    run = RUN[at % len(RUN)]
    published = Metadatum(f"{2014 + at % 5}-05-01", run)
    known = {
        "title": Metadatum(run, run),
        "author": Metadatum(run, "sidecar"),
        "published": published,
        **report.metadata,
    }
    return replace(report, path=f"{at:02} {run.replace('/', '')}.txt", text=report.text + TAIL + run, metadata=known)


def _scripted(entity: Entity) -> Entity:
    names = tuple(EntityName(n.text, SCRIPTS.get(n.text, n.script), n.kind) for n in entity.names)
    return replace(entity, names=names)
