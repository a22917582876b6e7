"""When a meeting will end: what runs, what waits, and a family that was told a time."""

from datetime import UTC, datetime

from mdoverleg.domain.snapshots import AgendaRow
from mdoverleg.domain.timing import meeting_time

NOW = datetime(2026, 10, 6, 9, 35, tzinfo=UTC)


def row(number: int, start: str, end: str, *, has_family: bool = False) -> AgendaRow:
    """Return an item that waits."""
    return AgendaRow(number, number, "case", number, "", start, end, None, None, has_family=has_family)


RUNS = row(1, "09:30", "09:40")._replace(actual_start="09:30")


def test_what_is_early_goes_on_early() -> None:
    time = meeting_time((RUNS, row(2, "10:00", "10:25"), row(3, "10:25", "10:45")), NOW, begun=True)
    assert (time.expected_end, time.late) == ("10:25", -20)


def test_a_family_is_not_asked_to_come_earlier() -> None:
    time = meeting_time((RUNS, row(2, "10:00", "10:25", has_family=True), row(3, "10:25", "10:45")), NOW, begun=True)
    assert (time.expected_end, time.late) == ("10:45", 0)


def test_what_was_passed_over_comes_last() -> None:
    """A family that was passed over is there already: nobody waits for its planned time again."""
    passed = row(1, "09:30", "09:40", has_family=True)
    runs = row(2, "09:40", "10:00")._replace(actual_start="09:30")
    time = meeting_time((passed, runs, row(3, "10:00", "10:20")), NOW, begun=True)
    assert (time.expected_end, time.late) == ("10:20", 0)
