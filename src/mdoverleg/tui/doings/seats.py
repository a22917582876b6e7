"""Who sits here for one agenda item: the dialog of its room, and what is done for everybody at once."""

from typing import TYPE_CHECKING

from mdoverleg.domain.snapshots import AgendaRow
from mdoverleg.domain.words import _
from mdoverleg.reads.who_sits_here import OUT, read_room
from mdoverleg.tui import late
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.widgets.agenda import title_of

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


def item_here(screen: "BoardScreen") -> AgendaRow | None:
    """Return the item that is meant: under the cursor, else of the case that is looked at, else the running one."""
    if screen.cursor_item is not None:
        return screen.cursor_item
    looked_at = item_of(screen, screen.looks_at) if screen.looks_at is not None else None
    return looked_at or screen.running or next(iter(screen.agenda), None)


def item_of(screen: "BoardScreen", case_pk: int | None) -> AgendaRow | None:
    """Return the item of a case, of several the first that is not over; without a case the running item."""
    if case_pk is None:
        return screen.running
    found = [item for item in screen.agenda if item.case_pk == case_pk]
    return next(iter([*(item for item in found if not item.is_done), *found]), None)


async def room(screen: "BoardScreen") -> None:
    """Show who sits here for the item that runs or is looked at."""
    if (item := item_here(screen)) is not None:
        await seats(screen, item)


async def seats(screen: "BoardScreen", item: AgendaRow, at: int | None = None) -> None:
    """Show the room of this item; `at` is the person on whom the cursor comes first."""
    from mdoverleg.tui.dialogs.room import RoomDialog

    found = await screen.window.in_thread(lambda: read_room(screen.window.store, item.pk))
    if found is None:
        screen.app.notify(_("This is no longer there."), severity="warning", markup=False)
        return
    await screen.app.push_screen_wait(RoomDialog(screen, title_of(item), found, at))


async def show_person(screen: "BoardScreen", item: AgendaRow, id: str | None) -> None:
    """Show the room of an item with the cursor on a person, by the id that a warning names."""
    people = screen.snapshot.people if screen.snapshot else ()
    await seats(screen, item, next((row.pk for row in people if row.id == id), None))


async def step_out(screen: "BoardScreen") -> None:
    """Let everybody step out who has no part in the case that runs, in one step."""
    item = screen.running
    if item is None:
        return
    found = await screen.window.in_thread(lambda: read_room(screen.window.store, item.pk))
    people = [row.person_pk for row in found.of(OUT) if row.person_pk is not None] if found is not None else []
    await run_edit(screen, lambda store, who: late.seats.step_out(store, who, item_pk=item.pk, person_pks=people))


async def everybody(screen: "BoardScreen") -> None:
    """Note everybody on the list as present who did not send word."""
    from mdoverleg.tui.doings.meeting import meeting_of

    meeting = meeting_of(screen)
    await run_edit(
        screen,
        lambda store, who: late.attendance.everybody(store, who, pk=meeting.pk),
        said=_("Everybody who did not send word is noted as present."),
    )
