"""Ways of working as data: one TOML file each, copied into a table's file when the table is made."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from mdoverleg.domain.words import Language, current_language
from mdoverleg.methods.light import (
    ANY_NUMBER,
    KEPT,
    kept_of,
    names,
    slot_rules,
    step_label,
    step_prompt,
    step_title,
    steps,
)
from mdoverleg.methods.values import Method, SlotRule, Step, Words

__all__ = [
    "ANY_NUMBER",
    "KEPT",
    "Method",
    "SlotRule",
    "Step",
    "Words",
    "describe",
    "kept_of",
    "load",
    "names",
    "slot_rules",
    "step_label",
    "step_prompt",
    "step_title",
    "steps",
    "table_values",
]


def load(name_or_path: str | Path, language: Language | None = None) -> Method:
    """Return the method with this name, or the one in a TOML file of the user's own.

    Its texts are in `language`, by default the one that is spoken now. InputRefused names the file, the key and what
    is allowed.
    """
    language = language or current_language()
    if isinstance(name_or_path, str) and name_or_path in names():
        return _shipped(name_or_path, language)
    from mdoverleg.methods.reading import read_own

    return read_own(Path(name_or_path), language)


@cache
def _shipped(name: str, language: Language) -> Method:
    from mdoverleg.methods.light import FOLDER
    from mdoverleg.methods.reading import read_file

    return read_file(FOLDER / f"{name}.toml", language)


def source(name: str) -> str:
    """Return the TOML of a method, to change and to hand in as one's own; InputRefused as by `load`."""
    from mdoverleg.methods.light import FOLDER

    load(name)
    path = FOLDER / f"{name}.toml" if name in names() else Path(name)
    return path.read_text(encoding="utf-8-sig")


def table_values(method: Method) -> dict[str, Any]:
    """Return what a new table copies of a method, in the keys of the table format; what is empty is left out."""
    from mdoverleg.methods.copying import table_values as copied

    return copied(method)


def describe(method: Method, *, check_name: Callable[[str], str] = str, limit_name: Callable[[str], str] = str) -> str:
    """Return a page of plain text about a method in the current language.

    What checks and limits are called is handed in; without it their ids stand there.
    """
    from mdoverleg.methods.describing import describe as described

    return described(method, check_name, limit_name)
