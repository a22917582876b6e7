"""What the order of an agenda is proposed from: who comes when, how heavy a case is, and who is needed for it."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.labels import label
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.ordering import Orderable, Placed, Weight, proposed
from mdoverleg.domain.text import capital
from mdoverleg.reads.loading import among
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

PUT_OFF_TIMES = 2
"""So often put off a case goes early."""

ITEMS = """
SELECT i.pk, i.kind, i.planned_start, i.planned_end, i.title, i.added_because, c.pk, c.alias, c.category, c.phase,
  c.danger, c.crisis_prone, c.closing_proposed_by_id,
  EXISTS (SELECT 1 FROM seat s WHERE s.agenda_item_id = i.pk AND s.member_id IS NOT NULL),
  (SELECT count(*) FROM agenda_item o JOIN meeting m ON m.pk = o.meeting_id
     WHERE o.case_id = c.pk AND o.not_held = 'postponed' AND m.held_on > coalesce(
       (SELECT max(h.held_on) FROM agenda_item e JOIN meeting h ON h.pk = e.meeting_id
          WHERE e.case_id = c.pk AND e.actual_end IS NOT NULL), ''))
FROM agenda_item i LEFT JOIN "case" c ON c.pk = i.case_id
WHERE i.meeting_id = ? AND i.not_held IS NULL ORDER BY i.position, i.pk"""

COMING = f"""
SELECT c.case_id, c.person_id FROM (
  SELECT r.case_id AS case_id, r.holder_id AS person_id FROM role_assignment r
    WHERE r.started_on <= ?2 AND (r.ended_on IS NULL OR r.ended_on > ?2)
  UNION SELECT a.case_id, a.owner_id FROM action_point a WHERE +a.status IN {among(LIVE)}
    AND a.case_id IN (SELECT case_id FROM agenda_item WHERE meeting_id = ?1)) c
WHERE c.person_id IN (SELECT person_id FROM attendance WHERE meeting_id = ?1)
  AND c.person_id NOT IN (SELECT chair_id FROM meeting WHERE pk = ?1)
  AND c.person_id IS NOT (SELECT secretary_id FROM meeting WHERE pk = ?1)
  AND c.case_id IN (SELECT case_id FROM agenda_item WHERE meeting_id = ?1)"""
"""Who is invited to the meeting and has a role or an action point in a case of its agenda; who stays anyway is not."""


class OrderProposal(NamedTuple):
    """The order that is proposed for a meeting, and how it differs."""

    meeting_pk: int
    placed: tuple[Placed, ...]
    planned_end: str
    """HH:MM at which the meeting was planned to end."""
    changes: bool
    """Whether taking it would change anything."""

    @property
    def end(self) -> str:
        """HH:MM at which the agenda would end."""
        return max((one.end for one in self.placed), default=self.planned_end)


def read_order(store: "Store", meeting_pk: int) -> OrderProposal | None:
    """Return the proposal for a meeting that has not begun; nothing for another, or when there is nothing to order."""
    with store.read() as reader:
        found = reader.one(
            "SELECT held_on, planned_start, planned_end FROM meeting"
            " WHERE pk = ? AND actual_start IS NULL AND closed_at IS NULL",
            (meeting_pk,),
        )
        if found is None:
            return None
        held_on, start, end = found
        rows = reader.rows(ITEMS, (meeting_pk,))
        coming: dict[int, set[int]] = defaultdict(set)
        for case_pk, person_pk in reader.rows(COMING, (meeting_pk, held_on)):
            coming[case_pk].add(person_pk)
        limit = _limit(reader)
    items = [_orderable(row, coming) for row in rows]
    if not items:
        return None
    placed = proposed(items, start, limit)
    before = [(row[0], row[2], row[3]) for row in rows]
    after = [(one.key, one.start, one.end) for one in placed]
    return OrderProposal(meeting_pk, placed, end, before != after)


def _limit(reader: Reader) -> int:
    own = reader.value("SELECT value FROM threshold WHERE name = 'E54.minutes'")
    return int(own or LIMITS["E54.minutes"])


def _orderable(row: tuple[object, ...], coming: dict[int, set[int]]) -> Orderable:
    pk, kind, start, end, title, urgent, case_pk, alias, category, phase, danger, prone, closing, family, put_off = row
    weight: Weight = ""
    if urgent:
        weight = "urgent"
    elif category == "crisis":
        weight = "crisis"
    elif phase == "immediate_safety" or danger == "acute":
        weight = "safety"
    elif prone:
        weight = "prone"
    elif int(str(put_off)) >= PUT_OFF_TIMES:
        weight = "put_off"
    starts, ends = str(start), str(end)
    return Orderable(
        key=int(str(pk)),
        kind=kind,  # type: ignore[arg-type]  # a word of the format, as the file holds it
        minutes=minutes_of_day(ends) - minutes_of_day(starts),
        title=str(alias or title or capital(label("AgendaItemKind", str(kind)))),
        comes_at=starts if family else None,
        weight=weight if case_pk is not None else "",
        is_closing=category == "closing" or closing is not None,
        people=frozenset(coming.get(int(str(case_pk)), ())) if case_pk is not None else frozenset(),
    )
