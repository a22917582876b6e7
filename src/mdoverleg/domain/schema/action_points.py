"""The shape of action points."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.schema.fields import BOOL, CODE, DAY, ID, INT, REF, REFS, TEXT, WORD, Entity, Field

ACTION_POINT = Entity(
    "ActionPoint",
    "action_point",
    "actions",
    (
        Field("id", ID, required=True),
        Field("case", REF, target="Case"),
        Field("text", TEXT, required=True),
        Field("kind", WORD, required=True, words=get_args(enums.ActionKind), target="ActionKind"),
        Field("members", REFS, target="Member"),
        Field("owner", REF, target="Person"),
        Field("co_owner", REF, target="Person"),
        Field("owner_organisation", REF, target="Organisation"),
        Field("family_owner", REF, target="Member"),
        Field("executor", REF, target="Person"),
        Field("passed_on_by", REF, target="Person"),
        Field("due", DAY),
        Field("status", WORD, words=get_args(enums.ActionStatus), target="ActionStatus", default="open"),
        Field("accepted", BOOL, default=False),
        Field("depends_on", REF, target="ActionPoint"),
        Field("family_told", BOOL, default=False),
        Field("share_with", REFS, target="Organisation"),
        Field("recipient_message", TEXT),
        Field("plain_text", TEXT),
        Field("life_domain", CODE, target="life_domain"),
        Field("postponed", INT, low=0, high=99, default=0),
        Field("outcome", TEXT),
        Field("outcome_reason", TEXT),
        Field("created_in", REF, target="Meeting"),
        Field("reviewed_in", REF, target="Meeting"),
    ),
    prefix="A",
)
