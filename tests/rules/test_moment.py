"""Time: which item runs, what counts as today, days on which the clock changes, the last ended item (checks.md)."""

from datetime import datetime
from typing import Any

import pytest

from mdoverleg.rules import CaseAt, Moment
from tests.rules.quiet import Raw, action, at, case, day, limit, meeting, quiet, running, warned
from tests.support.facts import facts_of


def moment_of(doc: Raw, instant: str = at(), name: str | None = "sept") -> Moment:
    facts = facts_of(doc)
    return Moment(facts.table, datetime.fromisoformat(instant), facts.meeting(name))


def item(start: str | None, end: str | None = None, **more: Any) -> Raw:
    return {
        "kind": "theory",
        "planned_start": "09:00",
        "planned_end": "09:30",
        "actual_start": start,
        "actual_end": end,
        **more,
    }


def runs(*items: Raw, instant: str = at()) -> int | None:
    """The place of the running item in an agenda, from 1."""
    doc = quiet()
    meeting(doc)["agenda"] = list(items)
    moment = moment_of(doc, instant)
    assert moment.meeting is not None
    return next((place for place, one in enumerate(moment.meeting.agenda, 1) if one == moment.running), None)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((item("09:10"),), 1),
        ((item("09:11"),), None),
        ((item("09:00", "09:10"),), None),
        ((item("09:00", "09:11"),), 1),
        ((item("09:00", not_held="dropped"),), None),
        ((item("09:00"), item("09:05")), 2),
        ((item("09:05"), item("09:00")), 1),
        ((item("09:05"), item("09:05")), 2),
        ((item("09:05"), item("09:05", not_held="postponed")), 1),
        ((item(None), item("09:00", "09:05")), None),
        ((item(None), item("09:20")), None),
        ((item(None),), 1),
        ((item(None, planned_start="09:11"),), None),
        ((item(None, planned_end="09:10"),), None),
        ((item(None), item(None, planned_start="09:10", planned_end="09:20")), 2),
        ((item(None, not_held="dropped"),), None),
        ((), None),
    ],
)
def test_the_running_item(items: tuple[Raw, ...], expected: int | None) -> None:
    assert runs(*items) == expected


def test_today_is_the_date_in_the_zone_of_the_table() -> None:
    doc = quiet()
    assert moment_of(doc, "2026-09-14T22:00:00Z").today.isoformat() == "2026-09-15"
    doc["table"]["time_zone"] = "America/New_York"
    assert moment_of(doc, "2026-09-15T03:59:59Z").today.isoformat() == "2026-09-14"
    assert moment_of(doc, "2026-09-15T04:00:00Z").today.isoformat() == "2026-09-15"


def test_a_time_of_day_is_read_in_the_zone_of_the_table() -> None:
    doc = quiet()
    doc["table"]["time_zone"] = "America/New_York"
    assert moment_of(doc, at()).running is None
    running_there = moment_of(doc, "2026-09-14T09:10:00-04:00").running
    assert running_there is not None
    assert running_there.actual_start == "09:05"


def on(held_on: str, **times: str) -> Raw:
    """The quiet table with today's meeting on another day, its running item at other times."""
    doc = quiet()
    meeting(doc).update(held_on=held_on, actual_start=None)
    running(doc).update(times)
    meeting(doc)["agenda"] = [running(doc)]
    return doc


SPRING = "2026-03-29"
"""At 02:00 it becomes 03:00."""
AUTUMN = "2026-10-25"
"""At 03:00 it becomes 02:00."""


def test_an_hour_that_is_left_out_is_not_spent() -> None:
    doc = on(SPRING, planned_start="01:30", planned_end="03:30", actual_start="01:30")
    assert warned(doc, "E53", f"{SPRING}T03:17:59+02:00") == ()
    assert warned(doc, "E53", f"{SPRING}T03:18:00+02:00") == (("yellow", None, 80),)
    assert warned(doc, "E53", f"{SPRING}T03:30:00+02:00") == (("yellow", None, 100),)


def test_an_hour_that_comes_twice_is_spent_twice() -> None:
    doc = on(AUTUMN, planned_start="01:30", planned_end="03:30", actual_start="01:30")
    assert warned(doc, "E53", f"{AUTUMN}T02:53:59+01:00") == ()
    assert warned(doc, "E53", f"{AUTUMN}T02:54:00+01:00") == (("yellow", None, 80),)
    assert warned(doc, "E53", f"{AUTUMN}T03:30:00+01:00") == (("yellow", None, 100),)


