"""Database tables: the family's voice, the three columns and the judgement."""

from datetime import date

from mdoverleg.domain import enums
from mdoverleg.store import columns as col


class Pitch(col.Row, table=True):
    """Database table of `Pitch` (docs/format.md)."""

    __tablename__ = "pitch"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    given_on: date = col.day(required=True)
    text: str = col.text(required=True)
    via_id: int | None = col.ref("person")
    pain: str | None = col.text()
    wish: str | None = col.text()


class PitchMembers(col.Row, table=True):
    """The list `members` of `Pitch`, in order."""

    __tablename__ = "pitch_members"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("pitch")
    position: int = col.position()
    value: int = col.ref("member", required=True)


class ChildVoice(col.Row, table=True):
    """Database table of `ChildVoice` (docs/format.md)."""

    __tablename__ = "child_voice"
    __table_args__ = col.rules(
        col.exactly_one("by_id", "by_other"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    member_id: int = col.ref("member", required=True)
    given_on: date = col.day(required=True)
    by_id: int | None = col.ref("person")
    by_other: str | None = col.text()
    text: str = col.text(required=True)
    form: enums.VoiceForm | None = col.word(enums.VoiceForm)


class Line(col.Row, table=True):
    """Database table of `Line` (docs/format.md)."""

    __tablename__ = "line"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    heading: enums.LineHeading = col.word(enums.LineHeading, required=True)
    text: str = col.text(required=True)
    kind: enums.LineKind | None = col.word(enums.LineKind)
    source: enums.LineSource | None = col.word(enums.LineSource)
    by_id: int | None = col.ref("person")
    noted_on: date | None = col.day()
    discussed_with_family: enums.Discussed | None = col.word(enums.Discussed)


class Score(col.Row, table=True):
    """Database table of `Score` (docs/format.md)."""

    __tablename__ = "score"
    __table_args__ = col.rules(
        col.exactly_one("by_id", "by_member_id"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    value: int = col.whole(0, 10, required=True)
    given_on: date = col.day(required=True)
    by_id: int | None = col.ref("person")
    by_member_id: int | None = col.ref("member")
    subject_id: int | None = col.ref("member")
    scale: enums.ScoreScale = col.word(enums.ScoreScale, default="safety")
    reason: str | None = col.text()


class Buffer(col.Row, table=True):
    """Database table of `Buffer` (docs/format.md)."""

    __tablename__ = "buffer"
    __table_args__ = col.rules(
        col.once("case_id", "buffer"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    buffer: enums.BufferName = col.word(enums.BufferName, required=True)
    state: enums.BufferState = col.word(enums.BufferState, required=True)
    note: str | None = col.text()
    step: str | None = col.text()
    step_owner_id: int | None = col.ref("person")


class Perspective(col.Row, table=True):
    """Database table of `Perspective` (docs/format.md)."""

    __tablename__ = "perspective"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    organisation_id: int = col.ref("organisation", required=True)
    sees: str = col.text(required=True)


class Information(col.Row, table=True):
    """Database table of `Information` (docs/format.md)."""

    __tablename__ = "information"
    __table_args__ = col.rules(
        col.once("case_id", "organisation_id"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    organisation_id: int = col.ref("organisation", required=True)
    invited: bool = col.flag(default=True)
    asked_on: date | None = col.day()
    received_on: date | None = col.day()
    cannot_because: str | None = col.text()
