"""The catch-up proposal: what it may never do, whatever the agenda, and what a chair expects of it."""

import os
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mdoverleg.domain import enums
from mdoverleg.domain.catching_up import (
    LEAST_OF_CASE,
    MOST_PUT_OFF,
    MOVE,
    SHORTEN,
    Change,
    Proposal,
    Waiting,
    comes_last,
    expected_end,
    expected_times,
    least_of,
    may_be_put_off,
    propose,
    reason_of,
    weight_of,
)
from mdoverleg.domain.words import in_language

EXAMPLES = int(os.environ.get("MDOVERLEG_EXAMPLES", "30"))
NOON = 12 * 60


@st.composite
def agendas(draw: st.DrawFn) -> tuple[tuple[Waiting, ...], int]:
    """What still waits, and when the first of it can begin."""
    number = draw(st.integers(0, 6))
    rows = []
    start = draw(st.integers(9 * 60, NOON))
    for place in range(number):
        kind: enums.AgendaItemKind = draw(
            st.sampled_from(("case", "case", "case", "break", "theory", "announcement", "reflection"))
        )
        minutes = draw(st.integers(1, 45))
        is_case = kind == "case"
        rows.append(
            Waiting(
                item_pk=place + 1,
                place=place,
                number=place + 3,
                kind=kind,
                title="",
                minutes=minutes,
                start=start,
                weight=draw(st.integers(0, 4)) if is_case else 0,
                risk=draw(st.sampled_from(("", "", "child", "unsafe"))) if is_case else "",
                put_off=draw(st.integers(0, 3)) if is_case else 0,
                has_family=is_case and draw(st.integers(0, 3)) == 0,
                is_urgent=is_case and draw(st.integers(0, 3)) == 0,
            )
        )
        start += minutes
    at = (rows[0].start if rows else NOON) + draw(st.integers(-20, 60))
    return tuple(rows), at


def without(proposal: Proposal, pk: int) -> tuple[Change, ...]:
    return tuple(change for change in proposal.changes if change.item_pk != pk)


@settings(max_examples=EXAMPLES)
@given(agendas(), st.integers(-40, 90), st.randoms(use_true_random=False))
def test_whatever_the_agenda(agenda: tuple[tuple[Waiting, ...], int], over: int, random: Random) -> None:
    rows, at = agenda
    end = expected_end(rows, at) - over
    proposal = propose(rows, at, end)
    by_pk = {row.item_pk: row for row in rows}
    after = expected_end(rows, at, proposal.changes)

    # It says what is true: how late, and what stays too many; who is not late gets no proposal.
    assert proposal.late == over
    assert proposal.left == max(0, after - end)
    assert over > 0 or not proposal.changes
    # What is at risk, the family in the room and looking back are left alone; put off twice is not put off again.
    for change in proposal.changes:
        row = by_pk[change.item_pk]
        assert not row.risk
        assert not row.has_family
        assert row.kind != "reflection"
        assert reason_of(row, change.how)
        if change.how == MOVE:
            assert may_be_put_off(row)
            assert row.put_off < MOST_PUT_OFF
        else:
            assert least_of(row) <= change.minutes < row.minutes
            assert change.minutes * 2 >= row.minutes
            assert row.kind != "case" or change.minutes >= LEAST_OF_CASE
    # Every line helps; nothing is asked that is not needed.
    for change in proposal.changes:
        assert expected_end(rows, at, without(proposal, change.item_pk)) > after
        assert after >= end or change.how == MOVE
    # A third postponement and an urgent case come after everything else that would have helped.
    taken = {change.item_pk: change for change in proposal.changes}
    if proposal.left or any(comes_last(by_pk[pk]) for pk in taken):
        for row in rows:
            change = (
                Change(row.item_pk, MOVE, 0) if may_be_put_off(row) else Change(row.item_pk, SHORTEN, least_of(row))
            )
            if not comes_last(row) and (may_be_put_off(row) or least_of(row) < row.minutes):
                others = tuple(c for c in without(proposal, row.item_pk) if not comes_last(by_pk[c.item_pk]))
                before = expected_end(rows, at, (*others, *filter(None, [taken.get(row.item_pk)])))
                assert expected_end(rows, at, (*others, change)) >= before or before <= end
    # The order in which the rows come in does not matter.
    mixed = list(rows)
    random.shuffle(mixed)
    assert propose(mixed, at, end) == proposal


