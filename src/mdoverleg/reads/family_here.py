"""Whether a family sits at the table now, and for which case (A4.06)."""

from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.reads.meetings import running_meeting

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

HERE = """
SELECT c.pk, c.alias FROM agenda_item i JOIN meeting m ON m.pk = i.meeting_id JOIN "case" c ON c.pk = i.case_id
WHERE m.pk = ? AND m.projector AND i.actual_start IS NOT NULL AND i.actual_end IS NULL AND i.not_held IS NULL
AND EXISTS (SELECT 1 FROM seat s WHERE s.agenda_item_id = i.pk AND s.member_id IS NOT NULL AND s.until IS NULL)
ORDER BY i.actual_start DESC, i.position DESC LIMIT 1"""


class FamilyHere(NamedTuple):
    """The case of which a family member sits at the table."""

    case_pk: int
    alias: str


def family_here(store: "Store") -> FamilyHere | None:
    """Return the running case when somebody of its family sits at the table and the screens are seen by all."""
    with store.read() as reader:
        row = reader.one(HERE, (running_meeting(reader),))
    return FamilyHere(*row) if row else None
