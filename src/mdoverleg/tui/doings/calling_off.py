"""Calling a meeting off, and telling who got its agenda."""

from typing import TYPE_CHECKING

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.snapshots import MeetingRow
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.cancellations import still_invited
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.confirm import confirm
from mdoverleg.tui.doings.exporting import Wanted, write
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.lists import ListScreen


async def call_off(screen: "ListScreen") -> None:
    """Ask, and take the meeting off the list; where its agenda went out, offer to write the cancellation."""
    if not isinstance(row := screen.list.row, MeetingRow):
        return
    day = day_text(row.held_on, screen.today)
    title = _("Call off the meeting of {day}? Its agenda goes with it; u brings both back.").format(day=day)
    asked = confirm(title, _("Yes, call it off"), _("No, it takes place"), doubt=True)
    answer = await screen.app.push_screen_wait(asked)
    if answer is None or answer.key is not True:
        return
    said = _("The meeting of {day} is called off.").format(day=day)
    done = await run_edit(screen, lambda store, who: late.meetings.call_off(store, who, pk=row.pk), said=said)
    if done is None or not await screen.window.in_thread(lambda: _is_known(screen, row.pk)):
        return
    title = _("Its agenda went out. Write word that it is off, also for calendars?")
    answer = await screen.app.push_screen_wait(confirm(title, _("Yes, write it"), _("No, not now")))
    if answer is not None and answer.key is True:
        await write(screen, Wanted("cancellation", Asked(meeting_pk=row.pk)))


def _is_known(screen: "ListScreen", pk: int) -> bool:
    with screen.window.store.read() as reader:
        return pk in still_invited(reader, screen.today)
