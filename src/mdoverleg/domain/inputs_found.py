"""What an import found in a file, on its way to the edit that writes it."""

from typing import Any, NamedTuple


class Found(NamedTuple):
    """Checked records of one import, and in words what they would change."""

    records: tuple[dict[str, Any], ...]
    """Values by the keys of the table format; references are integer keys."""
    changes: tuple[str, ...]
    """One line each, for `--dry-run` and for the log on the terminal."""
    source: str
    """Names of the files, for the log."""
