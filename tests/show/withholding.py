"""An invented record in which persons are withheld, in every guise that a name can have; and how an attacker reads."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import unquote

from stemmata.model import Anchor, Judgement
from stemmata.pipeline import build
from stemmata.record.lines import append_judgement
from stemmata.settings import init

GAZETTE = """Delta Brigade names commander

River Gazette, 12 March 2014

The Delta Brigade was formed on 3 March 2014. Colonel Mara Oru (Arabic: مارا أورو), also known as Abu Zarif, is the
commander of the Delta Brigade. Oru's deputy commander is Captain Jean-Luc Mbeki. In June 2014, the Delta Brigade
joined the Northern League. Mara Selk is the spokesman of the Delta Brigade. Col. Oru said that the Delta Brigade has
900 fighters. Peter Banks is the commander of the Northern League.
"""
WIRE = """The Delta Brigade has 400 fighters, the Ministry said on 4 May 2014. Fighters held both banks of the river.
Peter Banks led the Northern League from 2013 until 2015. Ivan Sedov (Иван Седов) is the commander of the Marsh
Front. According to Mara Oru, the Marsh Front split from the Delta Brigade in July 2014. Write to
mara.oru@example.org, @maraoru_now, or see http://news.example/2014/mara_oru.html and
http://news.example/ar/%D9%85%D8%A7%D8%B1%D8%A7_%D8%A3%D9%88%D8%B1%D9%88. The Ma-
ra Oru whom we met, M\u200bara\u00a0Oru, ORU, Mara, and Mara&nbsp;Oru are one. Mbeki, Jean-Luc spoke too.
The Delta Brigade and the Marsh Front are allied with the Northern League. Tomas Vell is the commander of the Reed Band.
"""
MIRROR = WIRE.split("Write to")[0] + "Originally published by The Wire.\n"
RUSSIAN = "В июне войска Ивана Седова вышли к реке. Иваном Седовым довольны, сказал Седов Иван журналистам газеты.\n"
ARABIC = "قال العقيد مَارَا أُورُو إن اللواء سيبقى هنا. وقال لمارا أورو رئيس اللواء إن الحرب انتهت في المدينة القديمة.\n"
PAGE = """<html lang="en"><head><title>Mara Oru speaks</title><meta name="author" content="Jean-Luc Mbeki">
<link rel="canonical" href="https://news.example/2019/mara-oru.html"></head><body><article><h1>Mara Oru speaks</h1>
<p>Mara Oru became commander of the Delta Brigade on 11 August 2015. The Delta Brigade is part of the Northern
League.</p><p>M. Oru was wounded in the Battle of Tolin in 2016.</p></article></body></html>
"""
WITHHELD = (
    ("gazette.txt", "Mara Oru"),
    ("gazette.txt", "Jean-Luc Mbeki"),
    ("wire.txt", "Ivan Sedov"),
    ("wire.txt", "Peter Banks"),
)
# What must be in nothing that goes out, as `read_closely` reads it.
FORMS = (
    "mara oru", "oru mara", "maraoru", "m oru", "oru", "abu zarif", "zarif", "مارا اورو", "اورو", "jean luc mbeki",
    "mbeki", "jean luc", "ivan sedov", "иван седов", "седов", "ивана седова", "sedov", "peter banks", "p banks",
)  # fmt: skip
_UNSEEN = ("Mn", "Cf", "Me")


def build_withheld(folder: Path, withhold: bool = True) -> Path:
    """A record folder, built."""
    init(folder)
    reports = folder / "reports"
    texts = {"gazette.txt": GAZETTE, "wire.txt": WIRE, "mirror.txt": MIRROR, "ru.txt": RUSSIAN, "ar.txt": ARABIC}
    for name, text in {**texts, "mara-oru-interview.html": PAGE}.items():
        (reports / name).write_text(text, "utf-8")
    (reports / "mara_oru_scan.pdf").write_bytes(b"no pdf at all")
    with zipfile.ZipFile(reports / "bundle.zip", "w") as archive:
        for member in ("notes/mara oru.txt", "notes/MaraOru-2.txt"):
            archive.writestr(zipfile.ZipInfo(member), f"{member}: the Reed Band has 50 fighters. Tomas Vell leads it.")
    (folder / "sources.yml").write_text("The Wire:\n  domains: [news.example]\nMara Oru Blog:\n  side: rebels\n")
    build(folder)
    for judgement in judgements() if withhold else ():
        append_judgement(folder, judgement)
    if withhold:
        build(folder)
    return folder


def judgements() -> list[Judgement]:
    made = [
        Judgement("nele", f"2026-01-0{at}", "withhold", f"{name} is at risk", (Anchor(report, name),))
        for at, (report, name) in enumerate(WITHHELD, start=1)
    ]
    one, other = Anchor("gazette.txt", "Mara Oru"), Anchor("wire.txt", "Mara Oru")
    made.append(Judgement("Jean-Luc Mbeki", "2026-01-06", "same", "Oru is Oru, I know Mara Oru", (one, other)))
    apart = (Anchor("gazette.txt", "Mara Oru"), Anchor("gazette.txt", "Mara Selk"))
    made.append(Judgement("nele", "2026-01-07", "different", "Oru is no Selk", apart))
    entry = {"list": "wikidata", "id": "Q4242", "verdict": "same", "name": "Mara Oru (colonel)"}
    made.append(Judgement("nele", "2026-01-08", "link", "the same Oru", (one,), entry))
    made.append(
        Judgement("nele", "2026-01-09", "reject", "Oru never said so", (Anchor("wire.txt", "Mara Oru is gone"),))
    )
    return made


def read_closely(said: str) -> str:
    """A text as somebody reads it who looks for a name: without disguises, in small letters, words parted by blanks."""
    for _ in range(3):
        said = html.unescape(unquote(said))
    said = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), said).replace("\\n", "\n")
    said = re.sub(r"-\s*\n\s*", "", said)
    plain = unicodedata.normalize("NFKD", said).casefold()
    bare = "".join(letter for letter in plain if unicodedata.category(letter) not in _UNSEEN)
    words = re.sub(r"[\W_]+", " ", re.sub(r"['’]s?\b", "", bare))
    return f" {words.strip()} "


def left_of(said: str) -> list[str]:
    """The withheld forms that somebody finds in a text."""
    read = read_closely(said)
    joined = read.replace(" ", "")
    whole = [form for form in FORMS if f" {form} " in read]
    return whole + [form for form in ("maraoru", "jeanlucmbeki", "ivansedov", "مارااورو") if form in joined]


def ids_in(said: str) -> set[str]:
    return set(re.findall(r"(?<![0-9a-z])[0-9a-f]{16}(?![0-9a-z])|(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])", said))


def lines_of(said: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.splitlines()]