def test_a_time_that_comes_twice_is_the_first() -> None:
    doc = on(AUTUMN, actual_start="02:30")
    assert moment_of(doc, f"{AUTUMN}T02:29:59+02:00").running is None
    assert moment_of(doc, f"{AUTUMN}T02:30:00+02:00").running is not None


def test_a_time_that_does_not_occur_is_read_with_the_offset_before() -> None:
    doc = on(SPRING, actual_start="02:30")
    assert moment_of(doc, f"{SPRING}T03:29:59+02:00").running is None
    assert moment_of(doc, f"{SPRING}T03:30:00+02:00").running is not None


def test_a_day_of_23_or_25_hours_is_one_day() -> None:
    doc = quiet()
    action(doc).update(due="2026-03-28")
    assert warned(doc, "E19", f"{SPRING}T00:00:00+01:00") == (("yellow", "A-001", 1),)
    assert warned(doc, "E19", f"{SPRING}T23:59:59+02:00") == (("yellow", "A-001", 1),)
    action(doc).update(due=AUTUMN)
    assert warned(doc, "E19", f"{AUTUMN}T23:59:59+01:00") == ()
    assert warned(doc, "E19", "2026-10-26T00:00:00+01:00") == (("yellow", "A-001", 1),)


def test_a_break_is_measured_in_real_time() -> None:
    doc = on(SPRING, planned_start="01:00", planned_end="05:00", actual_start="01:00")
    meeting(doc).update(actual_start="01:00")
    assert warned(doc, "E54", f"{SPRING}T03:15:00+02:00") == ()
    assert warned(doc, "E54", f"{SPRING}T03:16:00+02:00") == (("blue", None, 76),)


def ended(doc: Raw, meeting_id: str, held_on: str, *ends: str) -> None:
    doc["meetings"].append(
        {
            "id": meeting_id,
            "kind": "mdo",
            "held_on": held_on,
            "planned_start": "08:00",
            "planned_end": "18:00",
            "chair": "anne",
            "agenda": [
                {
                    "kind": "case",
                    "case": "c1",
                    "planned_start": "08:00",
                    "planned_end": "08:20",
                    "actual_start": "08:00",
                    "actual_end": end,
                }
                for end in ends
            ],
        }
    )


def last_ended(doc: Raw, instant: str = at(), name: str | None = "sept") -> str | None:
    """Meeting and end of the last ended item on the case."""
    moment = moment_of(doc, instant, name)
    items = CaseAt(moment, facts_of(doc).cases[0]).ended_items
    return f"{items[-1].meeting.meeting.id} {items[-1].item.actual_end}" if items else None


def test_the_last_ended_item_is_looked_for_over_all_meetings() -> None:
    doc = quiet()
    ended(doc, "later", day(-7), "11:00", "10:00")
    assert last_ended(doc) == "later 11:00"
    assert last_ended(doc, name=None) == "later 11:00"
    ended(doc, "today", day(0), "09:10", "09:11")
    assert last_ended(doc) == "today 09:10"
    assert last_ended(doc, at("09:09:59")) == "later 11:00"
    assert last_ended(doc, at("09:11:00")) == "today 09:11"
    doc["meetings"] = []
    case(doc).update(decisions=[], feedback=[])
    action(doc).pop("created_in")
    assert last_ended(doc, name=None) is None


def test_a_meeting_that_the_facts_do_not_hold_is_known_all_the_same() -> None:
    doc = quiet()
    running(doc).update(actual_end="09:10")
    facts = facts_of(doc)
    table = facts.table._replace(meetings=facts.table.meetings[:1])
    moment = Moment(table, datetime.fromisoformat(at()), facts.meeting("sept"))
    assert CaseAt(moment, facts.cases[0]).ended_items[-1].meeting == facts.meeting("sept")


def test_limits_of_the_table_replace_the_default() -> None:
    doc = quiet()
    limit(doc, "E53.amber", 7)
    moment = moment_of(doc)
    assert (moment.limit("E53.amber"), moment.limit("E53.full")) == (7, 100)
