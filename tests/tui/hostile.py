"""Text that does harm where it is obeyed: markup, escapes, right-to-left marks, long and wide words."""

import os
import re
from collections.abc import Iterator
from itertools import cycle, islice, repeat
from typing import Any, TypeVar

NASTY: tuple[str, ...] = (
    "[naam] Jansen",
    "[/b] dicht",
    "a [b open",
    "[/",
    "[@click=app.quit]klik[/]",
    "[link=https://x]y",
    "$foo ${bar}",
    "\x1b]52;c;aGFjaw==\x07klembord",
    "\x1b[2Jgewist\x9b31mrood\x00nul\x7f",
    "\u202egnorw\u2066",
    "regel een\nregel twee\r\nregel drie\tje",
    "👩\u200d👩\u200d👧 gezin 漢字漢字漢字",
    "eenheellangwoordzonderspaties" * 12,
    ":smile: {naam} %s",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "\ud800 half",
    "e\u0301" * 30,
)

LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""Every text at every place: MDOVERLEG_HOSTILE_TURNS=4. Else a text or a place by turns."""

T = TypeVar("T")


def poisoned(value: T, start: int = 0, *, only: str = "") -> T:
    """Return the same value with hostile text in every free text, in tuples too: a next one each, or `only` this."""
    return _poisoned(value, repeat(only) if only else islice(cycle(NASTY), start, None), "")  # type: ignore[no-any-return]


# Words of the program and clock times: what stands in them is checked by the file itself.
KEPT = {
    "kind", "status", "state", "how_many", "for_whom", "severity", "check", "planned_start", "planned_end",
    "actual_start", "actual_end", "not_held", "capacity", "category", "framework", "phase", "relation", "zone",
    "language", "code", "contact_safe", "secrecy", "arrives", "leaves", "entity", "key", "beside", "tab", "part",
}  # fmt: skip


def _poisoned(value: Any, texts: Iterator[str], name: str) -> Any:
    if isinstance(value, str):
        return value if name in KEPT else next(texts)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_poisoned(part, texts, key) for key, part in zip(value._fields, value, strict=True)))
    if isinstance(value, tuple):
        return tuple(_poisoned(part, texts, name) for part in value)
    return value


OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def is_harmless(shown: str) -> bool:
    """Whether text on the screen holds nothing that a terminal would obey."""
    return not OBEYED.search(shown)
