"""The table format as data: every kind of record, its fields in order, and where it hangs (docs/format.md)."""

from mdoverleg.domain.schema.action_points import ACTION_POINT
from mdoverleg.domain.schema.cases import CASE
from mdoverleg.domain.schema.family import MEMBER
from mdoverleg.domain.schema.fields import INT, ROW, ROWS, STRING, Entity, Field, Subject
from mdoverleg.domain.schema.meetings import AGENDA_ITEM, ATTENDANCE, MEETING, SEAT
from mdoverleg.domain.schema.people import ORGANISATION, PERSON
from mdoverleg.domain.schema.picture import BUFFER, CHILD_VOICE, INFORMATION, LINE, PERSPECTIVE, PITCH, SCORE
from mdoverleg.domain.schema.plan import (
    CONSENT,
    CRISIS_NOTICE,
    DECISION,
    DEVIATION,
    EVALUATION,
    FEEDBACK,
    INCIDENT,
    MEASURE,
    NOTE,
    OBSTACLE,
    OFFER,
    WAITING,
)
from mdoverleg.domain.schema.roles import HANDOVER, HELPER, ROLE_ASSIGNMENT
from mdoverleg.domain.schema.settings import (
    AGENDA_TEMPLATE,
    OWN_CODE,
    ROLE_KIND,
    STANDARD_ACTION,
    TABLE_INFO,
    TEMPLATE_ITEM,
    THRESHOLD,
)
from mdoverleg.domain.schema.warnings import OVERRIDE

ENTITIES: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        TABLE_INFO,
        THRESHOLD,
        ROLE_KIND,
        OWN_CODE,
        AGENDA_TEMPLATE,
        TEMPLATE_ITEM,
        STANDARD_ACTION,
        ORGANISATION,
        PERSON,
        MEETING,
        ATTENDANCE,
        AGENDA_ITEM,
        SEAT,
        CASE,
        MEMBER,
        ROLE_ASSIGNMENT,
        HELPER,
        HANDOVER,
        PITCH,
        CHILD_VOICE,
        LINE,
        SCORE,
        BUFFER,
        PERSPECTIVE,
        INFORMATION,
        MEASURE,
        CONSENT,
        WAITING,
        INCIDENT,
        CRISIS_NOTICE,
        DECISION,
        DEVIATION,
        OBSTACLE,
        OFFER,
        EVALUATION,
        FEEDBACK,
        NOTE,
        ACTION_POINT,
        OVERRIDE,
    )
}
"""Every kind of record, in the order of the format."""

SUBJECTS: dict[str, Subject] = {
    **{entity.table: Subject(entity) for entity in ENTITIES.values()},
    **{entity.link_table(field): Subject(entity, field) for entity in ENTITIES.values() for field in entity.links},
}
"""Every database table of the format by its name."""

FORMAT = "mdoverleg-table"
VERSION = 1
"""What a document says that it is (docs/format.md)."""

DOCUMENT = Entity(
    "Document",
    "",
    "",
    (
        Field("format", STRING, required=True),
        Field("version", INT, required=True, low=1, high=VERSION),
        Field("table", ROW, required=True, target="TableInfo"),
        Field("thresholds", ROWS, target="Threshold"),
        Field("role_kinds", ROWS, target="RoleKind"),
        Field("own_codes", ROWS, target="OwnCode"),
        Field("agenda_templates", ROWS, target="AgendaTemplate"),
        Field("standard_actions", ROWS, target="StandardAction"),
        Field("organisations", ROWS, target="Organisation"),
        Field("people", ROWS, target="Person"),
        Field("meetings", ROWS, target="Meeting"),
        Field("cases", ROWS, target="Case"),
        Field("actions", ROWS, target="ActionPoint"),
        Field("overrides", ROWS, target="Override"),
    ),
)
"""The outermost object; its lists are the top-level records."""
