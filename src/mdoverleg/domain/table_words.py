"""What database tables and their columns are called on screen, for the history and for refusals."""

from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.schema import SUBJECTS


def record_name(table: str) -> str:
    """Give what one row of a database table is called in the current language."""
    return entity_label(SUBJECTS[table].entity.name)


def field_name(table: str, column: str) -> str:
    """Give the label of the field that a column holds, in the current language; a bookkeeping column as it is."""
    entity, link = SUBJECTS[table]
    if link is not None:
        return field_label(entity.name, link.key)
    for field in entity.columns:
        if field.column == column:
            return field_label(entity.name, field.key)
    return column
