"""What one does to learn: look back, answer three short questions at the end, copy a case without anybody in it."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.learning import TextKey
from mdoverleg.domain.snapshots import BoardSnapshot, CaseRow
from mdoverleg.domain.words import _
from mdoverleg.reads.learning import LearningText, proposed_alias, read_texts, still_tells_in
from mdoverleg.tui import late
from mdoverleg.tui.runner import Done, run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen
    from mdoverleg.tui.screens.board import BoardScreen


async def reflect(screen: "BoardScreen") -> None:
    """Write down, or read again, how this meeting looks back on itself; it is in no document that goes out."""
    from mdoverleg.tui import reasons
    from mdoverleg.tui.doings.meeting import meeting_of
    from mdoverleg.tui.doings.records import Editing, change_record

    if why := reasons.of_meeting(screen.place()):
        screen.app.notify(why, severity="warning", markup=False)
        return
    editing = Editing("Meeting", ("reflection",), meeting_of(screen).pk, late.meetings.change)
    await change_record(screen, _("Looking back: for ourselves, in no document"), editing)


async def closing_lines(screen: "BoardScreen") -> tuple[str, ...]:
    """Ask three short questions, each of which may stay open; Esc leaves the rest (A2.21, A2.22, A8.26, A8.27).

    Nobody's name is asked: a line holds the question and what was said.
    """
    from mdoverleg.tui.dialogs.ask import Ask, Question

    asked = (
        _("Who did something good?"),
        _("Where did we make the difference together?"),
        _("What do we do differently next time?"),
    )
    lines: list[str] = []
    for number, question in enumerate(asked, 1):
        title = _("To end with, {n} of {all}; it may stay open").format(n=number, all=len(asked))
        asking = Ask(
            title, [Question("said", question, needed=False)], hint=_("Enter goes on · Esc skips the questions")
        )
        answers = await screen.app.push_screen_wait(asking)
        if answers is None:
            break
        if answers["said"]:
            lines.append(f"{question} {answers['said']}")
    return tuple(lines)


# A learning case


async def copy_case(screen: "LiveScreen[Any]") -> None:
    """Copy a case without names: ask its new name, then which texts go along, and mend those that tell too much."""
    from mdoverleg.tui.dialogs.ask import Ask, Question
    from mdoverleg.tui.dialogs.who import ask_who

    case_pk, store = _case_here(screen), screen.window.store
    if case_pk is None:
        return
    proposed = await screen.window.in_thread(lambda: proposed_alias(store))
    title = _("Copy this case for learning: nobody is in it")
    answers = await screen.app.push_screen_wait(
        Ask(title, [Question("alias", _("Name of the learning case"), proposed)])
    )
    if answers is None:
        return
    alias = answers["alias"]
    texts = await _texts(screen, case_pk, alias)
    if texts is None:
        return
    if screen.window.who is None or screen.window.who.person_pk is None:
        await ask_who(screen)
    by_pk = screen.window.who.person_pk if screen.window.who else None
    if by_pk is None:
        screen.app.notify(_("Only somebody of this table can bring a case in."), severity="warning", markup=False)
        return
    person = by_pk
    done = await run_edit(
        screen,
        lambda store, who: late.learning.copy_case(store, who, pk=case_pk, alias=alias, by_pk=person, texts=texts),
        said=_("The learning case is there. Put it on the agenda of a learning meeting."),
    )
    if done is not None and hasattr(screen, "list"):
        screen.list.go_to(done.value)


def _case_here(screen: "LiveScreen[Any]") -> int | None:
    board = screen.snapshot
    if isinstance(board, BoardSnapshot):
        return board.case.head.pk if board.case else None
    row = getattr(getattr(screen, "list", None), "row", None)
    return row.pk if isinstance(row, CaseRow) else None


async def _texts(screen: "LiveScreen[Any]", case_pk: int, alias: str) -> dict[TextKey, str] | None:
    """Ask which texts go along; those by which somebody could be recognised are shown, to be changed or left out."""
    from mdoverleg.tui.dialogs.pick import Choice
    from mdoverleg.tui.dialogs.tick import Tick

    store = screen.window.store
    found = await screen.window.in_thread(lambda: read_texts(store, case_pk, alias))
    if not found:
        return {}
    warns = _("recognisable")
    choices = [
        Choice(
            text.key, f"{text.label}: {text.text}", warns if text.is_telling else "", "amber" if text.is_telling else ""
        )
        for text in found
    ]
    title = _("Which texts go along? Read them: names cannot all be recognised")
    ticked = await screen.app.push_screen_wait(Tick(title, choices, [one.key for one in found if not one.is_telling]))
    if ticked is None:
        return None
    kept: dict[TextKey, str] = {}
    for text in (one for one in found if one.key in ticked):
        said = await _mended(screen, case_pk, text) if text.is_telling else text.text
        if said:
            kept[text.key] = said
    return kept


async def _mended(screen: "LiveScreen[Any]", case_pk: int, text: LearningText) -> str:
    """Ask for a text by which nobody can be recognised; nothing: it is left out."""
    from mdoverleg.tui.doings.records import Adding, add_record

    store, (entity, _pk, key) = screen.window.store, text.key
    tells = await screen.window.in_thread(lambda: still_tells_in(store, case_pk))

    async def checked(values: dict[str, Any]) -> Done[str] | None:
        said = str(values.get(key) or "")
        if not tells(said):
            return Done(said)
        screen.app.notify(_("Somebody can still be recognised by this."), severity="warning", markup=False)
        return None

    title = _("Change this so that nobody can be recognised; Esc leaves it out")
    done = await add_record(screen, Adding(title, entity, (key,), {key: text.text}), checked)
    return done.value if done is not None else ""
