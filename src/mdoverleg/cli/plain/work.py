"""Who does what, in lines: roles, action points, decisions, and what needs looking at."""

from typing import TYPE_CHECKING, Any

from mdoverleg.cli.plain import lines
from mdoverleg.cli.plain.picks import day, job, numbered, person_in, point, shown_case
from mdoverleg.cli.plain.table import Said, Table
from mdoverleg.domain.dates import day_to_look_again, day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.snapshots import CaseView
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _

if TYPE_CHECKING:
    from mdoverleg.domain.roles import Role


def decisions(table: Table, rest: str) -> Said:
    """Read the decisions, or add one."""
    from mdoverleg.edits import decisions

    case = shown_case(table.board)
    if not rest:
        yield from lines.decision_lines(case)
        return
    values = {"text": rest, "created_in": table.running_meeting_pk}
    decisions.add(table.store, table.who, case_pk=case.head.pk, values=values)
    yield from table.after_own()
    yield _("The decision is saved.")


def roles(table: Table, rest: str) -> Said:
    """Read the roles, or give one: its number or name, then a name, and #K1 for one member of the family."""
    from mdoverleg.edits import roles as edits
    from mdoverleg.reads.handovers import read_givers

    case, today = shown_case(table.board), table.board.today
    if not rest:
        yield from lines.role_lines(case, today)
        return
    words = [word for word in rest.split() if not word.startswith("#")]
    shorts = {fold(row.short): row.pk for row in case.members}
    marks = [fold(word[1:]) for word in rest.split() if word.startswith("#")]
    if unknown := [mark for mark in marks if mark not in shorts]:
        raise Refused(_("“{word}” is nobody of this family.").format(word=one_line(unknown[0])))
    code, label, named = _role_in(table, case, words)
    person, _behind = person_in(table, named) if named else (None, [])
    if person is None:
        raise Refused(_("Who? Type a name behind the role."))
    members = tuple(shorts[mark] for mark in marks)
    slot = next((row for row in case.roles if row.code == code), None)
    replace = slot is not None and (slot.how_many == "one" or (slot.how_many == "one_each" and bool(members)))
    givers = read_givers(table.store, case.head.pk, code, person.pk, members)
    handover = None
    if givers:
        typed = table.ask(_("Hand-over by {names}: before which day? Empty: none.").format(names=", ".join(givers)))
        handover = {"due": day(typed, table), "warm": True} if typed else None
    edits.assign(
        table.store,
        table.who,
        case_pk=case.head.pk,
        role=code,
        person_pk=person.pk,
        members=members,
        meeting_pk=table.running_meeting_pk,
        replace=replace,
        handover=handover,
    )
    yield from table.after_own()
    yield _("{role}: {name}.").format(role=label, name=person.name)


def _role_in(table: Table, case: CaseView, words: list[str]) -> tuple[str, str, list[str]]:
    from mdoverleg.reads.role_cards import read_roles

    slot = numbered(words[0], case.roles, _("Roles")) if words else None
    if slot is not None:
        return slot.code, slot.label, words[1:]
    known: dict[str, Role] = {role.code: role for role in read_roles(table.store)}
    for size in range(len(words), 0, -1):
        wanted = fold(" ".join(words[:size]))
        exact = [role for role in known.values() if wanted in (fold(role.code), fold(role.label))]
        found = exact or [role for role in known.values() if fold(role.label).startswith(wanted)]
        if len(found) == 1:
            return found[0].code, found[0].label, words[size:]
        if found:
            names = "; ".join(role.label for role in found)
            raise Refused(_("Which role is meant: {names}?").format(names=names))
    raise Refused(_("There is no role “{name}” here; r alone reads them.").format(name=one_line(" ".join(words))))


def points(table: Table, rest: str) -> Said:
    """Read the action points, or add one from a line, as on screen."""
    from mdoverleg.cli.entry import around_case
    from mdoverleg.domain.entry import read_entry
    from mdoverleg.domain.entry_say import problem_text, problems_text
    from mdoverleg.domain.entry_values import entry_values
    from mdoverleg.edits import action_points

    board = table.board
    if not rest:
        yield from lines.action_lines(table.number_again(), board.today, with_case=board.case is None)
        return
    case_pk = board.case.head.pk if board.case else None
    with table.store.read() as reader:
        reading = read_entry(rest, around_case(reader, case_pk or 0, board.today))
    if reading.problems:
        raise Refused(" ".join(problem_text(problem) for problem in reading.problems))
    yield from problems_text(reading)
    values = entry_values(reading, case_pk=case_pk, meeting_pk=table.running_meeting_pk)
    pk = action_points.add(table.store, table.who, values=values)
    yield from table.after_own()
    yield from _said_point(table, pk)


def _said_point(table: Table, pk: int) -> Said:
    """Say how an action point stands now; one that has left the list, or is not in it, by its id."""
    rows = dict(enumerate(table.actions(), 1))
    found = [(number, row) for number, row in rows.items() if row is not None and row.pk == pk]
    if not found:
        yield _("{id} is saved.").format(id=job(table).id_of("action_point", pk))
    for number, row in found:
        yield f"{number}. {lines.action_line(row, table.board.today)}"


def status(status: str, *, needs_reason: bool = False) -> Any:
    """Return what answers an action point: its number, and the reason where one is wanted."""

    def do(table: Table, rest: str) -> Said:
        from mdoverleg.edits import action_points

        which, _space, reason = rest.partition(" ")
        row = point(table, which)
        if needs_reason and not reason.strip():
            reason = table.ask(_("{id}: why?").format(id=row.id))
        action_points.set_status(
            table.store,
            table.who,
            pk=row.pk,
            status=status,
            reason=reason.strip() or None,
            meeting_pk=table.running_meeting_pk,
            expected={"status": row.status},
        )
        yield from table.after_own()
        yield from _said_point(table, row.pk)

    return do


def agree(table: Table, rest: str) -> Said:
    """Note that the owner says yes, or not any more."""
    from mdoverleg.edits import action_points

    row = point(table, rest)
    action_points.accept(table.store, table.who, pk=row.pk, accepted=not row.accepted)
    yield from table.after_own()
    yield from _said_point(table, row.pk)


def warnings(table: Table, rest: str) -> Said:
    """Read the warnings, or set one aside: its number, and why it may wait."""
    from mdoverleg.edits import warnings

    board = table.board
    if not rest:
        yield from lines.warning_lines(board)
        return
    number, _space, reason = rest.partition(" ")
    found = numbered(number, lines.open_warnings(board), _("Warnings"))
    if found is None:
        raise Refused(_("Which warning? Type its number behind the letter, and why it may wait."))
    if table.who.person_pk is None:
        raise Refused(_("Only somebody of this table can set a warning aside."))
    reason = reason.strip() or table.ask(_("Why it may wait") + ":")
    if not reason:
        return
    until = day_to_look_again(board.next_meeting_on, board.today, found.check)
    warnings.set_aside(
        table.store,
        table.who,
        check=found.check,
        case_pk=found.case_pk,
        subject=found.subject,
        reason=reason,
        until=until,
        by_pk=table.who.person_pk,
    )
    yield from table.after_own()
    yield _("{check} is set aside until {day}.").format(check=found.check, day=day_with_year(until))
