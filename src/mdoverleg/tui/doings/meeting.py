"""What one does with the meeting: go on, give minutes, change the agenda, note who is there, close."""

from functools import partial
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.case_steps import Spent, minutes_at
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import AgendaRow, MeetingRow
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.doings.family_here import may_open
from mdoverleg.tui.runner import ask_until_saved, run_edit
from mdoverleg.tui.widgets.agenda import title_of

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

MORE_MINUTES = 5


def meeting_of(screen: "BoardScreen") -> MeetingRow:
    """Return the meeting that is shown; the verb's reason has seen to it that there is one."""
    assert screen.snapshot is not None and screen.snapshot.meeting is not None  # noqa: S101, PT018
    return screen.snapshot.meeting


async def go_on(screen: "BoardScreen") -> None:
    """Start the meeting, go to the next step of a case, to the next item, or offer to close after the last one."""
    from mdoverleg.tui.doings import steps

    meeting = meeting_of(screen)
    screen.follow_meeting()
    if meeting.actual_start is None:
        if await _is_its_day(screen, meeting):
            await run_edit(screen, lambda store, who: late.meetings.start(store, who, pk=meeting.pk))
    elif not await steps.forward(screen):
        await next_item(screen)


async def next_item(screen: "BoardScreen", *, note: str = "") -> None:
    """Go on to the next item, whatever steps are left of this one; after the last item offer to close.

    `note` says why the case is left with something open; it is kept with the case.
    """
    from mdoverleg.tui.doings import steps

    meeting = meeting_of(screen)
    screen.follow_meeting()
    running = screen.running
    expected = running.pk if running else None
    phases = phases_of(screen)
    done = await run_edit(
        screen,
        lambda store, who: late.meetings.go_on(
            store, who, pk=meeting.pk, expected_item_pk=expected, phases=phases, note=note
        ),
    )
    if done is not None and done.value.is_last:
        from mdoverleg.tui.doings.closing import close

        await close(screen)
    elif done is not None:
        await steps.arrive(screen)


def phases_of(screen: "BoardScreen") -> Spent | None:
    """Return the minutes by phase of the running case, as far as its steps were walked."""
    return minutes_at(screen.snapshot.step, screen.window.now("UTC")) if screen.snapshot else None


async def _is_its_day(screen: "BoardScreen", meeting: MeetingRow) -> bool:
    """Ask before a meeting of another day is started: one key too many would begin the next one weeks early."""
    from mdoverleg.tui.dialogs.confirm import confirm

    if meeting.held_on == screen.today:
        return True
    day = day_text(meeting.held_on, screen.today)
    title = _("This meeting is planned for {day}. Start it now?").format(day=day)
    asked = confirm(title, _("Yes, start it now"), _("No, leave it"), doubt=True)
    answer = await screen.app.push_screen_wait(asked)
    return answer is not None and answer.key is True


async def reopen(screen: "BoardScreen") -> None:
    """Unlock the minutes of a closed meeting."""
    meeting = meeting_of(screen)
    await run_edit(
        screen,
        lambda store, who: late.meetings.reopen(store, who, pk=meeting.pk),
        said=_("The meeting is open again."),
    )


async def give_minutes(screen: "BoardScreen") -> None:
    """Give the running item five minutes more."""
    if (item := screen.running) is not None:
        await _minutes(screen, item, MORE_MINUTES)


async def _minutes(screen: "BoardScreen", item: AgendaRow, minutes: int) -> None:
    await run_edit(
        screen,
        lambda store, who: late.agenda.give_minutes(store, who, item_pk=item.pk, minutes=minutes),
    )


async def attend(screen: "BoardScreen") -> None:
    """Note who is there, and who sits in for this item."""
    from mdoverleg.tui.dialogs.attendance import AttendanceDialog

    await screen.app.push_screen_wait(AttendanceDialog(screen))


async def look(screen: "BoardScreen") -> None:
    """Look at the case of the item under the cursor, or go back to the running item."""
    item = screen.cursor_item
    if item is None:
        return
    if item.kind == "reflection":
        from mdoverleg.tui.doings.learning import reflect

        await reflect(screen)
        return
    wanted = None if item.is_running else item.case_pk
    if wanted != screen.looks_at:
        screen.looks_at = wanted
        await screen.reload()  # the next key is about this case


