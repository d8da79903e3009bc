"""Which reports translate one another, on invented reports in several languages."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import LEAD, OTHER, Made, filler, made

from stemmata.collate.alignment import Match, heaviest, same_name
from stemmata.collate.anchors import Anchor, anchors, number, sounds
from stemmata.collate.candidates import MOST, candidates
from stemmata.collate.direction import Witness
from stemmata.collate.tongues import foreign, no_words_shared, rules, says_translated, sure, tongue
from stemmata.collate.translations import translations
from stemmata.model import Derivation, DerivationKind, Role

ENGLISH = (
    "The Oru Front attacked the fort of Tarnek on 17 March 2016 and killed 43 soldiers, Governor Ibrane Mossa "
    "said. Of the garrison of 210 men 61 were wounded. Colonel Sedou Kanta, who led them, was taken to Bouressa.\n"
    "A column from Lerneb, 74 kilometres away, came only at noon. Two guns of 105 mm and 9 lorries are lost. "
    "Hamad Walet, who spoke for the front on 19 March, put the dead at 80."
)
SPANISH = (
    "El Frente Oru atacó el fuerte de Tarnek el 17 de marzo de 2016 y mató a 43 soldados, dijo el gobernador "
    "Ibrane Mossa. De la guarnición de 210 hombres, 61 resultaron heridos. El coronel Sedou Kanta, que los "
    "mandaba, fue llevado a Bouressa.\nUna columna de Lerneb, a 74 kilómetros, no llegó hasta el mediodía. Se han "
    "perdido dos cañones de 105 mm y 9 camiones. Hamad Walet, que habló por el frente el 19 de marzo, cifró los "
    "muertos en 80."
)
RUSSIAN = (
    "17 марта 2016 года Фронт Ору атаковал форт Тарнек и убил 43 солдата, сообщил губернатор Ибране Мосса. Из "
    "210 человек гарнизона 61 ранен. Полковника Седу Канту, который ими командовал, увезли в Бурессу.\nКолонна из "
    "Лернеба, в 74 километрах, пришла лишь к полудню. Потеряны два орудия калибра 105 мм и 9 грузовиков. Хамад "
    "Валет, говоривший от имени фронта 19 марта, назвал 80 убитых."
)
ARABIC = (
    "هاجمت جبهة أورو حصن تارنيك في 17 آذار 2016 وقتلت 43 جنديا، بحسب ما قال الحاكم إبران موسى. ومن الحامية "
    "المؤلفة من 210 رجال أصيب 61. ونقل العقيد سيدو كانتا الذي كان يقودهم إلى بوريسا.\nولم يصل رتل من ليرنب، على "
    "بعد 74 كيلومترا، إلا عند الظهر. وفُقد مدفعان من عيار 105 ملم و9 شاحنات. وقدر حمد والت، الذي تحدث باسم "
    "الجبهة في 19 آذار، عدد القتلى بـ80."
)
CHINESE = (
    "州长伊布拉内·莫萨说，2016年3月17日，奥鲁阵线袭击了塔内克堡，打死43名士兵。守军210人中有61人受伤。率领他们的塞杜·坎塔上校被带往布雷萨。\n"
    "来自74公里外莱内布的一支纵队中午才到达。105毫米火炮两门和9辆卡车损失。3月19日，阵线发言人哈马德·瓦莱特说死者为80人。"
)
APART = (  # of the same event, by somebody else
    "Según el hospital de Bouressa murieron al menos 43 soldados en el asalto de Tarnek; otros 61 están heridos, "
    "12 de ellos graves. El portavoz Hamad Walet habló de 80 muertos.\nEl coronel Sedou Kanta tenía 51 años y "
    "había llegado en enero de 2015 con 300 hombres. Unas 900 personas huyeron hacia Lerneb, dijo el 18 de marzo "
    "el alcalde Ousmane Traza. El gobernador Ibrane Mossa pidió 14 camiones de ayuda para las familias."
)


def found(*reports: Made) -> list[Derivation]:
    bonds = translations([Witness(report, ()) for report, _ in reports], {report.id: cut for report, cut in reports})
    return [bond.derivation for bond in bonds]


def told(path: str, text: str, language: str, **metadata: str) -> Made:
    return made(path, *text.split("\n"), language=language, **metadata)


@pytest.mark.parametrize(("language", "text"), [("es", SPANISH), ("ru", RUSSIAN), ("ar", ARABIC), ("zh", CHINESE)])
def test_a_translation_is_found(language: str, text: str) -> None:
    (tie,) = found(told("a.txt", ENGLISH, "en"), told("b.txt", text, language))
    assert tie.kind is DerivationKind.TRANSLATION
    assert not tie.directed
    assert 0.6 <= tie.score <= 1.0


def test_two_translations_of_one_report_are_tied() -> None:
    assert len(found(told("a.txt", SPANISH, "es"), told("b.txt", RUSSIAN, "ru"))) == 1


def test_an_account_of_the_same_event_is_no_translation() -> None:
    assert found(told("a.txt", ENGLISH, "en"), told("b.txt", APART, "es")) == []


def test_the_same_sentences_in_another_order_are_no_translation() -> None:
    sentences = SPANISH.replace("\n", " ").split(". ")
    turned = ". ".join(reversed(sentences))
    assert found(told("a.txt", ENGLISH, "en"), told("b.txt", turned, "es")) == []


def test_what_is_told_anew_in_other_sentences_is_no_translation() -> None:
    anew = (
        "El 17 de marzo de 2016 el Frente Oru atacó Tarnek y mató a 43 soldados. Lo dijo el gobernador Ibrane Mossa. "
        "Había allí 210 hombres. Heridos hay 61 y a Bouressa llevaron al coronel Sedou Kanta; de Lerneb, a 74 "
        "kilómetros, salió una columna. Perdidos están, con los cañones de 105 mm, 9 camiones. El frente, dijo Hamad "
        "Walet el 19 de marzo. Los muertos son 80."
    )
    assert found(told("a.txt", ENGLISH, "en"), told("b.txt", anew, "es")) == []


def test_one_language_gives_no_translation() -> None:
    assert found(told("a.txt", ENGLISH, "en"), told("b.txt", ENGLISH, "en-GB")) == []


def test_the_evidence_counts_and_names_what_lines_up() -> None:
    (tie,) = found(told("a.txt", ENGLISH, "en"), told("b.txt", SPANISH, "es"))
    assert "10 numbers and dates and" in tie.evidence[0]
    assert "a.txt (en) and b.txt (es)" in tie.evidence[0]
    assert "17 March = 17 de marzo" in tie.evidence[3]


def test_the_passages_are_the_aligned_stretch() -> None:
    one, other = told("a.txt", ENGLISH, "en"), told("b.txt", f"{OTHER}\n{SPANISH}", "es")
    (tie,) = found(one, other)
    (passage,) = tie.passages
    assert one[0].text[passage.from_start : passage.from_end].endswith("80")
    assert other[0].text[passage.to_start : passage.to_end].startswith(("Oru", "Frente", "El"))


def test_dates_turn_the_tie() -> None:
    one = told("a.txt", SPANISH, "es", published="2016-03-22")
    other = told("b.txt", ENGLISH, "en", published="2016-03-20")
    (tie,) = found(one, other)
    assert tie.directed
    assert (tie.source, tie.target) == (other[0].id, one[0].id)
    assert all(other[0].text[p.from_start : p.from_end] for p in tie.passages)
    assert any("is older" in why for why in tie.evidence)


def test_a_report_that_says_it_is_translated_comes_from_the_other() -> None:
    one, other = told("a.txt", f"{SPANISH}\nTraducido del inglés", "es"), told("b.txt", ENGLISH, "en")
    (tie,) = found(one, other)
    assert tie.directed
    assert tie.target == one[0].id
    assert any("Traducido del inglés" in why for why in tie.evidence)


def test_the_order_of_reports_changes_nothing_but_the_ends() -> None:
    reports = [told("a.txt", ENGLISH, "en"), told("b.txt", SPANISH, "es"), told("c.txt", APART, "es")]
    ties = {frozenset((t.source, t.target)): t.score for t in found(*reports)}
    assert ties == {frozenset((t.source, t.target)): t.score for t in found(*reversed(reports))}


def test_without_readable_segments_nothing_is_found() -> None:
    report, cut = told("a.txt", ENGLISH, "en")
    unread = [type(segment)(segment.start, segment.end, Role.FURNITURE, segment.flow) for segment in cut]
    assert found((report, unread), told("b.txt", SPANISH, "es")) == []


# --- languages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (SPANISH, "es"), (RUSSIAN, "ru"), (ARABIC, "ar"), (CHINESE, "zh"), (filler("x"), "und-Latn")],
)
def test_an_unknown_language_is_guessed(text: str, language: str) -> None:
    assert tongue(made("a.txt", text)[0]) == language


def test_a_known_language_is_believed() -> None:
    assert tongue(made("a.txt", LEAD, language="de_AT")[0]) == "de"


@pytest.mark.parametrize(
    ("one", "other", "may", "surely"),
    [
        ("en", "fr", True, True),
        ("en", "en", False, False),
        ("und-Latn", "en", True, False),
        ("und-Latn", "ar", True, True),
        ("und-Cyrl", "und-Latn", True, True),
        ("und-Cyrl", "ru", True, False),
        ("und-Hani", "zh", True, False),
        ("und-Latn", "und-Latn", False, False),
    ],
)
def test_which_languages_differ(one: str, other: str, may: bool, surely: bool) -> None:
    assert foreign(one, other) is foreign(other, one) is may
    assert sure(one, other) is sure(other, one) is surely


def test_where_a_language_is_unknown_the_words_tell_whether_it_is_another() -> None:
    assert no_words_shared(ENGLISH, SPANISH)
    assert not no_words_shared(LEAD, OTHER)


def test_a_copy_whose_language_is_not_told_is_no_translation() -> None:
    brief = "Oru 17 March 2016: 43 dead, 61 hurt, 210 held. Tarnek, Bouressa, Lerneb. 74 lorries; 105 guns; 80 lost."
    assert tongue(made("b.txt", brief)[0]) == "und-Latn"
    assert found(told("a.txt", brief, "en"), made("b.txt", brief)) == []


@pytest.mark.parametrize("line", rules()["said"])
def test_a_line_that_tells_of_a_translation(line: str) -> None:
    assert says_translated(f"{LEAD}\n{line}\n") == line


@pytest.mark.parametrize("line", rules()["unsaid"])
def test_a_line_that_does_not(line: str) -> None:
    assert says_translated(line) is None


# --- anchors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", rules()["anchors"], ids=lambda case: case["text"])
def test_the_anchors_of_a_language(case: dict[str, str | list[str]]) -> None:
    report, cut = made("a.txt", str(case["text"]))
    keys = [anchor.key for anchor in anchors(report, cut, str(case["language"]))]
    assert [key for key in case["holds"] if key not in keys] == []


def test_months_are_known_in_a_language_that_is_not() -> None:
    report, cut = made("a.txt", "30 Kasım 2011, 4 Juli, 9 мая")
    assert [anchor.key for anchor in anchors(report, cut, "und-Latn")] == ["11/30", "2011", "7/4", "5/9"]


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "\u00a0", "'"]))
def test_marks_between_thousands_change_no_number(value: int, mark: str) -> None:
    assert number(f"{value:,}".replace(",", mark)) == str(value)


odd = st.lists(
    st.sampled_from(["3 ARALIK", "MAYIS 4", "5 MİLYON", "٣ آذار", "7 of MARCH", "9\u2009", "1.5.", "2000-٠١-01"])
)
anything = st.one_of(st.text(), odd.map(" ".join))


@given(anything, st.sampled_from(["en", "tr", "ar", "zh", "und-Latn", "xx"]))
def test_anchors_stand_where_they_say(text: str, language: str) -> None:
    report, cut = made("a.txt", text)
    for anchor in anchors(report, cut, language):
        assert report.text[anchor.start : anchor.end].strip().casefold() == anchor.word.casefold() or "\n" in text


@pytest.mark.parametrize(
    "spellings",
    [
        {"en": "Kidrane", "ar": "كيدران"},
        {"en": "Lysenchuk", "de": "Lyssentschuk", "ru": "Лысенчуком"},
        {"en": "Zawra", "fr": "Zaoura", "ar": "الزورة"},
        {"en": "Jazira", "tr": "Cezire", "ar": "الجزيرة"},
        {"tr": "Alacalı", "ru": "Аладжалы"},
    ],
)
def test_a_name_sounds_the_same_in_all_spellings(spellings: dict[str, str]) -> None:
    assert len({sounds(word, language) for language, word in spellings.items()}) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Kidrane", "كيدران", True), ("Saturday", "سترد", False), ("Sabur", "Sobor", True), ("Tin", "Autoun", False)],
)
def test_vowels_and_letters_tell_names_of_the_same_sounds(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


# --- alignment ----------------------------------------------------------------------------------------------------

cells = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from([1.0, 2.0, 4.0])),
    max_size=8,
    unique_by=lambda c: c[:2],
)


@settings(deadline=None)
@given(cells)
def test_the_heaviest_way_weighs_what_a_search_of_all_ways_finds(given_cells: list[tuple[int, int, float]]) -> None:
    matches = [Match(standing(one), standing(other), weight) for one, other, weight in given_cells]
    weights = {(one, other): weight for one, other, weight in given_cells}
    way = heaviest(matches)
    assert in_order(sorted(way))
    ways = (way for size in range(len(weights) + 1) for way in combinations(sorted(weights), size) if in_order(way))
    assert sum(weights[cell] for cell in way) == max(sum(weights[cell] for cell in way) for way in ways)


def standing(sentence: int) -> Anchor:
    return Anchor("7", "7", 0, 1, sentence)


def in_order(way: Sequence[tuple[int, int]]) -> bool:
    return all(one[1] <= other[1] for one, other in pairwise(way))


# --- many reports -------------------------------------------------------------------------------------------------


def test_reports_in_one_language_are_not_even_read() -> None:
    texts = [ENGLISH] * 20_000
    begun = time.process_time()
    assert candidates(texts, ["en"] * len(texts)) == []
    assert time.process_time() - begun < 0.5


def test_a_report_is_aligned_with_few_others() -> None:
    texts = [ENGLISH, *[SPANISH] * 20]
    pairs = candidates(texts, ["en", *["es"] * 20])
    assert 0 < len(pairs) <= 20
    many = [*[ENGLISH] * 12, *[SPANISH] * 12]
    assert len(candidates(many, [*["en"] * 12, *["es"] * 12])) <= 24 * MOST
