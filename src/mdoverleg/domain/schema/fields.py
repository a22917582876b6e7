"""What a field and a record of the table format are."""

from functools import cached_property
from typing import NamedTuple

ID = "id"
STRING = "string"
TEXT = "text"
INT = "int"
BOOL = "bool"
DAY = "date"
TIME = "time"
INSTANT = "instant"
WORD = "enum"
WORDS = "enums"
CODE = "code"
CODES = "codes"
REF = "ref"
REFS = "refs"
STRINGS = "strings"
ROW = "row"
ROWS = "rows"

LINKED = (WORDS, CODES, REFS, STRINGS)
"""Kinds that are kept in a link table of their own (a database table: parent, position, value)."""

NESTED = (ROW, ROWS)
"""Kinds that are records of their own."""


class Field(NamedTuple):
    """One field: its key in the format, its kind and what it may hold."""

    key: str
    kind: str
    required: bool = False
    words: tuple[str, ...] = ()
    target: str = ""
    """Name of the enum, of the record that is referred to, or of the list of codes."""
    low: int = 0
    high: int = 0
    default: str | int | bool | None = None

    @property
    def column(self) -> str:
        """Name of the column: a reference `owner` is the column `owner_id`."""
        return f"{self.key}_id" if self.kind == REF else self.key


class _Entity(NamedTuple):
    name: str
    table: str
    list_key: str
    fields: tuple[Field, ...]
    parent: str = ""
    prefix: str = ""
    """Letter of the numbers that the program gives (A-001), where it gives them (docs/format.md, "Ids")."""


class Entity(_Entity):
    """One kind of record: its name, its database table and the key of the list it stands in."""

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields that are columns of the record's own database table."""
        return tuple(field for field in self.fields if field.kind not in LINKED and field.kind not in NESTED)

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that are kept in a link table."""
        return tuple(field for field in self.fields if field.kind in LINKED)

    @property
    def lists(self) -> tuple[Field, ...]:
        """The fields that hold records of another kind."""
        return tuple(field for field in self.fields if field.kind == ROWS)

    @property
    def has_id(self) -> bool:
        """Whether the author gives each record an id."""
        return self.fields[0].kind == ID

    @property
    def parent_column(self) -> str:
        """Name of the column that points at the record this one belongs to; empty at the top."""
        return f"{snake(self.parent)}_id" if self.parent else ""

    def field(self, key: str) -> Field:
        """Return the field with this key; KeyError when there is none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def link_table(self, field: Field) -> str:
        """Name of the link table of one field."""
        return f"{self.table}_{field.key}"


class Subject(NamedTuple):
    """What one row of a database table is about: a record, or of a link table one entry of a list of a record."""

    entity: Entity
    link: Field | None = None


def snake(name: str) -> str:
    """Return a class name as words with underscores."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")
