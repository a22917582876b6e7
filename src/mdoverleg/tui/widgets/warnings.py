"""What needs looking at: warnings by severity, those set aside folded away."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from mdoverleg.domain.facts import Warning
from mdoverleg.domain.words import _, n_
from mdoverleg.rules import CHECKS
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.verbs import WARNING, bindings
from mdoverleg.tui.widgets.lines import Lines

SIGNS = {"red": ("!!", "red"), "yellow": ("!", "amber"), "blue": ("i", "blue")}
ORDER = ("red", "yellow", "blue")


class AsideLine(NamedTuple):
    """The line that says how many warnings were set aside; Enter shows or hides them."""

    number: int
    is_open: bool


class FoldedLine(NamedTuple):
    """The line that says how many warnings a case has that was not discussed yet; Enter shows or hides them."""

    counts: tuple[int, ...]
    """By severity, in ORDER."""
    is_open: bool


WarningLine = Warning | AsideLine | FoldedLine


class Warnings(Lines[WarningLine]):
    """The warnings of what is shown, the red ones first; those of a case not discussed yet folded under one line."""

    scope = WARNING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(WARNING)]

    shows_aside = False
    _all: tuple[Warning, ...] = ()
    _folds = False
    _unfolded: frozenset[int | None] = frozenset()
    """Cases whose warnings somebody asked to see."""

    def show(self, warnings: Sequence[Warning], *, folds: bool = False) -> None:
        """Show these warnings; `folds` says that the case was not discussed yet."""
        self._all, self._folds = tuple(warnings), folds
        here = sorted((w for w in self._all if not w.set_aside), key=lambda warning: ORDER.index(warning.severity))
        aside = [warning for warning in self._all if warning.set_aside]
        rows: list[WarningLine] = self._folded(here) if folds else list(here)
        if aside:
            rows += [AsideLine(len(aside), self.shows_aside), *(aside if self.shows_aside else ())]
        self.put(rows)

    def _folded(self, here: list[Warning]) -> list[WarningLine]:
        """Put the warnings of the case under one line; those of the table stay in sight."""
        of_case = [warning for warning in here if warning.case_pk is not None]
        if not of_case:
            return list(here)
        is_open = of_case[0].case_pk in self._unfolded
        counts = tuple(sum(1 for warning in of_case if warning.severity == severity) for severity in ORDER)
        of_table = [warning for warning in here if warning.case_pk is None]
        return [FoldedLine(counts, is_open), *(of_case if is_open else ()), *of_table]

    def turn_aside(self) -> None:
        """Show or hide what was set aside."""
        self.shows_aside = not self.shows_aside
        self.show(self._all, folds=self._folds)

    def turn_folded(self) -> None:
        """Show or hide the warnings of a case that was not discussed yet; only in this window."""
        self._unfolded ^= {warning.case_pk for warning in self._all if warning.case_pk is not None}
        self.show(self._all, folds=self._folds)

    def key_of(self, row: WarningLine) -> tuple[object, ...]:
        if isinstance(row, Warning):
            return (row.check, row.case_pk, row.subject)
        return ("aside",) if isinstance(row, AsideLine) else ("folded",)

    def heading(self) -> tuple[str, str]:
        count = sum(1 for warning in self._all if not warning.set_aside)
        red = sum(1 for warning in self._all if not warning.set_aside and warning.severity == "red")
        return _("LOOK AT {n}").format(n=count), n_("{n} red", "{n} red", red).format(n=red) if red else ""

    def when_empty(self) -> str:
        return _("Nothing to look at.")

    def lines_of(self, row: WarningLine, width: int) -> list[Line]:
        if isinstance(row, FoldedLine):
            look = "red" if row.counts[0] else ""
            return columns([Cell(" v" if row.is_open else " >", 3, "dim"), Cell(_counted(row), width - 5, look)])
        if isinstance(row, AsideLine):
            words = n_("{n} set aside", "{n} set aside", row.number).format(n=row.number)
            return columns([Cell(" v" if row.is_open else " >", 3, "dim"), Cell(words, width - 5, "dim")])
        sign, look = SIGNS[row.severity]
        if row.set_aside:
            look = "dim"
        text_look = look if look in ("red", "dim") else ""
        return columns(
            [Cell(f" {sign}", 3, look), Cell(row.check, 3, "dim"), Cell(words_of(row), width - 9, text_look)]
        )


def words_of(warning: Warning) -> str:
    """Return what a warning says, with the number of its action point where the sentence does not name it."""
    number = warning.subject if CHECKS[warning.check].subject == "action point" else None
    return f"{warning.text} · {number}" if number and number not in warning.text else warning.text


def _counted(row: FoldedLine) -> str:
    red, yellow, blue = row.counts
    counts = [
        n_("{n} red", "{n} red", red).format(n=red) if red else "",
        n_("{n} yellow", "{n} yellow", yellow).format(n=yellow) if yellow else "",
        n_("{n} tip", "{n} tips", blue).format(n=blue) if blue else "",
    ]
    return _("Not discussed yet: {counts}").format(counts=", ".join(count for count in counts if count))
