"""Driving a window in a test: press, wait for what it leads to, and read the screen as text."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import signature
from typing import Any

import textual._callback
import textual.app
import textual.pilot
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.domain.verb_kinds import SEEN
from mdoverleg.domain.words import current_language
from mdoverleg.store.store import Store
from mdoverleg.tui.app import MdApp
from mdoverleg.tui.screens.board import BoardScreen

PATIENCE = 20
"""Seconds after which a condition counts as never met."""


async def is_quiet(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until this process does next to nothing, three times in a row; Textual's own waits 20 ms at each key."""
    end = time.monotonic() + max_sleep
    quiet = 0
    while quiet < 3 and time.monotonic() < end:
        before = time.process_time()
        look_again = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(max(min_sleep, 0.002), look_again.set_result, None)
        await look_again
        quiet = quiet + 1 if time.process_time() - before < 0.0004 else 0


textual.app.wait_for_idle = textual.pilot.wait_for_idle = is_quiet  # type: ignore[attr-defined]

_parse_rules = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def parsed_once(sheet: Stylesheet, css: str, *place: Any, **options: Any) -> list[RuleSet]:
    """Parse a style sheet once for all windows of this process, and not anew for each."""
    key = (css, *place, *sorted(options.items()), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, *place, **options)
    return _parsed[key]


Stylesheet._parse_rules = parsed_once  # type: ignore[assignment]


_counted: dict[object, int] = {}


def counted_once(function: Callable[..., Any]) -> int:
    """Count the parameters of a function once for every place in the code, and not for each closure made there."""
    code = getattr(function, "__code__", function)
    if code not in _counted:
        _counted[code] = len(signature(function).parameters)
    return _counted[code]


textual._callback._count_parameters = counted_once  # type: ignore[assignment]

_drawn: set[object] = set()
"""The kinds of screens, with size and language, of which one was drawn whole in this process."""


async def resized(pilot: Pilot[Any], width: int, height: int) -> None:
    """Change the size of the terminal, and wait until the screen is laid out for it."""
    await pilot.resize_terminal(width, height)
    end = time.monotonic() + PATIENCE
    while (compositor := pilot.app.screen._compositor).size != (width, height) or pilot.app.screen._layout_required:
        assert time.monotonic() < end, f"it is still {compositor.size}"
        await pilot.pause()
    await pilot.pause()


@dataclass
class Table:
    """One window under test."""

    app: MdApp
    pilot: Pilot[int]
    board: BoardScreen
    store: Store
    said: list[str] = field(default_factory=list)
    """What all toasts said, also those that are gone."""

    def __post_init__(self) -> None:
        notify = self.app.notify

        def noted(message: str, **options: Any) -> None:
            self.said.append(message)
            notify(message, **options)

        self.app.notify = noted  # type: ignore[method-assign]

    @property
    def snapshot(self) -> BoardSnapshot:
        """What the table screen shows."""
        assert self.board.snapshot is not None
        return self.board.snapshot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they led to is done."""
        await self.pilot.press(*keys)
        await self.settled()

    async def next_item(self) -> None:
        """Go to the next agenda item, past the steps that are left of a case."""
        self.board.action_verb("meetings.next_item")
        await self.settled()

    async def type(self, text: str) -> None:
        """Type text in the box that has the focus, as fast as a terminal hands it on."""
        box = self.app.focused
        if isinstance(box, Input):
            box.insert_text_at_cursor(text)
        else:
            await self.pilot.press(*(NAMES.get(letter, letter) for letter in text))
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being saved or read, apart from questions that wait for an answer."""
        await self.until(lambda: not (self.board.window.is_busy or self.app.is_typed_ahead))
        await self.until(lambda: not (self.board.window.is_busy or self.app.is_typed_ahead))
        kind = (type(self.app.screen), self.app.size, current_language())
        if kind not in _drawn:
            _drawn.add(kind)
            self.draw()

    async def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal, and wait until all is drawn for it."""
        await resized(self.pilot, width, height)
        await self.settled()

    def draw(self) -> None:
        """Draw what is on screen whole: what cannot be drawn ends the test."""
        if self.app.is_running:
            self.text()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for a condition."""
        end = time.monotonic() + PATIENCE
        await self.pilot.pause()
        while not is_so():
            assert time.monotonic() < end, "it never came to that"
            await asyncio.wait([asyncio.ensure_future(self.pilot.pause())], timeout=1)

    def text(self, screen: Screen[Any] | None = None) -> str:
        """What stands on the screen now."""
        shown = screen or self.app.screen
        strips = shown._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def does_not_look(self) -> None:
        """Let this window not see what others change until it reads the file itself."""
        self.board.window.feed.moved = lambda: False

    @property
    def toasts(self) -> list[str]:
        """What the toasts that are shown say."""
        return [notification.message for notification in self.app._notifications]

    def changes(self) -> list[str]:
        """The verbs of all changes in the file, oldest first; not what was only looked at."""
        return [verb for verb in self.log() if not verb.startswith(SEEN)]

    def log(self) -> list[str]:
        """The verbs of all that stands in the log, oldest first."""
        with self.store.read() as reader:
            return [row[0] for row in reader.rows("SELECT verb FROM change ORDER BY id")]


NAMES = {" ": "space"}
