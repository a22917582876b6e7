"""Paths as people type and read them: `~` is the user's own folder."""

from pathlib import Path

from mdoverleg.domain.text import clean


def full_path(typed: str) -> Path:
    """Return the path that is meant."""
    path = Path(clean(typed, one_line=True))
    try:
        return path.expanduser().absolute()
    except RuntimeError:
        return path.absolute()


def short_path(path: Path) -> str:
    """Return a path as people type it."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
