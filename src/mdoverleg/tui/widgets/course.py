"""Tab 5: what happened around this case, newest first."""

from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from mdoverleg.domain.dates import day_short
from mdoverleg.domain.snapshots import CaseView, ComparedRow, CourseRow
from mdoverleg.domain.words import _, n_
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
        self._numbers_width = max((width_of(_professionals(row)) for row in compared), default=0)
        self._last = compared[-1] if compared else None

    def _day(self, row: CourseRow | ComparedRow) -> str:
        return day_short(row.on, self.today) if row.on else "–"

    def lines_of(self, row: CourseRow | ComparedRow, width: int) -> list[Line]:
        if isinstance(row, ComparedRow):
            return [self._compared(row, width), *([()] if row is self._last else [])]
        look = "strong" if row.kind == "decision" else ""
        return columns(
            [
                Cell(f" {self._day(row)}", self._days_width + 1, "dim"),
                Cell(row.text, width - self._days_width - 3, look),
            ]
        )

    def _compared(self, row: ComparedRow, width: int) -> Line:
        """Return one moment: a bar of professionals and a bar of the lowest score, each with its number."""
        score = _("lowest score {n}").format(n=row.lowest) if row.lowest is not None else _("no score")
        words = self._days_width + self._what_width + self._numbers_width + max(map(width_of, _scores())) + 7
        room = max(0, min((width - words) // 2, 20))
        left = f" {padded(self._day(row), self._days_width)} {padded(row.what, self._what_width)} "
        parts = [
            Part(left, "dim"),
            Part(padded(_bar(row.professionals, self._most, room), room)),
            Part(f" {padded(_professionals(row), self._numbers_width)}  "),
            Part(padded(_bar(row.lowest or 0, HIGHEST, room), room), "blue"),
            Part(f" {score}"),
        ]
        if sum(width_of(part.text) for part in parts) > width:
            return (Part(fit(f"{left}{_professionals(row)} · {score}", width)),)
        return tuple(parts)


def _professionals(row: ComparedRow) -> str:
    return n_("{n} professional", "{n} professionals", row.professionals).format(n=row.professionals)


def _scores() -> tuple[str, str]:
    return _("lowest score {n}").format(n=HIGHEST), _("no score")


def _bar(value: int, most: int, width: int) -> str:
    return "█" * (max(1, round(value * width / most)) if value and most and width else 0)
