"""Who makes a change, in which window and along which way."""

from typing import NamedTuple


class Who(NamedTuple):
    """Who makes a change: what the log keeps of it."""

    name: str
    """As it stands in the log; a person of the table keeps it there when the name changes later."""
    person_pk: int | None = None
    window: str = ""
    """Undo and redo go by window; a command has none."""
    via: str = "tui"
    """`tui`, `cli` or `import`."""
