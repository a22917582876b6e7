"""What a file of a table holds beside its log: whatever is only looked at leaves it as it is."""

from contextlib import closing
from pathlib import Path
from typing import Any

from mdoverleg.store.file import open_connection

LOG = ("change", "change_item", "log_head")


def content_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of every database table but those of the log; text that is none as bytes."""
    with closing(open_connection(path, mode="ro")) as connection:
        connection.text_factory = bytes
        names = [row[0].decode() for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names) if name not in LOG
        }
