"""Database tables: warnings that were set aside."""

from datetime import date, datetime

from mdoverleg.store import columns as col


class Override(col.Row, table=True):
    """Database table of `Override` (docs/format.md)."""

    __tablename__ = "override"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    position: int = col.position()
    check: str = col.string(required=True)
    case_id: int | None = col.ref("case")
    subject: str | None = col.string()
    reason: str = col.text(required=True)
    by_id: int = col.ref("person", required=True)
    set_at: datetime = col.instant(required=True)
    until: date = col.day(required=True)
