"""Who is at the table: a sign and a word per person; present, and sitting in for this item."""

from collections.abc import Sequence

from mdoverleg.domain.attendance import AttendanceRow
from mdoverleg.domain.groups import THERE
from mdoverleg.domain.labels import label
from mdoverleg.domain.names import short_name
from mdoverleg.domain.words import _
from mdoverleg.tui.text import Cell, Line, columns, width_of
from mdoverleg.tui.widgets.lines import Lines


def words_of(row: AttendanceRow, *, runs: bool, full: bool) -> str:
    """Return how somebody is there, as far as it is not plain presence; open secrecy comes first."""
    open_secrecy = _("!! secrecy not settled") if full else _("!! secrecy")
    words = [open_secrecy] if row.secrecy_open else []
    if row.status != "present":
        words.append(label("AttendanceStatus", row.status))
    if row.capacity not in ("", "participant"):
        words.append(label("Capacity", row.capacity))
    if row.arrives:
        words.append(_("from {time}").format(time=row.arrives))
    if row.leaves:
        words.append(_("until {time}").format(time=row.leaves))
    if row.deputy:
        words.append((_("deputy: {name}") if row.deputy_pk else _("{name} stands in")).format(name=row.deputy))
    if runs and row.status in THERE and not row.at_table:
        words.append(_("not at this item"))
    return ", ".join(words)


class Attendance(Lines[AttendanceRow]):
    """Everybody on the list of this meeting; `full` has a column for the organisation."""

    def __init__(self, *, id: str, full: bool = False) -> None:
        super().__init__(id=id)
        self.full = full
        self.runs = False

    def show(self, rows: Sequence[AttendanceRow], *, runs: bool) -> None:
        """Show these people; `runs` says that an item is running, so that it matters who sits in."""
        self.runs = runs
        order = sorted(rows, key=lambda row: (not row.at_table, row.status not in THERE)) if not self.full else rows
        self.put(tuple(order))
        self.again()

    def key_of(self, row: AttendanceRow) -> int:
        return row.person_pk

    def heading(self) -> tuple[str, str]:
        there = sum(1 for row in self.rows if (row.at_table if self.runs else row.status in THERE))
        title = _("AT THE TABLE") if self.runs else _("PRESENT")
        return title, _("{n} of {all}").format(n=there, all=len(self.rows))

    def when_empty(self) -> str:
        return _("Nobody is on the list yet.")

    def prepare(self, width: int) -> None:
        """Work out the width of the names."""
        names = max((width_of(self._called(row)) for row in self.rows), default=0)
        self._names_width = min(names, max(10, width * 2 // 5))

    def _called(self, row: AttendanceRow) -> str:
        return row.name if self.full else short_name(row.name)

    def lines_of(self, row: AttendanceRow, width: int) -> list[Line]:
        there = row.status in THERE
        sign, look = ("●", "green") if row.at_table or (there and not self.runs) else ("○", "dim")
        if not there:
            sign, look = "–", "dim"
        quiet = "red" if row.secrecy_open else "" if sign == "●" else "dim"
        words = words_of(row, runs=self.runs, full=self.full)
        if not self.full:
            text = f"{self._called(row)} · {words}" if words else self._called(row)
            return columns([Cell(f" {sign}", 2, look), Cell(text, width - 4, quiet)])
        rest = width - 3 - self._names_width - 3
        words = f"{row.organisation} · {words}" if words else row.organisation
        return columns(
            [
                Cell(f" {sign}", 2, look),
                Cell(self._called(row), self._names_width, quiet),
                Cell(words, rest, "red" if row.secrecy_open else "dim"),
            ]
        )
