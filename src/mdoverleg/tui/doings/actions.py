"""What one does with action points: write one in a line, answer one with a key, change one."""

from collections.abc import Coroutine
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.completion import completion_at
from mdoverleg.domain.dates import day_file
from mdoverleg.domain.entry import Around, Reading
from mdoverleg.domain.entry_marks import MemberRef, OrganisationRef
from mdoverleg.domain.entry_values import entry_values
from mdoverleg.domain.groups import LIVE, WITHOUT_RESULT
from mdoverleg.domain.labels import label
from mdoverleg.domain.names import PersonRef
from mdoverleg.domain.snapshots import ActionRow, BoardSnapshot
from mdoverleg.domain.text import clean
from mdoverleg.domain.windows import Draft
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.doings import review
from mdoverleg.tui.runner import ask_until_saved, run_edit
from mdoverleg.tui.screens import board_round

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen
    from mdoverleg.tui.widgets.entry_line import Subject

Doing = Coroutine[Any, Any, None]

CHANGING = ("text", "owner", "co_owner", "owner_organisation", "family_owner", "due", "kind", "members")
"""What a typed line says about an action point."""


def around(board: BoardSnapshot) -> Around:
    """Return who and what can be meant in a line, here and today."""
    return Around(
        today=board.today,
        people=[PersonRef(row.pk, row.id, row.name, row.organisation) for row in board.people if row.active],
        organisations=[OrganisationRef(row.pk, row.id, row.name) for row in board.organisations],
        members=[MemberRef(row.pk, row.id, row.relation, row.short) for row in board.case.members]
        if board.case
        else [],
        next_meeting=board.next_meeting_on,
    )


async def add(screen: "BoardScreen") -> None:
    """Open the line for new action points of the case that is shown."""
    from mdoverleg.tui.widgets.entry_line import Subject

    board = screen.snapshot
    if board is None:
        return
    if board.case is None:
        subject = Subject(None, None, _("New action point, without a case"))
    else:
        title = _("New action point for {case}").format(case=board.case.head.alias)
        subject = Subject(board.case.head.pk, None, title)
    await screen.entry.open(subject, _around_now(screen))


async def add_usual(screen: "BoardScreen") -> None:
    """Choose one of the table's usual action points; the line opens with it, with its kind and its day."""
    from mdoverleg.tui.dialogs.pick import Choice, Pick
    from mdoverleg.tui.widgets.entry_line import Subject

    board = screen.snapshot
    if board is None:
        return
    case_pk = board.case.head.pk if board.case else None
    if screen.entry.is_open or screen.entry.has_draft(case_pk):
        screen.app.notify(_("A line is half typed; finish that one first (a)."), severity="warning", markup=False)
        return
    rows = await screen.window.in_thread(lambda: _usual(screen.window.store))
    if not rows:
        screen.app.notify(_("This table has no usual action points yet (Ctrl+P)."), markup=False)
        return
    choices = [
        Choice(number, clean(row["text"], one_line=True), label("ActionKind", row["kind"]))
        for number, row in enumerate(rows)
    ]
    picked = await screen.app.push_screen_wait(Pick(_("Which usual action point?"), choices))
    if picked is not None:
        line = _line_of_usual(rows[int(str(picked.key))], around(board))
        title = _("New action point for {case}").format(case=board.case.head.alias) if board.case else ""
        title = title or _("New action point, without a case")
        await screen.entry.open(Subject(case_pk, None, title, line), _around_now(screen))


def _usual(store: Any) -> list[dict[str, Any]]:
    from mdoverleg.reads.record_lists import listed_records

    with store.read() as reader:
        return [row.values for row in listed_records(reader, "StandardAction", None)]


def _line_of_usual(row: dict[str, Any], known: Around) -> str:
    parts = [clean(row["text"], one_line=True)]
    if row["kind"] != "practical":
        parts.append(_mark("!", label("ActionKind", row["kind"]), known))
    if row["days"] is not None:
        parts.append(day_file(known.today + timedelta(days=row["days"])))
    return " ".join(part for part in parts if part)


