"""What time an edit happens, in the table's own zone."""

from datetime import date, datetime, tzinfo

from sqlmodel import Session, select

from mdoverleg.domain.clock import known_zone, local
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def zone_of(session: Session) -> tzinfo:
    """Return the time zone of the table."""
    return known_zone(session.exec(select(tables.TableInfo.time_zone)).first())


def moment(store: Store, session: Session, at: datetime | None = None) -> datetime:
    """Return the given instant, or now, with the offset of the table's zone, in whole seconds."""
    zone = zone_of(session)
    return store.clock.now(zone) if at is None else local(at.replace(microsecond=0), zone)


def day_of(store: Store, session: Session, on: date | None = None) -> date:
    """Return the given day, or today in the table's zone."""
    return on or moment(store, session).date()
