"""Figures of what is measured apart from `make trust`, for which a tool is needed that the lock does not hold."""

import json
from datetime import UTC, datetime

from tools.docs import PAGES, ROOT
from tools.pages.trust import APART, apart


def keep(what: str, value: float, goal: str, note: str) -> None:
    """Write one figure with its day in the place of the one before, and the page that shows it."""
    figure = {
        "promise": "",
        "what": what,
        "value": value,
        "goal": goal,
        "note": f"{note}, {datetime.now(UTC):%Y-%m-%d}",
    }
    kept = {one["what"]: one for one in apart()} | {what: figure}
    text = json.dumps([kept[name] for name in sorted(kept)], indent=1, ensure_ascii=False)
    APART.write_text(text + "\n", encoding="utf-8", newline="\n")
    (ROOT / "docs" / "trust.md").write_text(PAGES["docs/trust.md"](), encoding="utf-8", newline="\n")
