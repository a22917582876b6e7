"""Meetings that are called off, and deadlines that are over: told to calendars, read by two parsers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import vobject

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.exports import Made
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, history, meetings
from mdoverleg.edits.exports import noted
from mdoverleg.export import document_of, render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.cancellations import still_invited
from mdoverleg.reads.pack import read_pack
from mdoverleg.reads.papers import read_paper
from mdoverleg.store.store import Store
from tests.export.conftest import CLOCK, OFF, Example
from tests.export.reading import calendar
from tests.support.locked import copy_of

HANNA = Who("Hanna", window="w1")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Told(NamedTuple):
    """One entry as a calendar program understands it."""

    uid: str
    sequence: int
    status: str
    start: datetime | date
    end: datetime | date


@pytest.fixture
def store(sample_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The example table, to write in."""
    path = tmp_path / "table.mdo"
    copy_of(sample_template, path)
    found = Store.open(path)
    found.clock = CLOCK
    yield found
    found.close()


def made(store: Store, name: str, asked: Asked) -> bytes:
    with in_language("nl"):
        return render(document_of(read_paper(store, name, asked)), "ics")


def by_icalendar(data: bytes) -> list[Told]:
    found: list[Any] = list(calendar(data).events)
    return [
        Told(str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"]), event.start, event.end) for event in found
    ]


def by_vobject(data: bytes) -> list[Told]:
    root = vobject.readOne(data.decode())
    return [
        Told(
            event.uid.value,
            int(event.sequence.value),
            event.status.value,
            event.dtstart.value,
            event.dtend.value,
        )
        for event in root.vevent_list
    ]


def read(data: bytes) -> list[Told]:
    """What both say, in UTC; they must agree."""
    found = [[_in_utc(told) for told in parsed(data)] for parsed in (by_icalendar, by_vobject)]
    assert found[0] == found[1]
    return found[0]


def _in_utc(told: Told) -> Told:
    moments = (moment.astimezone(UTC) if isinstance(moment, datetime) else moment for moment in (told.start, told.end))
    start, end = moments
    return told._replace(start=start, end=end)


def undo(store: Store) -> None:
    history.undo(store, HANNA)


def test_a_meeting_is_moved_called_off_and_brought_back_under_one_name(store: Store) -> None:
    pk = meetings.plan(store, HANNA, values={"held_on": date(2027, 3, 27)})
    (first,) = read(made(store, "agenda", Asked(meeting_pk=pk)))
    meetings.change(store, HANNA, pk=pk, values={"held_on": date(2027, 3, 29)})
    (moved,) = read(made(store, "agenda", Asked(meeting_pk=pk)))
    meetings.call_off(store, HANNA, pk=pk)
    off = made(store, "cancellation", Asked(meeting_pk=pk))
    (called_off,) = read(off)
    undo(store)
    (back,) = read(made(store, "agenda", Asked(meeting_pk=pk)))
    assert b"METHOD:CANCEL\r\n" in off
    assert {told.uid for told in (first, moved, called_off, back)} == {first.uid}
    assert [told.sequence for told in (first, moved, called_off, back)] == [0, 1, 2, 3]
    assert [told.status for told in (first, moved, called_off, back)] == ["CONFIRMED"] * 2 + ["CANCELLED", "CONFIRMED"]
    half_past_nine = [datetime(2027, 3, day, 9, 30, tzinfo=AMSTERDAM).astimezone(UTC) for day in (27, 29)]
    assert [first.start, moved.start] == half_past_nine, "one before the clock goes forward, one after it"
    assert called_off.start == moved.start
    with pytest.raises(Refused):
        read_paper(store, "cancellation", Asked(meeting_pk=pk))


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)])
def test_two_parsers_read_the_same_times_around_both_changes_of_the_clock(day: date, store: Store) -> None:
    pk = meetings.plan(store, HANNA, values={"held_on": day, "planned_start": "13:15"})
    with store.read() as reader:
        action = reader.value("SELECT pk FROM action_point WHERE id = 'A-031'")
        owner = reader.value("SELECT owner_id FROM action_point WHERE id = 'A-031'")
    action_points.change(store, HANNA, pk=action, values={"due": day})
    (meeting,) = read(made(store, "agenda", Asked(meeting_pk=pk)))
    assert meeting.start == datetime(day.year, day.month, day.day, 13, 15, tzinfo=AMSTERDAM).astimezone(UTC)
    (deadline,) = [told for told in read(made(store, "actions", Asked(person_pk=owner))) if told.start == day]
    assert deadline.end == day + timedelta(days=1)