def case(number: int, minutes: int = 20, **more: Any) -> Waiting:
    start = 11 * 60 + 20 * number
    return Waiting(number, number, number, "case", f"Zaak {number}", minutes, start)._replace(**more)


def test_a_little_late_shortens_the_lightest() -> None:
    rows = (case(1, weight=3), case(2, weight=1), case(3, weight=1, risk="child"))
    assert propose(rows, 680, 740 - 8) == Proposal((Change(2, SHORTEN, 12),), 8, 0)


def test_of_equal_cases_the_later_one_is_shortened() -> None:
    rows = (case(1), case(2), case(3))
    assert [change.item_pk for change in propose(rows, 680, 735).changes] == [3]


def test_very_late_puts_off_the_lightest_case() -> None:
    rows = (case(1, put_off=1), case(2, put_off=2), case(3, risk="child"), case(4, weight=4))
    proposal = propose(rows, 680, 680 + 55)
    assert proposal == Proposal((Change(1, MOVE, 0), Change(4, SHORTEN, 15)), 25, 0)
    before = (rows[0]._replace(put_off=2), *rows[1:])
    assert propose(before, 680, 680 + 55).changes == (Change(2, SHORTEN, 15), Change(4, MOVE, 0)), "not a third time"


def test_what_cannot_be_caught_up_is_said() -> None:
    rows = (case(1, risk="child"), case(2, has_family=True), case(3, put_off=2))
    assert propose(rows, 700, 700) == Proposal((Change(3, SHORTEN, 10),), 60, 50)


def test_the_break_and_a_theory_give_first_and_looking_back_stays() -> None:
    rows = (
        case(1, risk="unsafe"),
        case(2)._replace(kind="break", minutes=10),
        case(3)._replace(kind="theory", minutes=10),
        case(4)._replace(kind="reflection", minutes=10),
    )
    assert propose(rows, 680, 730 - 5).changes == (Change(3, SHORTEN, 5),)
    assert propose(rows, 680, 730 - 10).changes == (Change(2, SHORTEN, 5), Change(3, SHORTEN, 5))
    assert propose(rows, 680, 730 - 15).changes == (Change(2, SHORTEN, 5), Change(3, MOVE, 0))
    assert propose(rows, 680, 730 - 16).left == 1


def test_a_family_is_not_called_earlier_than_it_was_told() -> None:
    rows = (case(1), case(2, has_family=True, start=720), case(3))
    assert expected_times(rows, 680) == {1: (680, 700), 2: (720, 740), 3: (740, 760)}
    assert propose(rows, 680, 750).changes == (Change(3, SHORTEN, 10),), "what comes before the family saves nothing"
    assert expected_times(rows, 710, (Change(1, MOVE, 0),)) == {2: (720, 740), 3: (740, 760)}


def test_weight_follows_kind_and_phase() -> None:
    assert weight_of("closing", "recovery") < weight_of("follow_up", "recovery") < weight_of("new", "risk_led_care")
    assert weight_of("follow_up", "immediate_safety") > weight_of("follow_up", "risk_led_care")


def test_reasons_are_said_in_both_languages() -> None:
    with in_language("en"):
        assert reason_of(case(1, risk="child"), "") == "a child is at risk"
        assert reason_of(case(1, put_off=2), "") == "was put off twice: not a third time"
        assert reason_of(case(1), "") == ""
    with in_language("nl"):
        assert reason_of(case(1, put_off=1), MOVE) == "één keer eerder doorgeschoven; geen kind onveilig"
