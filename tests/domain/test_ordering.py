"""The order that is proposed for an agenda."""

import os
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.enums import AgendaItemKind
from mdoverleg.domain.ordering import NEW_BREAK, Orderable, Placed, Weight, proposed
from mdoverleg.domain.timing import clock_text
from mdoverleg.domain.words import in_language

START = "09:30"


@pytest.fixture(autouse=True, scope="module")
def english() -> Iterator[None]:
    with in_language("en"):
        yield


def case(key: int, title: str, minutes: int = 20, **more: Any) -> Orderable:
    return Orderable(key, "case", minutes, title)._replace(**more)


def titles(placed: tuple[Placed, ...]) -> list[str]:
    return [one.title or one.kind for one in placed]


def why(placed: tuple[Placed, ...], title: str) -> str:
    return next(one.why for one in placed if (one.title or one.kind) == title)


def test_heavy_cases_come_first_closing_ones_last_and_a_break_between() -> None:
    agenda = [
        Orderable(1, "reflection", 10),
        case(2, "Tureluur", is_closing=True),
        case(3, "Grutto"),
        Orderable(4, "opening", 5),
        case(5, "Wulp", weight="safety"),
        case(6, "Sijs", weight="crisis"),
        Orderable(7, "previous_actions", 10),
    ]
    found = proposed(agenda, START)
    assert titles(found) == [
        "opening",
        "previous_actions",
        "Sijs",
        "Wulp",
        "break",
        "Grutto",
        "Tureluur",
        "reflection",
    ]
    assert [one.start for one in found[2:6]] == ["09:45", "10:05", "10:25", "10:35"]
    assert found[4].key is None
    assert why(found, "break") == "new: a break after 55 min"
    assert why(found, "Sijs") == "crisis: early"
    assert why(found, "Tureluur") == "is being closed: last"
    assert why(found, "Grutto") == "makes room for what goes first"


def test_a_family_keeps_its_time_and_what_fits_comes_before_it() -> None:
    agenda = [
        case(1, "Sijs", 30, weight="crisis"),
        case(2, "Fuut", 20, comes_at="09:50"),
        case(3, "Grutto", 20),
    ]
    found = proposed(agenda, START)
    assert titles(found) == ["Grutto", "Fuut", "Sijs"]
    assert [one.start for one in found] == ["09:30", "09:50", "10:10"]
    assert why(found, "Fuut") == "the family comes at 09:50"
    assert why(found, "Grutto") == "fits before Fuut"


def test_who_comes_for_two_cases_can_leave_after_them() -> None:
    agenda = [
        case(1, "Sijs", people=frozenset({1, 9})),
        case(2, "Grutto", people=frozenset({2, 9})),
        case(3, "Wulp", people=frozenset({1, 9})),
    ]
    found = proposed(agenda, START)
    assert titles(found) == ["Sijs", "Wulp", "Grutto"]
    assert why(found, "Wulp") == "the same people as Sijs"
    assert [one.has_moved for one in found].count(True) == 1


def test_what_is_in_order_stays() -> None:
    agenda = [Orderable(1, "opening", 5), case(2, "Sijs", 25), case(3, "Fuut", 20), Orderable(4, "reflection", 10)]
    assert not any(one.has_moved for one in proposed(agenda, START))
    assert proposed([], START) == ()


@st.composite
def agendas(draw: st.DrawFn, families: bool = True) -> list[Orderable]:
    found = []
    for key in range(1, draw(st.integers(0, 9)) + 1):
        kind: AgendaItemKind = draw(st.sampled_from([*get_args(AgendaItemKind), *("case",) * 8]))
        item = Orderable(key, kind, draw(st.sampled_from([5, 10, 15, 20, 25, 45])), f"{kind} {key}")
        if kind == "case":
            comes = draw(st.one_of(st.none(), st.integers(0, 24))) if families else None
            item = item._replace(
                weight=draw(st.sampled_from(get_args(Weight))),
                is_closing=draw(st.booleans()),
                people=draw(st.frozensets(st.integers(1, 4), max_size=3)),
                comes_at=None if comes is None else clock_text(570 + comes * 10),
            )
        found.append(item)
    return found


rounds = settings(max_examples=int(os.environ.get("MDOVERLEG_EXAMPLES", "40")))
"""A longer run: MDOVERLEG_EXAMPLES=500."""


@rounds
@given(agendas())
def test_every_item_is_placed_once_families_at_their_time_and_breaks_alone_are_new(agenda: list[Orderable]) -> None:
    found = proposed(agenda, START)
    assert sorted(one.key for one in found if one.key is not None) == [item.key for item in agenda]
    assert all((one.kind, one.minutes) == ("break", NEW_BREAK) for one in found if one.key is None)
    times = {one.key: one.start for one in found}
    minutes = {one.key: one.minutes for one in found}
    for item in agenda:
        assert minutes[item.key] == item.minutes
        assert item.comes_at in (None, times[item.key])


@rounds
@given(agendas())
def test_proposing_again_changes_nothing(agenda: list[Orderable]) -> None:
    once = proposed(agenda, START)
    known = {item.key: item for item in agenda}
    taken = [
        known[one.key] if one.key is not None else Orderable(100 + place, "break", one.minutes)
        for place, one in enumerate(once)
    ]
    again = proposed(taken, START)
    assert [one.key for one in again] == [item.key for item in taken]
    assert [one.start for one in again] == [one.start for one in once]
    assert not any(one.has_moved for one in again)


@rounds
@given(agendas(families=False))
def test_no_case_ends_later_than_the_limit_after_the_last_break_unless_it_is_longer_itself(
    agenda: list[Orderable],
) -> None:
    since = minutes_of_day(START)
    for one in proposed(agenda, START):
        if one.kind == "break":
            since = minutes_of_day(one.end)
        elif one.kind == "case":
            assert minutes_of_day(one.end) - since <= 75 or minutes_of_day(one.start) == since


@rounds
@given(agendas(families=False))
def test_opening_first_heavy_before_light_closing_after_and_looking_back_last(agenda: list[Orderable]) -> None:
    found = [one for one in proposed(agenda, START) if one.kind != "break"]
    kinds = [one.kind for one in found]
    order = ("opening", "previous_actions", "announcement", "case", "theory", "any_other_business", "reflection")
    assert kinds == sorted(kinds, key=order.index)
    known = {item.key: item for item in agenda}
    cases = [known[one.key] for one in found if one.kind == "case" and one.key is not None]
    heavy = [item.weight in ("urgent", "crisis") for item in cases]
    assert heavy == sorted(heavy, reverse=True)
    closing = [item.is_closing and item.weight in ("", "prone", "put_off") for item in cases]
    assert closing == sorted(closing)


def test_the_break_of_a_short_meeting_stays_where_it_is() -> None:
    items = [
        Orderable(1, "opening", 5),
        Orderable(2, "case", 20, "Sijs"),
        Orderable(3, "break", 10),
        Orderable(4, "case", 20, "Fuut", weight="crisis"),
        Orderable(5, "reflection", 5),
    ]
    found = proposed(items, "09:30", 75)
    assert [one.key for one in found] == [1, 4, 3, 2, 5]
    assert [one.key for one in proposed(items, "09:30", 30)].index(3) > 1
