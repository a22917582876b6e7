"""Who sits at the table for one agenda item: ticked in a list, before the meeting as well as during it."""

from typing import TYPE_CHECKING

from mdoverleg.domain.snapshots import AgendaRow
from mdoverleg.domain.words import _
from mdoverleg.reads.seats import SeatRow, read_seats
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.widgets.agenda import title_of

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


async def seats(screen: "BoardScreen", item: AgendaRow) -> None:
    """Ask who sits at the table for this item, of the people and of the family; save what differs."""
    rows = await screen.window.in_thread(lambda: read_seats(screen.window.store, item.pk))
    choices = [Choice(number, row.name, row.note) for number, row in enumerate(rows)]
    sitting = [number for number, row in enumerate(rows) if row.sits]
    title = _("{item}: who sits at the table?").format(item=title_of(item))
    ticked = await screen.app.push_screen_wait(Tick(title, choices, sitting))
    if ticked is None:
        return
    for number, row in enumerate(rows):
        if (number in ticked) != row.sits and not await _seated(screen, item.pk, row, at_table=number in ticked):
            return


async def _seated(screen: "BoardScreen", item_pk: int, row: SeatRow, *, at_table: bool) -> bool:
    done = await run_edit(
        screen,
        lambda store, who: late.agenda.seat(
            store, who, item_pk=item_pk, person_pk=row.person_pk, member_pk=row.member_pk, at_table=at_table
        ),
    )
    return done is not None
