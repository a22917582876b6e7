"""The shape of the table and what it changes about its way of working."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.limits import MINUTES_PER_CASE
from mdoverleg.domain.schema.fields import BOOL, CODE, INT, REF, ROWS, STRING, STRINGS, TEXT, WORD, Entity, Field

TABLE_INFO = Entity(
    "TableInfo",
    "table_info",
    "table",
    (
        Field("name", STRING, required=True),
        Field("method", STRING),
        Field("time_zone", STRING, default="Europe/Amsterdam"),
        Field("language", WORD, words=get_args(enums.Language), target="Language", default="nl"),
        Field("responsible", REF, target="Organisation"),
        Field("legal_basis", TEXT),
        Field("covenant_version", STRING),
        Field("agreements", TEXT),
        Field("minutes_per_case", INT, low=1, high=240, default=MINUTES_PER_CASE),
        Field("checks_off", STRINGS),
        Field("hidden_panels", STRINGS),
    ),
)

THRESHOLD = Entity(
    "Threshold",
    "threshold",
    "thresholds",
    (
        Field("name", STRING, required=True),
        Field("value", INT, required=True, low=0, high=100000),
    ),
)

ROLE_KIND = Entity(
    "RoleKind",
    "role_kind",
    "role_kinds",
    (
        Field("code", CODE, required=True),
        Field("label", STRING),
        Field("looks_at", TEXT),
        Field("tasks", TEXT),
        Field("limits", TEXT),
        Field("slot", WORD, words=get_args(enums.RoleSlot), target="RoleSlot"),
        Field("counted", BOOL),
        Field("handover", BOOL),
    ),
)

OWN_CODE = Entity(
    "OwnCode",
    "own_code",
    "own_codes",
    (
        Field("code_list", WORD, required=True, words=get_args(enums.CodeList), target="CodeList"),
        Field("code", CODE, required=True),
        Field("label", STRING, required=True),
    ),
)

AGENDA_TEMPLATE = Entity(
    "AgendaTemplate",
    "agenda_template",
    "agenda_templates",
    (
        Field("name", STRING, required=True),
        Field("meeting_kind", WORD, required=True, words=get_args(enums.MeetingKind), target="MeetingKind"),
        Field("items", ROWS, target="TemplateItem"),
    ),
)

TEMPLATE_ITEM = Entity(
    "TemplateItem",
    "template_item",
    "items",
    (
        Field("kind", WORD, required=True, words=get_args(enums.AgendaItemKind), target="AgendaItemKind"),
        Field("title", TEXT),
        Field("minutes", INT, required=True, low=1, high=240),
    ),
    parent="AgendaTemplate",
)

STANDARD_ACTION = Entity(
    "StandardAction",
    "standard_action",
    "standard_actions",
    (
        Field("text", TEXT, required=True),
        Field("kind", WORD, required=True, words=get_args(enums.ActionKind), target="ActionKind"),
        Field("days", INT, low=0, high=365),
    ),
)

SETTINGS_RECORDS = ("RoleKind", "OwnCode", "AgendaTemplate", "TemplateItem", "StandardAction")
"""Lists of the table that are added to, changed and taken out of in one way (edits/settings.py)."""
