"""What is parked: put it on the agenda of a planned meeting, hold it after all, or let it go."""

from typing import TYPE_CHECKING

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import MeetingRow
from mdoverleg.domain.words import _
from mdoverleg.reads.lists import read_listing
from mdoverleg.reads.parking import ParkedRow
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.lists import ListScreen


async def unpark(screen: "ListScreen") -> None:
    """Ask what becomes of what is parked, and do it."""
    row = screen.list.row
    if not isinstance(row, ParkedRow):
        return
    meetings = await screen.window.in_thread(lambda: _to_come(screen))
    today = screen.today
    choices = [
        Choice(("on", one.pk), _("on the agenda of {day}").format(day=day_text(one.held_on, today)), _kind(one))
        for one in meetings
        if one.pk != row.meeting_pk
    ]
    if row.is_open and row.was_put_off:
        day = day_text(row.held_on, today)
        choices.append(Choice(("hold", 0), _("hold it after all on {day}").format(day=day)))
    if meetings:
        day = day_text(meetings[0].held_on, today)
        note = "" if row.is_open and row.was_put_off else _("stands on the agenda of {day} as dropped").format(day=day)
        choices.append(Choice(("go", meetings[0].pk), _("let it go"), note))
    if not choices:
        screen.app.notify(_("There is no meeting to come. Plan one first: a."), severity="warning", markup=False)
        return
    picked = await screen.app.push_screen_wait(Pick(_("{item}: what becomes of it?").format(item=row.title), choices))
    if picked is not None and isinstance(picked.key, tuple):
        await _carry_out(screen, row, *picked.key)


def _to_come(screen: "ListScreen") -> list[MeetingRow]:
    """Return the meetings that can still take something, the first one first."""
    rows: tuple[MeetingRow, ...] = read_listing(screen.window.store, "meetings").rows
    return [row for row in reversed(rows) if row.closed_at is None and row.actual_end is None]


def _kind(row: MeetingRow) -> str:
    return row.title or label("MeetingKind", row.kind)


async def _carry_out(screen: "ListScreen", row: ParkedRow, what: str, meeting_pk: int) -> None:
    if what == "on":
        await run_edit(
            screen,
            lambda store, who: late.agenda_order.fill(store, who, meeting_pk=meeting_pk, item_pks=(row.pk,)),
            said=_("It is on the agenda."),
        )
    elif what == "hold":
        await run_edit(
            screen,
            lambda store, who: late.agenda.unskip(store, who, item_pk=row.pk),
            said=_("It is on the agenda."),
        )
    elif row.is_open and row.was_put_off:
        await run_edit(
            screen,
            lambda store, who: late.agenda.skip(store, who, item_pk=row.pk, how="dropped"),
            said=_("It is no longer parked."),
        )
    else:
        await run_edit(
            screen,
            lambda store, who: late.agenda_order.let_go(store, who, meeting_pk=meeting_pk, item_pk=row.pk),
            said=_("It is no longer parked."),
        )
