from dataclasses import replace

import pytest

from stemmata.errors import NotFound
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find


@pytest.mark.parametrize("name", ["Delta Guard", "delta  guard", "REED BAND", "حَرَسُ الدلتا", "Guard"])
def test_any_name_in_any_script_finds_the_one(held: Holdings, name: str) -> None:
    assert find(held, name).name == "Delta Guard"


def test_an_id_is_a_name(held: Holdings) -> None:
    entity = find(held, "Delta Guard")
    assert find(held, entity.id) is entity


def test_an_ambiguous_name_lists_the_choices(held: Holdings) -> None:
    oru = find(held, "Mara Oru")
    twin = replace(oru, id="0" * 16, name="Dena Oru", names=(replace(oru.names[0], text="Dena Oru"),))
    both = replace(held, entities={**held.entities, twin.id: twin})
    with pytest.raises(NotFound, match=r"may be any of 2: Mara Oru \(Person, 1 facts, id .*; Dena Oru"):
        find(both, "Oru")


def test_an_unknown_name_suggests_the_nearest(held: Holdings) -> None:
    with pytest.raises(NotFound, match="did you mean Delta Guard"):
        find(held, "Deltta Gard")
    with pytest.raises(NotFound, match=r"^no '!' in this record$"):
        find(held, "!")
