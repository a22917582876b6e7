"""Rows of a list as values of the table format: columns by their Dutch, English or format name, in any order."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.inputs import ValuesRefused, validate
from mdoverleg.domain.inputs_say import shown, with_meant
from mdoverleg.domain.inputs_words import from_words
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import NESTED, Field
from mdoverleg.domain.text import clean, fold
from mdoverleg.domain.words import LANGUAGES, _, in_language
from mdoverleg.intake.handed_in import refused
from mdoverleg.intake.known import Known
from mdoverleg.intake.sheets import Cell, Row, Sheet, cell_text, is_blank, is_moment, is_number

Mark = TypeVar("Mark", bound=Hashable)

OTHER_NAMES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "Person": {
            "naam": "name",
            "deelnemer": "name",
            "organisatie": "organisation",
            "organization": "organisation",
            "functie": "function",
            "telefoon": "phone",
            "telefoonnummer": "phone",
            "tel": "phone",
            "bereikbaar": "reachable",
            "mandaat": "mandate",
            "geheimhouding": "secrecy",
            "getekend op": "secrecy_on",
            "nr": "id",
        },
        "Case": {
            "alias": "alias",
            "ingebracht door": "brought_by",
            "inbrenger": "brought_by",
            "doel": "goal",
            "soort": "category",
            "kind": "category",
            "status": "status",
            "fase": "phase",
            "aangemeld op": "opened_on",
            "aangemeld": "opened_on",
            "kader": "framework",
            "bron": "source_organisation",
            "dossiernummer": "source_ref",
            "nr": "id",
        },
        "Meeting": {
            "datum": "held_on",
            "date": "held_on",
            "soort": "kind",
            "titel": "title",
            "begin": "planned_start",
            "start": "planned_start",
            "einde": "planned_end",
            "end": "planned_end",
            "plaats": "location",
            "voorzitter": "chair",
            "secretaris": "secretary",
        },
        "AgendaItem": {"soort": "kind", "casus": "case", "titel": "title"},
    }
)
"""Column names beside the format's keys and the labels on screen, as secretaries write them."""


