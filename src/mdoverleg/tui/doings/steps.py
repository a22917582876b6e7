"""Walking through the steps of a case: on, back, and where in this window the work of a step is done."""

from asyncio import Event
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.case_steps import KEPT, CaseStep, kept_after
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _
from mdoverleg.reads.case_steps import who_went_on
from mdoverleg.tui.doings.read_back import leave, read_back
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.screens import board_heads, board_round
from mdoverleg.tui.widgets.action_list import next_asked
from mdoverleg.tui.widgets.role_board import FILLED, RoleBoard, SlotLine
from mdoverleg.tui.widgets.step_line import StepLine

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

READ_BACK = "read_back"
TAB_OF_STEP = {
    "previous_actions": "board",
    "family_voice": "family",
    "since_last_time": "picture",
    "buffers": "picture",
    "plan_and_roles": "board",
    "actions": "board",
    "agreements": "plan",
}
"""Where the work of a step is done; the other steps leave the screen as it is."""


async def forward(screen: "BoardScreen") -> bool:
    """Go to the next step of the running case; tells whether that was all, so that the item is not left."""
    step = screen.snapshot.step if screen.snapshot else None
    if step is None:
        return False
    if step.following:
        await _go_to(screen, step, step.following)
        return True
    if step.code != READ_BACK:
        return False
    await screen.reload()  # the case that runs, where somebody looked at another
    await leave(screen)
    return True


async def back(screen: "BoardScreen") -> None:
    """Go back one step of the running case."""
    step = screen.snapshot.step if screen.snapshot else None
    screen.follow_meeting()
    if step is not None and step.previous:
        await _go_to(screen, step, step.previous)


async def _go_to(screen: "BoardScreen", step: CaseStep, code: str) -> None:
    from mdoverleg.tui.doings.meeting import meeting_of

    meeting_pk, now = meeting_of(screen).pk, screen.window.now("UTC")

    def edit(store: Any, who: Any) -> None:
        name = who_went_on(store, step)
        if name is None and not store.replace_setting(
            KEPT, kept_after(step, code, now, meeting_pk, who.name), seen=step.kept
        ):
            name = who_went_on(store, step) or _("somebody")
        if name is not None:
            raise Refused(_("{who} went on already; nothing was changed.").format(who=name), names=[name])

    if await run_edit(screen, edit) is not None:
        await turn_to(screen, code)
        say_prompt(screen)


async def arrive(screen: "BoardScreen") -> None:
    """Turn this window to the first step of the item that begins; nothing is read back before anything was said."""
    step = screen.snapshot.step if screen.snapshot else None
    if step is not None and step.code != READ_BACK:
        await turn_to(screen, step.code)
        say_prompt(screen)
    elif screen.snapshot is not None and board_round.is_shown(screen, screen.snapshot):
        screen.focus_area(board_round.points(screen))
        await focused(screen)
    elif screen.tab != "board":
        screen.choose_tab("board")


def say_prompt(screen: "BoardScreen") -> None:
    """Say what the method lets the chair ask at this step, where the line of the step has no room for it."""
    step = screen.snapshot.step if screen.snapshot else None
    if step is not None and step.prompt and not screen.query_one("#step", StepLine).shows(step.prompt):
        screen.app.notify(step.prompt, markup=False)


async def turn_to(screen: "BoardScreen", code: str) -> None:
    """Turn this window to where the work of a step is done; other windows stay as they are."""
    tab = TAB_OF_STEP.get(code, "")
    if tab and tab in {name for name, _verb in board_heads.TABS}:
        screen.choose_tab(tab)
        if tab != "board":
            await screen.reload()  # the tab is read only when it is shown, and the next key is about it
    if code in ("previous_actions", "actions"):
        if code == "previous_actions" and (asked := next_asked(screen.actions.rows, None)) is not None:
            screen.actions.go_to(asked)
        screen.focus_area(screen.actions)
    elif code == "plan_and_roles":
        _to_what_is_to_be_settled(screen.roles)
        screen.focus_area(screen.roles)
    elif code == "buffers":
        screen.file.go_to_panel("buffers")
    elif code == READ_BACK:
        await read_back(screen)
        return
    await focused(screen)


async def focused(screen: "BoardScreen") -> None:
    """Wait until the focus is where it goes, so that the next key, typed ahead, finds it there."""
    there = Event()
    screen.call_after_refresh(screen.app.call_later, there.set)  # the focus itself comes by the same way
    await there.wait()


def _to_what_is_to_be_settled(roles: RoleBoard) -> None:
    """Put the cursor on the first slot that is held twice or by nobody: it is settled now."""
    open_slot = next((row for row in roles.rows if isinstance(row, SlotLine) and row.sign != FILLED), None)
    if open_slot is not None:
        roles.go_to(roles.key_of(open_slot))
