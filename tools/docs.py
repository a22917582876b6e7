"""Writes the pages of docs/ that say what the code says: never edited by hand, and tested to be fresh.

Each page is made from the registry that the program itself uses, so that a page cannot tell more than is true.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from tools.pages import checks, table_format

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "checks.md": checks.page,
    "format.md": table_format.page,
}


def main() -> int:
    """Write all pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
