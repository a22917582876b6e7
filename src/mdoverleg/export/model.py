"""One document, whatever its format: head, sections with tables, and the words for when it is empty."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.papers import Ref
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import Language, _

Kind = Literal["text", "code", "date", "status", "number", "flag"]
"""`code`: an id or telephone number, that no spreadsheet may read as a number or a date; `flag`: yes or nothing."""

Place = Literal["everywhere", "paper", "data", "machine"]
"""`paper`: only where people read it laid out (docx, md); `data`: only where it is sorted and filtered (xlsx, csv) and
for machines (json); `machine`: for those alone."""

Tone = Literal["", "late", "today", "done"]


class Status(NamedTuple):
    """A status: code for machines, word for people."""

    code: str
    word: str
    is_late: bool = False

    @property
    def on_paper(self) -> str:
        """The word, with lateness first, for who cannot see the colour."""
        if not self.is_late:
            return self.word
        return _("late") if self.code == "open" else _("late, {status}").format(status=self.word)


Cell = str | int | bool | date | Status | Ref | None


class Column(NamedTuple):
    """One column of a table."""

    key: str
    """Stable, for machines."""
    heading: str
    kind: Kind = "text"
    share: int = 10
    """Of the width of the page, next to the other columns."""
    place: Place = "everywhere"
    choices: tuple[str, ...] = ()
    """Words to choose from when somebody fills it in."""
    has_tone: bool = False
    """Whether its cells show that a row is late or due today."""
    is_optional: bool = False
    """Whether paper leaves it out when all its cells are empty."""
    is_to_fill_in: bool = False
    """Whether it is empty, for its reader to write in."""


class Row(NamedTuple):
    """One row: a cell per column of its table."""

    cells: tuple[Cell, ...]
    tone: Tone = ""
    rank: int = 0
    """Its place when the tables of all sections are read as one."""


class Table(NamedTuple):
    """Rows under headings; tables with one key are parts of one list."""

    key: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    hint: str = ""
    """How it is filled in: stands above it in a spreadsheet."""


class Section(NamedTuple):
    """A heading, lines of text and at most one table."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    table: Table | None = None


class Fact(NamedTuple):
    """One line of the head of a document; without a label it is for machines alone."""

    key: str
    label: str
    value: str
    data: str | int | bool | None = None
    """For machines, when it differs from what people read."""


class Event(NamedTuple):
    """One entry of a calendar: a whole day, or from one moment to another."""

    key: tuple[str, str, str]
    """Mark of the table, kind and id of the record; never a name."""
    summary: str
    start: date
    """A datetime of a meeting; of what is to be done the last day."""
    end: date
    location: str = ""
    sequence: int = 0
    is_cancelled: bool = False


