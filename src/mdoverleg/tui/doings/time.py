"""What one does about time: catch up, call people, take a break, and plan what such cases usually take."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mdoverleg.domain.catching_up import MOVE, SHORTEN, Change, Waiting
from mdoverleg.domain.labels import label
from mdoverleg.domain.meeting_times import MeetingTimes
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.meeting_times import read_meeting_times
from mdoverleg.reads.time_spent import KindSpent, TimeSpent, read_time_spent
from mdoverleg.tui import late
from mdoverleg.tui.doings.meeting import meeting_of
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.window import Store

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


def _read(store: Store, meeting_pk: int) -> tuple[MeetingTimes | None, TimeSpent]:
    return read_meeting_times(store, meeting_pk), read_time_spent(store)


async def times(screen: "BoardScreen") -> None:
    """Show the time of this meeting: the proposal to catch up first, and take what is ticked of it.

    While it will end on time, who comes when is first.
    """
    await _show(screen, "")


async def per_kind(screen: "BoardScreen") -> None:
    """Show what kinds of cases took over the meetings that are closed."""
    from mdoverleg.tui.dialogs.times import KINDS

    await _show(screen, KINDS)


async def calls(screen: "BoardScreen") -> None:
    """Show who comes when."""
    from mdoverleg.tui.dialogs.times import CALLS

    await _show(screen, CALLS)


async def _show(screen: "BoardScreen", page: str) -> None:
    from mdoverleg.tui.dialogs.times import CALLS, CATCH_UP, TimesDialog

    read = partial(_read, screen.window.store, meeting_of(screen).pk)
    found, spent = await screen.window.in_thread(read)
    if found is None:
        return
    first = CALLS if found.runs and found.rows and found.proposal().late <= 0 else CATCH_UP
    taken = await screen.app.push_screen_wait(TimesDialog(screen, found, spent, read, page or first))
    if taken is None:
        return
    if screen.window.read_only:
        screen.app.notify(_("This file is open for reading only."), severity="warning", markup=False)
    else:
        await _catch_up(screen, found, taken)


async def _catch_up(screen: "BoardScreen", found: MeetingTimes, taken: Sequence[Change]) -> None:
    shorten = {change.item_pk: change.minutes for change in taken if change.how == SHORTEN}
    move = [change.item_pk for change in taken if change.how == MOVE]
    people = found.to_be_told(taken)
    said = n_(
        "The agenda is new; {n} person is to be called (T, Tab).",
        "The agenda is new; {n} people are to be called (T, Tab).",
        people,
    )
    await run_edit(
        screen,
        lambda store, who: late.agenda_time.catch_up(
            store, who, meeting_pk=found.meeting_pk, shorten=shorten, move=move, expected_item_pk=found.running_pk
        ),
        said=said.format(n=people) if people else "",
    )


async def take_break(screen: "BoardScreen") -> None:
    """Put a break right after the running item."""
    pk = meeting_of(screen).pk
    await run_edit(
        screen,
        lambda store, who: late.agenda_time.take_break(store, who, meeting_pk=pk),
        said=_("After this item there is a break."),
    )


async def usual_minutes(screen: "BoardScreen") -> None:
    """Propose for every case that waits the minutes that its kind takes here, and set those that are ticked."""
    from mdoverleg.tui.dialogs.pick import Choice
    from mdoverleg.tui.dialogs.tick import Tick

    meeting_pk = meeting_of(screen).pk
    found, spent = await screen.window.in_thread(partial(_read, screen.window.store, meeting_pk))
    proposed = _proposed(found.rows if found else (), spent)
    if not proposed:
        words = _("Nothing to propose: the cases have their usual minutes, or too few of their kind were held.")
        screen.app.notify(words, markup=False)
        return
    choices = [
        Choice(
            row.item_pk,
            _("{item}: {minutes} min instead of {before}").format(
                item=row.title, minutes=kind.usual, before=row.minutes
            ),
            takes_words(kind),
        )
        for row, kind in proposed
    ]
    minutes = {row.item_pk: kind.usual or row.minutes for row, kind in proposed}
    before = {row.item_pk: row.minutes for row, _kind in proposed}

    def sum_of(ticked: Sequence[Hashable]) -> str:
        return _("{n:+d} min").format(n=sum(minutes[int(str(pk))] - before[int(str(pk))] for pk in ticked))

    ticked = await screen.app.push_screen_wait(
        Tick(_("Minutes as such cases take here"), choices, minutes, sum_of=sum_of)
    )
    if ticked is not None:
        chosen = {pk: minutes[pk] for pk in map(int, map(str, ticked))}
        await run_edit(
            screen,
            lambda store, who: late.agenda_time.set_minutes(store, who, meeting_pk=meeting_pk, minutes=chosen),
        )


def _proposed(rows: Sequence[Waiting], spent: TimeSpent) -> list[tuple[Waiting, KindSpent]]:
    kinds = ((row, spent.of(row.category)) for row in rows if row.category)
    return [(row, kind) for row, kind in kinds if kind is not None and kind.usual and kind.usual != row.minutes]


def takes_words(kind: KindSpent) -> str:
    """Say what this kind of case takes here: `follow-up takes 24 min here, planned 22`."""
    words = _("{kind} takes {spent} min here, planned {planned}")
    return words.format(kind=label("CaseCategory", kind.category), spent=kind.spent, planned=kind.planned)


async def usual_of(screen: "BoardScreen", category: str) -> tuple[str, str]:
    """Return the minutes to propose for a case of this kind, and the question for them with what such cases take."""
    store = screen.window.store
    spent = await screen.window.in_thread(lambda: read_time_spent(store))
    kind = spent.of(category)
    if kind is None or kind.usual is None:
        return "20", _("Minutes")
    return str(kind.usual), _("Minutes ({kind})").format(kind=takes_words(kind))


def ring(screen: "BoardScreen") -> None:
    """Let the bell of the terminal sound at 100 and 120 per cent, now and next time, or be silent again."""
    screen.window.rings = not screen.window.rings
    screen.shell.remember(rings=screen.window.rings)
    on, off = _("The bell sounds when time is up."), _("The bell is silent.")
    screen.app.notify(on if screen.window.rings else off, markup=False)
    if screen.window.rings:
        screen.app.bell()