def test_what_is_done_leaves_the_list_and_is_called_off_in_the_calendar(store: Store) -> None:
    with store.read() as reader:
        rows = reader.rows("SELECT pk, owner_id, due FROM action_point WHERE id = 'A-034'")
        (pk, owner, due), *_none = rows
        shared = reader.value("SELECT value FROM action_point_share_with WHERE parent_id = ?", (pk,))
    before = {told.uid: told for told in read(made(store, "actions", Asked(person_pk=owner)))}
    action_points.set_status(store, HANNA, pk=pk, status="done")
    for asked in (Asked(person_pk=owner), Asked(organisation_pk=shared)):
        after = {told.uid: told for told in read(made(store, "actions", asked)) if told.status == "CANCELLED"}
        (called_off,) = [told for told in after.values() if told.uid in before and told.start.isoformat() == due]
        assert called_off.sequence == before[called_off.uid].sequence + 1
    with in_language("nl"):
        said = render(document_of(read_paper(store, "actions", Asked(person_pk=owner))), "txt").decode()
    assert "A-034" not in said


def test_who_still_holds_an_invitation_is_told_once_with_the_pack(store: Store) -> None:
    today = CLOCK.today("Europe/Amsterdam")
    pk = meetings.plan(store, HANNA, values={"held_on": date(2026, 12, 8), "title": "Over Karekiet"})
    with noted(store, HANNA, Made("agenda", meeting_id=pk)):
        pass
    meetings.call_off(store, HANNA, pk=pk)
    unsent = meetings.plan(store, HANNA, values={"held_on": date(2026, 12, 15)})
    meetings.call_off(store, HANNA, pk=unsent)
    with store.read() as reader:
        assert still_invited(reader, today) == (pk,)
        assert still_invited(reader, date(2026, 12, 9)) == ()
        september = reader.value("SELECT pk FROM meeting WHERE id = 'M-002'")
    items = [item for item in read_pack(store, september).items if item.document == "cancellation"]
    assert [item.noted.meeting_id for item in items] == [pk]
    assert b"Karekiet" not in made(store, "cancellation", Asked(meeting_pk=pk))
    with noted(store, HANNA, items[0].noted):
        pass
    with store.read() as reader:
        assert still_invited(reader, today) == ()


def test_only_a_meeting_that_has_not_begun_is_called_off(store: Store) -> None:
    with store.read() as reader:
        keys = dict(reader.rows("SELECT id, pk FROM meeting"))
    for id_ in ("M-001", "M-002"):
        with pytest.raises(Refused):
            meetings.call_off(store, HANNA, pk=keys[id_])
    meetings.start(store, HANNA, pk=keys["M-003"])
    with pytest.raises(Refused, match="begun"), in_language("en"):
        meetings.call_off(store, HANNA, pk=keys["M-003"])


def test_a_cancellation_says_when_and_nothing_about_whom(example: Example) -> None:
    document = example.document("cancellation", Asked(meeting_pk=example.keys[OFF]))
    said = "\n".join(line for section in document.sections for line in section.lines)
    assert "Tuesday 8 December 2026" in said
    names = [case["alias"] for case in example.raw["cases"]] + [one["name"] for one in example.raw["people"]]
    for form in ("txt", "ics"):
        text = render(document, form).decode()
        assert [name for name in names if name in text] == []
