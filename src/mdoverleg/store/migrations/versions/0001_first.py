"""The first version of the tables, as plain SQL beside this file."""

from alembic import op

from mdoverleg.store.migrations import first_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables in an empty file; `migrations.create` does the same without alembic."""
    first_tables(op.get_bind().connection.driver_connection)
