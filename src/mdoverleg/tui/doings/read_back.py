"""Reading back a case, and the gate behind it: what is still red or not agreed is passed with one line of reason."""

from typing import TYPE_CHECKING

from mdoverleg.domain.words import _, n_
from mdoverleg.reads.read_back import ReadBack
from mdoverleg.reads.read_back import read_back as agreed
from mdoverleg.tui import late
from mdoverleg.tui.doings.wall import said_on_the_wall
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.widgets.read_back import back_lines, missing

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


async def read_back(screen: "BoardScreen") -> None:
    """Show what is read aloud; leave the case when the chair does so there."""
    from mdoverleg.tui.dialogs.read_back import ReadBackDialog

    case_pk = screen.case.head.pk
    async with said_on_the_wall(screen):
        while screen.snapshot is not None and screen.snapshot.case is not None and screen.case.head.pk == case_pk:
            dialog = ReadBackDialog(screen, await _extra(screen))
            if not await screen.app.push_screen_wait(dialog) or await leave(screen):
                return


async def leave(screen: "BoardScreen") -> bool:
    """Go on to the next item when nothing is left, or for a reason; tells whether the case was left.

    Where another window went on while the reason was typed, the next item is not skipped; the reason is kept.
    """
    from mdoverleg.tui.doings.meeting import next_item

    running = screen.running
    note = await _note_to_leave_with(screen) if running is not None else None
    if running is None or note is None:
        return False
    if screen.running is None or screen.running.pk != running.pk:
        if note and running.case_pk is not None:
            await _keep(screen, running.case_pk, note)
        screen.app.notify(_("Another window went on already."), severity="warning", markup=False)
        return True
    await next_item(screen, note=note)
    return True


async def _keep(screen: "BoardScreen", case_pk: int, note: str) -> None:
    board = screen.snapshot
    chair_pk = board.meeting.chair_pk if board is not None and board.meeting is not None else None
    await run_edit(
        screen,
        lambda store, who: late.case_records.add(
            store,
            who,
            entity="Note",
            case_pk=case_pk,
            values={"text": note, "by": who.person_pk or chair_pk, "kind": "between_meetings"},
        ),
    )


async def _extra(screen: "BoardScreen") -> ReadBack:
    store, case_pk, meeting_pk = screen.window.store, screen.case.head.pk, screen.running_meeting_pk
    return await screen.window.in_thread(lambda: agreed(store, case_pk, meeting_pk))


async def _note_to_leave_with(screen: "BoardScreen") -> str | None:
    """Ask once why the case is left with something red, or something new that its owner did not agree to.

    Returns the note to keep, empty where nothing is open, and None to stay.
    """
    from mdoverleg.tui.dialogs.ask import Ask, Question

    board = screen.snapshot
    if board is None or board.case is None or board.meeting is None:
        return ""
    extra = await _extra(screen)
    red = sum(1 for warning in missing(board) if warning.severity == "red")
    silent = sum(1 for row in back_lines(board, extra, "") if row.is_new and row.ticked is False)
    parts = []
    if red:
        parts.append(n_("{n} red warning", "{n} red warnings", red).format(n=red))
    if silent:
        parts.append(n_("{n} owner who did not say yes", "{n} owners who did not say yes", silent).format(n=silent))
    if not parts:
        return ""
    left = ", ".join(parts)
    asked = Ask(
        _("Still open: {left}").format(left=left),
        [Question("reason", _("On to the next item all the same, because"))],
        hint=_("Enter goes on and keeps the reason with the case · Esc goes back"),
    )
    answers = await screen.app.push_screen_wait(asked)
    if answers is None:
        return None
    return _("On with {left}, because: {reason}").format(left=left, reason=answers["reason"])
