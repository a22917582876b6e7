"""What the projector shows, asked column by column: never more than the allow-list of `domain/wall.py`."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.case_steps import KEPT, item_of_kept
from mdoverleg.domain.clock import DEFAULT_ZONE, began_at, minutes_of_day
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.initials import initials_of
from mdoverleg.domain.roles import role_unknown, roles_of_table
from mdoverleg.domain.room import READING_BACK
from mdoverleg.domain.text import clean
from mdoverleg.domain.wall import (
    RoleState,
    WallAction,
    WallCase,
    WallHolder,
    WallItem,
    WallMeeting,
    WallRole,
    WallSnapshot,
    WallStep,
)
from mdoverleg.domain.words import _
from mdoverleg.methods import ANY_NUMBER, slot_rules, step_title, steps
from mdoverleg.reads.case_steps import TIMED, scaled
from mdoverleg.reads.loading import among, day_of, load
from mdoverleg.reads.meetings import meeting_of_today
from mdoverleg.reads.table import kept_method, newest_change, wall_is_dark, zone_of
from mdoverleg.reads.wall_words import WallWords
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

TABLE = "SELECT name, language, time_zone, method FROM table_info"
SETTING = "SELECT value FROM setting WHERE name = ?"
MEETING = """
SELECT kind, held_on, planned_start, actual_start, actual_end, closed_at IS NOT NULL FROM meeting WHERE pk = ?"""
ITEMS = """
SELECT pk, case_id, kind, planned_start, planned_end, actual_start, actual_end, not_held IS NULL,
EXISTS (SELECT 1 FROM seat s WHERE s.agenda_item_id = agenda_item.pk AND s.member_id IS NOT NULL)
FROM agenda_item WHERE meeting_id = ? ORDER BY position, pk"""
CASE = 'SELECT alias, CASE WHEN ?2 THEN joint_message END FROM "case" WHERE pk = ?1'
OTHERS = 'SELECT alias FROM "case" WHERE pk <> ?'
PEOPLE = "SELECT name FROM person"
HELPERS = "SELECT name FROM helper WHERE case_id = ? AND name IS NOT NULL"
HOLDERS = """
SELECT r.role, p.name, o.name FROM role_assignment r LEFT JOIN person p ON p.pk = r.holder_id
LEFT JOIN organisation o ON o.pk = coalesce(p.organisation_id, r.organisation_id)
WHERE r.case_id = ?1 AND r.started_on <= ?2 AND (r.ended_on IS NULL OR r.ended_on > ?2) ORDER BY r.position, r.pk"""
ACTIONS = f"""
SELECT a.id, a.text, p.name, c.name, o.name, a.family_owner_id IS NOT NULL, a.due, a.status, a.created_in_id = ?2
FROM action_point a LEFT JOIN person p ON p.pk = a.owner_id LEFT JOIN person c ON c.pk = a.co_owner_id
LEFT JOIN organisation o ON o.pk = a.owner_organisation_id
WHERE a.case_id = ?1 AND (a.status IN {among(LIVE)} OR a.created_in_id = ?2 OR a.reviewed_in_id = ?2)
ORDER BY a.position DESC, a.pk DESC"""

ABOUT_ACTIONS = ("previous_actions", "actions", "read_back")
"""Steps in which action points are worked on."""


class _Item(NamedTuple):
    """An agenda item with its keys, which do not leave this file."""

    pk: int
    case_pk: int | None
    shown: WallItem


def read_wall(store: "Store") -> WallSnapshot:
    """Return what the wall shows now."""
    with store.read() as reader:
        return wall_of(reader, store.clock.now("UTC"))


def wall_of(reader: Reader, at: datetime) -> WallSnapshot:
    """Return what the wall shows at one instant."""
    zone = zone_of(reader)
    now = at.astimezone(zone)
    today = now.date()
    name, language, zone_name, method = reader.one(TABLE) or ("", "", None, None)
    meeting_pk = meeting_of_today(reader, today)
    meeting = _meeting(reader, meeting_pk, today)
    items = _items(reader, meeting_pk) if meeting is not None and not meeting.is_closed else ()
    running = _running(items)
    case = None
    if meeting is not None and meeting_pk is not None and running is not None and items[running].case_pk is not None:
        case = _case(reader, _Now(items[running], meeting_pk, now), method)
    return WallSnapshot(
        sequence=newest_change(reader),
        table=clean(name, one_line=True),
        language=language,
        zone=zone_name or DEFAULT_ZONE,
        today=today,
        meeting=meeting,
        items=tuple(item.shown for item in items),
        running=running,
        case=case,
        is_dark=wall_is_dark(reader),
    )


def _meeting(reader: Reader, pk: int | None, today: date) -> WallMeeting | None:
    """Return the meeting when it runs or is of today: what is planned later is nobody's business on the wall."""
    row = reader.one(MEETING, (pk,)) if pk is not None else None
    if row is None:
        return None
    kind, held_on, planned_start, begun_at, ended_at, is_closed = row
    day = day_of(held_on) or today
    runs = begun_at is not None and ended_at is None and not is_closed
    if not runs and day != today:
        return None
    return WallMeeting(kind, day, planned_start, begun_at, ended_at, bool(is_closed))


