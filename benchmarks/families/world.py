"""Invented places, persons, groups and publishers. Names recur: from report to report of one conflict, and beyond."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from families.grammar import zipfian
from families.text import Cast, House

SYLLABLES = {
    "english": (
        "ka lo mir ten os ur vel da shi bar ny gro pal eth qu zan rem sol tar vin dor hal jas kel lum mar nor ost per "
        "rin sar tol ulm var wes yar zor bel cor dun far gol hes ira jor"
    ),
    "russian": "ка ло мир тен ос вел да ши бар гро пал зан рем сол тар вин дор хал кел лум мар нор пет рин сар тол вар",
    "arabic": "كا لو مير تن را فل دا شي بار نو سل حم زن رم سول طر عب دور حل جس نا لم مر نور قا رن سار طل",
    "chinese": "卡 洛 米 腾 奥 维 达 希 巴 尼 格 帕 赞 雷 索 塔 文 多 哈 贾 凯 卢 马 诺 萨 托 瓦 泽 贝 科",
}
FORMS = {
    "english": (
        "{} Front|Army of {}|{} Brigade|{} Liberation Movement|{} Resistance Council|Sons of {}|{} People's Army|"
        "Liwa al-{}|Jaysh {}|{} Defence Union|Free {} Legion|{} Guard|{}ian Congress|Harakat {}|4th {} Division"
    ),
    "russian": "Фронт {}|Армия {}|Бригада {}|Совет {}|Легион {}|Союз {}",
    "arabic": "جبهة {}|جيش {}|لواء {}|حركة {}|مجلس {}|كتائب {}",
    "chinese": "{}阵线|{}解放军|{}旅|{}运动|{}委员会|{}军团",
}
RANKS = {
    "english": "Colonel|General|Captain|Major|Sheikh|Commander|Mr|Dr",
    "russian": "полковник|генерал|капитан",
    "arabic": "العقيد|اللواء|الشيخ",
    "chinese": "",
}
PAPERS = (
    "Courier|Herald|Gazette|Observer|Monitor|Tribune|Post|Times|Review|Chronicle|Telegraph|Mirror|Star|Voice|Sentinel|"
    "Bulletin|Dispatch|Examiner|Record|Standard|Register|Mercury|Inquirer|Messenger|Today|Online|Report|Watch|News|Press"
).split("|")
CONFLICTS = {"english": 80, "russian": 8, "arabic": 8, "chinese": 8}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who and what the reports of one conflict keep naming, the most named first."""

    places: list[str]
    persons: list[str]
    groups: list[str]
    countries: list[str]


def name(chance: random.Random, tongue: str, least: int = 2, most: int = 3) -> str:
    syllables = SYLLABLES[tongue].split()
    return "".join(chance.choices(syllables, k=chance.randint(least, most))).capitalize()


def conflict(chance: random.Random, tongue: str) -> Conflict:
    glue = "·" if tongue == "chinese" else " "
    given = _given(tongue)
    persons = [glue.join((chance.choice(given), name(chance, tongue))) for _ in range(60)]
    groups = [form.format(name(chance, tongue)) for form in FORMS[tongue].split("|") for _ in (1, 2)]
    chance.shuffle(groups)
    places = [name(chance, tongue) for _ in range(50)]
    return Conflict(zipfian(places), zipfian(persons), zipfian(groups), [name(chance, tongue, 3, 3) for _ in range(3)])


@cache
def _given(tongue: str) -> tuple[str, ...]:
    chance = random.Random(7)
    return tuple(zipfian([name(chance, tongue) for _ in range(90)]))


def cast(chance: random.Random, tongue: str, there: Conflict) -> dict[str, list[str]]:
    """The few names of a conflict that one article has to do with; persons also by their last names and ranks."""
    full = chance.choices(there.persons, k=5)
    ranks = RANKS[tongue].split("|")
    known = [who.replace("·", " ").split()[-1] for who in full]
    short = [f"{chance.choice(ranks)} {last}".strip() for last in known]
    return {
        "place": chance.choices(there.places, k=7),
        "person": full + short + known,
        "group": chance.choices(there.groups, k=4),
        "country": chance.choices(there.countries, k=2),
    }


def event(chance: random.Random, tongue: str, names: Cast, kinds: list[str]) -> dict[str, list[str]]:
    """One attack, as all who write of it know it."""
    place, who, kind = chance.choice(names["place"]), chance.choice(names["person"]), chance.choice(kinds)
    told = {
        "e_where": f"in {place}",
        "e_group": f"the {chance.choice(names['group'])}",
        "e_target": f"a {kind}",
        "e_killed": str(chance.randint(3, 90)),
        "e_wounded": str(chance.randint(10, 200)),
        "e_official": f"the provincial governor, {who},",
    }
    return {key: [value] for key, value in told.items()}


def houses(chance: random.Random) -> Iterator[House]:
    """Publishers, no name twice."""
    met: set[str] = set()
    while True:
        place = name(chance, "english")
        title = f"{place} {chance.choice(PAPERS)}"
        if title not in met:
            met.add(title)
            yield House(title, f"{title.lower().replace(' ', '')}.example")
