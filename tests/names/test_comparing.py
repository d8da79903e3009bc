"""Two names compared: what must be one, what must never be, and laws that hold for any names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stemmata.names.compare import Comparison, GroupName, Person, compare, features, group, person, score
from stemmata.names.compare.groups import company
from stemmata.names.compare.scoring import limit, weights, wording
from stemmata.names.lexicon import first_forms, read_data


def groups(one: str, other: str) -> Comparison:
    return compare(group(one), group(other))


def people(one: str, other: str) -> Comparison:
    return compare(person(one), person(other))


NLA, NLF = "National Liberation Army", "National Liberation Front"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NLA, "جيش التحرير الوطني"),
        (NLA, "ارتش آزادیبخش ملی"),
        ("Jaysh al-Fajr", "جيش الفجر"),
        (NLA, "Национально-освободительная армия"),
        (NLF, "Фронт национального освобождения"),
        (NLA, "Армія національного визволення"),
        (NLA, "राष्ट्रीय मुक्ति सेना"),
        ("Liberation Front", "मुक्ति मोर्चा"),
        ("People's Liberation Front", "የህዝብ ነፃ አውጪ ግንባር"),
        (NLF, "ብሔራዊ ነፃ አውጪ ግንባር"),
        (NLF, "জাতীয় মুক্তি ফ্রন্ট"),
        (NLA, "জাতীয় মুক্তি বাহিনী"),
        ("5th Brigade", "পঞ্চম ব্রিগেড"),
        (NLA, "צבא השחרור הלאומי"),
        ("Youth Movement", "תנועת הנוער"),
        (NLA, "အမျိုးသား လွတ်မြောက်ရေး တပ်မတော်"),
        (NLA, "အမျိုးသားလွတ်မြောက်ရေးတပ်မတော်"),
        ("Popular Front", "Λαϊκό Μέτωπο"),
        ("Popular Front", "Ժողովրդական ճակատ"),
        ("Liberation Tigers", "விடுதலைப் புலிகள்"),
        (NLA, "กองทัพปลดปล่อยแห่งชาติ"),
        ("5th Division", "الفرقة الخامسة"),
        ("5th Oru Brigade", "5-я бригада Ору"),
    ],
)
def test_one_name_in_two_scripts(one: str, other: str) -> None:
    assert groups(one, other).verdict == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NLA, "民族解放军"),
        (NLF, "民族解放阵线"),
        ("People's Liberation Army", "人民解放军"),
        ("Revolutionary Army", "革命军"),
        ("Democratic Party", "民主党"),
        ("Youth Movement", "青年运动"),
        ("National Revolutionary Army", "国民革命军"),
        (NLA, "Nationale Befreiungsarmee"),
        ("People's Army", "Volksarmee"),
        ("Oru Liberation Army", "Befreiungsarmee Oru"),
        ("Oru Police Regiment", "Polizeiregiment Oru"),
        ("Oru Armoured Division", "Panzerdivision Oru"),
        ("Youth Movement", "Jugendbewegung"),
        ("Guerrilla Army of Oru", "Guerillaarmee von Oru"),
    ],
)
def test_words_written_without_blanks(one: str, other: str) -> None:
    assert groups(one, other).verdict == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jaysh al-Fajr", "Jaish al-Fajr"),
        ("Jaysh al-Fajr", "#JayshAlFajr"),
        ("Jaysh al-Fajr", "Army of Dawn"),
        ("Liwa Suqour al-Oru", "Oru Falcons Brigade"),
        ("Wadi Falcons Battalion", "Katibat Suqour al-Wadi"),
        ("Katibat Ahrar Oru", "Free Men of Oru Battalion"),
        ("Oru Martyrs Brigade", "Liwa Shuhada Oru"),
        (NLF, "Frente de Liberación Nacional"),
        (NLA, "Ulusal Kurtuluş Ordusu"),
        ("Barisan Nasional", "National Front"),
        ("Mouvement de résistance d'Oru", "Oru Resistance Movement"),
        ("Fuerzas Armadas de Norland", "Norland Armed Forces"),
        ("Demokratische Partei Norland", "Democratic Party of Norland"),
        ("Democratic Party of Norland", "Norland Democratic Party"),
        ("Lashkar-e-Noor", "Lashkar e Nour"),
        ("23rd Brigade", "Brigade 23"),
        ("Kesh Shield", "Shield of Kesh"),
    ],
)
def test_spellings_orders_and_translations_of_one_name(one: str, other: str) -> None:
    assert groups(one, other).verdict == "same"


@pytest.mark.parametrize(
    ("letters", "full"),
    [
        ("NLF", NLF),
        ("N.L.F.", NLF),
        ("FLN", NLF),
        ("FLN", "Frente de Liberación Nacional"),
        ("ALN", "Armée de libération nationale"),
        ("НОА", NLA),
        ("OLA", "Oru Liberation Army"),
        ("JFW", "Jaysh al-Fajr al-Wadi"),
        ("Frolinor", "Front de libération nationale de l'Oru"),
        ("Kornas", "Korps Nasional"),
        ("OLF", "Oru Liberation Front (OLF)"),
        ("FLN", "Front de libération nationale"),
    ],
)
def test_letters_or_syllables_and_their_name_in_full(letters: str, full: str) -> None:
    assert groups(letters, full).verdict == "same"


@pytest.mark.parametrize(
    ("letters", "other"),
    [
        ("NLF", NLA),
        ("FLN", "National Democratic Party"),
        ("OLF", "Front for Wadi"),
        ("NLF", "NLA"),
        ("OPM", "PMO"),
        ("Natlib", "Oru Defence Council"),
    ],
)
def test_letters_that_are_not_those_of_the_name(letters: str, other: str) -> None:
    assert groups(letters, other).verdict == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("New Oru Front (Frente Nuevo de Oru)", "Frente Nuevo de Oru"),
        ("New Oru Front (Frente Nuevo de Oru)", "New Oru Front"),
        ("New Oru Front (Jabhat Oru al-Jadida)", "Jabhat Oru al-Jadida"),
        ("New Oru Front [Jabhat Oru al-Jadida]", "جبهة أورو الجديدة"),
        ("Oru Liberation Front (OLF)", "Oru Liberation Front"),
    ],
)
def test_a_second_name_in_brackets_counts(one: str, other: str) -> None:
    assert groups(one, other).verdict == "same"


NUMBERS = [
    ("3rd Brigade", "4th Brigade"),
    ("3rd Oru Brigade", "13th Oru Brigade"),
    ("الفرقة الخامسة", "6th Division"),
    ("III Corps", "II Corps"),
    ("Oru Brigade 5", "Brigada 6 de Oru"),
    ("First Oru Army", "Second Oru Army"),
    ("Twenty-first Brigade", "Twenty-second Brigade"),
]
SIDES = [
    ("Northern Oru Front", "Southern Oru Front"),
    ("Frente Norte", "Southern Front"),
    ("Jabhat al-Shamal", "Jabhat al-Janub"),
    ("Upper Wadi Guard", "Lower Wadi Guard"),
    ("Eastern Oru Command", "Northeastern Oru Command"),
]
LANDS = [
    ("Communist Party of Norland", "Communist Party of Sudland"),
    ("Communist Party of Nepal", "Communist Party of Peru"),
    ("Liberation Army of Nigeria", "Liberation Army of Niger"),
    ("National Liberation Front of Chad", "National Liberation Front of Corsica"),
]
KINDS = [
    ("Oru Liberation Army-A", "Oru Liberation Army-B"),
    ("Provisional Oru Army", "Official Oru Army"),
    ("Oru Communist Party (Marxist)", "Oru Communist Party (Maoist)"),
    ("Army of Glory", "Army of Victory"),
    ("Ministry of Defence", "Ministry of the Interior"),
    (NLA, "Народный фронт"),
    (NLA, "民主进步党"),
    ("Oru Liberation Front (OLF)", "Oru Defence Council (ODC)"),
    ("2016 Oru offensive", "2017 Oru offensive"),
]


@pytest.mark.parametrize(("one", "other"), [*NUMBERS, *SIDES, *LANDS, *KINDS])
def test_two_groups_that_are_not_even_asked_about(one: str, other: str) -> None:
    assert groups(one, other).verdict == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oru Liberation Army", "Oru Liberation Army-A"),
        ("Real Oru Army", "Oru Army"),
        ("Continuity Oru Army", "Oru Army"),
        ("New Oru Army", "Oru Army"),
        ("National Front for Renewal", "National Renewal Front"),
        ("Oru Brigade", "Oru Battalion"),
        ("Ali Oru Brigade", "Ali Oru Division"),
        ("Oru Democratic Party", "Oru Republican Party"),
        ("Oru Front (Military Wing)", "Oru Front (Political Wing)"),
        ("Azure Front", "Azure"),
        ("5th Oru Brigade", "Oru Brigade"),
        (NLA, "人民解放军"),
        (NLA, "Народно-освободительная армия"),
    ],
)
def test_two_groups_that_are_at_most_a_question(one: str, other: str) -> None:
    assert groups(one, other).verdict != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad Qassem", "Mohammed Kasim"),
        ("Col. Samir Toufi", "Samir al-Tofi"),
        ("Toufi, Samir", "Samir Toufi"),
        ("Abdullah Oru", "Abd Allah Oru"),
        ("Noureddine Oru", "Nur al-Din Oru"),
        ("Babu Ram Oru", "Baburam Oru"),
        ("Tomas Vell", "Tomás Vell"),
        ("Jon A. Toufi", "Jon Toufi"),
        ("J. Toufi", "Jon Toufi"),
        ("Samir Toufi", "سمير الطوفي"),
        ("Ivan Petrov", "Иван Петров"),
        ("Ram Kumar", "राम कुमार"),
        ("Gebre Oru", "ገብረ ኦሩ"),
        ("Rahim Khan", "রহিম খান"),
        ("David Levi", "דוד לוי"),
        ("Nikos Papadopoulos", "Νίκος Παπαδόπουλος"),
    ],
)
def test_one_person_in_two_spellings(one: str, other: str) -> None:
    assert people(one, other).verdict == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Samir Toufi alias Abu Nur", "Abu Nur"),
        ("Samir Toufi alias Abu Nur", "Samir Toufi"),
        ("Samir Toufi (Abu Nur)", "Samir Toufi"),
        ('Samir "the Fox" Toufi', "Samir Toufi"),
        ("Samir Toufi, also known as Karim Wadi", "Karim Wadi"),
        ("Samir Toufi dit Karim Wadi", "Karim Wadi"),
        ("Иван Петров, он же Орел", "Иван Петров"),
    ],
)
def test_an_alias_beside_a_name_counts(one: str, other: str) -> None:
    assert people(one, other).verdict == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Samir Toufi", "Salim Toufi"),
        ("Samir Toufi", "Samir Wadi"),
        ("J. Toufi", "Karim Toufi"),
        ("Jon Vell", "Joan Vell"),
        ("Abu Karim Toufi", "Karim Toufi"),
        ("Abu Samir", "Samir"),
        ("Сергей Орлов", "Andrei Orlov"),
        ("Samir Toufi alias Abu Nur", "Karim Wadi alias Abu Omar"),
    ],
)
def test_two_persons_that_are_not_even_asked_about(one: str, other: str) -> None:
    assert people(one, other).verdict == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salim Toufi", "Salam Toufi"),
        ("Jamil Wadi", "Jamal Wadi"),
        ("Rashid Oru", "Rashad Oru"),
        ("Hamid Oru", "Hamad Oru"),
        ("Nasr Oru", "Nasser Oru"),
        ("Hassan Oru", "Hussein Oru"),
        ("Jon A. Toufi", "Jon B. Toufi"),
        ("J. Toufi", "K. Toufi"),
        ("Jon Toufi", "Jon Toufi Jr"),
        ("Jon Toufi Sr.", "Jon Toufi Jr."),
        ("Jon Toufi père", "Jon Toufi fils"),
        ("Samir Toufi", "Toufi"),
        ("Samir bin Karim Toufi", "Samir bin Salim Toufi"),
        ("Jon Toufi II", "Jon Toufi III"),
        ("Karim bin Samir Toufi", "Samir Toufi"),
        ("Umm Samir", "Abu Samir"),
        ("Ivan Petrov", "Petr Ivanov"),
        ("سليم الطوفي", "Salam Toufi"),
    ],
)
def test_two_persons_that_are_at_most_a_question(one: str, other: str) -> None:
    assert people(one, other).verdict != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Oru Steel AG", "Oru Steel"), ("Oru Steel Ltd.", "Oru Steel Limited"), ("ООО Ору", "Oru"), ("AG", "AG")],
)
def test_a_company_is_compared_without_its_legal_form(one: str, other: str) -> None:
    assert compare(company(one), company(other)).verdict == "same"


def test_a_person_and_a_group_are_not_compared() -> None:
    for one, other in ((person("Oru"), group("Oru")), (group("Oru"), person("Oru"))):
        for asked in (features, score, compare):
            with pytest.raises(TypeError):
                asked(one, other)


@pytest.mark.parametrize("text", ["", "!!", "5", "the", "OLF", "أ", "\u202e"])
@pytest.mark.parametrize("ready", [group, person])
def test_names_of_next_to_nothing_are_compared(ready: Callable[[str], GroupName | Person], text: str) -> None:
    assert 0 <= score(ready(text), ready("Oru Front")) <= 1
    assert 0 <= score(ready(text), ready(text)) <= 1


MEANINGS = ("army", "front", "movement", "brigade", "national", "liberation", "people", "falcons", "dawn", "north",
            "south", "new", "democratic", "youth")  # fmt: skip
OWN = ("Oru", "Wadi", "Kesh", "Норланд", "أورو", "5th", "6", "of", "(OLF)", "OLF", "A", "2016", "-")
PIECES = ("Samir", "Samira", "Toufi", "سمير", "Иван", "J.", "A.", "Jr", "III", "bin", "Abu", "Abd", "al-", "Col.",
          "Mrs", "alias", "(", ")", '"', "Mohammed", "Muhammad", ",")  # fmt: skip


@st.composite
def names_of_groups(draw: st.DrawFn) -> str:
    """A name put together from words of one language or of several, and some of its own."""
    known = [
        first_forms()[code][meaning]
        for code in draw(st.lists(st.sampled_from(sorted(first_forms())), min_size=1, max_size=2))
        for meaning in draw(st.lists(st.sampled_from(MEANINGS), max_size=3))
        if meaning in first_forms()[code]
    ]
    own = draw(st.lists(st.sampled_from(OWN), min_size=not known, max_size=3))
    return " ".join(draw(st.permutations([*known, *own])))


names_of_persons = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join)
two_groups = st.tuples(names_of_groups(), names_of_groups()).map(lambda pair: (group(pair[0]), group(pair[1])))
two_persons = st.tuples(names_of_persons, names_of_persons).map(lambda pair: (person(pair[0]), person(pair[1])))


@settings(max_examples=300, deadline=None)
@given(two_groups | two_persons)
def test_the_score_is_a_chance(pair: tuple[GroupName, GroupName] | tuple[Person, Person]) -> None:
    assert 0 <= score(*pair) <= 1


@settings(max_examples=100, deadline=None)
@given(two_groups | two_persons)
@example((group("Oru Nacionale"), group("Nacionale Army")))
@example((person("Samir alias J."), person("J. alias Samir")))
def test_the_score_of_any_names_runs_both_ways(pair: tuple[GroupName, GroupName] | tuple[Person, Person]) -> None:
    one, other = pair
    assert score(one, other) == pytest.approx(score(other, one))


@settings(max_examples=200, deadline=None)
@given(two_persons.filter(lambda pair: not pair[0].others and not pair[1].others))
def test_the_score_of_persons_without_aliases_runs_both_ways(pair: tuple[Person, Person]) -> None:
    one, other = pair
    assert score(one, other) == pytest.approx(score(other, one))
    assert compare(one, other).verdict == compare(other, one).verdict


@settings(max_examples=150, deadline=None)
@given(two_groups | two_persons)
def test_reasons_are_in_words_and_come_heaviest_first(
    pair: tuple[GroupName, GroupName] | tuple[Person, Person],
) -> None:
    kind = "people" if isinstance(pair[0], Person) else "groups"
    told = features(*pair)
    assert set(told) <= weights(kind).keys()
    found = compare(*pair)
    heavy = sorted(
        (name for name in told if told[name] * weights(kind)[name]), key=lambda n: (-abs(weights(kind)[n] * told[n]), n)
    )
    assert found.reasons == tuple(wording(kind)[name] for name in heavy)
    assert all(isinstance(reason, str) and " " in reason for reason in found.reasons)
    assert found.score == pytest.approx(score(*pair))


@settings(max_examples=150, deadline=None)
@given(two_groups)
def test_two_numbers_are_never_one_unit(pair: tuple[GroupName, GroupName]) -> None:
    one, other = pair
    if one.numbers and other.numbers and one.numbers != other.numbers and not one.others and not other.others:
        assert score(one, other) < limit("groups", "different")


@pytest.mark.parametrize("kind", ["groups", "people"])
def test_weights_have_words_and_limits_stand_in_order(kind: str) -> None:
    assert 0 < limit(kind, "different") < limit(kind, "maybe") < limit(kind, "same") < 1
    assert all(isinstance(words, str) and words for words in wording(kind).values())
    assert len(set(wording(kind).values())) == len(wording(kind))


def test_the_reasons_name_what_was_seen() -> None:
    assert groups("5th Brigade", "6th Brigade").reasons == ("different numbers",)
    assert (
        "the words in another order, in one language"
        in groups("National Front for Renewal", "National Renewal Front").reasons
    )
    assert people("Salim Toufi", "Salam Toufi").reasons[0] == "a word differs by vowels alone"
    assert people("Jon Toufi", "Jon Toufi Jr").reasons[0].startswith("father and son")


def test_every_row_of_the_weights_is_two_numbers_and_words() -> None:
    rows = [*read_data("compare/weights")["groups"].items(), *read_data("compare/weights")["people"].items()]
    cut = {name for name, row in rows if len(row) != 3}
    assert cut <= {"by_joining", "generation_differs", "acronym_any_order"}  # a told fault: commas that no quotes hold
