"""What a test measured of a promise, kept for docs/trust.md when `make trust` runs it."""

import json
import os
from pathlib import Path
from typing import Final

FILE: Final = "MDOVERLEG_FIGURES"
"""Names the file that the figures go in, one JSON object per line."""


def figure(promise: str, what: str, value: object, goal: str) -> None:
    """Keep one figure: the promise that it belongs to (`P1`), what was measured, the value, and the goal (`<= 100 ms`).

    A goal with a comparison or a bare number is checked by the page. Whole numbers of one name are added up over the
    tests, of anything else the last one counts. Does nothing unless `make trust` asked for figures.
    """
    if not (file := os.environ.get(FILE)):
        return
    test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
    line = json.dumps({"promise": promise, "what": what, "value": value, "goal": goal, "test": test})
    with Path(file).open("a", encoding="utf-8") as figures:
        figures.write(f"{line}\n")