def change(screen: "BoardScreen") -> Doing:
    """Open the line with the action point under the cursor, as one would have typed it."""
    return _change(screen, screen.cursor_action)


async def _change(screen: "BoardScreen", row: ActionRow | None) -> None:
    from mdoverleg.tui.widgets.entry_line import Subject

    board = screen.snapshot
    if row is None or board is None:
        return
    line = line_of(row, around(board))
    await screen.entry.open(Subject(row.case_pk, row.pk, _("Change {id}").format(id=row.id), line), _around_now(screen))


async def open_again(screen: "BoardScreen", draft: Draft) -> bool:
    """Open the line with what was half typed in it; tell whether what it is about is still there."""
    from mdoverleg.tui.widgets.entry_line import Subject

    case_pk, action_pk = draft.way.at.get("case"), draft.way.at.get("action")
    if not await screen.ways.go(screen, draft.way.at) or screen.snapshot is None:
        return False
    board = screen.snapshot
    known = {row.pk for row in (*board.actions, *(board.case.actions if board.case else ()))}
    typed = {(subject.case_pk, subject.action_pk) for subject, _typed in screen.entry.drafts()}
    if (action_pk is not None and action_pk not in known) or (case_pk, action_pk) in typed:
        return False
    subject = Subject(case_pk, action_pk, draft.title, draft.before.get("line", ""))
    screen.entry.keep(subject, draft.values.get("line", ""))
    await screen.entry.open(subject, _around_now(screen))
    return True


def _around_now(screen: "BoardScreen") -> Any:
    fixed = screen.snapshot
    family = around(fixed).members if fixed else ()

    def now() -> Around:
        # People may come in while somebody types; the family stays that of the case for which the line was opened.
        return around(screen.snapshot)._replace(members=family) if screen.snapshot else Around(screen.today)

    return now


def line_of(row: ActionRow, known: Around) -> str:
    """Return an action point as one would type it."""
    parts = [row.text]
    owner = next((person.name for person in known.people if person.pk == row.owner_pk), "")
    if row.owner_organisation_pk is not None and row.owner_pk is None:
        owner = next((one.name for one in known.organisations if one.pk == row.owner_organisation_pk), "")
    if owner:
        parts.append(_mark("@", owner, known))
    parts += [f"#{member.id}" for member in known.members if member.pk in row.members]
    if row.kind != "practical":
        parts.append(_mark("!", label("ActionKind", row.kind), known))
    if row.due:
        parts.append(day_file(row.due))
    return " ".join(part for part in parts if part)


def _mark(sign: str, wanted: str, known: Around) -> str:
    for start in (wanted.rsplit(maxsplit=1)[-1], wanted.split(maxsplit=1)[0], ""):
        typed = f"{sign}{start}"
        completion = completion_at(typed, len(typed), known)
        for option in completion.options if completion else ():
            if option.label == wanted:
                return option.mark
    return ""


async def entered(screen: "BoardScreen", subject: "Subject", reading: Reading, before: Reading) -> None:
    """Save what was typed; when it is refused the line stays as it is."""
    if subject.action_pk is None:
        values = entry_values(reading, case_pk=subject.case_pk, meeting_pk=screen.running_meeting_pk)
        made = await run_edit(screen, lambda store, who: late.action_points.add(store, who, values=values))
        done: object = made
        if made is not None:
            board_round.points(screen).go_to(made.value)
    else:
        done = await _changed(screen, subject.action_pk, reading, before)
    if done is not None:
        screen.entry.saved()


