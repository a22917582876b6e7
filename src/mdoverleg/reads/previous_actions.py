"""The round of previous action points over all cases, and what is to be known beside one: how often, and what waits."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.facts import MeetingFacts, TableFacts
from mdoverleg.domain.groups import LIVE, THERE
from mdoverleg.domain.review import Review, ReviewGroup
from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.reads.loading import among, load
from mdoverleg.reads.meetings import next_meeting_after
from mdoverleg.reads.names import names_of_cases
from mdoverleg.reads.table import today_of
from mdoverleg.reads.who_does_what import Naming, action_rows, urgency
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

ROUND: Final = "previous_actions"
"""The kind of agenda item in which the round is held."""

ASKED: Final = f"(status IN {among(LIVE)} AND (created_in_id IS NULL OR created_in_id <> ?1))"
ANSWERED: Final = "(reviewed_in_id = ?1 AND (created_in_id IS NULL OR created_in_id <> ?1))"
ON_AGENDA: Final = "(SELECT case_id FROM agenda_item WHERE meeting_id = ?1 AND case_id IS NOT NULL)"
HERE: Final = f"(SELECT person_id FROM attendance WHERE meeting_id = ?1 AND status IN {among(THERE)})"

SOON: Final = (
    f"{ASKED} AND case_id NOT IN {ON_AGENDA} AND (due IS NULL OR ?2 IS NULL OR due < ?2)"
    f" AND (owner_id IN {HERE} OR co_owner_id IN {HERE} OR executor_id IN {HERE})"
)
"""Of the other cases: what is to be done before the next meeting, or has no day, by somebody who is here."""

MADE_HERE: Final = "created_in_id = ?1 AND case_id IS NULL"
PARTS: Final = (f"{ASKED} AND case_id IN {ON_AGENDA}", f"{ASKED} AND case_id IS NULL", ANSWERED, MADE_HERE)
"""What is asked of the cases of the agenda and of no case, what was answered, and what is new; one look-up each."""

IDS: Final = "SELECT pk, id FROM action_point WHERE pk IN (SELECT value FROM json_each(?1))"

BESIDE: Final = (
    "SELECT a.pk, a.postponed, d.status = 'done',"
    " (SELECT count(*) FROM meeting m WHERE a.due IS NOT NULL AND m.held_on > a.due AND m.held_on <= ?1 AND"
    " (m.pk = ?2 OR (m.actual_start IS NOT NULL AND (a.case_id IS NULL OR EXISTS (SELECT 1 FROM agenda_item i"
    " WHERE i.meeting_id = m.pk AND i.case_id = a.case_id AND i.actual_start IS NOT NULL)))))"
    " FROM action_point a LEFT JOIN action_point d ON d.pk = a.depends_on_id"
    " WHERE a.pk IN (SELECT value FROM json_each(?3))"
)
"""By action point: days moved, whether what it waits for is done, and meetings after its day at which it was asked."""

LEVELS: Final = (
    "SELECT action_id, max(level) FROM obstacle WHERE (resolved_on IS NULL OR resolved_on > ?1)"
    " AND case_id IN (SELECT case_id FROM action_point WHERE pk IN (SELECT value FROM json_each(?2)))"
    " GROUP BY action_id"
)
"""The level at which what stands in the way of an action point lies."""


class Shown(NamedTuple):
    """What the screen shows at this moment: the table, the meeting with its agenda, the running case and the day."""

    table: TableFacts
    meeting: MeetingFacts
    running: records.AgendaItem | None
    today: date


def review_of(reader: Reader, shown: Shown, *, with_others: bool = True) -> Review:
    """Return the round: the cases of the agenda in its order, what belongs to no case, then the other cases.

    While somebody of a family sits at the table only its own case is in it. What is to be asked of the other cases is
    left out without `with_others`: in a large table that is nearly all there is.
    """
    here = shown.meeting.meeting
    parts = [load(reader, records.ActionPoint, part, (here.pk,)) for part in PARTS]
    if with_others:
        soon = (here.pk, _iso(next_meeting_after(reader, here.held_on)))
        parts.append(load(reader, records.ActionPoint, SOON, soon))
    found = {row.pk: row for part in parts for row in part}
    family = _case_of_family(shown)
    actions = [row for row in found.values() if family is None or row.case_id == family]
    rows = _rows(reader, actions, shown)
    agenda = [item.case_id for item in shown.meeting.agenda if item.case_id]
    of_cases = sorted({row.case_pk for row in rows} - {None, *agenda}, key=lambda pk: _alias(rows, pk).casefold())
    asked, new = [row for row in rows if row.is_previous], tuple(row for row in rows if not row.is_previous)
    groups = [_group(asked, case_pk, agenda) for case_pk in dict.fromkeys([*agenda, None, *of_cases])]
    groups.append(ReviewGroup(None, "", "new", new))
    return Review(tuple(group for group in groups if group.rows), for_family=family is not None)


def previous_rows(review: Review) -> tuple[ActionRow, ...]:
    """Return what is asked of the cases of the agenda and of no case as one list, late ones on top."""
    groups = (group for group in review.groups if group.place in ("agenda", "loose"))
    return tuple(sorted((row for group in groups for row in group.rows), key=urgency))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _case_of_family(shown: Shown) -> int | None:
    """Return the case of which somebody sits at the table now."""
    item = shown.running
    seats = shown.meeting.seats.get(item.pk, ()) if item else ()
    return item.case_id if item and any(seat.member_id and not seat.until for seat in seats) else None


def _rows(reader: Reader, actions: Sequence[records.ActionPoint], shown: Shown) -> tuple[ActionRow, ...]:
    aliases, labels = names_of_cases(reader, {action.case_id for action in actions if action.case_id})
    waits = {action.depends_on_id for action in actions if action.depends_on_id}
    ids = {action.pk: action.id for action in actions} | _ids(reader, waits - {action.pk for action in actions})
    meetings = {row.pk: row for row in load(reader, records.Meeting)}
    here = shown.meeting.meeting
    naming = Naming(shown.table, aliases, labels, ids, meetings, shown.today, here.pk)
    return beside(reader, action_rows(actions, naming), here, shown.today)


def _ids(reader: Reader, pks: Iterable[int]) -> dict[int, str]:
    return dict(reader.rows(IDS, (json.dumps(sorted(pks)),)))


def beside(
    reader: Reader, rows: tuple[ActionRow, ...], here: records.Meeting | None, today: date
) -> tuple[ActionRow, ...]:
    """Return action points with what is to be known beside each: how often it slipped, whether what it waited for is
    done, and at which level what stands in its way lies.

    How often is what a file knows wherever it came from: the times that its day was moved, and the meetings about its
    case after that day. Never counted by person (A8.19).
    """
    if not rows:
        return rows
    keys = json.dumps([row.pk for row in rows])
    until = max(today, here.held_on) if here else today
    known = {pk: rest for pk, *rest in reader.rows(BESIDE, (until.isoformat(), here.pk if here else None, keys))}
    levels = dict(reader.rows(LEVELS, (today.isoformat(), keys)))
    return tuple(
        row._replace(
            slips=known[row.pk][0] + known[row.pk][2], is_ready=bool(known[row.pk][1]), level=levels.get(row.pk, 0)
        )
        if row.pk in known
        else row
        for row in rows
    )


def level_now(store: "Store", pk: int) -> int:
    """Return the level at which what stands in the way of one action point lies; 0 for none."""
    with store.read() as reader:
        today = today_of(store, reader)
        levels: dict[int, int] = dict(reader.rows(LEVELS, (today.isoformat(), json.dumps([pk]))))
    return levels.get(pk, 0)


def _alias(rows: Iterable[ActionRow], case_pk: int | None) -> str:
    return next((row.case for row in rows if row.case_pk == case_pk), "")


def _group(rows: Iterable[ActionRow], case_pk: int | None, agenda: Sequence[int]) -> ReviewGroup:
    own = tuple(row for row in rows if row.case_pk == case_pk)
    alias = own[0].case if own else ""
    if case_pk is None:
        return ReviewGroup(None, "", "loose", own)
    return ReviewGroup(case_pk, alias, "agenda" if case_pk in agenda else "elsewhere", own)
