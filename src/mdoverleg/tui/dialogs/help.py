"""Help: every key of this place, in groups, from the table of verbs."""

from collections.abc import Container
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.verbs import ACTION, GROUPS, VERBS, WARNING, Verb, shown_key
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
    return lines


def _line(verb: Verb) -> HelpLine:
    keys = " ".join(shown_key(key) for key in verb.keys) or shown_key("ctrl+p")
    where = {ACTION: _("On an action point: {text}"), WARNING: _("On a warning: {text}")}.get(verb.scope, "{text}")
    return HelpLine(keys, verb.words, where.format(text=verb.line))


class Help(Dialog[None]):
    """The help screen."""

    def __init__(self, does: Container[str]) -> None:
        super().__init__(_("Help"), _("Esc goes back"))
        self._lines = help_lines(does)

    def body(self) -> ComposeResult:
        yield HelpLines(id="lines")

    def on_mount(self) -> None:
        self.query_one("#box", Vertical).add_class("tall")
        self.query_one(HelpLines).put(self._lines)
        self.query_one(HelpLines).focus()
