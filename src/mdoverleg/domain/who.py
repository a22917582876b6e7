"""Who makes a change, in which window and along which way."""

from typing import Final, NamedTuple

LONGEST_NAME: Final = 200


class Who(NamedTuple):
    """Who makes a change: what the log keeps of it."""

    name: str
    """As it stands in the log; a person of the table keeps it there when the name changes later."""
    person_pk: int | None = None
    window: str = ""
    """Undo and redo go by window; a command has none."""
    via: str = "tui"
    """`tui`, `cli` or `import`."""


def system_user() -> str:
    """Return the name by which this machine knows its user."""
    import getpass

    from mdoverleg.domain.text import clean

    try:
        return clean(getpass.getuser(), one_line=True)[:LONGEST_NAME] or "mdoverleg"
    except (OSError, KeyError, ImportError):
        return "mdoverleg"
