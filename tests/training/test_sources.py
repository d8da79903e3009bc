"""Public sets, in small and invented: what their labels become over our words."""

import json
import random
from pathlib import Path

from stemmata.training import columns, conllu, re3d
from stemmata.training.evaluate import marked_spans, pooled, sentence_figures
from stemmata.training.examples import Sentence, Syntax, over_words, possible_tags, recut
from stemmata.training.invent import with_invented_names

TREES = """\
# newdoc id = one
# text = Mayor Tor Vael didn't leave Old Harbour, near-ruined.
1	Mayor	mayor	PROPN	NNP	_	2	nmod:desc	_	Entity=(1-person-new
2	Tor	Tor	PROPN	NNP	_	6	nsubj	_	_
3	Vael	Vael	PROPN	NNP	_	2	flat	_	Entity=1)
4-5	didn't	_	_	_	_	_	_	_	_
4	did	do	AUX	VBD	_	6	aux	_	_
5	n't	not	PART	RB	_	6	advmod	_	_
6	leave	leave	VERB	VB	_	0	root	_	_
7	Old	Old	PROPN	NNP	_	8	compound	_	Entity=(2-place-new
8	Harbour	Harbour	PROPN	NNP	_	6	obj	_	Entity=2)|SpaceAfter=No
9	,	,	PUNCT	,	_	12	punct	_	_
10	near	near	ADV	RB	_	12	advmod	_	SpaceAfter=No
11	-	-	PUNCT	HYPH	_	10	punct	_	SpaceAfter=No
12	ruined	ruined	ADJ	JJ	_	8	amod	_	SpaceAfter=No
13	.	.	PUNCT	.	_	6	punct	_	_

# text = He left.
1	He	he	PRON	PRP	_	2	nsubj	_	_
2	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
"""


def test_a_treebank_over_our_words(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu"
    path.write_text(TREES, encoding="utf-8")
    (first, second), *rest = conllu.read_gum(path)
    assert not rest and second.words == ("He", "left", ".")
    assert first.words == ("Mayor", "Tor", "Vael", "did", "n't", "leave", "Old", "Harbour", ",", "near-ruined", ".")
    assert first.syntax is not None
    assert first.syntax.heads == (1, 5, 1, 5, 5, 5, 7, 5, 9, 7, 5)
    assert first.syntax.deps[9] == "amod" and first.syntax.deps[5] == "root"
    assert marked_spans(first) == [(1, 3, "Person"), (6, 8, "Place")]
    assert conllu.read_ewt(path)[0][0].names is None


def test_one_unit_as_several_words_hangs_together() -> None:
    words, syntax = recut(
        "it ended 2013-14",
        [(0, 2), (3, 8), (9, 16)],
        Syntax(("PRON", "VERB", "NUM"), (1, 1, 1), ("nsubj", "root", "obl")),
    )
    assert len(words) == 5
    assert syntax.heads == (1, 1, 1, 2, 2) and syntax.deps == ("nsubj", "root", "obl", "flat", "flat")


def test_silence_teaches_nothing_of_types_that_a_set_leaves_out() -> None:
    outside, single = possible_tags(2, [(1, 2, ("Person", "Place"))], ("Time",))
    assert outside == {"O", "B-Time", "I-Time", "E-Time", "S-Time"}
    assert single == {"S-Person", "S-Place"}


def test_columns(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.conll.txt"
    path.write_text(
        "Mara I-PER\nTor I-PER\nleft O\nAx I-LOC\nBay I-LOC\n. O\n\n-DOCSTART- O\n\nSun I-MISC\n", encoding="utf-8"
    )
    (first,), (second,) = columns.read_wikigold(path)
    assert marked_spans(first) == [(0, 2, "Person"), (3, 5, "Place")]
    assert second.names == (frozenset({"S-Nationality", "S-Event", "S-Document", "S-Other"}),)


def test_words_that_a_stretch_touches() -> None:
    assert over_words([(0, 3), (4, 9), (9, 10)], 5, 10) == (1, 3)
    assert over_words([(0, 3)], 3, 5) == (0, 0)


def marked(tmp_path: Path) -> list[re3d.Marked]:
    folder = tmp_path / "Gazette"
    folder.mkdir()
    text = "The Dawn Army left.\n\nIt took Ax Bay."
    rows = [
        (0, 13, "Organisation", 1),
        (4, 13, "Organisation", 1),
        (29, 35, "Location", 0.5),
        (21, 23, "Organisation", 0.2),
        (24, 28, "Vehicle", 1),
    ]
    entities = [{"documentId": "d", "begin": a, "end": b, "type": t, "confidence": c} for a, b, t, c in rows]
    (folder / "documents.json").write_text(json.dumps({"_id": "d", "text": text}) + "\n", encoding="utf-8")
    (folder / "entities.json").write_text("".join(json.dumps(e) + "\n" for e in entities), encoding="utf-8")
    return re3d.read_re3d(tmp_path)


def test_re3d_keeps_the_sure_and_the_longest(tmp_path: Path) -> None:
    (document,) = marked(tmp_path)
    assert document.mentions == ((0, 13, "Organization"), (29, 35, "Place"))
    (first,), (second,) = re3d.examples(document)
    assert first.words == ("The", "Dawn", "Army", "left", ".") and first.mentions is not None
    assert first.mentions[:3] == ({"B-Organization"}, {"I-Organization"}, {"E-Organization"})
    assert second.mentions is not None and second.mentions[2] == {"B-Place"}


def test_folds_are_pooled_by_count() -> None:
    one = {f"{p}mention_{k}": v for p in ("", "capitalised_") for k, v in (("right", 1), ("found", 1), ("wanted", 3))}
    other = {f"{p}mention_{k}": v for p in ("", "capitalised_") for k, v in (("right", 3), ("found", 5), ("wanted", 3))}
    assert pooled([one, other])["mention_f1"] == 0.6667


def test_sentences_are_scored_by_their_ends() -> None:
    document = (Sentence(("He", "left", ".")), Sentence(("Nobody", "stayed", ".")))
    assert sentence_figures([document]) == {"sentence_f1": 1.0}


def test_made_up_names_take_the_place_and_the_labels_of_real_ones() -> None:
    tags = possible_tags(6, [(0, 3, ("Organization",)), (4, 5, ("Person",)), (5, 6, ("Place", "Other"))], ("Time",))
    sentence = Sentence(("the", "River", "Guard", "met", "Vael", "Ax"), names=tags)
    for seed in range(40):
        made = with_invented_names((sentence,), random.Random(seed))
        assert made is not None
        (new,) = made
        group, person = marked_spans(new)
        assert new.words[0] == "the" and group[0] == 0 and group[2] == "Organization"
        assert new.words[group[1]] == "met" and person[0] == group[1] + 1 and person[2] == "Person"
        assert new.words[-1] == "Ax" and new.names is not None and new.names[-1] == {"S-Place", "S-Other"}
        assert new.names[group[1]] == tags[3]


def test_a_description_is_no_name() -> None:
    sentence = Sentence(("the", "army", "left"), mentions=possible_tags(3, [(0, 2, ("Organization",))], ()))
    assert with_invented_names((sentence,), random.Random(1)) is None
