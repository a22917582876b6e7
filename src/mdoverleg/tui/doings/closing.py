"""Closing a meeting through its gate: what is still open is read aloud, and passed with one line of reason."""

import asyncio
from itertools import groupby
from typing import TYPE_CHECKING

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.errors import MdError
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.closing import Closing, read_closing
from mdoverleg.reads.minutes_paper import minutes_fixer
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.aloud import Aloud, AloudRow
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


async def close(screen: "BoardScreen") -> None:
    """Close the meeting: after asking when nothing is open, else for a reason that is kept with what looks back."""
    from mdoverleg.tui.doings.learning import closing_lines
    from mdoverleg.tui.doings.meeting import meeting_of, phases_of

    meeting = meeting_of(screen)
    closing = await screen.window.in_thread(lambda: read_closing(screen.window.store, meeting.pk))
    reason = await _through_gate(screen, closing) if closing.points else await _sure(screen)
    if reason is None:
        return
    lines = (*([reason] if reason else []), *await closing_lines(screen))
    phases = phases_of(screen)
    done = await run_edit(
        screen,
        lambda store, who: late.meetings.close(
            store, who, pk=meeting.pk, phases=phases, looked_back=lines, fix=minutes_fixer(store, who, meeting.pk)
        ),
    )
    if done is not None:
        said = _("The meeting is closed.")
        if done.value and closing.next_on is not None:
            words = n_("{n} item goes to the meeting of {day}.", "{n} items go to the meeting of {day}.", done.value)
            said = f"{said} {words.format(n=done.value, day=day_text(closing.next_on, screen.today))}"
        screen.app.notify(said, markup=False)
        screen.app.run_worker(_back_up(screen, said), group="backup")
        await _offer_papers(screen, meeting.pk, day_text(meeting.held_on, screen.today))


async def _back_up(screen: "BoardScreen", said: str) -> None:
    """Make a backup of what was closed, in a thread of its own, and say behind the rest whether that went well."""
    try:
        await asyncio.to_thread(screen.window.store.back_up)
    except MdError as error:
        words = _("No backup was made: {reason}").format(reason=error.for_all_to_see())
        screen.app.notify(f"{said} {words}", severity="warning", markup=False)
    else:
        made = _("A backup is made.")
        screen.app.notify(f"{said} {made}", markup=False)


async def _offer_papers(screen: "BoardScreen", meeting_pk: int, day: str) -> None:
    """Ask whether everything that goes out is to be written now; it can be done later from the palette."""
    from mdoverleg.tui.dialogs.confirm import confirm
    from mdoverleg.tui.doings.packing import write_pack_of
    from mdoverleg.tui.runner import who_of

    title = _("Make a folder with everything that goes out now?")
    later = _("Not now: later with Ctrl+P")
    answer = await screen.app.push_screen_wait(confirm(title, _("Yes, for everybody their own list"), later))
    who = await who_of(screen) if answer is not None and answer.key is True else None
    if who is not None:
        await write_pack_of(screen, who, meeting_pk, day)


async def _sure(screen: "BoardScreen") -> str | None:
    """Ask once when nothing is open; nothing to keep, or None to go on with the meeting."""
    from mdoverleg.tui.dialogs.confirm import confirm

    title = _("Everything on the agenda is done. Close the meeting?")
    answer = await screen.app.push_screen_wait(
        confirm(title, _("Yes, close it: the minutes are final"), _("No, go on"))
    )
    return "" if answer is not None and answer.key is True else None


async def _through_gate(screen: "BoardScreen", closing: Closing) -> str | None:
    """Show what is open and ask why the meeting is closed all the same; None to go on with it."""
    from mdoverleg.tui.dialogs.ask import Ask, Question

    number = len(closing.points)
    head = n_("{n} open point", "{n} open points", number).format(n=number)
    dialog = Aloud(
        _("Before we close: read aloud what is still open"),
        gate_rows(closing),
        last=_("Close the meeting: the minutes are final"),
        head=(_("STILL OPEN"), head),
    )
    if not await screen.app.push_screen_wait(dialog):
        return None
    asked = Ask(
        head,
        [Question("reason", _("We close all the same, because"))],
        hint=_("Enter goes on and keeps the reason with the looking back · Esc goes back"),
    )
    answers = await screen.app.push_screen_wait(asked)
    if answers is None:
        return None
    return _("Closed with {open}, because: {reason}").format(open=head, reason=answers["reason"])


def gate_rows(closing: Closing) -> list[AloudRow]:
    """Return the lines that are read: those of the meeting first, then case by case."""
    rows: list[AloudRow] = []
    for about, points in groupby(closing.points, key=lambda point: point.about):
        rows.append(AloudRow(len(rows), about or _("The meeting"), is_head=True))
        for point in points:
            look, sign = ("red", "!!") if point.is_red else ("", "–")
            rows.append(AloudRow(len(rows), point.text, point.note, look, sign))
    return rows
