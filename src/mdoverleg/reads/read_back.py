"""What is read aloud before a case is left, as far as the table screen does not show it."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.names import short_name

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class FeedbackRow(NamedTuple):
    """Who tells the family what was decided, before when, and whether that is done."""

    owner: str
    due: date | None
    done_on: date | None


class ReadBack(NamedTuple):
    """The agreements of a case that are read back."""

    joint_message: str = ""
    contingency: str = ""
    feedback: tuple[FeedbackRow, ...] = ()
    """About this meeting."""
    accepted: frozenset[int] = frozenset()
    """Role assignments whose holder said yes."""
    new_roles: frozenset[int] = frozenset()
    """Role assignments that were made in this meeting."""


FEEDBACK = """
SELECT p.name, f.due, f.done_on FROM feedback f LEFT JOIN person p ON p.pk = f.owner_id
WHERE f.case_id = ? AND f.created_in_id = ? ORDER BY f.position, f.pk"""
ROLES = "SELECT pk, accepted, created_in_id FROM role_assignment WHERE case_id = ?"


def read_back(store: "Store", case_pk: int, meeting_pk: int | None) -> ReadBack:
    """Return what is read back of a case in this meeting; nothing of a case that is gone."""
    with store.read() as reader:
        case = reader.one('SELECT joint_message, contingency FROM "case" WHERE pk = ?', (case_pk,))
        feedback = reader.rows(FEEDBACK, (case_pk, meeting_pk))
        roles = reader.rows(ROLES, (case_pk,))
    message, contingency = case or ("", "")
    return ReadBack(
        message or "",
        contingency or "",
        tuple(FeedbackRow(short_name(name or ""), _day(due), _day(done)) for name, due, done in feedback),
        frozenset(pk for pk, accepted, _meeting in roles if accepted),
        frozenset(pk for pk, _accepted, meeting in roles if meeting is not None and meeting == meeting_pk),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
