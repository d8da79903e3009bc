"""One place decides: drafts that say the same become one, and its confidence is made of what both readers say."""

from stemmata.extract.analysis import Analysis, Token
from stemmata.extract.attribution import Attribution
from stemmata.extract.deciding import chance, decide
from stemmata.extract.drafts import Draft, End
from stemmata.extract.learned import METHOD, ReadScene
from stemmata.extract.spots import Scene, Spot
from stemmata.model import MentionKind, MentionType, Passage, Polarity, Role
from stemmata.when import Period

TEXT = "Ansa left Bruna"
TOKENS = tuple(
    Token(start, end, TEXT[start:end], TEXT[start:end].lower(), pos, 1, dep)
    for start, end, pos, dep in ((0, 4, "PROPN", "nsubj"), (5, 9, "VERB", "root"), (10, 15, "PROPN", "obj"))
)
ONE = Spot(0, 4, MentionType.ARMED_GROUP, MentionKind.NAME)
OTHER = Spot(10, 15, MentionType.COALITION, MentionKind.NAME)
WEIGHTS = {"always": -1.0, "pattern": 1.0, "pattern surer": 0.5, "network": 1.0}


def scene() -> Scene:
    passage = Passage("r", Role.BODY, ((0, len(TEXT)),), TEXT)
    return Scene(passage, Analysis(TOKENS, ((0, 3),), ()), (ONE, OTHER))


def draft(method: str, predicate: str = "left", **more: object) -> Draft:
    ends = End("Ansa", ONE), End("Bruna", OTHER)
    return Draft(predicate, *ends, 0, 15, method, 0.8, **more)  # type: ignore[arg-type]


def test_the_same_statement_of_both_readers_is_one() -> None:
    here = scene()
    told = Attribution((), Polarity.REPORTED)
    drafts = [draft("pattern:leave"), draft(METHOD, when=Period.event("1998"), said=told), draft(METHOD, "joined")]
    left, joined = decide(here, ReadScene(here, (), ()), drafts, WEIGHTS, {})
    assert left.draft.method == "pattern:leave" and left.draft.when.edtf == "1998"
    assert left.draft.said.polarity is Polarity.REPORTED
    assert joined.draft.method == METHOD


def test_words_that_part_two_facts_keep_them_apart() -> None:
    here = scene()
    posts = [draft("pattern:post", "holds_post", qualifiers={"role": role}) for role in ("leader", "spokesman")]
    assert len(decide(here, ReadScene(here, (), ()), posts, WEIGHTS, {})) == 2


def test_confidence_is_the_regression_of_the_signs() -> None:
    assert chance({"always": 1.0}, {"always": 0.0}) == 0.5
    assert chance({"always": 1.0, "pattern": 1.0}, WEIGHTS) > chance({"always": 1.0}, WEIGHTS)
    assert chance({"unheard of": 3.0}, WEIGHTS) == 0.5
