"""The meeting in lines: begin, go on, give minutes, note who is there, close."""

from mdoverleg.cli.backups import backup_words
from mdoverleg.cli.plain import lines
from mdoverleg.cli.plain.picks import job, numbered, open_meeting, person_in, yes
from mdoverleg.cli.plain.table import Said, Table, of_case
from mdoverleg.cli.writes import values_of
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _, n_

MORE_MINUTES = 5


def go_on(table: Table, _rest: str) -> Said:
    """Begin the meeting, or go to the next step or the next item."""
    from mdoverleg.edits import meetings

    table.look_at(None)
    board = table.board
    meeting = open_meeting(board)
    if meeting.actual_start is None:
        question = _("This meeting is planned for {day}. Start it now?").format(
            day=day_text(meeting.held_on, board.today)
        )
        if meeting.held_on != board.today and not yes(table, question):
            return
        meetings.start(table.store, table.who, pk=meeting.pk)
        yield from _where(table)
    elif board.step is not None and board.step.following:
        yield from _to_step(table, board.step.following)
    else:
        yield from _to_item(table, is_read_back=board.step is not None)


def _where(table: Table) -> Said:
    yield from table.after_own()
    yield from lines.where(table.board, table.now())
    yield from of_case(table)


def _to_step(table: Table, code: str) -> Said:
    from mdoverleg.domain.case_steps import KEPT, kept_after
    from mdoverleg.reads.case_steps import who_went_on

    step, meeting = table.board.step, open_meeting(table.board)
    if step is None:
        return
    name = who_went_on(table.store, step)
    kept = kept_after(step, code, table.store.clock.utc(), meeting.pk, table.who.name)
    if name is not None or not table.store.replace_setting(KEPT, kept, seen=step.kept):
        name = name or who_went_on(table.store, step) or _("somebody")
        raise Refused(_("{who} went on already; nothing was changed.").format(who=name))
    yield from table.after_own()
    if table.board.step is not None:
        yield lines.step_line(table.board.step)


def step_back(table: Table, _rest: str) -> Said:
    """Go back one step of the running case."""
    table.look_at(None)
    step = table.board.step
    if step is None:
        raise Refused(_("No case with steps is running."))
    if not step.previous:
        raise Refused(_("This is the first step already."))
    yield from _to_step(table, step.previous)


def next_item(table: Table, _rest: str) -> Said:
    """Go to the next item, whatever steps are left of this one."""
    table.look_at(None)
    yield from _to_item(table, is_read_back=False)


def _to_item(table: Table, *, is_read_back: bool) -> Said:
    """Go on to the next item; a case that was read back is left with a reason where something is red (E-checks)."""
    from mdoverleg.domain.case_steps import minutes_at
    from mdoverleg.edits import meetings

    board, meeting = table.board, open_meeting(table.board)
    now, note = lines.running(board), ""
    if is_read_back and board.case is not None:
        pk = board.case.head.pk
        red = sum(1 for one in lines.open_warnings(board) if one.severity == "red" and one.case_pk == pk)
        if red:
            left = n_("{n} red warning", "{n} red warnings", red).format(n=red)
            yield _("Still open: {left}").format(left=left)
            reason = table.ask(_("On to the next item all the same, because (empty stays):"))
            if not reason:
                return
            note = _("On with {left}, because: {reason}").format(left=left, reason=reason)
    went = meetings.go_on(
        table.store,
        table.who,
        pk=meeting.pk,
        expected_item_pk=now.pk if now else None,
        phases=minutes_at(board.step, table.store.clock.utc()),
        note=note,
    )
    if went.is_last:
        yield _("That was the last item; S closes the meeting.")
        return
    yield from _where(table)


def close(table: Table, _rest: str) -> Said:
    """Close the meeting: what is open is read first, and passed with one line of reason."""
    from mdoverleg.domain.case_steps import minutes_at
    from mdoverleg.edits import meetings
    from mdoverleg.reads.closing import read_closing
    from mdoverleg.reads.minutes_paper import minutes_fixer

    board, meeting = table.board, open_meeting(table.board)
    if meeting.actual_start is None:
        raise Refused(_("This meeting has not started yet."))
    points = read_closing(table.store, meeting.pk).points
    kept: tuple[str, ...] = ()
    if points:
        rows = [lines.said([one.about, one.text, one.note, _("red") if one.is_red else ""]) for one in points]
        yield from lines.numbered(_("Still open"), rows, "")
        reason = table.ask(_("We close all the same, because (empty goes on):"))
        if not reason:
            return
        head = n_("{n} open point", "{n} open points", len(points)).format(n=len(points))
        kept = (_("Closed with {open}, because: {reason}").format(open=head, reason=reason),)
    elif not yes(table, _("Close the meeting?")):
        return
    phases = minutes_at(board.step, table.store.clock.utc())
    fix = minutes_fixer(table.store, table.who, meeting.pk)
    left = meetings.close(table.store, table.who, pk=meeting.pk, phases=phases, looked_back=kept, fix=fix)
    yield from table.after_own()
    yield _("The meeting is closed.")
    yield backup_words(table.store)
    if left:
        yield n_("{n} item goes to a next meeting.", "{n} items go to a next meeting.", left).format(n=left)


def take_break(table: Table, _rest: str) -> Said:
    """Put a break right after the running item."""
    from mdoverleg.edits import agenda_time

    agenda_time.take_break(table.store, table.who, meeting_pk=open_meeting(table.board).pk)
    yield from table.after_own()
    yield _("After this item there is a break.")


def more_minutes(table: Table, _rest: str) -> Said:
    """Give the running item five minutes more."""
    from mdoverleg.edits import agenda

    item = lines.running(table.board)
    if item is None:
        raise Refused(_("No item is running."))
    agenda.give_minutes(table.store, table.who, item_pk=item.pk, minutes=MORE_MINUTES)
    yield from table.after_own()
    yield from lines.where(table.board, table.now())


def present(table: Table, rest: str) -> Said:
    """Read who is there, or note it of somebody: there when nothing else is said."""
    from mdoverleg.edits import meetings

    if not rest:
        yield from lines.present_lines(table.board)
        return
    meeting = open_meeting(table.board)
    row = numbered(rest.split(maxsplit=1)[0], table.board.attendance, _("They"))
    words = rest.split()
    if row is not None:
        person_pk, status = row.person_pk, " ".join(words[1:])
    else:
        person, rest_of = person_in(table, words)
        person_pk, status = person.pk, " ".join(rest_of)
    values = values_of("Attendance", {"status": status or "present"}, job(table))
    meetings.attend(table.store, table.who, pk=meeting.pk, person_pk=person_pk, status=values["status"])
    yield from table.after_own()
    rows = [row for row in table.board.attendance if row.person_pk == person_pk]
    yield from (lines.present_line(row, runs=False) for row in rows)
