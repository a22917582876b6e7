"""One-line bars: heading, heads, tabs and footer; a part with a verb can be clicked."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from mdoverleg.tui.looks import looks_of
from mdoverleg.tui.text import Line, line_width, strip_of


class Bar(Widget):
    """One or more lines that somebody else puts together; only changed lines are drawn again."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Bar { height: auto; width: 1fr; }"

    def __init__(self, *, id: str, ground: str = "") -> None:
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = ()
        self._ground = ground

    def put(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        new = tuple(lines)
        old, self.lines = self.lines, new
        if len(old) != len(new):
            self.refresh(layout=True)
        elif changed := [y for y, line in enumerate(new) if line != old[y]]:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        line = self.lines[y] if y < len(self.lines) else ()
        return strip_of(line, self.size.width, looks_of(self.app), self._ground)

    async def on_click(self, event: events.Click) -> None:
        line = self.lines[event.y] if event.y < len(self.lines) else ()
        for number, part in enumerate(line):
            if part.verb and line_width(line[:number]) <= event.x < line_width(line[: number + 1]):
                await self.run_action(f"screen.verb('{part.verb}')")
                return
