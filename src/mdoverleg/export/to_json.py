"""JSON for other programs: codes and ids, ISO dates, the same keys in every language."""

import json
from datetime import date
from typing import Any

from mdoverleg.domain.papers import Ref
from mdoverleg.export.model import Cell, Column, Document, Row, Status, Table


def to_json(document: Document) -> bytes:
    """Return the document as one object: what its head says, then each table as a list of objects."""
    content: dict[str, Any] = {"document": document.kind, "title": document.title, "language": document.language}
    content |= {fact.key: fact.value if fact.data is None else fact.data for fact in document.facts}
    content["message"] = document.empty if document.is_empty else None
    content |= {table.key: [_object(table, row) for row in table.rows] for table in document.tables}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _object(table: Table, row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.place != "paper":
            found |= _value(column, cell)
    return found


def _value(column: Column, cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Ref):
        return {column.key: cell.id or None, f"{column.key}_name": cell.name or None}
    if isinstance(cell, Status):
        return {column.key: cell.code}
    if isinstance(cell, date):
        return {column.key: cell.isoformat()}
    return {column.key: None if cell == "" else cell}
