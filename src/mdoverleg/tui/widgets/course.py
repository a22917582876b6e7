"""Tab 5: what happened around this case, newest first."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from mdoverleg.domain.dates import day_short
from mdoverleg.domain.snapshots import CourseRow
from mdoverleg.domain.words import _
from mdoverleg.tui.text import Cell, Line, columns, width_of
from mdoverleg.tui.verbs import COURSE, bindings
from mdoverleg.tui.widgets.lines import Lines


class Course(Lines[CourseRow]):
    """The course of one case."""

    scope = COURSE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COURSE)]

    today = date.min

    def show(self, rows: Sequence[CourseRow], today: date) -> None:
        """Show what happened."""
        self.today = today
        self.put(rows)

    def key_of(self, row: CourseRow) -> tuple[object, ...]:
        return (row.kind, row.pk, row.on)

    def heading(self) -> tuple[str, str]:
        return _("COURSE"), _("newest first")

    def when_empty(self) -> str:
        return _("No case is being discussed.")

    def prepare(self, width: int) -> None:
        """Work out the width of the days."""
        self._days_width = max((width_of(self._day(row)) for row in self.rows), default=1)

    def _day(self, row: CourseRow) -> str:
        return day_short(row.on, self.today) if row.on else "–"

    def lines_of(self, row: CourseRow, width: int) -> list[Line]:
        day = self._day(row)
        look = "strong" if row.kind == "decision" else ""
        return columns(
            [Cell(f" {day}", self._days_width + 1, "dim"), Cell(row.text, width - self._days_width - 3, look)]
        )
