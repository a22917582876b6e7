"""What lies at a path that somebody typed; a name that no disk takes (too long, a NUL in it) is not there."""

from pathlib import Path


def is_there(path: Path) -> bool:
    """Tell whether there is a file or folder of this name."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether this is a folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Tell whether this is a file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
