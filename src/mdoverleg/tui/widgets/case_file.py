"""Tabs 2, 3 and 4: picture, family and plan of a case, section by section; columns side by side where there is room."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from mdoverleg.domain.snapshots import CaseView, FileRow
from mdoverleg.domain.words import _
from mdoverleg.tui.text import ENDLESS, Cell, Line, Part, columns, fit, padded, width_of, wrap
from mdoverleg.tui.verbs import FILE, bindings
from mdoverleg.tui.widgets.lines import Lines

TABS = ("picture", "family", "plan")
"""The tabs that are drawn here."""
LOOKS = {"!!": "red", "–": "amber", "✓": "green"}
"""How a sign looks; the sign says the same."""
MOST = 60
"""Lines of one text at most: this is where it is read."""
THREE, TWO, FOUR = 84, 60, 112
"""Columns from which three columns, two and four cells stand side by side."""


class Beside(NamedTuple):
    """Rows that stand side by side; where a column has no more rows there is none."""

    cells: tuple[FileRow | None, ...]


FileLine = FileRow | Beside


def arranged(rows: Sequence[FileRow], width: int) -> Iterator[FileLine]:
    """Put rows side by side where there is room; the others one under the other."""
    for beside, group in groupby(rows, key=lambda row: row.beside):
        here = list(group)
        if beside == "lines" and width >= THREE:
            split = [list(cells) for _column, cells in groupby(here, key=lambda row: row.column)]
            yield from (Beside(cells) for cells in zip_longest(*split))
        elif beside == "buffers" and width >= TWO:
            many = 4 if width >= FOUR else 2
            yield from (Beside(tuple(here[at : at + many])) for at in range(0, len(here), many))
        else:
            yield from here


class CaseFile(Lines[FileLine]):
    """One tab of the file of a case."""

    scope = FILE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "beside(-1)", show=False),
        Binding("right,l", "beside(1)", show=False),
        *bindings(FILE),
    ]

    tab = "picture"
    has_case = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._flat: tuple[FileRow, ...] = ()
        self._arranged_for = 0
        self._begun: tuple[str, int] | None = None
        """The tab and the case that were shown from their beginning."""
        self._column = 0

    def show(self, case: CaseView | None, tab: str) -> None:
        """Show a tab of a case; until it was read nothing is said about what it holds."""
        if tab not in TABS:
            return
        is_other, waited = tab != self.tab, self.waits
        self.tab, self.has_case = tab, case is not None
        self.waits = case is not None and case.tab != tab
        if waited and not self.waits:
            self.refresh()  # what stands there when there is nothing is known only now
        if case is None or self.waits:
            if is_other or case is None:
                self._show_rows(())
            return
        self._show_rows(case.file)
        if (now := (tab, case.head.pk)) != self._begun:
            self._begun = now
            self._scroll(0)
            self.action_end(0)

    def _show_rows(self, rows: tuple[FileRow, ...]) -> None:
        self._flat = rows
        self.put(tuple(arranged(rows, self._layout.width or self.size.width - 1)))

    # Rows.

    @property
    def file_row(self) -> FileRow | None:
        """The record or text under the cursor."""
        row = super().row
        return self._cell(row) if row is not None else None

    @property
    def row(self) -> FileLine | None:
        return self.file_row

    def _cell(self, row: FileLine) -> FileRow | None:
        """Return the cell of a line that the cursor is in: the one of its column, else the nearest."""
        if isinstance(row, FileRow):
            return row if row.entity or (row.text and not row.beside) else None
        stops = [at for at, cell in enumerate(row.cells) if cell is not None and cell.entity]
        if not stops:
            return None
        return row.cells[min(stops, key=lambda at: abs(at - self._column))]

    def can_stop(self, row: FileLine) -> bool:
        return self._cell(row) is not None

    def key_of(self, row: FileLine) -> Hashable:
        cell = self._cell(row)
        if cell is not None and cell.entity:
            return _key(cell)
        first = next((cell for cell in row.cells if cell), None) if isinstance(row, Beside) else row
        return ("", first.section, first.text, first.column) if first else ()

    def keys_of(self, row: FileLine) -> Iterable[Hashable]:
        if isinstance(row, FileRow):
            return (self.key_of(row),)
        return [_key(cell) for cell in row.cells if cell is not None and cell.entity] or (self.key_of(row),)

    def go_to(self, key: Hashable) -> bool:
        """Put the cursor on a record by its key: kind, integer key and field."""
        for row in self.rows:
            if isinstance(row, Beside):
                self._column = next(
                    (at for at, cell in enumerate(row.cells) if cell and _key(cell) == key), self._column
                )
        return super().go_to(key)

    def go_to_panel(self, panel: str) -> bool:
        """Put the cursor on the first record of this list of the case; tell whether there is one."""
        cells = (cell for row in self.rows for cell in (row.cells if isinstance(row, Beside) else (row,)))
        return any(self.go_to(_key(cell)) for cell in cells if cell and cell.entity and cell.panel == panel)

    def _restore(self, key: Hashable, top: Hashable, inside: int, neighbours: Sequence[FileLine] = ()) -> None:
        for row in self.rows:
            if isinstance(row, Beside):
                self._column = next(
                    (at for at, cell in enumerate(row.cells) if cell and _key(cell) == key), self._column
                )
        super()._restore(key, top, inside, neighbours)

    def action_beside(self, by: int) -> None:
        """Go to the cell beside this one, else to the list beside this one."""
        row = self.rows[self.cursor] if self.rows else None
        if isinstance(row, Beside) and (cell := self._cell(row)) is not None:
            at = row.cells.index(cell) + by
            while 0 <= at < len(row.cells):
                beside = row.cells[at]
                if beside is not None and beside.entity:
                    self._column = at
                    self.refresh_row(self.cursor)
                    return
                at += by
        self.screen.action_area(by)  # type: ignore[attr-defined]

    # Drawing.

    def heading(self) -> tuple[str, str]:
        titles = {"picture": _("PICTURE"), "family": _("FAMILY"), "plan": _("PLAN")}
        return titles[self.tab], _("f notes down")

    def when_empty(self) -> str:
        if not self.has_case:
            return _("No case is being discussed.")
        return {
            "picture": _("Nothing yet. f: worries, going well, scores …"),
            "family": _("Nothing yet. f: family, pitch, child's voice …"),
            "plan": _("Nothing yet. f: if-then, measures, waiting …"),
        }[self.tab]

    def prepare(self, width: int) -> None:
        """Put rows side by side as the width allows, and give the labels the room they need."""
        if width != self._arranged_for:
            self._arranged_for = width
            self.rows = tuple(arranged(self._flat, width))
        self._label_widths = dict[str, int]()
        for row in self._flat:
            wide = min(width_of(row.label), 26 if width < ENDLESS else width, max(14, width // 4))
            self._label_widths[row.section] = max(wide, self._label_widths.get(row.section, 0))

    def lines_of(self, row: FileLine, width: int) -> list[Line]:
        if isinstance(row, Beside):
            return self._side_by_side(row, width, None)
        if row.is_heading:
            return self._heading_lines(row, width)
        return self._row_lines(row, width)

    def _heading_lines(self, row: FileRow, width: int) -> list[Line]:
        is_first = bool(self._flat) and self._flat[0] is row
        title: Line = (Part(f" {fit(row.section, width - 1)}", "title"),)
        return [title] if is_first or self.app.size.height < 30 else [(), title]

    def _row_lines(self, row: FileRow, width: int) -> list[Line]:
        label = self._label_widths[row.section] if row.label else 0
        rest = width - 4 - (label + 1 if label else 0) - 1
        look = "dim" if row.dim else ""
        sign = Cell(f" {row.sign}", 3, LOOKS.get(row.sign, ""))
        lines = columns([sign, Cell(row.label, label, look or "strong"), Cell(row.text, rest, look)], MOST)
        blank = Cell("", 3), Cell("", label)
        for text, below in ((f"!! {row.alert}" if row.alert else "", "red"), (row.note, "dim")):
            if text:
                lines += columns([*blank, Cell(text, rest, below)], MOST)
        return lines

    def _side_by_side(self, row: Beside, width: int, marked: FileRow | None) -> list[Line]:
        each = (width - 1) // len(row.cells) - 1
        drawn = [_cell_lines(cell, each, marks=cell is not None and cell is marked) for cell in row.cells]
        blank = Part(" " * each)
        is_heading = all(cell is None or cell.is_heading for cell in row.cells)
        lines: list[Line] = [()] if is_heading and self.app.size.height >= 30 else []
        for parts in zip_longest(*drawn):
            line: list[Part] = [Part(" ")]
            for part in parts:
                line += [part or blank, Part(" ")]
            lines.append(tuple(line))
        return lines

    def _lines(self, number: int) -> Sequence[Line]:
        row = self.rows[number]
        if isinstance(row, Beside) and self._marks and number == self.cursor:
            return self._side_by_side(row, self._layout.width, self._cell(row))
        return super()._lines(number)

    def _content(self, y: int, thumb: range) -> tuple[Line, bool, str, bool]:
        line, here, ground, bar = super()._content(y, thumb)
        is_beside = bool(self.rows) and isinstance(self.rows[self.cursor], Beside)
        return line, here and not is_beside, ground, bar


def _key(row: FileRow) -> tuple[object, ...]:
    return (row.entity, row.pk, row.key)


def _cell_lines(cell: FileRow | None, width: int, *, marks: bool) -> list[Part]:
    """Return one cell of rows that stand side by side, line by line, as wide as its column."""
    if cell is None:
        return []
    if cell.is_heading:
        return [Part(padded(line, width), "title") for line in wrap(cell.section, width)]
    head = " ".join(part for part in (cell.sign, cell.label) if part)
    pieces = ((head, LOOKS.get(cell.sign, "strong")), (cell.text, "" if cell.entity else "dim"), (cell.note, "dim"))
    return [
        Part(padded(line, width), "cursor" if marks else look)
        for text, look in pieces
        if text
        for line in wrap(text, width, MOST)
    ]
