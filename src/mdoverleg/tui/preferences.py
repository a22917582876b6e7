"""What a user of this machine chose for every window: colours, language, the bell, and when a window is covered.

Kept in the user's own configuration folder, readable by that user alone; nothing in it is about a table or a person.
"""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from mdoverleg.domain.words import LANGUAGES

LONGEST = 10_000
"""Bytes that are read of the file; what is longer is not ours."""
COVER_AFTER = 15
MOST_MINUTES = 240


class Preferences(NamedTuple):
    """What was chosen; as it is here when nobody chose anything, or the file cannot be read."""

    light: bool = False
    language: str = ""
    """`nl` or `en`; nothing: that of the table."""
    cover_after: int = COVER_AFTER
    """Minutes, 1 to 240, after which a window that nobody uses is covered; 0: never."""
    rings: bool = False
    """The bell of the terminal sounds when the time of an item is up."""


def _file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("mdoverleg", appauthor=False) / "window.json"


def read_preferences() -> Preferences:
    """Return what was chosen; each value that is not what it should be counts as not chosen."""
    try:
        with _file().open("rb") as file:
            found = json.loads(file.read(LONGEST))
    except (OSError, ValueError, RuntimeError, RecursionError):  # RuntimeError: nobody knows where home is
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    chosen = Preferences()
    for key in ("light", "rings"):
        if isinstance(found.get(key), bool):
            chosen = chosen._replace(**{key: found[key]})
    if found.get("language") in LANGUAGES:
        chosen = chosen._replace(language=found["language"])
    minutes = found.get("cover_after")
    if isinstance(minutes, int) and not isinstance(minutes, bool) and 0 <= minutes <= MOST_MINUTES:
        chosen = chosen._replace(cover_after=minutes)
    return chosen


def keep(**chosen: Any) -> None:
    """Keep what was chosen, beside what other windows kept; not being able to is no reason to stop."""
    values = read_preferences()._replace(**chosen)._asdict()
    with suppress(OSError, RuntimeError):
        path = _file()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=".window-", dir=path.parent)  # for this user alone: 0600
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                json.dump(values, file)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
