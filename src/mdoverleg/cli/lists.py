"""The lists that scripts and people ask for: light, so that they come at once."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.saying import put, say
from mdoverleg.domain.clock import read_instant
from mdoverleg.domain.dates import day_file
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import Warning
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.labels import label
from mdoverleg.domain.looking import of_list
from mdoverleg.domain.snapshots import CaseRow
from mdoverleg.domain.text import clean, first_line, spelled_out
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked, asked_rows
from mdoverleg.reads.cases import case_rows
from mdoverleg.reads.meetings import meeting_rows
from mdoverleg.reads.names import people_rows
from mdoverleg.reads.table import today_of


def show_json(value: Any) -> None:
    """Print one value as JSON, in UTF-8, keys in the order given."""
    put(spelled_out(json.dumps(value, ensure_ascii=False, indent=2, default=_plain)))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def show_table(rows: Iterable[Sequence[object]]) -> None:
    """Print rows as columns, one line per row, the last column as long as it is."""
    texts = [[first_line(clean(_text(cell), one_line=True), 100) for cell in row] for row in rows]
    if not texts:
        return
    widths = [max(len(row[column]) for row in texts) for column in range(len(texts[0]))]
    for row in texts:
        put("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:%d-%m-%Y}" if isinstance(cell, date) else str(cell)


def list_actions(
    options: Globals,
    *,
    is_open: bool = False,
    overdue: bool = False,
    case: str | None = None,
    person: str | None = None,
    organisation: str | None = None,
    as_json: bool = False,
) -> int:
    """Print action points: late ones first, finished ones last; with `--json` as cli.md lays down."""
    store = context.open_store(options)
    with store.read() as reader:
        today = today_of(store, reader)
        asked = Asked(
            is_open=is_open,
            is_late=overdue,
            case_pk=context.find_case(reader, case).pk if case else None,
            person_pk=context.find_person(reader, person).pk if person else None,
            organisation_pk=context.find_organisation(reader, organisation).pk if organisation else None,
        )
        rows = asked_rows(reader, asked, today)
        people = dict(reader.rows("SELECT pk, id FROM person"))
        owners = dict(reader.rows("SELECT p.pk, o.id FROM person p JOIN organisation o ON o.pk = p.organisation_id"))
        organisations = dict(reader.rows("SELECT pk, id FROM organisation"))
    context.looked(store, options, of_list("points", asked.case_pk, asked.person_pk))
    if as_json:
        show_json(
            [
                {
                    "id": row.id,
                    "case": row.case or None,
                    "text": row.text,
                    "kind": row.kind,
                    "owner": people.get(row.owner_pk or 0),
                    "organisation": owners.get(row.owner_pk or 0) or organisations.get(row.owner_organisation_pk or 0),
                    "due": row.due,
                    "status": row.status,
                    "overdue": row.is_late,
                    "created_in": row.created_in or None,
                }
                for row in rows
            ]
        )
    else:
        show_table(
            (row.id, row.case, row.owner, row.due, _status(row.status, late=row.is_late), row.text) for row in rows
        )
    return 0


def _status(status: str, *, late: bool) -> str:
    return _("late") if late else label("ActionStatus", status)


def list_cases(options: Globals, *, status: str | None = None, as_json: bool = False) -> int:
    """Print the cases with who leads and what is open; of one status, named by its word or its label."""
    if status is not None:
        from mdoverleg.domain.inputs_words import from_words

        status = from_words("Case", "status", status)
    store = context.open_store(options)
    with store.read() as reader:
        rows = case_rows(reader, today_of(store, reader), status=status)
    context.looked(store, options, of_list("cases"))
    if as_json:
        show_json(
            [
                {
                    "id": row.id,
                    "alias": row.alias,
                    "category": row.category,
                    "status": row.status,
                    "framework": row.framework,
                    "phase": row.phase,
                    "goal": row.goal,
                    "opened_on": row.opened_on,
                    "lead": row.lead or None,
                    "next_evaluation": row.next_evaluation,
                    "last_discussed": row.last_discussed,
                    "live_actions": row.live_actions,
                    "late_actions": row.late_actions,
                    "retain_until": row.retain_until,
                }
                for row in rows
            ]
        )
    else:
        show_table(
            (row.id, row.alias, label("CaseStatus", row.status), row.lead, row.next_evaluation, _kept(row), row.goal)
            for row in rows
        )
    return 0


def _kept(row: CaseRow) -> str:
    return _("kept until {day}").format(day=day_file(row.retain_until)) if row.retain_until else ""


def list_people(options: Globals, *, as_json: bool = False) -> int:
    """Print the participants with their organisation."""
    store = context.open_store(options)
    with store.read() as reader:
        rows = people_rows(reader, today_of(store, reader), counts=True)
        organisations = dict(reader.rows("SELECT pk, id FROM organisation"))
    context.looked(store, options, of_list("people"))
    if as_json:
        show_json(
            [
                {
                    "id": row.id,
                    "name": row.name,
                    "organisation": organisations[row.organisation_pk],
                    "function": row.function or None,
                    "phone": row.phone or None,
                    "reachable": row.reachable or None,
                    "active": row.active,
                    "roles": row.roles,
                    "live_actions": row.live_actions,
                    "late_actions": row.late_actions,
                }
                for row in rows
            ]
        )
    else:
        show_table((row.id, row.name, row.organisation, row.function, row.reachable) for row in rows)
    return 0


def list_meetings(options: Globals, *, as_json: bool = False) -> int:
    """Print the meetings, the newest first."""
    store = context.open_store(options)
    with store.read() as reader:
        rows = meeting_rows(reader)
        people = dict(reader.rows("SELECT pk, id FROM person"))
    context.looked(store, options, of_list("meetings"))
    if as_json:
        show_json(
            [
                {
                    "id": row.id,
                    "kind": row.kind,
                    "title": row.title or None,
                    "held_on": row.held_on,
                    "planned_start": row.planned_start,
                    "planned_end": row.planned_end,
                    "actual_start": row.actual_start,
                    "actual_end": row.actual_end,
                    "chair": people[row.chair_pk],
                    "cases": row.cases,
                    "present": row.present,
                    "closed": row.closed_at is not None,
                }
                for row in rows
            ]
        )
    else:
        show_table(
            (row.id, row.held_on, f"{row.planned_start}-{row.planned_end}", label("MeetingKind", row.kind), row.chair)
            for row in rows
        )
    return 0


ROLES = """
SELECT c.alias, r.role, p.id, p.name, o.id, o.name, r.started_on, r.ended_on, r.pk FROM role_assignment r
JOIN "case" c ON c.pk = r.case_id LEFT JOIN person p ON p.pk = r.holder_id
LEFT JOIN organisation o ON o.pk = r.organisation_id
WHERE (?1 IS NULL OR r.case_id = ?1) ORDER BY c.position, r.position, r.pk"""


def list_roles(options: Globals, *, case: str | None = None, as_json: bool = False) -> int:
    """Print who holds or held which role, in document order."""
    store = context.open_store(options)
    with store.read() as reader:
        case_pk = context.find_case(reader, case).pk if case else None
        rows = reader.rows(ROLES, (case_pk,))
        members: dict[int, list[str]] = {}
        for parent, id_ in reader.rows(
            "SELECT l.parent_id, m.id FROM role_assignment_members l JOIN member m ON m.pk = l.value"
            " ORDER BY l.parent_id, l.position"
        ):
            members.setdefault(parent, []).append(id_)
    context.looked(store, options, of_list("roles", case_pk))
    if as_json:
        show_json(
            [
                {
                    "case": row[0],
                    "role": row[1],
                    "holder": row[2],
                    "organisation": row[4],
                    "members": members.get(row[8], []),
                    "started_on": row[6],
                    "ended_on": row[7],
                }
                for row in rows
            ]
        )
    else:
        show_table(
            (row[0], label("Role", row[1]), row[3] or row[5], ", ".join(members.get(row[8], [])), *_days(row[6:8]))
            for row in rows
        )
    return 0


def _days(days: Sequence[str | None]) -> list[date | None]:
    return [date.fromisoformat(day) if day else None for day in days]


def list_warnings(
    options: Globals,
    *,
    meeting: str | None = None,
    case: str | None = None,
    at: str | None = None,
    show_all: bool = False,
    strict: bool = False,
    release: str = "1",
    as_json: bool = False,
) -> int:
    """Print the warnings as checks.md lays down; with `strict` the exit code is 4 when there are any."""
    from mdoverleg.reads.warnings import read_warnings

    if release not in ("1", "2"):
        raise Refused(_("--release is 1 or 2"))
    store = context.open_store(options)
    with store.read() as reader:
        meeting_pk = context.find_meeting(reader, meeting).pk if meeting else None
        named = context.find_case(reader, case) if case else None
    alias = named.name if named else None
    context.looked(store, options, of_list("warnings", named.pk if named else None))
    found = read_warnings(store, _instant(at) if at else store.clock.utc(), meeting_pk=meeting_pk, release=int(release))
    shown = [one for one in found if (show_all or not one.set_aside) and alias in (None, one.case)]
    if as_json:
        show_json([_warning(one, show_all=show_all) for one in shown])
    else:
        show_table((label("Severity", one.severity), one.check, one.case, one.subject, _said(one)) for one in shown)
        if not shown:
            say(_("No warnings."))
    return 4 if strict and any(not one.set_aside for one in shown) else 0


def _instant(text: str) -> Any:
    try:
        return read_instant(text)
    except ValueError as error:
        raise Refused(
            _('--at: "{text}" is no moment; write it as 2026-10-06T10:45:00+02:00').format(text=one_line(text))
        ) from error


def _said(one: Warning) -> str:
    return _("{text} (set aside)").format(text=one.text) if one.set_aside else one.text


def _warning(one: Warning, *, show_all: bool) -> dict[str, object]:
    shown: dict[str, object] = {
        "check": one.check,
        "severity": one.severity,
        "case": one.case,
        "subject": one.subject,
        "value": one.value,
        "text": one.text,
    }
    return shown | {"set_aside": one.set_aside} if show_all else shown
