"""The shape of who does what around a family."""

from mdoverleg.domain.schema.fields import BOOL, CODE, DAY, REF, REFS, TEXT, Entity, Field

ROLE_ASSIGNMENT = Entity(
    "RoleAssignment",
    "role_assignment",
    "roles",
    (
        Field("role", CODE, required=True, target="role"),
        Field("holder", REF, target="Person"),
        Field("organisation", REF, target="Organisation"),
        Field("members", REFS, target="Member"),
        Field("started_on", DAY, required=True),
        Field("ended_on", DAY),
        Field("review_on", DAY),
        Field("reachable_for", REFS, target="Member"),
        Field("visits_home", BOOL, default=False),
        Field("expectation", TEXT),
        Field("accepted", BOOL, default=False),
        Field("created_in", REF, target="Meeting"),
    ),
    parent="Case",
)

HELPER = Entity(
    "Helper",
    "helper",
    "helpers",
    (
        Field("person", REF, target="Person"),
        Field("name", TEXT),
        Field("organisation", REF, target="Organisation"),
        Field("task", TEXT),
        Field("members", REFS, target="Member"),
        Field("started_on", DAY),
        Field("ended_on", DAY),
        Field("visits_home", BOOL, default=False),
        Field("knows_story", BOOL, default=False),
    ),
    parent="Case",
)

HANDOVER = Entity(
    "Handover",
    "handover",
    "handovers",
    (
        Field("role", CODE, required=True, target="role"),
        Field("from_holders", REFS, required=True, target="Person"),
        Field("to_holder", REF, required=True, target="Person"),
        Field("due", DAY, required=True),
        Field("warm", BOOL, default=False),
        Field("done_on", DAY),
        Field("line_so_far", TEXT),
        Field("created_in", REF, target="Meeting"),
    ),
    parent="Case",
)
