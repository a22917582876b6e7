"""The shape of organisations and the professionals who work there."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.schema.fields import BOOL, DAY, ID, REF, STRING, TEXT, WORD, Entity, Field

ORGANISATION = Entity(
    "Organisation",
    "organisation",
    "organisations",
    (
        Field("id", ID, required=True),
        Field("name", STRING, required=True),
        Field("kind", WORD, required=True, words=get_args(enums.OrganisationKind), target="OrganisationKind"),
        Field("does", TEXT),
        Field("does_not", TEXT),
        Field("reachable", TEXT),
    ),
    prefix="O",
)

PERSON = Entity(
    "Person",
    "person",
    "people",
    (
        Field("id", ID, required=True),
        Field("name", STRING, required=True),
        Field("organisation", REF, required=True, target="Organisation"),
        Field("function", STRING),
        Field("phone", STRING),
        Field("reachable", TEXT),
        Field("mandate", WORD, words=get_args(enums.Mandate), target="Mandate"),
        Field("secrecy", WORD, words=get_args(enums.Secrecy), target="Secrecy"),
        Field("secrecy_on", DAY),
        Field("deputy", REF, target="Person"),
        Field("active", BOOL, default=True),
    ),
    prefix="P",
)
