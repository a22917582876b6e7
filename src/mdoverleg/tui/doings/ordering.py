"""The agenda of a planned meeting as a whole: the order that is proposed for it, and the cases that come on it."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.ordering import Placed
from mdoverleg.domain.snapshots import BoardSnapshot, MeetingRow
from mdoverleg.domain.text import capital
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.ordering import OrderProposal, read_order
from mdoverleg.reads.planning import read_planning
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.aloud import Aloud, AloudRow
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen


def meeting_here(screen: "LiveScreen[Any]") -> MeetingRow | None:
    """Return the meeting that is shown on the table, or stands under the cursor of the list."""
    board = screen.snapshot
    if isinstance(board, BoardSnapshot):
        return board.meeting
    row = getattr(getattr(screen, "list", None), "row", None)
    return row if isinstance(row, MeetingRow) else None


def _warn(screen: "LiveScreen[Any]", words: str) -> None:
    screen.app.notify(words, severity="warning", markup=False)


async def propose_order(screen: "LiveScreen[Any]") -> None:
    """Show the order that is proposed for a planned meeting, and take it."""
    meeting = meeting_here(screen)
    if meeting is None:
        return
    if meeting.actual_start is not None:
        _warn(screen, _("This meeting has begun; move items one by one."))
        return
    found = await screen.window.in_thread(lambda: read_order(screen.window.store, meeting.pk))
    if found is None or not found.changes:
        _warn(screen, _("The agenda is in good order; there is nothing to propose."))
        return
    await take_order(screen, found)


async def take_order(screen: "LiveScreen[Any]", found: OrderProposal) -> None:
    """Show a proposal; Enter takes it in one step, Esc leaves the agenda as it is."""
    moved = sum(1 for one in found.placed if one.has_moved)
    ends = _("ends {time}").format(time=found.end)
    if found.end > found.planned_end:
        ends = _("ends {time}, planned was {before}").format(time=found.end, before=found.planned_end)
    note = n_("{n} moves", "{n} move", moved).format(n=moved)
    dialog = Aloud(
        _("Proposal for the order of the agenda"),
        [_row(number, one) for number, one in enumerate(found.placed)],
        last=_("Take this order"),
        head=(_("AGENDA"), f"{note} · {ends}"),
        step=False,
    )
    if await screen.app.push_screen_wait(dialog):
        await run_edit(
            screen,
            lambda store, who: late.agenda_order.order(store, who, meeting_pk=found.meeting_pk, placed=found.placed),
            said=_("The agenda is in the proposed order; u takes it back."),
        )


def _row(number: int, one: Placed) -> AloudRow:
    title = one.title or capital(label("AgendaItemKind", one.kind))
    minutes = _("{n} min").format(n=one.minutes)
    text = f"{one.start}  {title}  {minutes}"
    sign, look = ("+", "strong") if one.key is None else ("↕", "strong") if one.has_moved else ("", "")
    return AloudRow(number, text, one.why, look, sign)


async def fill(screen: "LiveScreen[Any]") -> None:
    """Put cases, and what is parked, on the agenda of a planned meeting: those that are due are ticked."""
    from mdoverleg.tui.doings.planning import choices_of, split

    meeting = meeting_here(screen)
    if meeting is None:
        return
    if meeting.closed_at is not None:
        _warn(screen, _("This meeting is closed. Reopen it first (Ctrl+P)."))
        return
    planning = await screen.window.in_thread(lambda: read_planning(screen.window.store, meeting_pk=meeting.pk))
    choices = choices_of(planning)
    if not choices:
        _warn(screen, _("Every open case is on this agenda already."))
        return
    title = _("What comes on the agenda of {day}?").format(day=day_text(meeting.held_on, planning.today))
    ticked = await screen.app.push_screen_wait(
        Tick(title, choices, planning.ticked(meeting.held_on, meeting.kind), sum_of=planning.minutes_of)
    )
    if not ticked:
        return
    cases, items = split(ticked)
    done = await run_edit(
        screen,
        lambda store, who: late.agenda_order.fill(store, who, meeting_pk=meeting.pk, case_pks=cases, item_pks=items),
    )
    if done is not None:
        words = n_("{n} item came on the agenda.", "{n} items came on the agenda.", done.value)
        screen.app.notify(words.format(n=done.value), markup=False)
        if meeting.actual_start is None:
            found = await screen.window.in_thread(lambda: read_order(screen.window.store, meeting.pk))
            if found is not None and any(one.has_moved for one in found.placed):
                await take_order(screen, found)
