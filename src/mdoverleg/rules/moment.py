"""The table at one instant: today, the running item, who is at the table, what was set aside (checks.md)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from mdoverleg.domain.clock import instant_of, local
from mdoverleg.domain.facts import MeetingFacts, TableFacts
from mdoverleg.domain.records import AgendaItem, Meeting, Person
from mdoverleg.rules.words import attended


class EndedItem(NamedTuple):
    """An agenda item that has ended, in its meeting."""

    meeting: MeetingFacts
    item: AgendaItem
    ended_at: datetime


class Moment:
    """One table at one instant, in one meeting or none; what is asked of it is computed once."""

    def __init__(self, table: TableFacts, at: datetime, meeting: MeetingFacts | None = None) -> None:
        self.table = table
        self.meeting = meeting
        self.t = at.astimezone(UTC)
        self.today = local(at, table.zone).date()

    def limit(self, name: str) -> int:
        """Return a limit of this table."""
        return self.table.limits[name]

    def person(self, pk: int) -> Person:
        """Return a participant."""
        return self.table.people[pk]

    def role_counts(self, code: str) -> bool:
        """Whether the holder of a role is one of the professionals around the family."""
        return self.table.role(code).counted

    def role_label(self, code: str) -> str:
        """Return what a role is called at this table."""
        return self.table.role(code).label

    def instant(self, meeting: Meeting, clock_time: str) -> datetime:
        """Return a time of day of a meeting as an instant."""
        return instant_of(meeting.held_on, clock_time, self.table.zone)

    def has_come(self, meeting: Meeting, clock_time: str | None) -> bool:
        """Whether a time of day of a meeting is given and not later than t."""
        return clock_time is not None and self.instant(meeting, clock_time) <= self.t

    @cached_property
    def meetings(self) -> Mapping[int, MeetingFacts]:
        """Every known meeting by key, in order; the meeting that is asked about is always one of them."""
        known = {facts.meeting.pk: facts for facts in self.table.meetings}
        if self.meeting is not None:
            known.setdefault(self.meeting.meeting.pk, self.meeting)
        return known

    @cached_property
    def running(self) -> AgendaItem | None:
        """The running item of the meeting."""
        if self.meeting is None:
            return None
        meeting = self.meeting.meeting
        begun = any(item.actual_start for item in self.meeting.agenda)
        found: tuple[datetime, AgendaItem] | None = None
        for item in self.meeting.agenda:
            start, end = (item.actual_start, item.actual_end) if begun else (item.planned_start, item.planned_end)
            if item.not_held or start is None or not self.has_come(meeting, start) or self.has_come(meeting, end):
                continue
            started = self.instant(meeting, start)
            if found is None or started >= found[0]:
                found = (started, item)
        return found[1] if found else None

    @cached_property
    def at_table(self) -> frozenset[int] | None:
        """Keys of the people at the table; nothing when that is unknown."""
        if self.meeting is None or self.running is None or not self.meeting.attendance:
            return None
        meeting = self.meeting.meeting
        there = {
            row.person_id
            for row in self.meeting.attendance
            if attended(row)
            and (row.arrives is None or self.has_come(meeting, row.arrives))
            and not self.has_come(meeting, row.leaves)
        }
        seats = [seat for seat in self.meeting.seats.get(self.running.pk, ()) if seat.person_id is not None]
        if not seats:
            return frozenset(there)
        seated = {seat.person_id for seat in seats if not self.has_come(meeting, seat.until)}
        return frozenset(person for person in there if person in seated)

    @cached_property
    def _ended(self) -> Mapping[int, list[EndedItem]]:
        ended: dict[int, list[EndedItem]] = defaultdict(list)
        for facts in self.meetings.values():
            for item in facts.agenda:
                if item.case_id is None or item.actual_end is None:
                    continue
                end = self.instant(facts.meeting, item.actual_end)
                if end <= self.t:
                    ended[item.case_id].append(EndedItem(facts, item, end))
        for items in ended.values():
            items.sort(key=lambda one: one.ended_at)
        return ended

    def ended_items(self, case_pk: int) -> list[EndedItem]:
        """Return the ended items on a case over all meetings, the one with the latest end last."""
        return self._ended.get(case_pk, [])

    @cached_property
    def _aside(self) -> frozenset[tuple[str, int | None, str | None]]:
        return frozenset(
            (override.check, override.case_id, override.subject or None)
            for override in self.table.overrides
            if override.set_at <= self.t and override.until >= self.today
        )

    def is_set_aside(self, check: str, case_pk: int | None, subject: str | None) -> bool:
        """Whether an override keeps this warning away now."""
        return bool(self._aside) and ((check, case_pk, None) in self._aside or (check, case_pk, subject) in self._aside)