class Problems:
    """Gathers the faults of a file, as FILE:ROW:FIELD what is wrong."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, file: str, row: int, field: str, sentence: str) -> None:
        """Note one fault; `field` may be empty."""
        place = f"{file}:{row}" + (f":{clean(field, one_line=True)}" if field else "")
        self.lines.append(f"{place} {sentence}")

    def refuse(self) -> None:
        """Raise InputRefused when there was any fault."""
        if self.lines:
            raise refused(self.lines)


class Taken(NamedTuple):
    """The values of one row, and where they stood."""

    file: str
    number: int
    values: dict[str, Any]
    names: Mapping[str, str]
    """For each key the name of its column."""


@cache
def names_of(entity_name: str) -> Mapping[str, str]:
    """Return every name of a column, folded, with the key that it stands for."""
    names: dict[str, str] = {}
    fields = [field for field in ENTITIES[entity_name].fields if field.kind not in NESTED]
    for language in LANGUAGES:
        with in_language(language):
            for field in fields:
                names.setdefault(plain_name(field_label(entity_name, field.key)), field.key)
    names.update(OTHER_NAMES.get(entity_name, {}))
    names.update({plain_name(field.key): field.key for field in fields})
    return names


def plain_name(name: str) -> str:
    """Fold the name of a column: capitals, accents, underscores and signs at the end do not count."""
    return " ".join(fold(clean(name, one_line=True)).replace("_", " ").strip(" .:*?").split())


class Work(NamedTuple):
    """What all rows of a list are checked against."""

    entity_name: str
    known: Known
    problems: Problems


def take_rows(sheet: Sheet, work: Work, defaults: Mapping[str, Any]) -> Iterator[Taken]:
    """Yield the values of every row that is right, and note what is wrong with the others.

    `defaults` are the values of columns that the list need not have.
    """
    columns = _columns(sheet, work)
    names = {field.key: cell_text(sheet.header.cells[place]) for place, field in columns.items()}
    if not _has_needed(sheet, work, {*names, *defaults}):
        return
    for row in sheet.rows:
        found = _values(sheet, row, columns, work)
        if found is not None:
            given = {key: value for key, value in found.items() if value is not None}
            yield from checked(Taken(sheet.name, row.number, {**defaults, **given}, names), work)


def checked(row: Taken, work: Work) -> Iterator[Taken]:
    """Yield the row with its values checked, or note what is wrong with them."""
    try:
        yield row._replace(values=validate(work.entity_name, row.values))
    except ValuesRefused as error:
        for path, sentence in error.pairs:
            key = path.partition("[")[0]
            work.problems.add(row.file, row.number, row.names.get(key) or field_label(work.entity_name, key), sentence)


def refuse_doubles(
    rows: Sequence[Taken],
    key: str,
    mark: Callable[[Taken], Mark],
    there: Mapping[Mark, str],
    problems: Problems,
) -> None:
    """Note rows that say the same as another row, or as what the table has: `there` gives its id for each mark."""
    seen: dict[Mark, Taken] = {}
    for row in rows:
        first = seen.setdefault(mark(row), row)
        value = shown(row.values[key])
        if first is not row:
            place = f"{first.file}:{first.number}" if first.file != row.file else str(first.number)
            sentence = _("{value} stands in the list twice, also in row {row}").format(value=value, row=place)
            problems.add(row.file, row.number, row.names[key], sentence)
        elif mark(row) in there:
            sentence = _("{value} is at this table already ({id})").format(value=value, id=there[mark(row)])
            problems.add(row.file, row.number, row.names[key], sentence)


def refuse_used_ids(rows: Sequence[Taken], used: Iterable[str], problems: Problems) -> None:
    """Note ids that another row or the table has."""
    ids = set(used)
    for row in rows:
        own = row.values.get("id")
        if own in ids:
            problems.add(row.file, row.number, row.names["id"], _("{value} is used already").format(value=shown(own)))
        if own is not None:
            ids.add(own)


def _has_needed(sheet: Sheet, work: Work, there: set[str]) -> bool:
    needed = [field.key for field in ENTITIES[work.entity_name].fields if field.required and field.kind != kinds.ID]
    missing = [key for key in needed if key not in there]
    for key in missing:
        work.problems.add(
            sheet.name, sheet.header.number, field_label(work.entity_name, key), _("this column is missing")
        )
    return not missing


def _columns(sheet: Sheet, work: Work) -> dict[int, Field]:
    """Return which field stands in which column; unknown, nameless and double columns are faults."""
    known, problems = names_of(work.entity_name), work.problems
    columns: dict[int, Field] = {}
    seen: dict[str, str] = {}
    for place, cell in enumerate(sheet.header.cells):
        name = cell_text(cell)
        if is_blank(cell):
            if any(place < len(row.cells) and not is_blank(row.cells[place]) for row in sheet.rows):
                sentence = _("column {number} has no name").format(number=place + 1)
                problems.add(sheet.name, sheet.header.number, "", sentence)
            continue
        key = known.get(plain_name(name))
        if key is None:
            sentence = with_meant(_("unknown column"), plain_name(name), known)
            problems.add(sheet.name, sheet.header.number, name, sentence)
        elif key in seen:
            sentence = _("this column is there twice, also as {name}").format(name=shown(seen[key]))
            problems.add(sheet.name, sheet.header.number, name, sentence)
        else:
            seen[key] = name
            columns[place] = ENTITIES[work.entity_name].field(key)
    return columns


def _values(sheet: Sheet, row: Row, columns: dict[int, Field], work: Work) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    faults = 0
    for place, field in columns.items():
        cell = row.cells[place] if place < len(row.cells) else None
        try:
            values[field.key] = value_of(work.entity_name, field, cell, work.known)
        except Refused as refusal:
            faults += 1
            work.problems.add(sheet.name, row.number, cell_text(sheet.header.cells[place]), str(refusal))
    return None if faults else values


def value_of(entity_name: str, field: Field, cell: Any, known: Known) -> Any:
    """Turn one cell into the value of a field; Refused with one sentence."""
    if isinstance(cell, Cell):
        raise Refused(cell.trouble)
    if is_number(cell) and field.kind != kinds.INT:
        if field.kind == kinds.DAY:
            raise Refused(_("{value} is a number, not a date; give the cell a date").format(value=cell_text(cell)))
        if field.key == "phone":
            raise Refused(_("a number may have lost its first 0; make the cell text"))
    if is_moment(cell) and field.kind not in (kinds.DAY, kinds.TIME, kinds.INSTANT):
        raise Refused(_("{value} is a date or a time; make the cell text").format(value=shown(cell_text(cell))))
    return from_words(entity_name, field.key, cell_text(cell), find=known.find, own_codes=known.codes)
