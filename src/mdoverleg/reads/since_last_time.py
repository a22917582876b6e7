"""Since last time: what happened around a case between the previous meeting about it and now; incidents first."""

from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from mdoverleg.domain.clock import instant_of, local
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.names import short_name
from mdoverleg.domain.text import first_line
from mdoverleg.domain.verbs import verb_words
from mdoverleg.domain.words import _
from mdoverleg.reads.history import LONGEST, Wording
from mdoverleg.reads.loading import instant_of_text
from mdoverleg.reads.table import zone_of
from mdoverleg.store.changelog import rows_of, undone_of
from mdoverleg.store.reading import Reader

MOST = 12
"""Lines that can be read aloud in a few minutes; of more changes the newest."""
SAID_BY_RECORDS = ("incidents.", "notes.")
"""Verbs of what has lines of its own here."""


class SinceRow(NamedTuple):
    """One line: the day, who did or wrote it (a short name, or nothing) and what."""

    on: date
    who: str
    text: str


LAST_TIME = """
SELECT m.held_on, a.actual_end FROM agenda_item a JOIN meeting m ON m.pk = a.meeting_id
WHERE a.case_id = ? AND a.actual_end IS NOT NULL AND m.held_on < ? ORDER BY m.held_on DESC, a.actual_end DESC LIMIT 1"""
STARTED_TODAY = """
SELECT min(m.actual_start) FROM agenda_item a JOIN meeting m ON m.pk = a.meeting_id
WHERE a.case_id = ? AND m.held_on = ? AND m.actual_start IS NOT NULL"""
INCIDENTS = (
    "SELECT happened_on, what FROM incident WHERE case_id = ? AND happened_on >= ? ORDER BY happened_on DESC, pk DESC"
)
NOTES = """
SELECT n.written_at, p.name, n.text FROM note n JOIN person p ON p.pk = n.by_id
WHERE n.case_id = ? AND n.kind IN ('between_meetings', 'contact_attempt')
AND n.written_at > ? AND n.written_at <= ? ORDER BY n.written_at DESC"""
CHANGES = """
SELECT c.id, c.at, c.who, c.verb FROM change c
WHERE c.id IN (SELECT change_id FROM change_item WHERE case_pk = ?) AND c.at > ? AND c.at < ?
AND c.undoes IS NULL AND c.verb NOT LIKE '%.import' AND c.verb NOT LIKE 'exports.%' AND c.verb NOT LIKE 'seen.%'
AND c.verb NOT LIKE 'trust.%' ORDER BY c.id DESC LIMIT ?"""


def since_last_time(reader: Reader, case_pk: int, now: datetime) -> tuple[SinceRow, ...]:
    """Return what happened since the last meeting before today in which the case was discussed, until today's began.

    Incidents come first, then notes between the meetings, then changes, each newest first; at most MOST changes. A case
    that was never discussed has everything since it came.
    """
    zone = zone_of(reader)
    today = local(now, zone).date()
    last = reader.one(LAST_TIME, (case_pk, today.isoformat()))
    since = instant_of(date.fromisoformat(last[0]), last[1], zone) if last else datetime.min.replace(tzinfo=UTC)
    started = reader.value(STARTED_TODAY, (case_pk, today.isoformat()))
    until = instant_of(today, started, zone) if started else now
    first_day = last[0] if last else "0001-01-01"
    incidents = [
        SinceRow(date.fromisoformat(day), "", _("Incident: {what}").format(what=first_line(what, LONGEST * 2)))
        for day, what in reader.rows(INCIDENTS, (case_pk, first_day))
    ]
    notes = [
        SinceRow(_day(at, zone, today), short_name(name), first_line(text, LONGEST * 2))
        for at, name, text in reader.rows(NOTES, (case_pk, _text(since), _text(until)))
    ]
    return (*incidents, *notes, *_changes(reader, case_pk, (since, until), zone, today))


def since_words(row: SinceRow, today: date) -> str:
    """Return one line as it is read aloud: the day, who, what."""
    return " · ".join(part for part in (day_text(row.on, today), row.who, row.text) if part)


def _changes(
    reader: Reader, case_pk: int, between: tuple[datetime, datetime], zone: tzinfo, today: date
) -> list[SinceRow]:
    undone = undone_of(reader)
    wording = Wording(reader, zone, today)
    found = []
    for number, at, who, verb in reader.rows(CHANGES, (case_pk, *map(_text, between), MOST * 2)):
        if number in undone or verb.startswith(SAID_BY_RECORDS):
            continue
        lines = wording.lines(row for row in rows_of(reader, number) if row.case_pk == case_pk)
        details = "; ".join(lines[:2])
        text = f"{verb_words(verb)}: {details}" if details else verb_words(verb)
        found.append(SinceRow(_day(at, zone, today), short_name(who), text))
    return found[:MOST]


def _text(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if instant.year > 1 else "0001-01-01 00:00:00"


def _day(text: str, zone: tzinfo, today: date) -> date:
    instant = instant_of_text(text)
    return local(instant, zone).date() if instant else today
