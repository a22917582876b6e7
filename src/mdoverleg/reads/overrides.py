"""Warnings that were set aside, found again to be brought back."""

from datetime import date
from typing import TYPE_CHECKING

from mdoverleg.domain.facts import Warning

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

OVERRIDE = """
SELECT pk FROM override WHERE "check" = ?1 AND case_id IS ?2 AND (subject IS NULL OR subject IS ?3) AND until >= ?4
ORDER BY subject IS NULL, set_at DESC LIMIT 1"""


def override_of(store: "Store", warning: Warning, today: date) -> int | None:
    """Return the key of what sets a warning aside, the one for its own subject first; nothing when nothing does."""
    with store.read() as reader:
        values = (warning.check, warning.case_pk, warning.subject, today.isoformat())
        pk: int | None = reader.value(OVERRIDE, values)
        return pk
