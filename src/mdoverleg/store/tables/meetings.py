"""Database tables: meetings, who was there and what was on the agenda."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint

from mdoverleg.domain import enums
from mdoverleg.store import columns as col


class Meeting(col.Row, table=True):
    """Database table of `Meeting` (docs/format.md)."""

    __tablename__ = "meeting"
    __table_args__ = col.rules(
        col.ordered("planned_start", "planned_end", strictly=True),
        col.ordered("actual_start", "actual_end"),
    )

    pk: int = col.primary_key()
    position: int = col.position()
    id: str = col.author_id()
    kind: enums.MeetingKind = col.word(enums.MeetingKind, required=True)
    title: str | None = col.text()
    held_on: date = col.day(required=True)
    planned_start: str = col.time_of_day(required=True)
    planned_end: str = col.time_of_day(required=True)
    actual_start: str | None = col.time_of_day()
    actual_end: str | None = col.time_of_day()
    location: str | None = col.text()
    chair_id: int = col.ref("person", required=True)
    secretary_id: int | None = col.ref("person")
    projector: bool = col.flag(default=True)
    confidentiality_time: str | None = col.time_of_day()
    confidentiality_version: str | None = col.string()
    shared_responsibility_said: bool = col.flag()
    reflection: str | None = col.text()
    closed_at: datetime | None = col.instant()
    minutes_version: int = col.whole(0, 999, default=0)


class Attendance(col.Row, table=True):
    """Database table of `Attendance` (docs/format.md)."""

    __tablename__ = "attendance"
    __table_args__ = col.rules(
        col.once("meeting_id", "person_id"),
        col.ordered("arrives", "leaves", strictly=True),
    )

    pk: int = col.primary_key()
    meeting_id: int = col.parent("meeting")
    position: int = col.position()
    person_id: int = col.ref("person", required=True)
    status: enums.AttendanceStatus = col.word(enums.AttendanceStatus, required=True)
    arrives: str | None = col.time_of_day()
    leaves: str | None = col.time_of_day()
    capacity: enums.Capacity = col.word(enums.Capacity, default="participant")


class AgendaItem(col.Row, table=True):
    """Database table of `AgendaItem` (docs/format.md)."""

    __tablename__ = "agenda_item"
    __table_args__ = col.rules(
        col.ordered("planned_start", "planned_end", strictly=True),
        col.ordered("actual_start", "actual_end"),
        CheckConstraint("(kind = 'case') = (case_id IS NOT NULL)", name="case_if_kind"),
        CheckConstraint("actual_end IS NULL OR actual_start IS NOT NULL", name="end_needs_start"),
    )

    pk: int = col.primary_key()
    meeting_id: int = col.parent("meeting")
    position: int = col.position()
    kind: enums.AgendaItemKind = col.word(enums.AgendaItemKind, required=True)
    case_id: int | None = col.ref("case")
    title: str | None = col.text()
    planned_start: str = col.time_of_day(required=True)
    planned_end: str = col.time_of_day(required=True)
    actual_start: str | None = col.time_of_day()
    actual_end: str | None = col.time_of_day()
    picture_minutes: int | None = col.whole(0, 600)
    judgement_minutes: int | None = col.whole(0, 600)
    decision_minutes: int | None = col.whole(0, 600)
    not_held: enums.NotHeld | None = col.word(enums.NotHeld)
    added_because: str | None = col.text()


class Seat(col.Row, table=True):
    """Database table of `Seat` (docs/format.md)."""

    __tablename__ = "seat"
    __table_args__ = col.rules(
        col.exactly_one("person_id", "member_id"),
        col.once("agenda_item_id", "person_id"),
        col.once("agenda_item_id", "member_id"),
    )

    pk: int = col.primary_key()
    agenda_item_id: int = col.parent("agenda_item")
    position: int = col.position()
    person_id: int | None = col.ref("person")
    member_id: int | None = col.ref("member")
    until: str | None = col.time_of_day()
