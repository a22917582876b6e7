"""The shape of warnings that were set aside."""

from mdoverleg.domain.schema.fields import DAY, INSTANT, REF, STRING, TEXT, Entity, Field

OVERRIDE = Entity(
    "Override",
    "override",
    "overrides",
    (
        Field("check", STRING, required=True),
        Field("case", REF, target="Case"),
        Field("subject", STRING),
        Field("reason", TEXT, required=True),
        Field("by", REF, required=True, target="Person"),
        Field("set_at", INSTANT, required=True),
        Field("until", DAY, required=True),
    ),
)
