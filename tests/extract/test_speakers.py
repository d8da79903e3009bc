"""Interviews: what stands after a speaker's name is said by that speaker."""

from collections.abc import Callable

from stemmata.model import Extraction, Polarity

TALK = (
    "Interviewer: When did the Sorov Battalion leave the Ansa Front? "
    "Delvar: The Sorov Battalion left the Ansa Front in May 2014. "
    "Interviewer: And then? Delvar: It joined the Northern Shield."
)


def test_an_answer_is_the_voice_of_who_gives_it(read: Callable[..., Extraction]) -> None:
    (left,) = [c for c in read(TALK).claims if c.predicate == "left" and c.when.edtf == "2014-05"]
    assert left.voices == ("Delvar",) and left.polarity is Polarity.REPORTED


def test_one_label_alone_makes_no_dialogue(read: Callable[..., Extraction]) -> None:
    claims = read("Bruna: The Sorov Battalion left the Ansa Front in May 2014.").claims
    assert claims and all(c.voices == () for c in claims)
