"""Database tables: what is decided and arranged around the plan."""

from datetime import date, datetime

from mdoverleg.domain import enums
from mdoverleg.store import columns as col


class Measure(col.Row, table=True):
    """Database table of `Measure` (docs/format.md)."""

    __tablename__ = "measure"
    __table_args__ = col.rules(
        col.ordered("started_on", "until"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    kind: enums.MeasureKind = col.word(enums.MeasureKind, required=True)
    started_on: date | None = col.day()
    until: date | None = col.day()
    ordered_by: str | None = col.text()
    carried_out_by_id: int | None = col.ref("organisation")
    follow_up: str | None = col.text()


class MeasureMembers(col.Row, table=True):
    """The list `members` of `Measure`, in order."""

    __tablename__ = "measure_members"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("measure")
    position: int = col.position()
    value: int = col.ref("member", required=True)


class Consent(col.Row, table=True):
    """Database table of `Consent` (docs/format.md)."""

    __tablename__ = "consent"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    what: str = col.text(required=True)
    member_id: int = col.ref("member", required=True)
    value: enums.ConsentValue = col.word(enums.ConsentValue, required=True)
    asked_on: date | None = col.day()
    asked_by_id: int | None = col.ref("person")
    plan_id: int | None = col.ref("action_point")


class Waiting(col.Row, table=True):
    """Database table of `Waiting` (docs/format.md)."""

    __tablename__ = "waiting"
    __table_args__ = col.rules(
        col.ordered("since", "ended_on"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    member_id: int = col.ref("member", required=True)
    what: str = col.text(required=True)
    organisation_id: int | None = col.ref("organisation")
    since: date = col.day(required=True)
    bridge_id: int | None = col.ref("action_point")
    ended_on: date | None = col.day()


class Incident(col.Row, table=True):
    """Database table of `Incident` (docs/format.md)."""

    __tablename__ = "incident"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    happened_on: date = col.day(required=True)
    what: str = col.text(required=True)
    we_did: str = col.text(required=True)
    needed: str = col.text(required=True)
    lead_informed_at: datetime | None = col.instant()


class CrisisNotice(col.Row, table=True):
    """Database table of `CrisisNotice` (docs/format.md)."""

    __tablename__ = "crisis_notice"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    text: str = col.text(required=True)
    sent_to: str = col.text(required=True)
    valid_until: date = col.day(required=True)
    sent_on: date | None = col.day()


class Decision(col.Row, table=True):
    """Database table of `Decision` (docs/format.md)."""

    __tablename__ = "decision"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    text: str = col.text(required=True)
    consideration: str | None = col.text()
    dissent: str | None = col.text()
    plain_text: str | None = col.text()
    agreed_by_family: bool = col.flag()
    created_in_id: int | None = col.ref("meeting")


class DecisionNeeds(col.Row, table=True):
    """The list `needs` of `Decision`, in order."""

    __tablename__ = "decision_needs"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("decision")
    position: int = col.position()
    value: int = col.ref("organisation", required=True)


class Deviation(col.Row, table=True):
    """Database table of `Deviation` (docs/format.md)."""

    __tablename__ = "deviation"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    what: str = col.text(required=True)
    why: str = col.text(required=True)
    review_on: date = col.day(required=True)
    approved_by: str | None = col.text()
    created_in_id: int | None = col.ref("meeting")


class Obstacle(col.Row, table=True):
    """Database table of `Obstacle` (docs/format.md)."""

    __tablename__ = "obstacle"
    __table_args__ = col.rules(
        col.ordered("since", "resolved_on"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    kind: enums.ObstacleKind = col.word(enums.ObstacleKind, required=True)
    what: str = col.text(required=True)
    organisation_id: int | None = col.ref("organisation")
    alternative: str | None = col.text()
    raised_to: str | None = col.text()
    level: int = col.whole(1, 4, default=1)
    since: date | None = col.day()
    action_id: int | None = col.ref("action_point")
    resolved_on: date | None = col.day()


class Offer(col.Row, table=True):
    """Database table of `Offer` (docs/format.md)."""

    __tablename__ = "offer"
    __table_args__ = col.rules(
        col.exactly_one("by_id", "by_member_id"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    text: str = col.text(required=True)
    by_id: int | None = col.ref("person")
    by_member_id: int | None = col.ref("member")
    action_id: int | None = col.ref("action_point")


class Evaluation(col.Row, table=True):
    """Database table of `Evaluation` (docs/format.md)."""

    __tablename__ = "evaluation"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    held_on: date = col.day(required=True)
    lowest: int | None = col.whole(0, 10)
    stable: bool = col.flag()
    family_feedback: str | None = col.text()


class Feedback(col.Row, table=True):
    """Database table of `Feedback` (docs/format.md)."""

    __tablename__ = "feedback"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    created_in_id: int = col.ref("meeting", required=True)
    owner_id: int | None = col.ref("person")
    due: date | None = col.day()
    done_on: date | None = col.day()


class Note(col.Row, table=True):
    """Database table of `Note` (docs/format.md)."""

    __tablename__ = "note"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    text: str = col.text(required=True)
    by_id: int = col.ref("person", required=True)
    written_at: datetime = col.instant(required=True)
    kind: enums.NoteKind = col.word(enums.NoteKind, default="between_meetings")
