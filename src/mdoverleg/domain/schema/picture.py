"""The shape of the family's voice, the three columns and the judgement."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.schema.fields import BOOL, DAY, INT, REF, REFS, TEXT, WORD, Entity, Field

PITCH = Entity(
    "Pitch",
    "pitch",
    "pitches",
    (
        Field("given_on", DAY, required=True),
        Field("text", TEXT, required=True),
        Field("members", REFS, target="Member"),
        Field("via", REF, target="Person"),
        Field("pain", TEXT),
        Field("wish", TEXT),
    ),
    parent="Case",
)

CHILD_VOICE = Entity(
    "ChildVoice",
    "child_voice",
    "child_voices",
    (
        Field("member", REF, required=True, target="Member"),
        Field("given_on", DAY, required=True),
        Field("by", REF, target="Person"),
        Field("by_other", TEXT),
        Field("text", TEXT, required=True),
        Field("form", WORD, words=get_args(enums.VoiceForm), target="VoiceForm"),
    ),
    parent="Case",
)

LINE = Entity(
    "Line",
    "line",
    "lines",
    (
        Field("heading", WORD, required=True, words=get_args(enums.LineHeading), target="LineHeading"),
        Field("text", TEXT, required=True),
        Field("kind", WORD, words=get_args(enums.LineKind), target="LineKind"),
        Field("source", WORD, words=get_args(enums.LineSource), target="LineSource"),
        Field("by", REF, target="Person"),
        Field("noted_on", DAY),
        Field("discussed_with_family", WORD, words=get_args(enums.Discussed), target="Discussed"),
    ),
    parent="Case",
)

SCORE = Entity(
    "Score",
    "score",
    "scores",
    (
        Field("value", INT, required=True, low=0, high=10),
        Field("given_on", DAY, required=True),
        Field("by", REF, target="Person"),
        Field("by_member", REF, target="Member"),
        Field("subject", REF, target="Member"),
        Field("scale", WORD, words=get_args(enums.ScoreScale), target="ScoreScale", default="safety"),
        Field("reason", TEXT),
    ),
    parent="Case",
)

BUFFER = Entity(
    "Buffer",
    "buffer",
    "buffers",
    (
        Field("buffer", WORD, required=True, words=get_args(enums.BufferName), target="BufferName"),
        Field("state", WORD, required=True, words=get_args(enums.BufferState), target="BufferState"),
        Field("note", TEXT),
        Field("step", TEXT),
        Field("step_owner", REF, target="Person"),
    ),
    parent="Case",
)

PERSPECTIVE = Entity(
    "Perspective",
    "perspective",
    "perspectives",
    (
        Field("organisation", REF, required=True, target="Organisation"),
        Field("sees", TEXT, required=True),
    ),
    parent="Case",
)

INFORMATION = Entity(
    "Information",
    "information",
    "information",
    (
        Field("organisation", REF, required=True, target="Organisation"),
        Field("invited", BOOL, default=True),
        Field("asked_on", DAY),
        Field("received_on", DAY),
        Field("cannot_because", TEXT),
    ),
    parent="Case",
)
