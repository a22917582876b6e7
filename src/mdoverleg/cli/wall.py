"""Opening the projector window, and the size that it had on this machine."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.unlocking import unlocked

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


def project(options: Globals) -> int:
    """Show the table on a projector and return the exit code; FileRefused without a file that can be read."""
    context.speak(options)
    context.need_terminal()
    keys = unlocked(options, context.table_path(options.file), on_wall=True)
    if isinstance(keys, int):
        return keys
    from mdoverleg.tui.wall import run_wall

    def opens() -> "Store":
        return context.open_store(options, read_only=True)

    try:
        return run_wall(opens, options.language, size=kept_size(), keep_size=keep_size, keys=keys)
    finally:
        keys.let_go()


def _size_file() -> Path:
    from platformdirs import user_state_path

    return user_state_path("mdoverleg", appauthor=False) / "projector-size"


def kept_size() -> int:
    """Return the size that somebody chose with + and - on this machine; 0 is what fits by itself."""
    try:
        return max(-9, min(9, int(_size_file().read_text(encoding="ascii"))))
    except (OSError, ValueError):
        return 0


def keep_size(size: int) -> None:
    """Keep the size for next time; not being able to is no reason to stop."""
    with suppress(OSError):
        path = _size_file()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(f"{size}\n", encoding="ascii")
