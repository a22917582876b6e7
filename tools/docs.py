"""Writes the pages that say what the code says: never edited by hand, and tested to be fresh.

Each page is made from the registry that the program itself uses, so that a page cannot tell more than is true.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tools.pages import checks, commands, keys, table_format, trust

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[str, Callable[[], str]] = {
    "docs/checks.md": checks.page,
    "docs/cli.md": commands.page,
    "docs/format.md": table_format.page,
    "docs/keys.md": keys.page,
    "docs/trust.md": trust.page,
    "src/mdoverleg/cli/help/en.txt": partial(commands.help_page, "en"),
    "src/mdoverleg/cli/help/nl.txt": partial(commands.help_page, "nl"),
}


def main() -> int:
    """Write all pages."""
    for name, page in PAGES.items():
        file = ROOT / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(page(), encoding="utf-8", newline="\n")
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
