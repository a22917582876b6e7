"""The round of previous action points: why not and what follows, on to the next one, several at once, one level up."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.labels import LABELS, label
from mdoverleg.domain.snapshots import ActionRow, BoardSnapshot
from mdoverleg.domain.words import _, n_
from mdoverleg.tui import late
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.domain.entry import Around
    from mdoverleg.tui.screens.board import BoardScreen

Follow = Mapping[str, Any]
"""What an answer says: arguments of `action_points.set_status`."""
WEEK = timedelta(days=7)


async def whole_round(screen: "BoardScreen") -> None:
    """Turn to the round of previous action points of all cases, or back from it."""
    from mdoverleg.tui.doings.family_here import EVERY_CASE, may_open
    from mdoverleg.tui.doings.steps import focused
    from mdoverleg.tui.screens import board_round
    from mdoverleg.tui.widgets.action_list import next_asked

    if board_round.leave(screen) or not await may_open(screen, EVERY_CASE):
        return
    screen.choose_tab(board_round.TAB)
    await screen.reload()
    points = board_round.points(screen)
    if (pk := next_asked(points.rows, None)) is not None:
        points.go_to(pk)
    screen.focus_area(points)
    await focused(screen)


def go_on_from(screen: Any, row: ActionRow) -> None:
    """Put the cursor on the next one that is not answered, while one goes through them; nowhere else it moves."""
    from mdoverleg.tui.screens import board_round
    from mdoverleg.tui.screens.board import BoardScreen
    from mdoverleg.tui.widgets.action_list import next_asked

    if not isinstance(screen, BoardScreen):
        return
    points, here = board_round.points(screen), screen.cursor_action
    goes = points is not screen.actions or screen.actions.asks
    if not goes or here is None or here.pk != row.pk or not here.is_reviewed:
        return
    following = next_asked(points.rows, row.pk)
    if following is not None:
        points.go_to(following)
    else:
        screen.app.notify(_("All previous action points are answered. Type n to go on."), markup=False)


# Why not, and what follows.


async def why_not(screen: Any, row: ActionRow | None, status: str) -> None:
    """Ask why one could not or was not done, and what follows from it; both are one undo step."""
    from mdoverleg.tui.dialogs.why_not import WhyNot

    if row is None:
        return
    row = await _with_level(screen, row)
    reason, chosen = row.reason, "leave"
    follow: Follow | None = None
    while follow is None:
        answer = await screen.app.push_screen_wait(WhyNot(row, status, reason=reason, start=chosen))
        if answer is None:
            return
        reason, chosen = answer.text, str(answer.key)
        follow = await FOLLOW[chosen](screen, row, reason)
    given = {"status": status, "reason": reason or None, "meeting_pk": screen.running_meeting_pk, **follow}
    pk, seen = row.pk, {"status": row.status}
    done = await run_edit(
        screen,
        lambda store, who: late.action_points.set_status(store, who, pk=pk, expected=seen, **given),
        said=_("The new action point stands with its case.") if "new" in given and row.case_pk else "",
        anyway=lambda store, who: late.action_points.set_status(store, who, pk=pk, **given),
    )
    if done is not None:
        go_on_from(screen, row)


async def _leave(screen: Any, row: ActionRow, reason: str) -> Follow:
    del screen, row, reason
    return {}


async def _day(screen: Any, row: ActionRow, reason: str) -> Follow | None:
    from mdoverleg.tui.dialogs.ask import Ask, Question
    from mdoverleg.tui.dialogs.numbers import day_reader

    del reason
    next_meeting = getattr(screen.snapshot, "next_meeting_on", None)
    say, day_of = day_reader(screen.today, next_meeting)
    proposed = day_file(next_meeting or screen.today + WEEK)
    title = _("{id}: by which day then?").format(id=row.id)
    answers = await screen.app.push_screen_wait(Ask(title, [Question("due", row.text, proposed, say)]))
    due = day_of(answers["due"]) if answers else None
    return {"status": "open", "also": {"due": due}} if due else None


async def _owner(screen: Any, row: ActionRow, reason: str) -> Follow | None:
    from mdoverleg.tui.dialogs.pick import Pick
    from mdoverleg.tui.dialogs.who import people_finder

    del reason
    board = screen.snapshot
    here = tuple(one.person_pk for one in board.attendance if one.at_table) if isinstance(board, BoardSnapshot) else ()
    others = tuple(one for one in board.people if one.pk != row.owner_pk)
    title = _("{id}: who does it then?").format(id=row.id)
    picked = await screen.app.push_screen_wait(Pick(title, people_finder(others, here)))
    if picked is None:
        return None
    return {"status": "open", "also": {"owner": int(str(picked.key)), "co_owner": None, "family_owner": None}}


async def _new(screen: Any, row: ActionRow, reason: str) -> Follow | None:
    from mdoverleg.domain.entry import read_entry
    from mdoverleg.domain.entry_say import describe, problems_text
    from mdoverleg.domain.entry_values import entry_values
    from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
    from mdoverleg.tui.doings.actions import line_of

    del reason
    known = _around(screen)

    def say(typed: str) -> Understood:
        reading = read_entry(typed, known)
        if reading.problems:
            return Understood(" ".join(problems_text(reading)), is_fine=False)
        return Understood(describe(reading, known))

    line = line_of(row._replace(due=None), known)
    title = _("New action point, after {id}").format(id=row.id)
    hint = _("what is to be done  @who  when  !kind · Enter saves · Esc goes back")
    answers = await screen.app.push_screen_wait(Ask(title, [Question("line", row.text, line, say)], hint=hint))
    if answers is None:
        return None
    values = entry_values(read_entry(answers["line"], known), case_pk=row.case_pk, meeting_pk=None)
    return {"new": {**values, "members": row.members}}


def _around(screen: Any) -> "Around":
    """Return who can be meant in the line; the family stays as it was, whichever case is shown beside it."""
    from mdoverleg.domain.entry import Around
    from mdoverleg.tui.doings.actions import around

    board = screen.snapshot
    if isinstance(board, BoardSnapshot):
        return around(board)._replace(members=[])
    return Around(screen.today)


async def _drop(screen: Any, row: ActionRow, reason: str) -> Follow:
    del screen, row, reason
    return {"status": "dropped"}


async def _raise(screen: Any, row: ActionRow, reason: str) -> Follow | None:
    values = await _what_stands_in_the_way(screen, row, reason)
    return None if values is None else {"status": "waiting", "obstacle": values, "seen_level": row.level}


FOLLOW: Mapping[str, Callable[[Any, ActionRow, str], Awaitable[Follow | None]]] = {
    "leave": _leave,
    "day": _day,
    "owner": _owner,
    "new": _new,
    "drop": _drop,
    "raise": _raise,
}
"""What asks for the rest of what follows; nothing: it was left, and the first question comes back."""


# One level up.


def raise_level(screen: Any) -> Any:
    """Raise what stands in the way of the action point under the cursor one level."""
    return _raise_level(screen, screen.cursor_action)


async def _raise_level(screen: Any, row: ActionRow | None) -> None:
    if row is None:
        return
    row = await _with_level(screen, row)
    values = await _what_stands_in_the_way(screen, row, row.reason)
    if values is None:
        return
    pk, seen = row.pk, row.level
    level = label("ObstacleLevel", str(max(seen, 1) + 1))
    await run_edit(
        screen,
        lambda store, who: late.obstacles.raise_level(store, who, action_pk=pk, values=values, seen_level=seen),
        said=_("{id} lies with the {level} now; see the plan (4).").format(id=row.id, level=level),
    )


async def _with_level(screen: Any, row: ActionRow) -> ActionRow:
    """Return the row with its level of now: the list of all action points does not read it."""
    from mdoverleg.reads.previous_actions import level_now

    return row._replace(level=await screen.window.in_thread(lambda: level_now(screen.window.store, row.pk)))


async def _what_stands_in_the_way(screen: Any, row: ActionRow, reason: str) -> Follow | None:
    """Ask what kind of obstacle it is, the first time, and whom it is put before."""
    from mdoverleg.tui.dialogs.ask import Ask, Question
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    level = label("ObstacleLevel", str(max(row.level, 1) + 1))
    title = _("{id}: one level up, to the {level}").format(id=row.id, level=level)
    values: dict[str, Any] = {}
    questions = [Question("raised_to", _("Put before (name or function)"), needed=False)]
    if not row.level:
        kinds = [Choice(word, label("ObstacleKind", word)) for word in LABELS["ObstacleKind"]]
        picked = await screen.app.push_screen_wait(Pick(_("{id}: what stands in the way?").format(id=row.id), kinds))
        if picked is None:
            return None
        values["kind"] = str(picked.key)
        questions.insert(0, Question("what", _("What stands in the way (managers read it: no alias)"), reason))
    answers = await screen.app.push_screen_wait(Ask(title, questions))
    if answers is None:
        return None
    return {**values, **{key: value for key, value in answers.items() if value}}


# Several at once.


def mark(screen: Any) -> None:
    """Mark the action point under the cursor, or take its mark away, and go one down."""
    points, row = _points(screen), screen.cursor_action
    if row is not None:
        points.mark(row.pk)
        points.action_move(1)


def marked(screen: Any) -> tuple[int, ...]:
    """Return the keys of the action points that are marked."""
    found: tuple[int, ...] = _points(screen).marked_now()
    return found


def _points(screen: Any) -> Any:
    """Return the list of action points of a screen."""
    from mdoverleg.tui.screens import board_round
    from mdoverleg.tui.screens.board import BoardScreen

    return board_round.points(screen) if isinstance(screen, BoardScreen) else screen.list


async def several(screen: Any, pks: tuple[int, ...], status: str) -> None:
    """Give the marked ones the same answer, in one undo step; why not is asked once."""
    from mdoverleg.tui.dialogs.ask import Ask, Question

    reason = None
    count = n_("{n} action point", "{n} action points", len(pks)).format(n=len(pks))
    if status in ("could_not", "not_done"):
        asked = _("Could not: what changed?") if status == "could_not" else _("Not done: why?")
        answers = await screen.app.push_screen_wait(Ask(f"{count} · {asked}", [Question("reason", "", needed=False)]))
        if answers is None:
            return
        reason = answers["reason"] or None
    meeting_pk, row = screen.running_meeting_pk, screen.cursor_action
    done = await run_edit(
        screen,
        lambda store, who: late.action_points.set_several(
            store, who, pks=pks, status=status, reason=reason, meeting_pk=meeting_pk
        ),
        said=_("{count} answered; u takes it back.").format(count=count),
    )
    if done is not None:
        _points(screen).unmark()
        if row is not None:
            go_on_from(screen, row)
