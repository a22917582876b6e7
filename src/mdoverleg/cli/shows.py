"""One case, one meeting, or the board, as text or JSON."""

from collections.abc import Iterator
from typing import Any

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.lists import show_json, show_table
from mdoverleg.cli.saying import put
from mdoverleg.domain.dates import day_long, day_text, due_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.looking import CASE, LIST, Look
from mdoverleg.domain.snapshots import ActionRow, AgendaRow, BoardSnapshot, CaseView, RoleRow
from mdoverleg.domain.text import capital, clean
from mdoverleg.domain.timing import item_time
from mdoverleg.domain.words import _
from mdoverleg.reads.board import read_board
from mdoverleg.reads.in_the_room import read_rooms

CASES_OF_MEETING = "SELECT DISTINCT case_id FROM agenda_item WHERE meeting_id = ? AND case_id IS NOT NULL"


def _line(text: str) -> None:
    put(clean(text, one_line=True))


def show_board(options: Globals) -> int:
    """Print what the table screen shows of the meeting of today and its first case."""
    store = context.open_store(options)
    board = read_board(store)
    first = next((row.case_pk for row in board.agenda if row.case_pk), None)
    if board.case is None and first:
        board = read_board(store, case_pk=first)
    for text in board_lines(board):
        _line(text) if text else put()
    store.close()
    return 0


def board_lines(board: BoardSnapshot) -> Iterator[str]:
    """Yield the table screen as lines: heading, agenda, case, who does what, action points, warnings."""
    meeting = board.meeting
    yield f"{board.table} · {day_long(meeting.held_on)}" if meeting else board.table
    yield ""
    yield _("AGENDA")
    for row in board.agenda:
        yield f"  {row.planned_start}  {_title(row)}  {item_time(row, row.planned_start).planned}'"
    if board.case:
        yield ""
        yield from case_lines(board.case, board)
    if board.warnings:
        yield ""
        yield _("LOOK AT {n}").format(n=sum(not one.set_aside for one in board.warnings))
        for one in board.warnings:
            if not one.set_aside:
                yield f"  {label('Severity', one.severity)}  {one.check}  {one.text}"


def _title(row: AgendaRow) -> str:
    title = row.title or capital(label("AgendaItemKind", row.kind))
    if row.not_held:
        return f"{title}, {label('NotHeld', row.not_held)}"
    return _("{title} (urgent)").format(title=title) if row.added_because else title


def case_lines(case: CaseView, board: BoardSnapshot) -> Iterator[str]:
    """Yield one case: heading, goal, roles and action points."""
    head = case.head
    facts = [
        label("CaseCategory", head.category),
        label("Framework", head.framework) if head.framework else "",
        label("Phase", head.phase),
    ]
    yield " · ".join([head.alias.upper(), *(fact for fact in facts if fact)])
    yield "  " + _("Goal: {text}").format(text=head.goal)
    if head.retain_until:
        yield "  " + _("Kept until {day}").format(day=day_text(head.retain_until, board.today))
    yield ""
    yield _("WHO DOES WHAT")
    for role in case.roles:
        yield f"  {_sign(role)} {role.label}: {_holders(role)}"
    yield ""
    yield _("ACTION POINTS")
    for row in case.actions:
        yield f"  {'!!' if row.is_late else '  '} {row.id} {row.text} · " + " · ".join(_who_and_when(row, board))


def _who_and_when(row: ActionRow, board: BoardSnapshot) -> Iterator[str]:
    yield row.owner or _("nobody yet")
    if row.due is None:
        yield _("no date")
    elif row.is_late:
        yield due_text(row.due, board.today)
    else:
        yield day_text(row.due, board.today)
    if not row.is_late:
        yield label("ActionStatus", row.status)


def _sign(role: RoleRow) -> str:
    return {"double": "!!", "empty": " –", "partial": " –"}.get(role.state, " ✓")


def _holders(role: RoleRow) -> str:
    if not role.holders:
        return _("nobody yet")
    return ", ".join(
        f"{holder.name} ({holder.members_text})" if holder.members_text else holder.name for holder in role.holders
    )


def show_case(options: Globals, alias: str, *, as_json: bool) -> int:
    """Print one case as the board shows it; as JSON in the keys of docs/format.md."""
    store = context.open_store(options)
    with store.read() as reader:
        found = context.find_case(reader, alias)
    context.looked(store, options, Look(CASE, case_pk=found.pk))
    if as_json:
        show_json(_case_json(store, found.id))
    else:
        board = read_board(store, case_pk=found.pk)
        if board.case:
            for text in case_lines(board.case, board):
                _line(text) if text else put()
    return 0


def _document(store: Any) -> dict[str, Any]:
    import json

    from mdoverleg.export.table_json import render
    from mdoverleg.reads.document import read_document

    with store.read() as reader:
        found: dict[str, Any] = json.loads(render(read_document(reader)))
    return found


def _case_json(store: Any, id_: str) -> dict[str, Any]:
    document = _document(store)
    case: dict[str, Any] = next(one for one in document["cases"] if one["id"] == id_)
    return case | {"actions": [one for one in document.get("actions", ()) if one.get("case") == id_]}


def show_meeting(options: Globals, name: str, *, as_json: bool) -> int:
    """Print one meeting with its agenda and who is there; as JSON in the keys of docs/format.md."""
    store = context.open_store(options)
    with store.read() as reader:
        found = context.find_meeting(reader, name)
        cases = [row[0] for row in reader.rows(CASES_OF_MEETING, (found.pk,))]
    context.looked(store, options, Look(LIST, "meeting", cases=tuple(cases)))
    if as_json:
        show_json(next(one for one in _document(store)["meetings"] if one["id"] == found.id))
        return 0
    board = read_board(store, meeting_pk=found.pk)
    if board.meeting:
        _line(f"{board.meeting.id} · {day_long(board.meeting.held_on)} · {board.meeting.chair}")
    show_table((row.number, row.planned_start, _title(row), row.actual_start, row.actual_end) for row in board.agenda)
    put()
    show_table((row.name, row.organisation, label("AttendanceStatus", row.status)) for row in board.attendance)
    rooms = read_rooms(store, found.pk)
    if any(row.pk in rooms for row in board.agenda):
        put()
        _line(_("In the room"))
        for row in board.agenda:
            if people := rooms.get(row.pk):
                _line(f"{row.number}  {_title(row)}: {', '.join(who.words for who in people)}")
    return 0
