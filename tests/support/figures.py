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
    tests, of anything else the last one counts. Of a run on encrypted tables alone it keeps only what must be 0, as a
    figure of P14. Does nothing unless `make trust` asked for figures.
    """
    if not (file := os.environ.get(FILE)):
        return
    test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
    if os.environ.get("MDOVERLEG_ENCRYPTED"):
        if goal != "0":
            return  # measured on plain tables, in runs of their own
        promise, what = "P14", f"encrypted tables: {what}"
    line = json.dumps({"promise": promise, "what": what, "value": value, "goal": goal, "test": test})
    with Path(file).open("a", encoding="utf-8") as figures:
        figures.write(f"{line}\n")