async def _changed(screen: "BoardScreen", pk: int, reading: Reading, before: Reading) -> object:
    values = {key: getattr(reading, key) for key in CHANGING if getattr(reading, key) != getattr(before, key)}
    if not values:
        return True
    expected = {key: getattr(before, key) for key in values}
    return await run_edit(
        screen,
        lambda store, who: late.action_points.change(store, who, pk=pk, values=values, expected=expected),
        anyway=lambda store, who: late.action_points.change(store, who, pk=pk, values=values),
    )


# The row is the one under the cursor when the key was pressed, also when the edit before it is still being saved.


def done(screen: "BoardScreen") -> Doing:
    """It is done."""
    return _answers(screen, "done")


def in_progress(screen: "BoardScreen") -> Doing:
    """It is in progress."""
    return _answers(screen, "in_progress")


def could_not(screen: "BoardScreen") -> Doing:
    """It could not be done, with the reason in one line."""
    return _answers(screen, "could_not")


def not_done(screen: "BoardScreen") -> Doing:
    """It was not done, with the reason in one line."""
    return _answers(screen, "not_done")


def _answers(screen: "BoardScreen", status: str) -> Doing:
    """Answer the one under the cursor, or those that are marked."""
    if several := review.marked(screen):
        return review.several(screen, several, status)
    if status in ("could_not", "not_done"):
        return review.why_not(screen, screen.cursor_action, status)
    return _answer(screen, screen.cursor_action, status)


def other_status(screen: "BoardScreen") -> Doing:
    """Choose any status."""
    return _other_status(screen, screen.cursor_action)


async def _other_status(screen: "BoardScreen", row: ActionRow | None) -> None:
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    if row is None:
        return
    choices = [Choice(word, label("ActionStatus", word)) for word in (*LIVE, "done", *WITHOUT_RESULT)]
    picked = await screen.app.push_screen_wait(Pick(_("{id}: which status?").format(id=row.id), choices))
    if picked is None:
        return
    status = str(picked.key)
    if status in ("could_not", "not_done"):
        await review.why_not(screen, row, status)
    elif status in WITHOUT_RESULT:
        await _with_reason(screen, row, status, _("{status}: why?").format(status=picked.text.capitalize()))
    else:
        await _answer(screen, row, status)


async def _with_reason(screen: "BoardScreen", row: ActionRow | None, status: str, title: str) -> None:
    from mdoverleg.tui.dialogs.ask import Ask, Question

    if row is None:
        return
    point = row

    async def save(answers: dict[str, str]) -> object:
        return await _answered(screen, point, status, answers["reason"] or None)

    questions = [Question("reason", row.text, row.reason, needed=False)]
    await ask_until_saved(screen, partial(Ask, f"{row.id} · {title}", questions), save)


async def _answer(screen: "BoardScreen", row: ActionRow | None, status: str) -> None:
    if row is not None:
        await _answered(screen, row, status)


async def _answered(screen: "BoardScreen", row: ActionRow, status: str, reason: str | None = None) -> object:
    pk, seen, meeting_pk = row.pk, {"status": row.status}, screen.running_meeting_pk

    def edit(store: Any, who: Any) -> None:
        late.action_points.set_status(
            store, who, pk=pk, status=status, reason=reason, meeting_pk=meeting_pk, expected=seen
        )

    def anyway(store: Any, who: Any) -> None:
        late.action_points.set_status(store, who, pk=pk, status=status, reason=reason, meeting_pk=meeting_pk)

    answered = await run_edit(screen, edit, anyway=anyway)
    if answered is not None:
        review.go_on_from(screen, row)
    return answered


def accept(screen: "BoardScreen") -> Doing:
    """Note that the owner said yes aloud, or takes it back."""
    return _accept(screen, screen.cursor_action)


async def _accept(screen: "BoardScreen", row: ActionRow | None) -> None:
    if row is not None:
        pk, accepted = row.pk, not row.accepted
        said = _("The owner agrees.") if accepted else _("The owner does not agree any more.")
        await run_edit(
            screen, lambda store, who: late.action_points.accept(store, who, pk=pk, accepted=accepted), said=said
        )
