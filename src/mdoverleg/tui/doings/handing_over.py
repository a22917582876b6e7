"""Handing over: what is asked with one role that changes hands, and everything at once of somebody who leaves."""

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_words import read_bool
from mdoverleg.domain.snapshots import PersonRow
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.leaving import LeavingCase, read_leaving
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.numbers import day_reader
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.lists import ListScreen

WEEKS = 2
"""A hand-over is proposed for the next meeting, else for in so many weeks."""


def questions(today: date, next_meeting: date | None) -> list[Question]:
    """Return the three questions; none has to be answered."""
    say, _day_of = day_reader(today, next_meeting)
    day = day_text(proposed_day(today, next_meeting), today)
    label = _("Hand-over at the latest on (for instance {day})").format(day=day)
    return [
        Question("due", label, "", say, needed=False),
        Question("warm", _("Together with the family: yes or no"), _("yes"), _reads_yes, needed=False),
        Question("line_so_far", _("The line so far: what holds, and what was tried"), needed=False),
    ]


def agreed(answers: dict[str, str], today: date, next_meeting: date | None) -> dict[str, Any]:
    """Return the values of the hand-over that was typed; empty when neither a day nor a line was."""
    _say, day_of = day_reader(today, next_meeting)
    if not (answers["due"] or answers["line_so_far"]):
        return {}
    due = day_of(answers["due"]) if answers["due"] else proposed_day(today, next_meeting)
    warm = bool(answers["warm"]) and read_bool(answers["warm"])
    return {"due": due, "warm": warm, "line_so_far": answers["line_so_far"] or None}


def proposed_day(today: date, next_meeting: date | None) -> date:
    """Propose when something is handed over: at the next meeting, else in two weeks."""
    return next_meeting or today + timedelta(weeks=WEEKS)


def _reads_yes(typed: str) -> Understood:
    try:
        read_bool(typed)
    except Refused as refused:
        return Understood(str(refused), is_fine=False)
    return Understood()


# Somebody who leaves

GO, LEAVES = "go", "leaves"


async def hand_over_all(screen: "ListScreen") -> None:
    """Give all roles and live action points of somebody who leaves to another, with the line so far per case."""
    from mdoverleg.tui.dialogs.who import people_finder

    if not isinstance(row := screen.list.row, PersonRow) or screen.snapshot is None:
        screen.app.notify(_("Put the cursor on a person."), severity="warning", markup=False)
        return
    others = tuple(one for one in screen.snapshot.people if one.pk != row.pk)
    title = _("Who takes over the roles and action points of {name}?").format(name=row.name)
    found = await screen.app.push_screen_wait(Pick(title, people_finder(others)))
    if found is None:
        return
    to_pk = int(str(found.key))
    cases = await screen.window.in_thread(lambda: read_leaving(screen.window.store, row.pk))
    answer = await _what_goes_over(screen, f"{row.name} -> {found.text}", cases)
    if answer is None:
        return
    lines, leaves = answer
    done = await run_edit(
        screen,
        lambda store, who: late.people.hand_over(store, who, from_pk=row.pk, to_pk=to_pk, lines=lines, leaves=leaves),
    )
    if done is not None:
        words = n_(
            "{roles} roles and {n} action point handed over.",
            "{roles} roles and {n} action points handed over.",
            done.value.action_points,
        )
        screen.app.notify(words.format(roles=done.value.roles, n=done.value.action_points), markup=False)
        await _offer_document(screen, to_pk, found.text)


async def _what_goes_over(
    screen: "ListScreen", title: str, cases: Sequence[LeavingCase]
) -> tuple[dict[int, str], bool] | None:
    """Show what goes over until it is right; return the lines that were typed, by case, and whether somebody leaves."""
    lines = {case.pk: case.line for case in cases if case.pk is not None and case.roles and case.line}
    leaves = False
    start: Hashable = GO
    while True:
        choices = [Choice(GO, _("Hand all this over now")), Choice(LEAVES, _leaves_words(leaves=leaves))]
        choices += [_case_choice(number, case, lines.get(case.pk or 0, "")) for number, case in enumerate(cases)]
        hint = _("Enter on a case types its line so far · Esc leaves all as it is")
        picked = await screen.app.push_screen_wait(Pick(title, choices, start=start, hint=hint))
        if picked is None or picked.key == GO:
            return None if picked is None else (lines, leaves)
        start = picked.key
        if picked.key == LEAVES:
            leaves = not leaves
        else:
            await _ask_line(screen, cases[int(str(picked.key))], lines)


def _leaves_words(*, leaves: bool) -> str:
    return _("Takes part no longer after this: yes") if leaves else _("Takes part no longer after this: no")


def _case_choice(number: int, case: LeavingCase, line: str) -> Choice:
    points = n_("{n} action point", "{n} action points", case.action_points).format(n=case.action_points)
    parts = [", ".join(case.roles), points if case.action_points else "", f"“{line}”" if line else ""]
    return Choice(number, case.alias or _("Without a case"), " · ".join(part for part in parts if part))


async def _ask_line(screen: "ListScreen", case: LeavingCase, lines: dict[int, str]) -> None:
    if case.pk is None or not case.roles:
        screen.app.notify(_("No role goes over here; the line so far goes with a role."), markup=False)
        return
    label = _("The line so far: what holds, and what was tried")
    question = Question("line", label, lines.get(case.pk, ""), needed=False)
    answers = await screen.app.push_screen_wait(Ask(case.alias, [question]))
    if answers is not None:
        lines.pop(case.pk, None)
        if answers["line"]:
            lines[case.pk] = answers["line"]


async def _offer_document(screen: "ListScreen", person_pk: int, name: str) -> None:
    from mdoverleg.reads.action_points import Asked
    from mdoverleg.tui.dialogs.confirm import confirm
    from mdoverleg.tui.doings.exporting import Wanted, write

    title = _("Write the document for {name}: per case what is theirs now?").format(name=name)
    answer = await screen.app.push_screen_wait(confirm(title, _("Yes, write it"), _("No, not now")))
    if answer is not None and answer.key is True:
        await write(screen, Wanted("handover", Asked(person_pk=person_pk)))
