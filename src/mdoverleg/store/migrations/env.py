"""What alembic runs: the migrations, on the connection and inside the transaction that it was handed."""

from alembic import context
from sqlalchemy.schema import SchemaItem
from sqlmodel import SQLModel

from mdoverleg.store import tables  # noqa: F401 - what the migrations are compared with


def include(item: SchemaItem, name: str | None, kind: str, _reflected: bool, _compared: SchemaItem | None) -> bool:
    """Leave out what is not a database table of the format: log, search index, settings; these are plain SQL."""
    del item
    return kind != "table" or name in SQLModel.metadata.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_object=include,
    render_as_batch=True,
)
context.run_migrations()
