"""The shape of meetings, who was there and what was on the agenda."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.schema.fields import (
    BOOL,
    DAY,
    ID,
    INSTANT,
    INT,
    REF,
    ROWS,
    STRING,
    TEXT,
    TIME,
    WORD,
    Entity,
    Field,
)

MEETING = Entity(
    "Meeting",
    "meeting",
    "meetings",
    (
        Field("id", ID, required=True),
        Field("kind", WORD, required=True, words=get_args(enums.MeetingKind), target="MeetingKind"),
        Field("title", TEXT),
        Field("held_on", DAY, required=True),
        Field("planned_start", TIME, required=True),
        Field("planned_end", TIME, required=True),
        Field("actual_start", TIME),
        Field("actual_end", TIME),
        Field("location", TEXT),
        Field("chair", REF, required=True, target="Person"),
        Field("secretary", REF, target="Person"),
        Field("projector", BOOL, default=True),
        Field("confidentiality_time", TIME),
        Field("confidentiality_version", STRING),
        Field("shared_responsibility_said", BOOL, default=False),
        Field("reflection", TEXT),
        Field("closed_at", INSTANT),
        Field("minutes_version", INT, low=0, high=999, default=0),
        Field("attendance", ROWS, target="Attendance"),
        Field("agenda", ROWS, target="AgendaItem"),
    ),
    prefix="M",
)

ATTENDANCE = Entity(
    "Attendance",
    "attendance",
    "attendance",
    (
        Field("person", REF, required=True, target="Person"),
        Field("status", WORD, required=True, words=get_args(enums.AttendanceStatus), target="AttendanceStatus"),
        Field("arrives", TIME),
        Field("leaves", TIME),
        Field("capacity", WORD, words=get_args(enums.Capacity), target="Capacity", default="participant"),
    ),
    parent="Meeting",
)

AGENDA_ITEM = Entity(
    "AgendaItem",
    "agenda_item",
    "agenda",
    (
        Field("kind", WORD, required=True, words=get_args(enums.AgendaItemKind), target="AgendaItemKind"),
        Field("case", REF, target="Case"),
        Field("title", TEXT),
        Field("planned_start", TIME, required=True),
        Field("planned_end", TIME, required=True),
        Field("actual_start", TIME),
        Field("actual_end", TIME),
        Field("picture_minutes", INT, low=0, high=600),
        Field("judgement_minutes", INT, low=0, high=600),
        Field("decision_minutes", INT, low=0, high=600),
        Field("not_held", WORD, words=get_args(enums.NotHeld), target="NotHeld"),
        Field("added_because", TEXT),
        Field("seats", ROWS, target="Seat"),
    ),
    parent="Meeting",
)

SEAT = Entity(
    "Seat",
    "seat",
    "seats",
    (
        Field("person", REF, target="Person"),
        Field("member", REF, target="Member"),
        Field("until", TIME),
    ),
    parent="AgendaItem",
)
