"""What one does to learn: look back on the meeting, and answer three short questions when it closes."""

from typing import TYPE_CHECKING

from mdoverleg.domain.words import _
from mdoverleg.tui import late

if TYPE_CHECKING:
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
    """Ask three short questions, each of which may be left open; Esc leaves all of them (A2.21, A2.22, A8.26, A8.27).

    Nobody's name is asked: a line holds the question and what was said.
    """
    from mdoverleg.tui.dialogs.ask import Ask, Question

    asked = {
        "good": _("Who did something good?"),
        "together": _("Where did we make the difference together?"),
        "next": _("What do we do differently next time?"),
    }
    answers = await screen.app.push_screen_wait(
        Ask(
            _("Three short questions; they may stay open"),
            [Question(key, words, needed=False) for key, words in asked.items()],
            hint=_("Arrows · Enter closes the meeting · Esc leaves them open"),
        )
    )
    return tuple(f"{asked[key]} {said}" for key, said in (answers or {}).items() if said)
