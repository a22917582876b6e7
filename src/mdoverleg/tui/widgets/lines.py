"""A list that draws its own lines: rows by key, wrapped to the width, only changed lines drawn again."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from mdoverleg.tui.looks import looks_of
from mdoverleg.tui.text import Line, Part, fit, spread, strip_of, width_of, wrap

R = TypeVar("R")

WHEEL = 3
"""Lines that one step of the mouse wheel scrolls."""
MANY = 1000
"""Above this many rows every row is one line, made when it is shown."""


class _Layout(NamedTuple):
    width: int
    starts: Sequence[int]
    """First line of every row, and after the last one the number of lines."""
    drawn: Sequence[tuple[Line, ...]] | None

    @property
    def height(self) -> int:
        return self.starts[-1]


class Lines(ScrollView, Generic[R], can_focus=True, inherit_bindings=False):
    """A list of rows with a cursor; a subclass says what a row's key is and how it is drawn.

    `put()` gives it new rows: cursor and scroll stay with the rows they were on.
    """

    ALLOW_SELECT = False
    always_marked: ClassVar[bool] = False
    """The cursor shows without the focus: somebody types in a box above the list."""
    waits = False
    """Its rows are still being read, so that nobody can say yet that there are none."""
    one_click: ClassVar[bool] = False
    """A single click chooses, as in a menu."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(0)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    Lines { height: 1fr; overflow: hidden hidden; }
    """

    @dataclass
    class Chosen(Message):
        """Enter or a double click on a row."""

        lines: "Lines[object]"
        row: object

    def __init__(self, *, id: str | None = None, titled: bool = True) -> None:
        super().__init__(id=id)
        self.rows: tuple[R, ...] = ()
        self.cursor = 0
        self._titled = int(titled)
        self._layout: _Layout = _Layout(0, (0,), ())
        self._heading = ("", "")

    # What a subclass says about its rows.

    def key_of(self, row: R) -> Hashable:
        """Return what stays the same when the row changes."""
        raise NotImplementedError

    def keys_of(self, row: R) -> Iterable[Hashable]:
        """Return the keys that lead to a row: more than one where it holds several things."""
        return (self.key_of(row),)

    def lines_of(self, row: R, width: int) -> list[Line]:
        """Return the lines of a row; each at most `width` columns."""
        raise NotImplementedError

    def can_stop(self, row: R) -> bool:
        """Whether the cursor may stand on this row."""
        del row
        return True

    def prepare(self, width: int) -> None:
        """Work out what all rows share (the widths of columns) before they are drawn."""

    def heading(self) -> tuple[str, str]:
        """Return the title over the list, and what stands at its right end."""
        return "", ""

    def when_empty(self) -> str:
        """Return what is shown when there are no rows."""
        return ""

    # What a screen asks of it.

    @property
    def row(self) -> R | None:
        """The row under the cursor, if the cursor may stand there."""
        if 0 <= self.cursor < len(self.rows) and self.can_stop(self.rows[self.cursor]):
            return self.rows[self.cursor]
        return None

    def put(self, rows: Sequence[R]) -> None:
        """Show other rows; the cursor and the first visible row stay where they are, by key."""
        new = tuple(rows)
        if new == self.rows and self._layout.width:
            self.again()
            return
        before, height = self._picture(), self._layout.height
        old, cursor = self.rows, self.cursor
        key, top, inside = self._place()
        self.rows = new
        self._lay_out(self._layout.width)
        self._restore(key, top, inside, (*old[cursor + 1 :], *reversed(old[:cursor])))
        if height != self._layout.height and self.styles.height is not None and self.styles.height.is_auto:
            self.refresh(layout=True)
        else:
            self._draw_changes(before)

    def again(self) -> None:
        """Draw the same rows again where something beside them changed: the time, the language, the focus."""
        if self._layout.width:
            before = self._picture()
            self._lay_out(self._layout.width)
            self._draw_changes(before)

    def go_to(self, key: Hashable) -> bool:
        """Put the cursor on the row with this key and show it; tell whether there is one."""
        for number, row in enumerate(self.rows):
            if key in self.keys_of(row):
                self._go(number)
                return True
        return False

    @property
    def _marks(self) -> bool:
        return self.has_focus or self.always_marked

    # Layout. The last column is kept for the bar that shows how far one has scrolled.

    def _ready(self) -> bool:
        """Lay out for the width that there is; tell whether there is any."""
        width = self.size.width - 1
        if width > 0 and width != self._layout.width:
            is_first = not self._layout.width
            key, top, inside = self._place()
            self._lay_out(width)
            self._restore(key, top, inside)
            if is_first and self.rows:
                self._into_view()
        return self._layout.width > 0

    def _lay_out(self, width: int) -> None:
        if width < 1:
            return
        self.prepare(width)
        self._heading = self.heading()
        if len(self.rows) > MANY:
            self._layout = _Layout(width, range(len(self.rows) + 1), None)
        else:
            drawn = [tuple(self.lines_of(row, width)) or ((),) for row in self.rows] or [self._nothing(width)]
            self._layout = _Layout(width, (0, *accumulate(len(lines) for lines in drawn)), drawn)
        # Set without a word to Textual: its own scroll bars are not used, and each would cost a layout of the screen.
        self.set_reactive(Widget.virtual_size, Size(width, self._layout.height + self._titled))

    def _nothing(self, width: int) -> tuple[Line, ...]:
        return tuple((Part(line, "dim"),) for line in wrap("" if self.waits else self.when_empty(), width)) or ((),)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height at this width, so that a panel can be as tall as its rows."""
        if width - 1 != self._layout.width:
            self._lay_out(width - 1)
        return self._layout.height + self._titled

    def on_resize(self) -> None:
        if self._ready() and self._top:
            self._scroll(self._top)

    @property
    def _body(self) -> int:
        return max(0, self.size.height - self._titled)

    @property
    def _top(self) -> int:
        return int(self.scroll_y)

    def _row_at(self, line: int) -> int:
        return min(bisect_right(self._layout.starts, line) - 1, len(self.rows) - 1)

    def _lines(self, number: int) -> Sequence[Line]:
        if self._layout.drawn is not None:
            return self._layout.drawn[number]
        return self.lines_of(self.rows[number], self._layout.width)[:1]

    # Keeping the place.

    def _place(self) -> tuple[Hashable, Hashable, int]:
        if not self.rows:
            return None, None, 0
        first = self._row_at(self._top)
        key = self.key_of(self.rows[min(self.cursor, len(self.rows) - 1)])
        return key, self.key_of(self.rows[first]), self._top - self._layout.starts[first]

    def _restore(self, key: Hashable, top: Hashable, inside: int, neighbours: Sequence[R] = ()) -> None:
        """Put cursor and scroll back on their rows; a cursor whose row is gone goes to the nearest that is left."""
        numbers = {key: number for number, row in enumerate(self.rows) for key in self.keys_of(row)}
        if key not in numbers:
            key = next((near for near in map(self.key_of, neighbours) if near in numbers), None)
        self.cursor = numbers.get(key, 0)
        self._to_a_stop()
        if self._top:
            self._scroll(self._layout.starts[numbers[top]] + inside if top in numbers else self._top)

    def _to_a_stop(self) -> None:
        if self.row is None and self.rows:
            stops = [number for number, row in enumerate(self.rows) if self.can_stop(row)]
            self.cursor = min(stops, key=lambda number: abs(number - self.cursor), default=0)

    def _scroll(self, line: int) -> None:
        most = max(0, self._layout.height - self._body)
        self.scroll_to(y=max(0, min(line, most)), animate=False, force=True)

    # Drawing.

    def _picture(self) -> list[object]:
        if not self._ready():
            return []
        thumb = self._thumb()
        return [self._content(y, thumb) for y in range(self.size.height)]

    def _draw_changes(self, before: list[object]) -> None:
        after = self._picture()
        if len(before) != len(after):
            self.refresh()
            return
        changed = [y for y, content in enumerate(after) if content != before[y]]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _content(self, y: int, thumb: range) -> tuple[Line, bool, str, bool]:
        """Return what stands at a line: its parts, whether the cursor is there, its ground, and a piece of the bar."""
        if y < self._titled:
            return self._title(), False, "chosen" if self.has_focus else "", False
        line = y - self._titled + self._top
        if line >= self._layout.height:
            return (), False, "", False
        if not self.rows:
            return self._nothing(self._layout.width)[line], False, "", False
        number = self._row_at(line)
        lines = self._lines(number)
        here = self._marks and number == self.cursor and self.can_stop(self.rows[number])
        return lines[line - self._layout.starts[number]], here, "", y in thumb

    def _thumb(self) -> range:
        """Return the lines beside which the bar stands that shows how far one has scrolled."""
        height, body = self._layout.height, self._body
        if height <= body or body < 1:
            return range(0)
        size = max(1, body * body // height)
        first = (body - size) * self._top // (height - body) + self._titled
        return range(first, first + size)

    def _title(self) -> Line:
        title, note = self._heading
        look = "chosen" if self.has_focus else "title"
        sign = "▸" if self.has_focus else " "
        width = self._layout.width
        left = Part(f"{sign}{fit(title, width - 1)}", look)
        return spread((left,), (Part(fit(note, width - 2 - width_of(title)), look),) if note else (), width)

    def render_line(self, y: int) -> Strip:
        looks, width = looks_of(self.app), self.size.width
        if not self._ready():
            return strip_of((), width, looks)
        line, mark, ground, bar = self._content(y, self._thumb())
        strip = strip_of(line, width - 1, looks, ground, mark=mark)
        return Strip.join([strip, strip_of((Part("▐", "dim"),) if bar else (), 1, looks, ground)])

    def refresh_row(self, number: int) -> None:
        """Draw one row again."""
        if self._layout.width and 0 <= number < len(self.rows):
            first, after = self._layout.starts[number], self._layout.starts[number + 1]
            y = max(first - self._top, 0) + self._titled
            height = min(after - self._top, self._body) + self._titled - y
            if height > 0:
                self.refresh(Region(0, y, self.size.width, height))

    def on_focus(self) -> None:
        self._focus_lines()

    def on_blur(self) -> None:
        self._focus_lines()

    def _focus_lines(self) -> None:
        if self._titled:
            self.refresh(Region(0, 0, self.size.width, 1))
        self.refresh_row(self.cursor)

    # Moving.

    def _go(self, number: int) -> None:
        old, self.cursor = self.cursor, number
        self._to_a_stop()
        if not self._ready():
            return
        top = self._top
        self._into_view()
        if self._top == top:
            self.refresh_row(old)
            self.refresh_row(self.cursor)

    def _into_view(self) -> None:
        first, after = self._layout.starts[self.cursor], self._layout.starts[self.cursor + 1]
        if not any(self.can_stop(row) for row in self.rows[: self.cursor]):
            first = 0
        if first < self._top:
            self._scroll(first)
        elif after > self._top + self._body:
            self._scroll(min(first, after - self._body))

    def action_move(self, by: int) -> None:
        number = self.cursor + by
        while 0 <= number < len(self.rows) and not self.can_stop(self.rows[number]):
            number += by
        if 0 <= number < len(self.rows):
            self._go(number)

    def action_page(self, by: int) -> None:
        if self.rows:
            line = self._layout.starts[self.cursor] + by * max(1, self._body - 1)
            number = self._row_at(max(0, min(line, self._layout.height - 1)))
            self._go(number if number != self.cursor else max(0, min(self.cursor + by, len(self.rows) - 1)))

    def action_end(self, last: int) -> None:
        if self.rows:
            self._go(len(self.rows) - 1 if last else 0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(self._top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(self._top - WHEEL)

    def action_choose(self) -> None:
        if (row := self.row) is not None:
            self.post_message(self.Chosen(self, row))  # type: ignore[arg-type]

    def on_click(self, event: events.Click) -> None:
        line = event.y - self._titled + self._top
        if event.y < self._titled or line >= self._layout.height or not self.rows:
            return
        number = self._row_at(line)
        if self.can_stop(self.rows[number]):
            self._go(number)
            if event.chain >= 2 or self.one_click:
                self.action_choose()
