"""Cases: the list with who leads, what is open and when it was last at the table."""

from datetime import date

from mdoverleg.domain.names import short_name
from mdoverleg.domain.roles import LEAD
from mdoverleg.domain.snapshots import CaseRow
from mdoverleg.reads.loading import day_of
from mdoverleg.reads.names import IS_LIVE
from mdoverleg.store.reading import Reader

CASES = f"""
SELECT c.pk, c.id, c.alias, c.category, c.status, c.framework, c.phase, c.goal, c.opened_on,
  (SELECT group_concat(p.name, char(10)) FROM role_assignment r JOIN person p ON p.pk = r.holder_id
     WHERE r.case_id = c.pk AND r.role = '{LEAD}' AND r.started_on <= ?1
     AND (r.ended_on IS NULL OR r.ended_on > ?1)),
  c.next_evaluation,
  (SELECT max(m.held_on) FROM agenda_item i JOIN meeting m ON m.pk = i.meeting_id
     WHERE i.case_id = c.pk AND i.actual_start IS NOT NULL),
  (SELECT count(*) FROM action_point a WHERE a.case_id = c.pk AND {IS_LIVE}),
  (SELECT count(*) FROM action_point a WHERE a.case_id = c.pk AND {IS_LIVE} AND a.due < ?1),
  c.retain_until
FROM "case" c ORDER BY c.position, c.pk"""


def case_rows(reader: Reader, today: date, *, status: str | None = None) -> tuple[CaseRow, ...]:
    """Return every case in document order, or those of one status."""
    rows = []
    for row in reader.rows(CASES, (today.isoformat(),)):
        found = CaseRow._make(
            (
                *row[:8],
                day_of(row[8]) or date.min,
                ", ".join(dict.fromkeys(short_name(name) for name in (row[9] or "").split("\n") if name)),
                day_of(row[10]),
                day_of(row[11]),
                *row[12:14],
                day_of(row[14]),
            )
        )
        if status is None or found.status == status:
            rows.append(found)
    return tuple(rows)
