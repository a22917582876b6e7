"""Judgement: every check at, below and above its limit (E38 to E43, E47, E60)."""

from typing import Any

import pytest

from tests.rules.quiet import (
    RED,
    Raw,
    Row,
    action,
    add,
    both,
    case,
    day,
    holds,
    limit,
    name_of,
    row,
    running,
    seen,
    values,
)


def scores(*rows: tuple[int, int, str, str | None]) -> Any:
    """The scores: value, days from today, who, about whom."""
    return lambda doc: case(doc).update(
        scores=[
            {"value": value, "given_on": day(days), "subject": subject, ("by_member" if "-" in by else "by"): by}
            for value, days, by, subject in rows
        ]
    )


def reviews(*rows: tuple[int, int | None, bool]) -> Any:
    """The evaluations: days from today, lowest, stable."""
    return lambda doc: case(doc).update(
        evaluations=[{"held_on": day(days), "lowest": lowest, "stable": stable} for days, lowest, stable in rows]
    )


def minutes(picture: int | None, judgement: int | None, decision: int | None) -> Any:
    """The running item has ended, with its minutes."""

    def change(doc: Raw) -> None:
        running(doc).update(actual_end="09:10")
        keys = ("picture_minutes", "judgement_minutes", "decision_minutes")
        running(doc).update(
            {key: value for key, value in zip(keys, (picture, judgement, decision), strict=True) if value is not None}
        )

    return change


FAMILY = (6, -1, "W-M", None)
FAR = scores(FAMILY, (3, -1, "sem", None), (6, -1, "koen", None))
CLOSING = both(
    values(closing_proposed_by="sem", monitor_on=day(90), monitor_by="anne"), reviews((-60, 5, True), (-9, 6, True))
)
DANGER = values(danger="acute")