async def menu(screen: "BoardScreen") -> None:
    """Ask what is to be done with an agenda item, and do it."""
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    item = screen.cursor_item or screen.running or screen.agenda[0]
    choices = [Choice(key, words) for key, words in _offers(item)]
    picked = await screen.app.push_screen_wait(
        Pick(_("{item}: what is to be done?").format(item=title_of(item)), choices)
    )
    if picked is not None:
        await _carry_out(screen, item, str(picked.key))


def _offers(item: AgendaRow) -> list[tuple[str, str]]:
    waits = item.actual_start is None
    offers: list[tuple[str, str, bool]] = [
        ("look", _("look at the case"), item.case_pk is not None),
        ("up", _("move up"), waits),
        ("down", _("move down"), waits),
        ("more", _("five minutes more"), not item.is_done),
        ("fewer", _("five minutes fewer"), not item.is_done),
        ("postponed", _("put off to a next meeting"), not item.is_done and not item.not_held),
        ("dropped", _("drop it"), not item.is_done and not item.not_held),
        ("unskip", _("hold it after all"), bool(item.not_held)),
        ("remove", _("take it off the agenda"), waits),
        ("change", _("change its title and times"), True),
        ("seats", _("who sits at the table for it"), not item.is_done and not item.not_held),
    ]
    return [(key, words) for key, words, fits in offers if fits]


async def _carry_out(screen: "BoardScreen", item: AgendaRow, what: str) -> None:
    if what == "look":
        if item.case_pk is None or await may_open(screen, item.case_pk):
            screen.look_at(item.case_pk)
    elif what == "change":
        from mdoverleg.tui.doings.records import change_item

        await change_item(screen, item.pk, title_of(item))
    elif what == "seats":
        from mdoverleg.tui.doings.seats import seats

        await seats(screen, item)
    elif what in ("more", "fewer"):
        await _minutes(screen, item, MORE_MINUTES if what == "more" else -MORE_MINUTES)
    else:
        pk = item.pk

        def edit(store: Any, who: Any) -> None:
            if what in ("up", "down"):
                late.agenda.move(store, who, item_pk=pk, by=-1 if what == "up" else 1)
            elif what in ("postponed", "dropped"):
                late.agenda.skip(store, who, item_pk=pk, how=what)
            elif what == "unskip":
                late.agenda.unskip(store, who, item_pk=pk)
            else:
                late.agenda.remove(store, who, item_pk=pk)

        await run_edit(screen, edit)


async def add_item(screen: "BoardScreen") -> None:
    """Add an agenda item: a case, urgent or not, or another kind of item."""
    from mdoverleg.tui.dialogs.ask import Ask, Question
    from mdoverleg.tui.dialogs.numbers import minutes_read
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    meeting = meeting_of(screen)
    cases = await screen.window.in_thread(screen.read_live_cases)
    listed = {item.case_pk for item in screen.agenda}
    choices = [
        Choice(("case", case.pk), case.alias, label("CaseCategory", case.category))
        for case in cases
        if case.pk not in listed
    ]
    kinds = ("break", "announcement", "theory", "any_other_business", "reflection", "previous_actions", "opening")
    choices += [Choice((kind, None), label("AgendaItemKind", kind)) for kind in kinds]
    picked = await screen.app.push_screen_wait(Pick(_("What comes on the agenda?"), choices))
    if picked is None or not isinstance(picked.key, tuple):
        return
    kind, case_pk = picked.key
    minutes, words = "10", _("Minutes")
    if case_pk is not None:
        from mdoverleg.tui.doings.time import usual_of

        minutes, words = await usual_of(screen, next(row.category for row in cases if row.pk == case_pk))
    questions = [Question("minutes", words, minutes, minutes_read)]
    if case_pk is None:
        questions.append(Question("title", _("Title (may be left out)"), needed=False))
    questions.append(Question("because", _("Why it is urgent (only when it is)"), needed=False))
    after = screen.cursor_item or screen.running

    async def save(answers: dict[str, str]) -> object:
        values = {
            "kind": kind,
            "case": case_pk,
            "title": answers.get("title") or None,
            "added_because": answers["because"] or None,
        }
        return await run_edit(
            screen,
            lambda store, who: late.agenda.add_item(
                store,
                who,
                meeting_pk=meeting.pk,
                values=values,
                after_item_pk=after.pk if after else None,
                minutes=int(answers["minutes"]),
            ),
        )

    await ask_until_saved(screen, partial(Ask, picked.text, questions), save)
