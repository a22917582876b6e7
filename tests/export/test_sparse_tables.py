"""Papers of a table with next to nothing in it, of a meeting that runs, and calendars of other places in the world."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, meetings, people, table
from mdoverleg.export import document_of, render
from mdoverleg.export.ics_zone import zone_of_rules
from mdoverleg.export.model import Document
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.edits.world import METHOD, START, HandClock

ANYTHING = Asked()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with in_language("en"):
        yield


def made(store: Store, name: str, asked: Asked = ANYTHING) -> Document:
    with store.read() as reader:
        return document_of(PAPERS[name](reader, asked, store.clock))


def text_of(document: Document) -> str:
    return render(document, "txt").decode()


def test_a_table_that_has_just_begun_says_so_in_every_list(store: Store) -> None:
    store.clock = HandClock(START)
    table.copy_method(store, Who("Nel", window="one"), method=METHOD)
    for name in ("actions", "decisions", "crisis", "phones", "calls", "obstacles", "numbers"):
        document = made(store, name)
        assert document.size == 0 or name == "crisis"
        assert document.empty in text_of(document)
    assert "LATE ACTION POINTS" in text_of(made(store, "actions", Asked(is_late=True)))


def test_papers_of_a_meeting_that_runs(sample: Store) -> None:
    nel = Who("Nel", window="one")
    with sample.read() as reader:
        meeting = int(reader.value("SELECT pk FROM meeting WHERE id = 'M-003'"))
        case, alias = reader.rows("SELECT pk, alias FROM \"case\" WHERE status = 'active' ORDER BY pk LIMIT 1")[0]
        free = "SELECT pk FROM person WHERE active AND pk NOT IN (SELECT owner_id FROM action_point WHERE owner_id > 0)"
        away, other = (int(pk) for (pk,) in reader.rows(f"{free} ORDER BY pk LIMIT 2"))
    meetings.change(sample, nel, pk=meeting, values={"secretary": None})
    meetings.start(sample, nel, pk=meeting)
    minutes = text_of(made(sample, "minutes", Asked(meeting_pk=meeting)))
    assert "Secretary" not in minutes
    assert "not read aloud" in minutes
    meetings.attend(sample, nel, pk=meeting, person_pk=away, status="absent")
    values = {"text": "Belt school", "owner": away, "case": case, "created_in": meeting}
    action_points.add(sample, nel, values=values)
    calls = " ".join(text_of(made(sample, "calls", Asked(meeting_pk=meeting))).split())
    assert f"({alias}) Belt school – was not there when this was agreed" in calls
    assert "while the meeting ran." in calls
    people.hand_over(sample, nel, from_pk=away, to_pk=other)
    taken = text_of(made(sample, "handover", Asked(person_pk=other)))
    assert alias in taken
    assert "The line so far" not in taken
    last = meetings.plan(sample, nel, values={"held_on": date(2027, 3, 2)})
    meetings.call_off(sample, nel, pk=last)
    cancelled = made(sample, "cancellation", Asked(meeting_pk=last))
    assert "The next meeting is on" not in text_of(cancelled)
    assert cancelled.size == 1
    with pytest.raises(Refused, match="there to be filled in"):
        text_of(made(sample, "reply", Asked(person_pk=other)))


@pytest.mark.parametrize(
    ("place", "year", "rules"),
    [
        ("Europe/Amsterdam", 2026, ["-1SU", "-1SU"]),
        ("America/New_York", 2026, ["2SU", "1SU"]),
        ("America/Paramaribo", 2026, []),
        ("Africa/Casablanca", 2026, None),
        ("Asia/Jerusalem", 2026, None),
        ("Europe/Amsterdam", 1925, None),
        ("Europe/Amsterdam", 9999, ["-1SU", "-1SU"]),
    ],
)
def test_a_clock_is_told_as_yearly_rules_where_it_follows_them(place: str, year: int, rules: list[str] | None) -> None:
    zone = zone_of_rules(ZoneInfo(place), year)
    if rules is None:
        assert zone is None
        return
    assert zone is not None
    text = zone.to_ical().decode()
    assert re.findall(r"BYDAY=(\w+|-\w+)", text) == rules
    own = {datetime(year, month, 5, tzinfo=ZoneInfo(place)).strftime("%z") for month in (1, 7)}
    assert set(re.findall(r"TZOFFSETTO:(\S+)", text)) == own
