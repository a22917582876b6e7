"""A screen that shows what is in the file, follows what others change, and carries out verbs."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.windows import Draft, Way
from mdoverleg.domain.words import _, current_language
from mdoverleg.tui.doings import family_here
from mdoverleg.tui.reasons import Place
from mdoverleg.tui.still import style_itself
from mdoverleg.tui.text import Line, Part, first_that_fits, line_width, spread, wrap
from mdoverleg.tui.verbs import APP, BY_ID, INSIDE, VERBS, Verb, at_hand, bindings, in_scope
from mdoverleg.tui.ways import Ways
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.entry_line import BOX
from mdoverleg.tui.widgets.footer import footer_lines, typing_lines
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.window import Window

if TYPE_CHECKING:
    from mdoverleg.tui.shell import Shell

S = TypeVar("S")

SMALLEST = (60, 15)
"""Columns and lines below which a screen only says that it is too small."""

Doing = Callable[[Any], Coroutine[Any, Any, None] | None]
"""What a verb does, given the screen: at once, or with questions in between."""


class LiveScreen(Screen[None], Generic[S], inherit_bindings=False):
    """The base of every whole screen: reading, following, verbs and the footer.

    A subclass says how its snapshot is read (`read`, in a thread) and shown (`show`), and which verbs it can do.
    """

    ALLOW_SELECT = False
    scope: ClassVar[str] = APP
    """Where the verbs of this screen belong (`verbs/`)."""
    ways: ClassVar[Ways[Any]] = Ways()
    """What is remembered of where somebody is on this screen."""
    does: ClassVar[Mapping[str, Doing]] = {}
    """What each verb of this screen does, by its id."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right,l", "area(1)", show=False),
        Binding("shift+tab,left,h", "area(-1)", show=False),
        *bindings(APP),
    ]

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window = window
        self.snapshot: S | None = None
        self.way = Way()
        """The verb that is being done, and how one came to it (`ways.py`)."""
        self.way_back: Callable[[Any], None] | None = None
        """Who is told of every dialog that opens while somebody is brought back to one (`way_back.py`)."""
        self.going: object = None
        """The way to another screen, under way."""
        self._asked = 0
        self._taken = 0
        self._as_of: object = None
        self._is_unreadable = False
        self._turn = asyncio.Lock()

    # What a subclass says.

    def read(self) -> S:
        """Read what this screen shows; runs in the thread of the file."""
        raise NotImplementedError

    def show(self, snapshot: S) -> None:
        """Show it: only what differs is drawn again."""
        raise NotImplementedError

    def sequence_of(self, snapshot: S) -> int:
        """Return the number of the newest change that a snapshot holds."""
        return int(getattr(snapshot, "sequence", 0))

    def looked(self, snapshot: S) -> None:
        """Keep for the log what of a snapshot counts as looked at (`window.looking`)."""

    # Reading and following.

    def ticket(self) -> int:
        """Return the number of a read that begins now: what was asked later wins, however slow it was."""
        self._asked += 1
        return self._asked

    def take(self, ticket: int, snapshot: S) -> bool:
        """Show a snapshot unless something newer is shown already; tell whether it was shown."""
        old = self.snapshot
        if ticket <= self._taken or (old is not None and self.sequence_of(snapshot) < self.sequence_of(old)):
            return False
        self._taken = ticket
        self.snapshot = snapshot
        self.looked(snapshot)
        if self._is_whole:
            with self.app.batch_update():
                self.show(snapshot)
                self.show_footer()
                for above in self.app.screen_stack:
                    if follow := getattr(above, "follow", None):
                        follow()
        return True

    def show_again(self) -> None:
        """Show the same snapshot again where something else changed: names are masked, or no longer."""
        if self.snapshot is not None and self._is_whole:
            self.show(self.snapshot)
            self.show_footer()

    def now_as_of(self) -> None:
        """Remember that what is shown from here on is what the file holds now, in the words of now."""
        self._as_of = self._state()

    def _state(self) -> object:
        return self.window.moves, current_language()

    @property
    def is_ready(self) -> bool:
        """Whether there is something to do a verb with: keys that come before the first reading wait (`ahead.py`)."""
        return self.snapshot is not None or self._is_unreadable

    @property
    def _is_whole(self) -> bool:
        """Whether all its parts are there: after it was built, and before it or the program goes away."""
        return self.is_mounted and self.is_attached and self.display

    async def reload(self) -> None:
        """Read the file again and show what it holds now."""
        ticket = self.ticket()
        self.now_as_of()
        try:
            snapshot = await self.window.in_thread(self.read)
        except MdError as error:
            self._as_of = None
            self._is_unreadable = True
            self.app.notify(str(error), severity="error", markup=False)
        else:
            self.take(ticket, snapshot)

    def reload_soon(self) -> None:
        """Read the file again without waiting for it."""
        self.run_worker(self.reload(), group="reload")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read again what was written while another screen was shown; not when only a question lay over this one."""
        style_itself(self, event)
        if self.snapshot is not None and self._taken and self._as_of != self._state():
            self.reload_soon()

    # Verbs.

    def place(self) -> Place:
        """Return where a key is pressed now, for the reasons why a verb does not work."""
        focused = self.focused
        row = focused.row if isinstance(focused, Lines) else None
        return Place(self.window.read_only, None, row, self.window.locks if self.window.keys is not None else None)

    def scope_now(self) -> str:
        """Return the scope of what has the focus."""
        return getattr(self.focused, "scope", "") or self.scope

    def action_verb(self, id: str) -> None:
        """Do a verb, or say why it cannot be done now."""
        verb = BY_ID[id]
        why = verb.why_not(self.place())
        if why:
            self.app.notify(why, severity="warning", markup=False)
            return
        self.begin_verb(id)

    def begin_verb(self, id: str, ended: Callable[[], None] | None = None) -> None:
        """Do a verb that can be done now; `ended` is told when it is done."""
        way = Way(type(self).__name__, self.ways.here(self), id)
        doing = self._doing(BY_ID[id])
        if doing is not None:
            self.shell.answering(doing)
            self.run_worker(self._in_turn(doing, way, ended), group=id)
        elif ended is not None:
            ended()

    def _doing(self, verb: Verb) -> Coroutine[Any, Any, None] | None:
        """Do what a verb does; where it opens a case, not unasked while the family of another sits at the table."""
        doing = self.does[verb.id]
        if (case_pk := family_here.case_opened(self.scope, verb, self.place().row)) is not None:
            return family_here.open_case(self, case_pk, doing)
        return doing(self)

    async def _in_turn(self, doing: Coroutine[Any, Any, None], way: Way, ended: Callable[[], None] | None) -> None:
        """Do what keys asked in their order: what comes next sees what came of the one before."""
        try:
            async with self._turn:
                self.way = way
                await doing
        finally:
            doing.close()  # one that never had its turn
            self.shell.answered(doing)
            self.shell.still.end()
            if ended is not None:
                ended()

    @property
    def is_at_work(self) -> bool:
        """Whether a verb is being done."""
        return self._turn.locked()

    def drafts(self) -> Iterator[Draft]:
        """Yield what is half typed on this screen itself."""
        yield from self.ways.drafts(self)

    @property
    def shell(self) -> "Shell[Any]":
        """The window that this is a screen of."""
        return self.app  # type: ignore[return-value]

    @on(Lines.Chosen)
    def double_click(self, event: Lines.Chosen) -> None:
        """Do what Enter does on this row."""
        event.stop()
        verb = next((verb for verb in in_scope(self.scope_now()) if "enter" in verb.keys), None)
        if verb is not None:
            self.action_verb(verb.id)

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing here that works on another list of this screen."""
        if not isinstance(self.focused, Lines) or any(event.key in verb.keys for verb in at_hand(self.scope_now())):
            return  # somebody types, or the key has done its work
        for verb in VERBS:
            if event.key in verb.keys and INSIDE.get(verb.scope) == self.scope and verb.id in self.does:
                if why := verb.why_not(self.place()):
                    self.app.call_later(self._say_why, why)
                return

    def _say_why(self, why: str) -> None:
        """Say why a key does nothing; one that was held back comes again, and may do something then."""
        if not self.shell.holds_back:
            self.app.notify(why, severity="warning", markup=False)

    # Moving between areas, and the footer.

    def areas(self) -> list[Lines[Any]]:
        """Return the lists one can move between, in order."""
        return [lines for lines in self.query(Lines) if lines.display and lines.focusable]

    def action_area(self, by: int) -> None:
        areas = self.areas()
        if areas:
            at = areas.index(self.focused) if self.focused in areas else -by
            self.focus_area(areas[(at + by) % len(areas)])

    def focus_area(self, lines: Lines[Any]) -> None:
        """Put the focus on a list."""
        lines.focus(scroll_visible=False)

    def on_descendant_focus(self) -> None:
        self.show_footer()

    def show_footer(self) -> None:
        """Show the keys that fit where the focus is."""
        footer = self.query_one_optional("#footer", Bar)
        if footer is not None and (width := self.app.size.width):
            keys = first_that_fits(self._footers(), width)
            if aside := self.shell.aside(keys, width):
                keys = first_that_fits(self._footers(), width - line_width(aside) - 1)
            footer.put([spread(keys, aside, width)])
        self._show_small()

    def _footers(self) -> Iterator[Line]:
        is_typing = self.focused is not None and self.focused.id == BOX
        return typing_lines() if is_typing else footer_lines(self.scope_now(), self.does)

    def foot(self) -> ComposeResult:
        """Yield the footer, and what is shown instead of everything where there is too little room."""
        yield Bar(id="footer")
        yield Bar(id="too-small")

    def _show_small(self) -> None:
        """Say in a window that is too small that it is, and nothing else."""
        width, height = self.app.size
        is_small = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(is_small, "-small")
        said = self.query_one_optional("#too-small", Bar)
        if said is not None and is_small:
            words = _("Make this window larger: at least 60 by 15.")
            said.put([(Part(line),) for line in wrap(words, max(1, width))])
