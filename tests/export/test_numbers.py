"""Numbers for outside: nothing below five, also not for who knows the rule by which they are hidden."""

from collections import defaultdict
from itertools import product

import pytest

from mdoverleg.domain.numbers import BELOW, SMALL, WITHHELD, Count, middle, protected
from mdoverleg.export import render
from mdoverleg.reads.action_points import Asked
from tests.export.conftest import Example
from tests.export.reading import PAGES, as_json, text_of

KEYS = "abcd"


def published(counts: tuple[int, ...]) -> tuple[object, ...]:
    total, (division,) = protected(sum(counts), [dict(zip(KEYS, counts, strict=False))])
    return total, None if division is None else tuple(sorted(division.items()))


@pytest.mark.parametrize(("parts", "top"), [(2, 20), (3, 14), (4, 8)])
def test_no_small_count_can_be_worked_out_even_by_who_knows_the_rule(parts: int, top: int) -> None:
    """Whatever is published, there are tables with every hidden count different that publish the same."""
    tables: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(top + 1), repeat=parts):
        if sum(counts) >= SMALL:
            tables[published(counts)].append(counts)
    tried = 0
    for (_total, division), same in tables.items():
        cells = dict(division) if isinstance(division, tuple) else {}
        assert not any(0 < (count.number or 0) < SMALL for count in cells.values())
        hidden = sum(number for key, number in zip(KEYS, same[0], strict=False) if cells.get(key) in (BELOW, WITHHELD))
        if hidden > top:
            continue  # some of the tables that publish the same are larger than those made here
        for place, key in enumerate(KEYS[:parts]):
            if cells.get(key) == BELOW:
                tried += 1
                assert len({counts[place] for counts in same}) >= 3
    assert tried > 20


def test_small_totals_are_hidden_with_what_they_are_made_of() -> None:
    assert protected(0, [{}]) == (Count(0), ())
    assert protected(4, [{"a": 4}]) == (BELOW, ())
    assert protected(5, [{"a": 5, "b": 0}]) == (Count(5), ({"a": Count(5)},))
    assert protected(6, [{"a": 5, "b": 1}, {"x": 6}]) == (Count(6), (None, {"x": Count(6)}))
    assert protected(30, [{"a": 2, "b": 9, "c": 19}])[1] == ({"a": BELOW, "b": WITHHELD, "c": Count(19)},)


def test_a_middle_value_needs_five() -> None:
    assert middle([1, 2, 3, 4]) is None
    assert middle([9, 1, 7, 3, 5]) == Count(5)
    assert middle([1, 2, 3, 4, 5, 6]) == Count(3), "one of the values, never half of two"


def test_the_example_is_counted_by_year(example: Example) -> None:
    found = as_json(render(example.document("numbers", Asked()), "json"))["numbers"]
    lines = {(row["year"], row["subject"], row["item"]): row for row in found}
    actions = example.raw["actions"]
    assert lines["2026", "actions", "total"]["number"] == len(actions)
    assert lines["2026", "actions_outcome", "live"]["number"] == sum(
        action.get("status", "open") in {"open", "in_progress", "waiting"} for action in actions
    )
    few = {"could_not", "not_done", "dropped"}
    assert {lines["2026", "actions_outcome", item]["hidden"] for item in few} == {"below_5"}
    assert lines["2026", "actions_outcome", "done"] | {"hidden_name": ""} == {
        "year": "2026", "subject": "actions_outcome", "subject_name": "Action points made by what came of them",
        "item": "done", "item_name": "done", "number": None, "hidden": "withheld", "hidden_name": "",
    }  # fmt: skip
    cases = [case for case in example.raw["cases"] if case["opened_on"].startswith("2026")]
    assert lines["2026", "cases", "total"]["number"] == len(cases)
    assert lines["2025", "cases", "total"]["number"] is None
    counts = [row["number"] for row in found if row["year"] and "days" not in row["subject"]]
    assert not any(number is not None and 0 < number < SMALL for number in counts)


@pytest.mark.parametrize("form", PAGES)
def test_nobody_is_named(form: str, example: Example) -> None:
    said = text_of(render(example.document("numbers", Asked()), form), form)
    assert "fewer than 5" in said
    names = [row["name"] for kind in ("people", "organisations") for row in example.raw[kind]]
    assert [name for name in (*names, *(case["alias"] for case in example.raw["cases"])) if name in said] == []
