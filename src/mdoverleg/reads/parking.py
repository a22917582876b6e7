"""What is parked: cases and subjects that a meeting put off or did not reach, and that stand on no later agenda."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.enums import AgendaItemKind
from mdoverleg.domain.groups import OVER
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.loading import among
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

CARRIED_KINDS = ("theory", "announcement")
"""Items without a case that wait for a next meeting; the others stand on every agenda."""

ITEMS = f"""
SELECT i.pk, m.pk, m.held_on, m.closed_at IS NULL, i.kind, i.case_id, coalesce(c.alias, i.title, ''), i.planned_start,
  i.planned_end, coalesce(i.added_because, ''), i.not_held, i.actual_start,
  m.closed_at IS NOT NULL OR m.actual_end IS NOT NULL
FROM agenda_item i JOIN meeting m ON m.pk = i.meeting_id LEFT JOIN "case" c ON c.pk = i.case_id
WHERE (i.kind IN {among(CARRIED_KINDS)} OR i.case_id IS NOT NULL)
  AND (c.status IS NULL OR c.status NOT IN {among(OVER)})
ORDER BY m.held_on, m.planned_start, m.pk, i.position, i.pk"""
"""Every item that can wait for another meeting, in the order in which they come or came up."""


class ParkedRow(NamedTuple):
    """One case or subject that waits for a meeting."""

    pk: int
    """Of the agenda item that was put off or not reached."""
    meeting_pk: int
    held_on: date
    is_open: bool
    """The minutes of that meeting can still be changed."""
    kind: AgendaItemKind
    case_pk: int | None
    title: str
    minutes: int
    added_because: str
    was_put_off: bool
    """Put off by the table; else it was not reached."""
    times: int
    """How many meetings in a row it was put off or not reached."""


def parked_rows(reader: Reader) -> tuple[ParkedRow, ...]:
    """Return what is parked, what waits longest first."""
    newest: dict[object, tuple[Any, ...]] = {}
    times: dict[object, int] = {}
    for row in reader.rows(ITEMS):
        _pk, _meeting, _day, _open, kind, case_pk, title = row[:7]
        about = ("case", case_pk) if case_pk is not None else (kind, title)
        newest[about] = row
        times[about] = times.get(about, 0) + 1 if _is_left(row) else 0
    found = [_parked(row, times[about]) for about, row in newest.items() if times[about]]
    return tuple(sorted(found, key=lambda row: (-row.times, row.held_on, row.pk)))


def _is_left(row: tuple[Any, ...]) -> bool:
    not_held, actual_start, is_over = row[10:]
    return bool(not_held == "postponed" or (not_held is None and actual_start is None and is_over))


def _parked(row: tuple[Any, ...], times: int) -> ParkedRow:
    pk, meeting_pk, held_on, is_open, kind, case_pk, title, start, end, because, not_held = row[:11]
    return ParkedRow(
        pk=pk,
        meeting_pk=meeting_pk,
        held_on=date.fromisoformat(held_on),
        is_open=bool(is_open),
        kind=kind,
        case_pk=case_pk,
        title=title,
        minutes=minutes_of_day(end) - minutes_of_day(start),
        added_because=because,
        was_put_off=not_held == "postponed",
        times=times,
    )


def parked_words(row: ParkedRow, today: date) -> str:
    """Say since when something is parked, and how often it was put off."""
    day = day_text(row.held_on, today)
    words = (_("put off {day}") if row.was_put_off else _("not reached {day}")).format(day=day)
    if row.times < 2:
        return words
    times = n_("{n} time in a row", "{n} times in a row", row.times).format(n=row.times)
    return f"{words}, {times}"


def read_parked(store: "Store") -> tuple[ParkedRow, ...]:
    """Return what is parked."""
    with store.read() as reader:
        return parked_rows(reader)