class Document(NamedTuple):
    """Everything that one file says."""

    kind: str
    title: str
    table: str
    """Name of the table; the author of the file."""
    language: Language
    made_at: datetime
    facts: tuple[Fact, ...]
    footer: str
    """Who may read it."""
    sections: tuple[Section, ...]
    empty: str
    """Said when the first table holds no row."""
    file_parts: tuple[str, ...] = ()
    """Day, table and so on, for the proposed name; never the name of a person."""

    is_letter: bool = False
    """Text to read on an upright page, without a table: there is nothing in it for a spreadsheet."""

    events: tuple[Event, ...] = ()
    """What of it stands in a calendar; nothing that names a family."""

    @property
    def shown_facts(self) -> tuple[Fact, ...]:
        """The facts that people read."""
        return tuple(fact for fact in self.facts if fact.label)

    @property
    def is_empty(self) -> bool:
        """Whether what the document is about is not there."""
        tables = self.tables
        return not self.is_letter and (not tables or not tables[0].rows)

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table per key, with the rows of all its sections in the order of their ranks."""
        found: dict[str, Table] = {}
        for table in self._tables_in_sections():
            known = found.get(table.key)
            found[table.key] = table._replace(rows=known.rows + table.rows) if known else table
        return tuple(
            table._replace(rows=tuple(sorted(table.rows, key=lambda row: row.rank))) for table in found.values()
        )

    @property
    def size(self) -> int:
        """Its action points, else the rows of its first table; of a page to read its lines of text."""
        tables = self.tables
        if tables and not self.is_letter:
            return len(next((table for table in tables if table.key == "actions"), tables[0]).rows)
        return sum(len(section.lines) for section in self.sections)

    def _tables_in_sections(self) -> Iterator[Table]:
        for section in self.sections:
            if section.table is not None:
                yield section.table


def shown_on(table: Table, place: Place, filled: frozenset[tuple[str, str]] | None = None) -> Table:
    """Return the table with the columns of one place only; of the optional ones only those that are filled."""
    kept = [
        number
        for number, column in enumerate(table.columns)
        if column.place in {"everywhere", place}
        and (filled is None or not column.is_optional or (table.key, column.key) in filled)
    ]
    return table._replace(
        columns=tuple(table.columns[number] for number in kept),
        rows=tuple(row._replace(cells=tuple(row.cells[number] for number in kept)) for row in table.rows),
    )


def or_sentence(table: Table, sentence: str) -> Table:
    """Return the table, or when it has no rows one with a sentence in its first column of text, so that it says so."""
    if table.rows:
        return table
    place = next((number for number, column in enumerate(table.columns) if column.kind == "text"), 0)
    cells = tuple(sentence if number == place else None for number in range(len(table.columns)))
    return table._replace(rows=(Row(cells),))


def _filled_columns(document: Document) -> frozenset[tuple[str, str]]:
    """Return table and key of the optional columns in which any section says something: all its tables look alike."""
    return frozenset(
        (table.key, column.key)
        for table in document.tables
        for number, column in enumerate(table.columns)
        if column.is_optional and any(cell_text(row.cells[number]) for row in table.rows)
    )


def sections_on_paper(document: Document) -> Iterator[Section]:
    """Give the sections as people read them, without those that hold nothing."""
    filled = _filled_columns(document)
    for section in document.sections:
        table = shown_on(section.table, "paper", filled) if section.table else None
        if table and not (table.rows and table.columns):
            table = None
        if section.lines or table:
            yield section._replace(table=table)


def cell_text(cell: Cell) -> str:
    """Return what people read in a cell; a date is dd-mm-yyyy, in a file of every language."""
    if isinstance(cell, str):
        return cell
    if cell is None or cell is False:
        return ""
    if cell is True:
        return _("yes")
    if isinstance(cell, date):
        return day_file(cell)
    if isinstance(cell, Status):
        return cell.word
    return cell.name if isinstance(cell, Ref) else str(cell)


def paper_text(cell: Cell) -> str:
    """Return what people read in a cell of a laid out document: lateness in words beside the status."""
    return cell.on_paper if isinstance(cell, Status) else cell_text(cell)


def tone_of(column: Column, row: Row) -> Tone:
    """Return the tone of a cell: what is done is pale all over, lateness shows only in the columns that say when."""
    return row.tone if row.tone == "done" or column.has_tone else ""


_IN_RUNNING_HEAD = frozenset({"table", "held_on", "status"})


def running_head(document: Document) -> str:
    """Return what stands above the pages after the first."""
    return " · ".join([document.title, *(fact.value for fact in document.shown_facts if fact.key in _IN_RUNNING_HEAD)])


def cleaned(document: Document) -> Document:
    """Return the document with every text cleaned once more: a file can come from elsewhere."""
    return document._replace(
        title=_line(document.title),
        table=_line(document.table),
        footer=_line(document.footer),
        empty=_line(document.empty),
        facts=tuple(map(_clean_fact, document.facts)),
        events=tuple(
            event._replace(summary=_line(event.summary), location=_line(event.location)) for event in document.events
        ),
        sections=tuple(
            section._replace(
                heading=_line(section.heading),
                lines=tuple(clean(line, one_line=False) for line in section.lines),
                table=_clean_table(section.table) if section.table else None,
            )
            for section in document.sections
        ),
    )


def _clean_fact(fact: Fact) -> Fact:
    data = _line(fact.data) if isinstance(fact.data, str) else fact.data
    return fact._replace(label=_line(fact.label), value=_line(fact.value), data=data)


def _line(text: str) -> str:
    return clean(text, one_line=True)


def _clean_table(table: Table) -> Table:
    return table._replace(
        name=_line(table.name),
        hint=_line(table.hint),
        columns=tuple(column._replace(heading=_line(column.heading)) for column in table.columns),
        rows=tuple(row._replace(cells=tuple(map(_clean_cell, row.cells))) for row in table.rows),
    )


def _clean_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return clean(cell, one_line=False)
    if isinstance(cell, Ref):
        return Ref(_line(cell.id), _line(cell.name))
    return cell
