"""The passphrase is asked before an encrypted file opens, and after a window was locked."""

import asyncio
from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from mdoverleg.domain.errors import FileRefused, MdError
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.dialogs.passphrase import NewPassphrase
from mdoverleg.tui.dialogs.sheet import TypeSheet
from mdoverleg.tui.keys import LOST, WAITS, Hidden, Keys
from mdoverleg.tui.preferences import read_preferences
from mdoverleg.tui.shell import Shell
from mdoverleg.tui.terminal import forgive_odd_bytes
from mdoverleg.tui.text import Part, fit, wrap
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.secret_box import SecretBox

WIPED_AFTER = 60.0
"""Seconds without a key after which what was typed is forgotten."""
LONG = 90
"""Seconds from which waiting is told in minutes."""

Work = Callable[[], object]


class UnlockScreen(Screen[None], inherit_bindings=False):
    """Asks for the passphrase, or for the recovery sheet; nothing of the file stands on it."""

    ALLOW_SELECT = False
    covers = True
    """Nothing of a table is to be seen while it is there (`covering.py`)."""
    CSS_PATH = "../styles/unlock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "show", show=False),
        Binding("f3", "sheet", show=False),
        Binding("escape", "leave", show=False),
        Binding("ctrl+q", "quit", show=False, priority=True),
    ]

    def __init__(self, keys: Keys, *, shows: bool = True) -> None:
        super().__init__()
        self.keys = keys
        self.clock = monotonic
        self._shows = shows
        """Whether letters may be shown, and a sheet typed: not on a wall."""
        self._problem = ""
        self._until = 0.0
        self._works = self._is_plain = False
        self._wiping: Timer | None = None

    # What a subclass says.

    def why(self) -> str:
        """Say what is asked."""
        return _("This table is encrypted. Type its passphrase.")

    async def open_after(self, unlock: Work) -> None:
        """Open the file after this work, which belongs in a thread; MdError when it or the file refuses."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Do what Esc does."""
        raise NotImplementedError

    def keys_of_foot(self) -> list[str]:
        """Return the keys that stand at the foot, the most needed first."""
        shown = [_("F2 shows what is typed"), _("F3 recovery sheet")] if self._shows else []
        return [_("Enter opens"), *shown]

    # What is shown.

    def compose(self) -> ComposeResult:
        yield Bar(id="heading", ground="bar")
        yield Bar(id="said")
        yield SecretBox(id="passphrase")
        yield Bar(id="problem")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        self._look()
        self._wait_for(self.keys.delay())
        self.set_interval(0.5, self._tick)
        self.show()
        self.box.focus()

    def _look(self) -> None:
        """Say at once when no passphrase helps, or none is needed any more."""
        self._is_plain = not self.keys.is_encrypted()
        if not self._is_plain:
            try:
                self.keys.require_openable()
            except MdError as error:
                self._refused(error)

    def on_resize(self) -> None:
        self.show()

    @property
    def is_working(self) -> bool:
        """Whether something is being tried."""
        return self._works

    @property
    def box(self) -> SecretBox:
        """Where the passphrase is typed."""
        return self.query_one(SecretBox)

    def say(self, problem: str) -> None:
        """Say why it does not open."""
        self._problem = problem
        self.show()

    def show(self) -> None:
        """Show what is asked, what went wrong and which keys work."""
        if not self.is_attached:
            return
        width = max(1, self.app.size.width - 2)
        self.query_one("#heading", Bar).put([(Part(f" {fit(self.heading(), width)}", "bar"),)])
        is_plain = _("The file is not encrypted any more. Enter opens it.") if self._is_plain else ""
        self._put("#said", is_plain or self.why(), "strong")
        said, look = self._said()
        self._put("#problem", said, look)
        keys = self.keys_of_foot()
        while len(keys) > 1 and len(" · ".join(keys)) > width:
            keys.pop()
        self.query_one("#footer", Bar).put([(Part(f" {fit(' · '.join(keys), width)}", "dim"),)])

    def heading(self) -> str:
        """Return what stands on top."""
        return "mdoverleg"

    def _put(self, where: str, text: str, look: str) -> None:
        lines = wrap(text, max(1, self.app.size.width - 2)) if text else []
        self.query_one(where, Bar).put([(Part(f" {line}", look),) for line in lines])

    def _said(self) -> tuple[str, str]:
        if self._works:
            return _("One moment: it is being unlocked."), "dim"
        waits = self._left()
        again = waiting_words(waits) if waits else ""
        said = " ".join(filter(None, (self._problem, again)))
        return (f"!! {said}", "red") if said else ("", "dim")

    def _lost(self) -> str:
        said = _("Its keys are not beside it, damaged, or those of another table: no passphrase opens it now.")
        back = _("Put the file {name} back from a copy, or press F3 and type the recovery sheet.")
        if not self._shows:
            back = _("Put the file {name} back from a copy, or open the table in a window with the recovery sheet.")
        return f"{said} {back.format(name=f'{self.keys.name}.keys')}"

    # Waiting after a wrong passphrase.

    def _wait_for(self, seconds: float) -> None:
        self._until = self.clock() + seconds

    def _left(self) -> int:
        """Return the seconds that are still to wait, rounded up."""
        return max(0, -int((self.clock() - self._until) // 1))

    def _tick(self) -> None:
        if self._until and not self._works:
            if not self._left():
                self._until = 0.0
            self.show()

    # What can be done.

    @on(Input.Submitted)
    def tried(self, event: Input.Submitted) -> None:
        """Try what was typed."""
        event.stop()
        if self._works or self._left():
            self.show()
        elif self._is_plain:
            self._begin(self.open_after(self.keys.let_go))
        elif not event.value:
            self.say(_("Type the passphrase first."))
        else:
            self._begin(self._try(Hidden(event.value)))

    @on(Input.Changed)
    def typed(self) -> None:
        """Forget what was typed when nobody goes on with it."""
        if self._wiping is not None:
            self._wiping.stop()
        self._wiping = self.set_timer(WIPED_AFTER, self.wipe) if self.box.value else None

    def wipe(self) -> None:
        """Forget what was typed."""
        self.box.wipe()

    def action_show(self) -> None:
        """Show the letters that are typed, or dots again."""
        if self._shows:
            self.box.password = not self.box.password

    def action_quit(self) -> None:
        """Close the window."""
        self.app.exit()

    def action_sheet(self) -> None:
        """Open it with the recovery sheet."""
        if self._shows and not self._works:
            self._begin(self._with_sheet())

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste in where one types, and nowhere else."""
        event.stop()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._works = True
        self._problem = ""
        self.show()
        self.run_worker(self._do(work), group="unlock")

    async def _do(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except MdError as error:
            self._refused(error)
        finally:
            self._works = False
            self.show()

    def _refused(self, error: MdError) -> None:
        reason = error.reason if isinstance(error, FileRefused) else ""
        if reason in LOST:
            self._problem = self._lost()
        elif reason in WAITS:
            self._problem = _("This is not the passphrase.")
            self._wait_for(self.keys.delay())
        else:
            self._problem = str(error)

    async def _try(self, passphrase: Hidden) -> None:
        if self.box.password:  # else somebody looks at it, to find what is wrong with it
            self.box.value = ""
        await self.open_after(lambda: self.keys.unlock(passphrase))
        self.wipe()

    async def _with_sheet(self) -> None:
        self.wipe()
        typed = await self._asked(TypeSheet())
        if typed is None:
            return
        await asyncio.to_thread(lambda: self.keys.unlock_with_sheet(typed))
        title = _("The recovery sheet is right. Choose a new passphrase")
        passphrase = await self._asked(NewPassphrase(title, hint=_("Enter takes it · Esc: not now")))
        await self.open_after((lambda: self.keys.change(passphrase)) if passphrase else (lambda: None))

    async def _asked(self, dialog: Any) -> Any:
        dialog.covers = True
        return await self.app.push_screen(dialog, wait_for_dismiss=True)


def waiting_words(seconds: int) -> str:
    """Say how long nothing can be tried."""
    if seconds >= LONG:
        minutes = -(-seconds // 60)
        return n_("Try again in {n} minute.", "Try again in {n} minutes.", minutes).format(n=minutes)
    return n_("Try again in {n} second.", "Try again in {n} seconds.", seconds).format(n=seconds)


class OpenScreen(UnlockScreen):
    """Asks before the file is opened."""

    def heading(self) -> str:
        return f"mdoverleg · {self.keys.name}"

    def keys_of_foot(self) -> list[str]:
        return [*super().keys_of_foot(), _("Esc leaves")]

    async def open_after(self, unlock: Work) -> None:
        await asyncio.to_thread(unlock)
        self.app.exit(True)

    def action_leave(self) -> None:
        if not self.is_working:  # else the key may come after one has left
            self.app.exit(False)


class UnlockApp(Shell[bool]):
    """The window around it."""

    CSS_PATH = ["../styles/app.tcss", "../styles/unlock.tcss"]  # noqa: RUF012

    def __init__(self, first: OpenScreen) -> None:
        super().__init__()
        self._first = first

    def get_default_screen(self) -> Screen[None]:
        return self._first

    def on_mount(self) -> None:
        self.end_well()


def run_unlock(keys: Keys, *, shows: bool = True) -> int | None:
    """Ask until the key of a file is held; returns nothing then, else the exit code of who gave up."""
    forgive_odd_bytes()
    app = UnlockApp(OpenScreen(keys, shows=shows))
    app.wear(is_light=read_preferences().light)
    return None if app.run_window() else app.return_code or 0