def _items(reader: Reader, meeting_pk: int | None) -> tuple[_Item, ...]:
    return tuple(
        _Item(pk, case_pk, WallItem(number, kind if begun else None, start, end, begun, ended, bool(held), bool(waits)))
        for number, (pk, case_pk, kind, start, end, begun, ended, held, waits) in enumerate(
            reader.rows(ITEMS, (meeting_pk,)), 1
        )
    )


def _running(items: Iterable[_Item]) -> int | None:
    """Return the place of the item that runs; of several the one that began last."""
    running = [
        (item.shown.actual_start, place)
        for place, item in enumerate(items)
        if item.shown.actual_start and not item.shown.actual_end and item.shown.is_held
    ]
    return max(running)[1] if running else None


class _Now(NamedTuple):
    """What of the running case is shown: its item, and the instant in the zone of the table."""

    item: _Item
    meeting_pk: int
    at: datetime


def _case(reader: Reader, now: _Now, method: str | None) -> WallCase | None:
    case_pk = now.item.case_pk
    reads_back = reader.value(SETTING, (READING_BACK,)) == str(now.item.pk)
    row = reader.one(CASE, (case_pk, reads_back))
    if row is None:
        return None
    initials = initials_of([name for (name,) in reader.rows(PEOPLE)])
    helpers = initials_of([name for (name,) in reader.rows(HELPERS, (case_pk,))])
    words = WallWords(initials, helpers, [alias for (alias,) in reader.rows(OTHERS, (case_pk,))], now.at.date())
    return WallCase(
        alias=clean(row[0], one_line=True),
        step=_step(reader, now, method),
        roles=_roles(reader, now, method, initials),
        actions=_actions(reader, now, words, initials),
        message=words.of(row[1]) if row[1] else "",
    )


def _step(reader: Reader, now: _Now, method: str | None) -> WallStep | None:
    of_method = steps(method, kept_method(reader))
    shown = now.item.shown
    if not of_method or shown.actual_start is None:
        return None
    began = began_at(shown.actual_start, now.at).astimezone(UTC)
    codes = [step.code for step in of_method]
    kept = item_of_kept(reader.value(SETTING, (KEPT,)), now.item.pk)
    code, since = (kept[0], kept[1]) if kept and kept[0] in codes else (codes[0], began)
    at = codes.index(code)
    planned = max(0, minutes_of_day(shown.planned_end) - minutes_of_day(shown.planned_start)) * 60
    return WallStep(
        number=at + 1,
        of=len(codes),
        title=clean(step_title(of_method[at]), one_line=True),
        seconds=scaled(of_method, planned)[at],
        since=max(since, began),
        is_timed=code == TIMED,
        is_about_actions=code in ABOUT_ACTIONS,
    )


def _roles(reader: Reader, now: _Now, method: str | None, initials: Mapping[str, str]) -> tuple[WallRole, ...]:
    rules = slot_rules(method, kept_method(reader))
    roles = roles_of_table(load(reader, records.RoleKind))
    held: dict[str, list[WallHolder]] = {}
    for code, person, organisation in reader.rows(HOLDERS, (now.item.case_pk, now.at.date().isoformat())):
        holder = WallHolder(initials.get(person, ""), clean(organisation or "", one_line=True))
        if holder not in held.setdefault(code, []):
            held[code].append(holder)
    known = [*roles.values(), *(role_unknown(code) for code in held if code not in roles)]
    return tuple(
        WallRole(
            clean(role.label, one_line=True),
            _state(held.get(role.code, []), rules.get(role.code, ANY_NUMBER).how_many),
            tuple(held.get(role.code, [])),
        )
        for role in known
        if role.slot == "always" or role.code in held
    )


def _state(holders: list[WallHolder], how_many: str) -> RoleState:
    if not holders:
        return "empty"
    return "double" if how_many == "one" and len(holders) > 1 else "filled"


def _owners(
    initials: Mapping[str, str], people: Iterable[str | None], organisation: str | None, *, is_family: bool
) -> str:
    """Return who has an action point: initials of one or two people, an organisation, or somebody of the family."""
    named = [initials[name] for name in people if name and name in initials]
    first = [] if named else [clean(organisation or "", one_line=True)] if organisation else []
    both = [*([_("family")] if is_family else []), *first, *named]
    return " + ".join(both)


def _actions(reader: Reader, now: _Now, words: WallWords, initials: Mapping[str, str]) -> tuple[WallAction, ...]:
    found = [
        WallAction(
            id=clean(id_, one_line=True),
            text=words.of(text),
            owner=_owners(initials, (person, second), organisation, is_family=bool(family)),
            due=day_of(due),
            status=status,
            is_new=bool(is_new),
        )
        for id_, text, person, second, organisation, family, due, status, is_new in reader.rows(
            ACTIONS, (now.item.case_pk, now.meeting_pk)
        )
    ]
    new = [row for row in found if row.is_new]
    before = sorted((row for row in found if not row.is_new), key=_urgency)
    return (*new, *before)


def _urgency(row: WallAction) -> tuple[bool, date, str]:
    return row.status not in LIVE, row.due or date.max, row.id
