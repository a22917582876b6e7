"""What a meeting is planned from: agenda templates, the meeting before, cases that may come on, people to invite."""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.groups import OPEN_CASES
from mdoverleg.domain.limits import MINUTES_PER_CASE
from mdoverleg.domain.rhythm import NextDay, next_days, rhythm_of
from mdoverleg.domain.snapshots import CaseRow, MeetingRow, PersonRow
from mdoverleg.domain.words import _
from mdoverleg.reads.cases import case_rows
from mdoverleg.reads.meetings import meeting_rows
from mdoverleg.reads.names import people_rows
from mdoverleg.reads.parking import ParkedRow, parked_rows
from mdoverleg.reads.table import today_of
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

TO_COME = "SELECT case_id FROM agenda_item WHERE meeting_id = ? AND not_held IS NULL AND actual_end IS NULL"

INVITED = "SELECT person_id FROM attendance WHERE meeting_id = ? AND capacity IN ('participant', 'timekeeper')"


Key = tuple[str, int]
"""`case` or `item` (a parked subject) with its key."""


class Template(NamedTuple):
    """One agenda template of the table."""

    name: str
    kind: str


class Planning(NamedTuple):
    """What a meeting can be planned from, as it is now."""

    today: date
    earlier: MeetingRow | None
    """The last meeting before it: its standing items, place and people are proposed."""
    templates: tuple[Template, ...]
    cases: tuple[CaseRow, ...]
    """Live ones: those that are parked first, then those whose evaluation comes first."""
    parked: tuple[ParkedRow, ...]
    """What was put off or not reached before, and stands on no later agenda."""
    people: tuple[PersonRow, ...]
    invited: frozenset[int]
    minutes_per_case: int
    held: tuple[tuple[str, date], ...] = ()
    """Kind and day of every meeting, planned ones too."""

    @property
    def carried(self) -> frozenset[int]:
        """Cases that are parked."""
        return frozenset(row.case_pk for row in self.parked if row.case_pk is not None)

    @property
    def subjects(self) -> tuple[ParkedRow, ...]:
        """What is parked without a case."""
        return tuple(row for row in self.parked if row.case_pk is None)

    @property
    def days(self) -> frozenset[date]:
        """Days on which there is a meeting already."""
        return frozenset(day for _kind, day in self.held)

    def next_days(self, kind: str, number: int = 1) -> tuple[NextDay, ...]:
        """Propose the next days of this kind of meeting, in the rhythm of the earlier ones, after today."""
        held = [day for of_kind, day in self.held if of_kind == kind]
        after = max([*held, self.today])
        return next_days(rhythm_of(held), held, after, number)

    def ticked(self, day: date, kind: str) -> tuple[Key, ...]:
        """Return what is ticked at first: the proposed cases, and the parked subjects but those of other kinds."""
        return (*(("case", pk) for pk in self.proposed(day, kind)), *(("item", row.pk) for row in self.subjects))

    def minutes_of(self, ticked: Iterable[Hashable]) -> str:
        """Say how long what is ticked takes: cases the minutes of this table, subjects as they were planned."""
        known: dict[Hashable, int] = {("item", row.pk): row.minutes for row in self.subjects}
        return _("{n} min").format(n=sum(known.get(key, self.minutes_per_case) for key in ticked))

    def proposed(self, day: date, kind: str) -> tuple[int, ...]:
        """Return the cases to put on an agenda: carried over, referred, or active with an evaluation by that day.

        At a learning meeting only learning cases are proposed, and nowhere else are they.
        """
        learning = kind == "learning"
        due = (row for row in self.cases if (row.category == "learning") == learning)
        return tuple(
            row.pk
            for row in due
            if row.pk in self.carried
            or row.status == "referred"
            or (row.next_evaluation is not None and row.next_evaluation <= day)
            or (row.status == "active" and row.next_evaluation is None)
        )


def read_planning(store: "Store", *, meeting_pk: int | None = None) -> Planning:
    """Return what a meeting can be planned from; for a planned one without the cases that are on its agenda."""
    with store.read() as reader:
        today = today_of(store, reader)
        meetings = meeting_rows(reader)
        earlier = meetings[0] if meetings else None
        people = tuple(row for row in people_rows(reader, today) if row.active)
        parked = parked_rows(reader)
        carried = {row.case_pk for row in parked}
        invited = _keys(reader, INVITED, earlier) if earlier else frozenset(row.pk for row in people)
        cases = [row for row in case_rows(reader, today) if row.status in OPEN_CASES]
        if meeting_pk is not None:
            here = {pk for (pk,) in reader.rows(TO_COME, (meeting_pk,))}
            cases = [row for row in cases if row.pk not in here]
        cases.sort(key=lambda row: (row.pk not in carried, row.next_evaluation or date.min))
        return Planning(
            today=today,
            earlier=earlier,
            templates=_templates(reader),
            cases=tuple(cases),
            parked=parked,
            people=people,
            invited=invited,
            minutes_per_case=reader.value("SELECT minutes_per_case FROM table_info") or MINUTES_PER_CASE,
            held=tuple((row.kind, row.held_on) for row in meetings),
        )


def _keys(reader: Reader, sql: str, meeting: MeetingRow) -> frozenset[int]:
    return frozenset(pk for (pk,) in reader.rows(sql, (meeting.pk,)))


def _templates(reader: Reader) -> tuple[Template, ...]:
    rows = reader.rows("SELECT name, meeting_kind FROM agenda_template ORDER BY position, pk")
    return tuple(Template._make(row) for row in rows)
