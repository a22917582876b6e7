"""The kinds of columns that the database tables are made of, and the constraints that follow from each kind.

SQLModel does not check what such an object holds, so what may never be in the file is refused by the database.
"""

from collections.abc import Iterator
from typing import Any, get_args

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from mdoverleg.domain.limits import ID_LENGTH, STRING_LENGTH, TEXT_LENGTH

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES


class Row(SQLModel):
    """A row of one database table of the format."""

    # No row is validated: the validators are not made, which costs time and memory in every window.
    model_config = {"defer_build": True}


def rules(*constraints: SchemaItem) -> tuple[SchemaItem | dict[str, Any], ...]:
    """Return the constraints of a database table whose integer keys are never given twice."""
    return (*constraints, {"sqlite_autoincrement": True})


def _field(kind: str, *arguments: Any, required: bool = False, default: Any = None, **options: Any) -> Any:
    nullable = not required and default is None
    column: Column[Any] = Column(*arguments, nullable=nullable, info={"kind": kind}, **options)
    return Field(default=default, sa_column=column)


def primary_key() -> Any:
    """Return the integer key of a row: never shown, exported or used twice."""
    return Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True))


def position() -> Any:
    """Return the place of the row in its list."""
    return _field("position", Integer, default=0, server_default="0")


def parent(table: str) -> Any:
    """Return the reference to the record that this row belongs to, and goes with."""
    return _field("ref", Integer, ForeignKey(f"{table}.pk", ondelete="CASCADE"), required=True)


def ref(table: str, *, required: bool = False) -> Any:
    """Return a reference to a row of another database table, by its integer key."""
    return _field("ref", Integer, ForeignKey(f"{table}.pk"), required=required)


def author_id() -> Any:
    """Return the id that the author chose: unique per kind, capitals matter."""
    return _field("id", String(ID_LENGTH), required=True, unique=True)


def unique_key() -> Any:
    """Return the folded form of a text that may stand in one column only once."""
    return _field("string", String(STRING_LENGTH * 3), required=True, unique=True)


def string(*, required: bool = False, default: str | None = None) -> Any:
    """Return one line of at most 200 characters."""
    return _field("string", String(STRING_LENGTH), required=required, default=default)


def text(*, required: bool = False) -> Any:
    """Return free text of at most 20,000 characters."""
    return _field("text", Text, required=required)


def code(*, required: bool = False) -> Any:
    """Return a built-in code or one of the table's own."""
    return _field("code", String(STRING_LENGTH), required=required)


def whole(low: int, high: int, *, required: bool = False, default: int | None = None) -> Any:
    """Return a whole number from `low` to `high`."""
    field = _field("int", Integer, required=required, default=default)
    field.sa_column.info.update(low=low, high=high)
    return field


def flag(*, default: bool = False) -> Any:
    """Return yes or no."""
    return _field("bool", Boolean(create_constraint=False), default=default)


def maybe() -> Any:
    """Return yes, no, or not said."""
    return _field("bool", Boolean(create_constraint=False))


def day(*, required: bool = False) -> Any:
    """Return a date."""
    return _field("date", Date, required=required)


def time_of_day(*, required: bool = False) -> Any:
    """Return a time of day as HH:MM, local to the table's time zone."""
    return _field("time", String(5), required=required)


def instant(*, required: bool = False) -> Any:
    """Return a moment in UTC, in whole seconds."""
    return _field("instant", UTCDateTime(), required=required)


def word(words: Any, *, required: bool = False, default: str | None = None) -> Any:
    """Return one of the words of a literal type."""
    options = Enum(*get_args(words), native_enum=False, create_constraint=False, length=32, validate_strings=True)
    field = _field("enum", options, required=required, default=default)
    field.sa_column.info["words"] = get_args(words)
    return field


def once(*columns: str) -> UniqueConstraint:
    """Return the rule that this combination stands in the database table only once."""
    return UniqueConstraint(*columns)


def exactly_one(first: str, second: str) -> CheckConstraint:
    """Return the rule that one of two columns is given, and not both."""
    return CheckConstraint(f"({first} IS NULL) <> ({second} IS NULL)", name=f"{first}_or_{second}")


def ordered(first: str, second: str, *, strictly: bool = False) -> CheckConstraint:
    """Return the rule that an end does not lie before its start (or lies after it)."""
    sign = ">" if strictly else ">="
    return CheckConstraint(
        f"{first} IS NULL OR {second} IS NULL OR {second} {sign} {first}", name=f"{second}_after_{first}"
    )


def _checks(column: Column[Any]) -> Iterator[str]:
    """Yield what the database itself demands of a value of this kind."""
    name, kind = f'"{column.name}"', column.info.get("kind", "")
    if kind == "id":
        yield f"length({name}) BETWEEN 1 AND {ID_LENGTH}"
        yield f"{name} NOT GLOB '*[^A-Za-z0-9._-]*' AND {name} GLOB '[A-Za-z0-9]*'"
    elif kind in ("string", "text", "code"):
        longest = column.type.length if kind == "string" and isinstance(column.type, String) else TEXT_LENGTH
        yield f"typeof({name}) IN ('text', 'null') AND length({name}) BETWEEN 1 AND {longest}"
    elif kind == "int":
        yield f"typeof({name}) IN ('integer', 'null') AND {name} BETWEEN {column.info['low']} AND {column.info['high']}"
    elif kind == "bool":
        yield f"{name} IN (0, 1)"
    elif kind == "date":
        yield f"date({name}) IS {name}"  # with = what is no date at all would give NULL, which passes
    elif kind == "time":
        yield f"{name} GLOB '[0-2][0-9]:[0-5][0-9]' AND {name} < '24:00'"
    elif kind == "instant":
        yield f"strftime('%Y-%m-%d %H:%M:%S', {name}) IS substr({name}, 1, 19)"
    elif kind == "enum":
        yield f"{name} IN ({', '.join(repr(word) for word in column.info['words'])})"


def constrain(metadata: MetaData) -> None:
    """Give every column the constraints and index of its kind; called once, with all database tables known."""
    for table in metadata.tables.values():
        for column in table.columns:
            for number, rule in enumerate(_checks(column)):
                name = f"{column.name}_{column.info['kind']}{number or ''}"
                whole_rule = f'"{column.name}" IS NULL OR ({rule})' if column.nullable else rule
                table.append_constraint(CheckConstraint(whole_rule, name=name))
        led = {next(iter(index.columns)).name for index in table.indexes if _holds_all(index)}
        led |= {next(iter(rule.columns)).name for rule in table.constraints if isinstance(rule, UniqueConstraint)}
        for column in table.columns:
            if column.foreign_keys and column.name not in led:
                _index(column)


def _holds_all(index: Index) -> bool:
    """Whether an index has every row, so that it can stand for the one of its first column."""
    return index.dialect_options["sqlite"]["where"] is None


def _index(column: Column[Any]) -> None:
    """Index a reference: what refers to a row is asked when it is shown, removed or undone."""
    filled = column.isnot(None) if column.nullable else None  # most references are empty, and cost nothing then
    Index(None, column, sqlite_where=filled)
