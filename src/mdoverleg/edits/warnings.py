"""Setting a warning aside with one line, and bringing it back (checks.md, "Set aside")."""

from datetime import UTC, date

from sqlmodel import select

from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.limits import CHECK_IDS
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.moments import moment
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def set_aside(
    store: Store,
    who: Who,
    *,
    check: str,
    case_pk: int | None = None,
    subject: str | None = None,
    reason: str,
    until: date,
    by_pk: int,
) -> int:
    """Set a warning aside up to and including a day, and return the key of what does so.

    Without a subject it holds for every subject of that check. Refused: an unknown check, no reason, a day that is
    past, or a warning that is set aside already.
    """
    with store.write(who, "warnings.set_aside") as session:
        now = moment(store, session)
        if check not in CHECK_IDS:
            raise refusal("Override", "check", _("there is no check “{check}”.").format(check=check))
        if until < now.date():
            raise refusal("Override", "until", _("this day is past."))
        same = select(tables.Override).where(
            tables.Override.check == check, tables.Override.case_id == case_pk, tables.Override.subject == subject
        )
        for other in session.exec(same):
            if other.until >= now.date():
                until_when = day_with_year(other.until)
                raise Refused(_("This warning is set aside already, until {day}.").format(day=until_when))
        values = {
            "check": check,
            "case": case_pk,
            "subject": subject,
            "reason": reason,
            "by": by_pk,
            "set_at": now.astimezone(UTC),
            "until": until,
        }
        pk: int = rows.insert(session, "Override", values).pk
        return pk


def bring_back(store: Store, who: Who, *, pk: int) -> None:
    """Let a warning that was set aside be shown again; the log keeps who had set it aside and why."""
    with store.write(who, "warnings.bring_back") as session:
        rows.remove(session, "Override", rows.fetch(session, "Override", pk))
