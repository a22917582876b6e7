"""The schema, the database tables and the records describe the same format."""

import types
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from sqlalchemy import ForeignKeyConstraint, Table
from sqlmodel import SQLModel

from mdoverleg.domain import enums, records
from mdoverleg.domain.field_labels import ENTITY_LABELS, FIELD_LABELS
from mdoverleg.domain.inputs_models import model
from mdoverleg.domain.labels import LABELS
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import LINKED, NESTED, Entity, Field, snake
from mdoverleg.store import tables

SAME_KIND = {kinds.WORDS: "enum", kinds.CODES: "code", kinds.REFS: "ref", kinds.STRINGS: "string"}
PYTHON: dict[str, type] = {
    kinds.ID: str,
    kinds.STRING: str,
    kinds.TEXT: str,
    kinds.CODE: str,
    kinds.TIME: str,
    kinds.INT: int,
    kinds.REF: int,
    kinds.BOOL: bool,
    kinds.DAY: date,
    kinds.INSTANT: datetime,
}
OUTSIDE_THE_FORMAT = {"case": {"alias_key"}}
EVERY = list(ENTITIES.values())


def table_of(entity: Entity) -> Table:
    return SQLModel.metadata.tables[entity.table]


def named(entity: Entity) -> str:
    return entity.name


def may_miss(field: Field) -> bool:
    return not field.required and field.default is None


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_the_table_has_the_columns_of_the_format_in_order(entity: Entity) -> None:
    expected = ["pk"]
    if entity.parent_column:
        expected.append(entity.parent_column)
    if entity.name != "TableInfo":
        expected.append("position")
    expected += [field.column for field in entity.columns]
    found = [
        column.name
        for column in table_of(entity).columns
        if column.name not in OUTSIDE_THE_FORMAT.get(entity.table, ())
    ]
    assert found == expected


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_the_columns_hold_what_the_format_allows(entity: Entity) -> None:
    for field in entity.columns:
        column = table_of(entity).columns[field.column]
        assert column.info["kind"] == field.kind, field.key
        assert column.nullable is may_miss(field), field.key
        if field.kind == kinds.WORD:
            assert column.info["words"] == field.words, field.key
        if field.kind == kinds.INT:
            assert (column.info["low"], column.info["high"]) == (field.low, field.high), field.key
        if field.kind == kinds.REF:
            assert [key.column.table.name for key in column.foreign_keys] == [snake(field.target)], field.key


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_a_new_row_has_the_defaults_of_the_format(entity: Entity) -> None:
    row = getattr(tables, entity.name)()
    for field in entity.columns:
        if not field.required:
            assert getattr(row, field.column) == field.default, field.key


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_lists_of_words_and_references_are_link_tables(entity: Entity) -> None:
    for field in entity.links:
        table = SQLModel.metadata.tables[entity.link_table(field)]
        assert [column.name for column in table.columns] == ["pk", "parent_id", "position", "value"]
        assert table.columns["value"].info["kind"] == SAME_KIND[field.kind]
        targets = {key.column.table.name: key.ondelete for key in table.columns["parent_id"].foreign_keys}
        assert targets == {entity.table: "CASCADE"}
        if field.kind == kinds.WORDS:
            assert table.columns["value"].info["words"] == field.words
        if field.kind == kinds.REFS:
            assert [key.column.table.name for key in table.columns["value"].foreign_keys] == [snake(field.target)]


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_a_record_hangs_below_the_one_that_lists_it(entity: Entity) -> None:
    owners = [
        (other, field)
        for other in (DOCUMENT, *EVERY)
        for field in other.fields
        if field.kind in NESTED and field.target == entity.name
    ]
    assert [(owner.name, field.key) for owner, field in owners] == [(entity.parent or "Document", entity.list_key)]
    if entity.parent:
        column = table_of(entity).columns[entity.parent_column]
        keys = {key.column.table.name: key.ondelete for key in column.foreign_keys}
        assert keys == {ENTITIES[entity.parent].table: "CASCADE"}
        assert not column.nullable


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_the_record_has_the_fields_of_the_format_in_order(entity: Entity) -> None:
    record = getattr(records, entity.name)
    expected = ["pk", *([entity.parent_column] if entity.parent else [])]
    expected += [field.column for field in entity.fields if field.kind not in NESTED]
    assert list(record._fields) == expected


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_the_record_has_the_types_of_the_format(entity: Entity) -> None:
    hints = get_type_hints(getattr(records, entity.name))
    for field in entity.fields:
        if field.kind in NESTED:
            continue
        base, optional = without_none(hints[field.column])
        if field.kind in LINKED:
            assert get_origin(base) is tuple, field.key
        elif field.kind == kinds.WORD:
            assert get_args(base) == field.words, field.key
        else:
            assert base is PYTHON[field.kind], field.key
        assert optional is (may_miss(field) and field.kind not in LINKED), field.key


def without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        rest = [part for part in get_args(hint) if part is not type(None)]
        assert len(rest) == 1
        return rest[0], True
    return hint, False


@pytest.mark.parametrize("entity", [DOCUMENT, *EVERY], ids=named)
def test_there_is_an_input_model_with_exactly_these_keys(entity: Entity) -> None:
    for made in (model(entity.name, "document"), model(entity.name, "values")):
        assert list(made.model_fields) == [field.key for field in entity.fields]
        assert made.model_config["strict"] is True
        assert made.model_config["extra"] == "forbid"


@pytest.mark.parametrize("entity", EVERY, ids=named)
def test_words_and_labels_exist_for_every_field(entity: Entity) -> None:
    assert list(FIELD_LABELS[entity.name]) == [field.key for field in entity.fields]
    assert entity.name in ENTITY_LABELS
    for field in entity.fields:
        if field.kind in (kinds.WORD, kinds.WORDS):
            literal = getattr(enums, field.target)
            assert get_origin(literal) is Literal
            assert get_args(literal) == field.words
            assert tuple(LABELS[field.target]) == field.words


def test_the_database_has_no_tables_that_the_format_does_not_know() -> None:
    known = {entity.table for entity in EVERY} | {
        entity.link_table(field) for entity in EVERY for field in entity.links
    }
    assert {name for name, table in SQLModel.metadata.tables.items() if "pk" in table.columns} == known


def test_every_reference_is_enforced() -> None:
    for entity in EVERY:
        enforced = {
            column.name
            for constraint in table_of(entity).constraints
            if isinstance(constraint, ForeignKeyConstraint)
            for column in constraint.columns
        }
        assert {field.column for field in entity.columns if field.kind == kinds.REF} <= enforced
