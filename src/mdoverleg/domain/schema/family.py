"""The shape of the members of a family."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.schema.fields import BOOL, DAY, ID, INT, REF, REFS, TEXT, WORD, WORDS, Entity, Field

MEMBER = Entity(
    "Member",
    "member",
    "members",
    (
        Field("id", ID, required=True),
        Field("relation", WORD, required=True, words=get_args(enums.Relation), target="Relation"),
        Field("age", INT, low=0, high=120),
        Field("age_band", WORD, words=get_args(enums.AgeBand), target="AgeBand"),
        Field("authority", WORD, words=get_args(enums.Authority), target="Authority"),
        Field("violence_roles", WORDS, words=get_args(enums.ViolenceRole), target="ViolenceRole"),
        Field("living", TEXT),
        Field("contact_safe", WORD, words=get_args(enums.ContactSafe), target="ContactSafe"),
        Field("contact_via", REF, target="Person"),
        Field("contact_state", WORD, words=get_args(enums.ContactState), target="ContactState"),
        Field("last_seen_on", DAY),
        Field("seen_by", REF, target="Person"),
        Field("seen_by_other", TEXT),
        Field("heard", BOOL, default=False),
        Field("heard_on", DAY),
        Field("heard_by", REFS, target="Person"),
        Field("not_heard_reason", TEXT),
        Field("heard_plan", REF, target="ActionPoint"),
        Field("wants", TEXT),
        Field("needs", TEXT),
        Field("objection", TEXT),
    ),
    parent="Case",
)
