"""Edits of the decisions on a case."""

from mdoverleg.domain.who import Who
from mdoverleg.edits import rows
from mdoverleg.edits.meeting_rows import refuse_closed
from mdoverleg.edits.rows import Values
from mdoverleg.store.store import Store


def add(store: Store, who: Who, *, case_pk: int, values: Values) -> int:
    """Add a decision to a case and return its key; Refused when it would belong to a closed meeting."""
    with store.write(who, "decisions.add") as session:
        rows.fetch(session, "Case", case_pk)
        refuse_closed(session, values.get("created_in"))
        pk: int = rows.insert(session, "Decision", values, parent_pk=case_pk).pk
        return pk


def change(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change a decision; one of a closed meeting stays as it is until the meeting is reopened."""
    with store.write(who, "decisions.change") as session:
        decision = rows.fetch(session, "Decision", pk)
        refuse_closed(session, decision.created_in_id)
        refuse_closed(session, values.get("created_in"))
        rows.change(session, "Decision", decision, values, expected)


def remove(store: Store, who: Who, *, pk: int) -> None:
    """Take a decision out; one of a closed meeting stays as it is until the meeting is reopened."""
    with store.write(who, "decisions.remove") as session:
        decision = rows.fetch(session, "Decision", pk)
        refuse_closed(session, decision.created_in_id)
        rows.remove(session, "Decision", decision)
