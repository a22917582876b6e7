"""What needs looking at: warnings by severity, those set aside folded away."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from mdoverleg.domain.facts import Warning
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.verbs import WARNING, bindings
from mdoverleg.tui.widgets.lines import Lines

SIGNS = {"red": ("!!", "red"), "yellow": ("!", "amber"), "blue": ("i", "blue")}
ORDER = ("red", "yellow", "blue")


class AsideLine(NamedTuple):
    """The line that says how many warnings were set aside; Enter shows or hides them."""

    number: int
    is_open: bool


class Warnings(Lines[Warning | AsideLine]):
    """The warnings of what is shown, the red ones first."""

    scope = WARNING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(WARNING)]

    shows_aside = False
    _all: tuple[Warning, ...] = ()

    def show(self, warnings: Sequence[Warning]) -> None:
        """Show these warnings."""
        self._all = tuple(warnings)
        here = sorted((w for w in self._all if not w.set_aside), key=lambda warning: ORDER.index(warning.severity))
        aside = [warning for warning in self._all if warning.set_aside]
        rows: list[Warning | AsideLine] = list(here)
        if aside:
            rows += [AsideLine(len(aside), self.shows_aside), *(aside if self.shows_aside else ())]
        self.put(rows)

    def turn_aside(self) -> None:
        """Show or hide what was set aside."""
        self.shows_aside = not self.shows_aside
        self.show(self._all)

    def key_of(self, row: Warning | AsideLine) -> tuple[object, ...]:
        return ("aside",) if isinstance(row, AsideLine) else (row.check, row.case_pk, row.subject)

    def heading(self) -> tuple[str, str]:
        count = sum(1 for warning in self._all if not warning.set_aside)
        red = sum(1 for warning in self._all if not warning.set_aside and warning.severity == "red")
        return _("LOOK AT {n}").format(n=count), n_("{n} red", "{n} red", red).format(n=red) if red else ""

    def when_empty(self) -> str:
        return _("Nothing to look at.")

    def lines_of(self, row: Warning | AsideLine, width: int) -> list[Line]:
        if isinstance(row, AsideLine):
            words = n_("{n} set aside", "{n} set aside", row.number).format(n=row.number)
            return columns([Cell(" v" if row.is_open else " >", 3, "dim"), Cell(words, width - 5, "dim")])
        sign, look = SIGNS[row.severity]
        if row.set_aside:
            look = "dim"
        text_look = look if look in ("red", "dim") else ""
        return columns([Cell(f" {sign}", 3, look), Cell(row.check, 3, "dim"), Cell(row.text, width - 9, text_look)])
