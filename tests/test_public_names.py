import pytest

import stemmata


def test_the_public_names_are_few_and_there() -> None:
    assert stemmata.__all__ == ["Book", "StemmataError", "__version__", "client", "open"]
    assert all(getattr(stemmata, name) is not None for name in stemmata.__all__)


def test_a_book_answers_these_questions() -> None:
    questions = [name for name in vars(stemmata.Book) if not name.startswith("_")]
    assert questions == [
        "close",
        "holdings",
        "known_by",
        "show",
        "who",
        "members",
        "backers",
        "stance",
        "timeline",
        "disputes",
        "sources",
        "search",
        "lineage",
        "tree",
        "network",
        "command",
        "map",
        "strength",
        "stemma",
        "publisher",
        "picture",
        "explain",
        "names",
        "questions",
        "question",
        "answer",
        "undo",
        "judged",
        "link",
        "export",
        "diff",
    ]


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match="public are Book, StemmataError"):
        getattr(stemmata, "Record")  # noqa: B009
