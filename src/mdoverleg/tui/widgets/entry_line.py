"""One line to type an action point in, with what was understood below it; drafts stay until they are saved."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from mdoverleg.domain.words import _
from mdoverleg.tui.text import Line, Part, fit, shown
from mdoverleg.tui.widgets.bars import Bar

if TYPE_CHECKING:
    from textual.widgets import Input

    from mdoverleg.domain.completion import Completion
    from mdoverleg.domain.entry import Around, Reading
    from mdoverleg.tui.dialogs.base import LineInput


BOX = "entry-box"
"""What one types in."""

FOOTER, HIGHEST = 1, 7
"""Lines at the foot of the screen: the footer alone, and with the line that one types in (`max-height` below)."""


class Subject(NamedTuple):
    """What is being typed: a new action point of a case, or a change of one."""

    case_pk: int | None
    action_pk: int | None
    title: str
    line: str = ""
    """What stands there at first; of a change the action point as one would have typed it."""


class EntryLine(Vertical):
    """The entry line at the foot of the table; out of sight until it is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("up", "option(-1)", show=False, priority=True),
        Binding("down", "option(1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    EntryLine { display: none; height: auto; max-height: 6; background: $background; }
    EntryLine.-open { display: block; }
    EntryLine LineInput { width: 1fr; background: $panel; color: $md-bar-text; padding: 0 1; }
    """

    @dataclass
    class Entered(Message):
        """A line without problems was entered."""

        subject: Subject
        reading: "Reading"
        before: "Reading"
        """What was understood of the line as it stood there at first."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.subject: Subject | None = None
        self._around: Callable[[], Around]
        self._drafts: dict[tuple[int | None, int | None], tuple[Subject, str]] = {}
        self._back: Widget | None = None
        self._option = 0
        self._entered = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody is typing."""
        return self.has_class("-open")

    async def open(self, subject: Subject, around: "Callable[[], Around]") -> None:
        """Show the line for a subject, with the draft that was left there; `around` says who and what can be meant.

        Returns when it can be typed in.
        """
        if not self.children:
            await self._furnish()
        if self.is_open:
            self._keep_draft()
        else:
            self._back = self.screen.focused
        self.subject, self._around = subject, around
        kept, typed = self._drafts.get((subject.case_pk, subject.action_pk), (subject, subject.line))
        # What was half typed is compared with the line as it was then, so that what others changed since is told.
        self.subject = subject = subject._replace(line=kept.line)
        self.query_one("#entry-title", Bar).put([(Part(f" {subject.title}", "title"),)])
        box = self._box
        box.value = typed
        box.cursor_position = len(box.value)
        self.add_class("-open")
        self._toasts_over(HIGHEST)
        self._say()
        ready = asyncio.Event()
        self.call_after_refresh(self._focus, ready)
        await ready.wait()

    def drafts(self) -> Iterator[tuple[Subject, str]]:
        """Yield what is half typed, now and before, with what it is about."""
        if self.is_open:
            self._keep_draft()
        yield from self._drafts.values()

    def keep(self, subject: Subject, typed: str) -> None:
        """Keep what was half typed about a subject for when the line is opened for it."""
        self._drafts[subject.case_pk, subject.action_pk] = subject, typed

    def has_draft(self, case_pk: int | None) -> bool:
        """Whether a new action point of this case was left half typed."""
        return (case_pk, None) in self._drafts

    def _focus(self, ready: asyncio.Event) -> None:
        self._box.focus()
        self.app.call_later(ready.set)  # the focus itself comes by the same way

    async def _furnish(self) -> None:
        from mdoverleg.tui.dialogs.base import LineInput

        await self.mount(Bar(id="entry-title"), LineInput(id=BOX), Bar(id="entry-reading"))

    @property
    def _box(self) -> "LineInput":
        from mdoverleg.tui.dialogs.base import LineInput

        return self.query_one(f"#{BOX}", LineInput)

    def saved(self) -> None:
        """Forget the line: it is in the file. The line stays open for the next one, or closes after a change."""
        if self.subject is None:
            return
        self._drafts.pop((self.subject.case_pk, self.subject.action_pk), None)
        if self.subject.action_pk is None:
            box = self._box
            # Who types fast has begun the next line: that stays.
            box.value = box.value[len(self._entered) :] if box.value.startswith(self._entered) else ""
            box.cursor_position = len(box.value)
        else:
            self._hide()

    def action_close(self) -> None:
        self._keep_draft()
        self._hide()

    def _keep_draft(self) -> None:
        if self.subject is not None:
            key = (self.subject.case_pk, self.subject.action_pk)
            typed = self._box.value
            if typed.strip() and typed != self.subject.line:
                self._drafts[key] = self.subject, typed
            else:
                self._drafts.pop(key, None)

    def _hide(self) -> None:
        self.remove_class("-open")
        self._toasts_over(FOOTER)
        self.subject = None
        if self._back is not None and self._back.is_attached:
            self._back.focus(scroll_visible=False)

    def _toasts_over(self, lines: int) -> None:
        for rack in self.screen.query("ToastRack"):
            rack.styles.margin = (0, 0, lines, 0)

    # What was understood.

    def _say(self) -> None:
        from mdoverleg.domain.entry import read_entry
        from mdoverleg.domain.entry_say import describe, problems_text

        line = self._box.value
        around = self._around()
        width = max(20, self.app.size.width - 2)
        lines: list[Line] = []
        if line.strip():
            reading = read_entry(line, around)
            lines.append((Part(" " + fit(describe(reading, around), width), "dim"),))
            problems = problems_text(reading)
            look = "red" if reading.problems else "amber"
            lines += [(Part(" " + fit(f"!! {problem}", width), look),) for problem in problems[:2]]
        else:
            hint = _("what is to be done  @who  when  !kind  #for whom · Enter saves · Esc closes")
            lines.append((Part(" " + fit(hint, width), "dim"),))
        if (completion := self._completion(around)) and completion.options:
            lines[-1:] = [lines[-1], self._options(completion, width)]
        self.query_one("#entry-reading", Bar).put(lines)

    def _completion(self, around: "Around") -> "Completion | None":
        from mdoverleg.domain.completion import completion_at

        return completion_at(self._box.value, self._box.cursor_position, around)

    def _options(self, completion: "Completion", width: int) -> Line:
        self._option %= len(completion.options)
        parts = [Part(" Tab ", "key")]
        used = 5
        for number, option in enumerate(completion.options):
            text = f" {shown(option.label)} "
            used += len(text)
            if used > width and number > self._option:
                break
            parts.append(Part(text, "chosen" if number == self._option else "dim"))
        return tuple(parts)

    def action_option(self, by: int) -> None:
        self._option += by
        self._say()

    def action_complete(self) -> None:
        from mdoverleg.domain.completion import complete

        around = self._around()
        completion = self._completion(around)
        if completion and completion.options:
            option = completion.options[self._option % len(completion.options)]
            self._box.value, self._box.cursor_position = complete(self._box.value, completion, option)
            self._option = 0

    def on_input_changed(self, event: "Input.Changed") -> None:
        event.stop()
        self._option = 0
        self._say()

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        from mdoverleg.domain.entry import read_entry

        event.stop()
        line = self._box.value
        if self.subject is None or not line.strip():
            self.action_close()
            return
        reading = read_entry(line, self._around())
        if not reading.problems:
            self._entered = line
            self.post_message(self.Entered(self.subject, reading, read_entry(self.subject.line, self._around())))