ROWS = [
    row("E38", "two apart", scores(FAMILY, (4, -1, "sem", None), (6, -1, "koen", None))),
    row("E38", "three apart", FAR, ("yellow", None, 3)),
    row("E38", "an own limit", both(FAR, lambda d: limit(d, "E38.spread", 4))),
    row("E38", "explained, no day", both(FAR, values(score_difference="Ander huis"))),
    row("E38", "explained that day", both(FAR, values(score_difference="Ander huis", score_difference_on=day(-1)))),
    row(
        "E38",
        "explained the day before",
        both(FAR, values(score_difference="Ander huis", score_difference_on=day(-2))),
        ("yellow", None, 3),
    ),
    row("E38", "explained with nothing", both(FAR, values(score_difference="  ")), ("yellow", None, 3)),
    row(
        "E38",
        "per subject",
        scores(FAMILY, (2, -1, "sem", "W-K1"), (6, -1, "koen", "W-K1"), (6, -1, "sem", None)),
        ("yellow", "W-K1", 4),
    ),
    row("E38", "the later of one rater counts", scores(FAMILY, (2, -9, "sem", None), (6, -1, "sem", None))),
    row("E38", "of one day the later in the list", scores(FAMILY, (2, -1, "sem", None), (6, -1, "sem", None))),
    row("E38", "tomorrow's does not count", scores(FAMILY, (2, 1, "sem", None))),
    row("E38", "one of the last review does not count", scores(FAMILY, (2, -60, "sem", None))),
    row("E38", "one of the day after does", scores(FAMILY, (2, -59, "sem", None)), ("yellow", None, 4)),
    row("E38", "a review of today takes none away", both(FAR, reviews((0, None, True))), ("yellow", None, 3)),
    row(
        "E38",
        "wellbeing is not looked at",
        lambda d: add(d, "scores", {"value": 0, "given_on": day(-1), "by": "iris", "scale": "wellbeing"}),
    ),
    row("E39", "three raters", values()),
    row("E39", "two raters", scores(FAMILY, (6, -1, "sem", None)), ("blue", None, 2)),
    row(
        "E39",
        "three, none of the family",
        scores(*((6, -1, by, None) for by in ("sem", "koen", "iris"))),
        ("blue", None, 3),
    ),
    row("E39", "none, at the table", scores(), ("blue", None, 0)),
    row("E39", "none, not at the table", scores(), meeting=None),
    row("E39", "one, not at the table", scores(FAMILY), ("blue", None, 1), meeting=None),
    row("E39", "one rater about two", scores(FAMILY, (6, -1, "sem", None), (6, -1, "sem", "W-K1")), ("blue", None, 2)),
    row("E39", "an own limit", both(scores(FAMILY), lambda d: limit(d, "E39.scores", 1))),
    row("E40", "fell by one", reviews((-60, 7, True))),
    row("E40", "fell by two", reviews((-60, 8, True)), ("red", None, 2)),
    row("E40", "the last earlier one that has a lowest", reviews((-60, 9, True), (-9, None, True)), ("red", None, 3)),
    row("E40", "not the first", reviews((-60, 9, True), (-9, 6, True))),
    row("E40", "a review of today is not earlier", reviews((-60, 5, True), (0, 9, True))),
    row("E40", "the lowest of today's review", both(scores(), reviews((-60, 8, True), (0, 6, True))), ("red", None, 2)),
    row("E40", "no review before", both(scores(), reviews((0, 6, True)))),
    row("E41", "five", scores(FAMILY, (5, -1, "sem", None))),
    row("E41", "four", scores(FAMILY, (4, -1, "sem", None)), ("yellow", None, 4)),
    row("E41", "four, agreed", both(scores(FAMILY, (4, -1, "sem", None)), values(contingency="Dan belt Sem"))),
    row("E41", "the last review", both(scores(), reviews((-60, 3, True))), ("yellow", None, 3)),
    row("E41", "unknown", both(scores(), reviews())),
    row("E42", "nothing against it", CLOSING),
    row("E42", "stable once", both(CLOSING, reviews((-9, 6, True))), ("red", None, 1)),
    row(
        "E42",
        "stable, then not",
        both(CLOSING, reviews((-60, 6, True), (-30, 6, True), (-9, 6, False))),
        ("red", None, 0),
    ),
    row("E42", "not, then stable", both(CLOSING, reviews((-60, 6, False), (-9, 6, True))), ("red", None, 1)),
    row("E42", "by date, not by place", both(CLOSING, reviews((-9, 6, True), (-90, 6, False), (-30, 6, True)))),
    row("E42", "one of tomorrow", both(CLOSING, reviews((-9, 6, True), (1, 6, True))), ("red", None, 1)),
    row("E42", "an own limit", both(CLOSING, lambda d: limit(d, "E42.evaluations", 3)), ("red", None, 2)),
    row("E42", "safety still to do", both(CLOSING, lambda d: action(d).update(kind="safety")), ("red", None, 2)),
    row("E42", "safety done", both(CLOSING, lambda d: action(d).update(kind="safety", status="done"))),
    row("E42", "no day to follow up", both(CLOSING, values(monitor_on=None)), ("red", None, 2)),
    row("E42", "nobody to follow up", both(CLOSING, values(monitor_by=None)), ("red", None, 2)),
    row("E42", "not proposed", both(CLOSING, values(monitor_by=None, closing_proposed_by=None))),
    row("E43", "none", values(next_evaluation=None), ("yellow", None, None)),
    row("E43", "today", values(next_evaluation=day(0))),
    row("E43", "yesterday", values(next_evaluation=day(-1)), ("yellow", None, 1)),
    row("E47", "acute", DANGER, RED),
    row("E47", "structural", values(danger="structural"), RED),
    row("E47", "none", values(danger="none")),
    row("E47", "reported", both(DANGER, values(reported_on=day(-9)))),
    row("E47", "somebody of Veilig Thuis holds a role", both(DANGER, lambda d: holds(d, "meedenker", "vera"))),
    row("E47", "held a role", both(DANGER, lambda d: holds(d, "meedenker", "vera", ended_on=day(0))), RED),
    row(
        "E47",
        "it holds a role itself, without a name",
        both(DANGER, lambda d: add(d, "roles", {"role": "meedenker", "organisation": "VT", "started_on": day(-9)})),
        RED,
    ),
    row("E47", "somebody helps", both(DANGER, lambda d: add(d, "helpers", {"person": "vera"}))),
    row(
        "E47",
        "somebody without a name helps",
        both(DANGER, lambda d: add(d, "helpers", {"name": "x", "organisation": "VT"})),
    ),
    row(
        "E47",
        "asked",
        both(DANGER, lambda d: add(d, "information", {"organisation": "VT", "cannot_because": "x"})),
        RED,
    ),
    row(
        "E47", "received", both(DANGER, lambda d: add(d, "information", {"organisation": "VT", "received_on": day(-1)}))
    ),
    row("E60", "a quarter", minutes(4, 1, 15)),
    row("E60", "less than a quarter", minutes(3, 1, 13), ("blue", None, None)),
    row("E60", "no judgement", minutes(10, 0, 5), ("blue", None, None)),
    row("E60", "one of the three missing", minutes(0, 0, None)),
    row("E60", "the first of them missing", minutes(None, 1, 30)),
    row("E60", "the second of them missing", minutes(1, None, 30)),
    row("E60", "not ended", both(minutes(1, 1, 30), lambda d: running(d).pop("actual_end"))),
    row(
        "E60",
        "ended in another meeting",
        lambda d: d["meetings"][0]["agenda"][0].update(picture_minutes=1, judgement_minutes=1, decision_minutes=30),
    ),
    row("E60", "an own limit", both(minutes(4, 1, 15), lambda d: limit(d, "E60.percent", 26)), ("blue", None, None)),
]


@pytest.mark.parametrize("one", ROWS, ids=name_of)
def test_it_gives_what_the_rule_says(one: Row) -> None:
    assert seen(one) == one.expected
