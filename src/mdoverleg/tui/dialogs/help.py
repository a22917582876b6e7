"""Help: every key of this place, in groups, from the table of verbs; the glossary; and what to do when stuck."""

from collections.abc import Awaitable, Callable, Container
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.words import _
from mdoverleg.reads.stuck import Stuck
from mdoverleg.tui.dialogs.base import Dialog, LineInput
from mdoverleg.tui.text import Cell, Line, Part, columns
from mdoverleg.tui.verbs import ACTION, GROUPS, VERBS, WARNING, Verb, shown_key
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.help_pages import GlossaryLines, StuckLines, found_terms, stuck_lines
from mdoverleg.tui.widgets.lines import Lines


class HelpLine(NamedTuple):
    """One line: a group, or a key and what it does."""

    key: str
    label: str
    text: str


class HelpLines(Lines[HelpLine]):
    """All keys, in groups."""

    def key_of(self, row: HelpLine) -> HelpLine:
        return row

    def heading(self) -> tuple[str, str]:
        return _("KEYS"), ""

    def lines_of(self, row: HelpLine, width: int) -> list[Line]:
        if not row.text:
            return [(), *columns([Cell(f" {row.label}", width - 2, "title")])]
        wide = min(20, width // 3)
        key = Cell(f" {row.key}", 10, "key")
        return columns([key, Cell(row.label, wide, "strong"), Cell(row.text, width - wide - 13)])


def help_lines(does: Container[str]) -> list[HelpLine]:
    """Return the lines of the help screen for what can be done here."""
    lines = [HelpLine(_("arrows"), _("move"), _("Up and down in a list, left and right between lists; h j k l too"))]
    lines.append(HelpLine("Tab", _("next list"), _("Shift+Tab goes back; Enter on a line: what it is for; Esc leaves")))
    for group in GROUPS:
        verbs = [verb for verb in VERBS if verb.group == group and verb.id in does]
        if verbs:
            lines.append(HelpLine("", _(group), ""))
            lines.extend(_line(verb) for verb in verbs)
    drag = _("Hold Shift and drag, then copy as in other programs; --no-mouse leaves the mouse to the terminal")
    return [*lines, HelpLine("Shift", _("select with mouse"), drag)]


def _line(verb: Verb) -> HelpLine:
    keys = " ".join(shown_key(key) for key in verb.keys) or shown_key("ctrl+p")
    where = {ACTION: _("On an action point: {text}"), WARNING: _("On a warning: {text}")}.get(verb.scope, "{text}")
    return HelpLine(keys, verb.words, where.format(text=verb.line))


PAGES = ("app.help", "app.glossary", "app.stuck")
"""The pages in their order, each called after the verb that shows it."""


class Help(Dialog[None]):
    """The help screen: the keys of this place, the glossary, and the five doors of "Stuck?"."""

    box = "tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right", "turn(1)", show=False),
        Binding("shift+tab,left", "turn(-1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, does: Container[str], read: Callable[[], Awaitable[Stuck]], page: str = PAGES[0]) -> None:
        super().__init__(_("Help"))
        self._lines = help_lines(does)
        self._read = read
        self._page = page

    def body(self) -> ComposeResult:
        yield Bar(id="pages")
        yield HelpLines(id="lines")
        yield LineInput(id="typed")
        yield GlossaryLines(id="words")
        yield StuckLines(id="doors", titled=False)

    def on_mount(self) -> None:
        self.query_one(HelpLines).put(self._lines)
        self.query_one(GlossaryLines).put(found_terms(""))
        self.query_one(StuckLines).waits = True
        self._show()
        self.run_worker(self._fill(), group="read")

    async def _fill(self) -> None:
        try:
            page = await self._read()
        except MdError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if self.is_mounted:
            doors = self.query_one(StuckLines)
            doors.waits = False
            doors.put(stuck_lines(page))

    def _show(self) -> None:
        """Show one page; the others wait."""
        names = {PAGES[0]: _("Keys"), PAGES[1]: _("Glossary"), PAGES[2]: _("Stuck?")}
        parts = [Part(f" {names[page]} ", "chosen" if page == self._page else "dim", page) for page in PAGES]
        self.query_one("#pages", Bar).put([tuple(parts)])
        for page, ids in zip(PAGES, (("lines",), ("typed", "words"), ("doors",)), strict=True):
            for id_ in ids:
                self.query_one(f"#{id_}").display = page == self._page
        search = _("Type to search · Tab: next page · Esc goes back")
        self.say_keys(search if self._page == PAGES[1] else _("Tab: next page · Esc goes back"))
        self.query_one({PAGES[0]: "#lines", PAGES[1]: "#typed", PAGES[2]: "#doors"}[self._page]).focus()

    def action_turn(self, by: int) -> None:
        """Go to the next page or the one before."""
        self._page = PAGES[(PAGES.index(self._page) + by) % len(PAGES)]
        self._show()

    def action_verb(self, id: str) -> None:
        """Go to the page that was clicked."""
        self._page = id
        self._show()

    def action_move(self, by: int) -> None:
        """Move through the words while the box keeps the focus."""
        self.query_one(GlossaryLines).action_move(by)

    def action_page(self, by: int) -> None:
        self.query_one(GlossaryLines).action_page(by)

    @on(Input.Changed)
    def narrowed(self, event: Input.Changed) -> None:
        """Show the words that hold what is typed."""
        event.stop()
        words = self.query_one(GlossaryLines)
        words.put(found_terms(event.value))
        words.action_end(0)
