"""The time of a meeting: what would catch up, who comes when, what each item took, what kinds of cases take."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.catching_up import Change
from mdoverleg.domain.errors import MdError
from mdoverleg.domain.looking import COPY, Look
from mdoverleg.domain.meeting_times import MeetingTimes
from mdoverleg.domain.words import _
from mdoverleg.reads.time_spent import TimeSpent
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Part
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.times import CallLines, CatchUpLines, KindLines, SpentLines, call_texts

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

CATCH_UP, CALLS, SPENT, KINDS = "catch_up", "calls", "spent", "kinds"
PAGES: Final = (CATCH_UP, CALLS, SPENT, KINDS)

Read = Callable[[], tuple[MeetingTimes | None, TimeSpent]]


class TimesDialog(Dialog[tuple[Change, ...]]):
    """Four pages; the answer is what of the proposal is ticked. `read` runs in the thread of the file."""

    widest = 100
    box = "tall wide"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right", "turn(1)", show=False),
        Binding("shift+tab,left", "turn(-1)", show=False),
        Binding("space", "tick", show=False),
        Binding("y", "copy(False)", show=False),
        Binding("Y", "copy(True)", show=False),
    ]

    def __init__(self, screen: "BoardScreen", times: MeetingTimes, spent: TimeSpent, read: Read, page: str) -> None:
        super().__init__(_("Time"))
        self._board, self._read, self._page = screen, read, page
        self._times, self._spent = times, spent

    def body(self) -> ComposeResult:
        yield Bar(id="pages")
        yield CatchUpLines(id=CATCH_UP)
        yield CallLines(id=CALLS)
        yield SpentLines(id=SPENT)
        yield KindLines(id=KINDS)

    def on_mount(self) -> None:
        self._fill()
        self._turned()
        self.set_interval(60, self.follow)  # call times follow the clock

    def follow(self) -> None:
        """Read the times again: the screen below shows something new."""
        self.run_worker(self._again, group="read", exclusive=True)  # type: ignore[arg-type]

    async def _again(self) -> None:
        try:
            times, spent = await self._board.window.in_thread(self._read)
        except MdError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if self.is_mounted and times is not None:
            self._times, self._spent = times, spent
            self._fill()

    def _fill(self) -> None:
        self._proposal.show(self._times)
        self._fill_calls()
        self.query_one(SpentLines).put(self._times.spent)
        self.query_one(KindLines).show(self._spent)
        self._say()

    def _fill_calls(self) -> None:
        """Show the call times as they would be with what is ticked."""
        self.query_one(CallLines).show(self._times.calls(self._proposal.chosen), self._times.location)

    @property
    def _proposal(self) -> CatchUpLines:
        return self.query_one(CatchUpLines)

    def _turned(self) -> None:
        names = {
            CATCH_UP: _("Catching up"),
            CALLS: _("Who comes when"),
            SPENT: _("Spent"),
            KINDS: _("Per kind"),
        }
        parts = [Part(f" {names[page]} ", "chosen" if page == self._page else "dim", page) for page in PAGES]
        self.query_one("#pages", Bar).put([tuple(parts)])
        for page in PAGES:
            self.query_one(f"#{page}").display = page == self._page
        self.query_one(f"#{self._page}", Lines).focus()
        self._say()

    def _say(self) -> None:
        keys = [_("Tab: next page · Esc goes back")]
        if self._page == CALLS:
            keys = [_("y copies the list, Y writes it to a file · Tab: next page · Esc goes back")]
        elif self._page == CATCH_UP:
            if self._proposal.offers:
                keys = [_("Space ticks · Enter takes what is ticked · Tab: next page")]
            if left := self._proposal.left:
                words = _("{n} min stay too many: agree to end later, or put off more yourself (i).")
                keys.insert(0, words.format(n=left))
        self.say_keys(*keys)

    def action_turn(self, by: int) -> None:
        """Go to the next page or the one before."""
        self._page = PAGES[(PAGES.index(self._page) + by) % len(PAGES)]
        self._turned()

    def action_verb(self, id: str) -> None:
        """Go to the page that was clicked."""
        self._page = id
        self._turned()

    def action_tick(self) -> None:
        if self._page == CATCH_UP:
            self._proposal.turn()
            self._fill_calls()

    def action_take(self) -> None:
        if self._page == CATCH_UP and self._proposal.offers:
            self.answer(self._proposal.chosen)

    def action_copy(self, to_file: bool) -> None:
        """Copy the list of call times with what is ticked, or write it to a file."""
        calls = self._times.calls(self._proposal.chosen)
        if self._page == CALLS and calls:
            from mdoverleg.tui.doings.copying import LIST, copy_lines, write_lines

            texts = call_texts(calls, self._times.location)
            look = Look(COPY, LIST, lines=len(texts))
            copying = write_lines(self._board, texts) if to_file else copy_lines(self._board, texts, look)
            self.run_worker(copying, group="copy")

    @on(Lines.Chosen)
    def clicked(self, event: Lines.Chosen) -> None:
        """Tick the line that was clicked."""
        event.stop()
        self.action_tick()
