"""Tab 5: what happened around this case, newest first."""

from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from mdoverleg.domain.dates import day_short
from mdoverleg.domain.snapshots import CaseView, ComparedRow, CourseRow
from mdoverleg.domain.words import _
from mdoverleg.tui.text import Cell, Line, Part, columns, fit, padded, width_of
from mdoverleg.tui.verbs import COURSE, bindings
from mdoverleg.tui.widgets.lines import Lines

HIGHEST = 10
"""The highest score."""


class Course(Lines[CourseRow | ComparedRow]):
    """The course of one case: on top how it began against now, as bars with their numbers."""

    scope = COURSE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COURSE)]

    today = date.min

    def show(self, case: CaseView | None, today: date) -> None:
        """Show what happened."""
        self.today = today
        self.put((*case.compared, *case.course) if case else ())

    def key_of(self, row: CourseRow | ComparedRow) -> tuple[object, ...]:
        return ("", row.what, row.on) if isinstance(row, ComparedRow) else (row.kind, row.pk, row.on)

    def can_stop(self, row: CourseRow | ComparedRow) -> bool:
        return isinstance(row, CourseRow)

    def heading(self) -> tuple[str, str]:
        return _("COURSE"), _("newest first")

    def when_empty(self) -> str:
        return _("No case is being discussed.")

    def prepare(self, width: int) -> None:
        """Work out the width of the days, and what a bar may take."""
        compared = [row for row in self.rows if isinstance(row, ComparedRow)]
        self._days_width = max((width_of(self._day(row)) for row in self.rows), default=1)
        self._what_width = max((width_of(row.what) for row in compared), default=0)
        self._most = max((row.professionals for row in compared), default=0)
        self._ends = compared[:1] + compared[-1:]

    def _day(self, row: CourseRow | ComparedRow) -> str:
        return day_short(row.on, self.today) if row.on else "–"

    def lines_of(self, row: CourseRow | ComparedRow, width: int) -> list[Line]:
        if isinstance(row, ComparedRow):
            above = [self._compared_head(width)] if row is self._ends[0] else []
            return [*above, self._compared(row, width), *([()] if row is self._ends[1] else [])]
        look = "strong" if row.kind == "decision" else ""
        return columns(
            [
                Cell(f" {self._day(row)}", self._days_width + 1, "dim"),
                Cell(row.text, width - self._days_width - 3, look),
            ]
        )

    def _each(self, width: int) -> int:
        """Return the columns of each of the two halves: a number and its bar."""
        return max(4, min(26, (width - self._days_width - self._what_width - 4) // 2))

    def _compared_head(self, width: int) -> Line:
        each, left = self._each(width), " " * (self._days_width + self._what_width + 3)
        names = (padded(fit(name, each - 1), each) for name in (_("professionals"), _("lowest score")))
        return (Part(left + "".join(names), "dim"),)

    def _compared(self, row: ComparedRow, width: int) -> Line:
        """Return one moment: professionals and lowest score, each as a number with a bar."""
        each = self._each(width)
        lowest = "–" if row.lowest is None else str(row.lowest)
        bars = (
            (str(row.professionals), _bar(row.professionals, self._most, each - 4), ""),
            (lowest, _bar(row.lowest or 0, HIGHEST, each - 4), "blue"),
        )
        parts = [Part(f" {padded(self._day(row), self._days_width)} {padded(row.what, self._what_width)} ", "dim")]
        for number, bar, look in bars:
            parts += [Part(f"{number:>2} ", "strong"), Part(padded(bar, each - 3), look)]
        return tuple(parts)


def _bar(value: int, most: int, width: int) -> str:
    return "█" * (max(1, round(value * width / most)) if value and most and width > 0 else 0)
