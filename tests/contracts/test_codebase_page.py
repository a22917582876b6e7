"""The page about the house names what is there: every path on it exists, every room of the code is on it."""

import re

from tests.contracts.source import ROOT, SOURCE

PAGE = (ROOT / "docs" / "codebase.md").read_text(encoding="utf-8")
# `store/feed.py`, `tests/`, tui/runner.py: a path with a slash or an ending.
NAMED = re.compile(r"(?<![\w/.])((?:[a-z_]+/)+(?:[\w.-]+\.(?:py|md|po|toml))?|[a-z_]+\.(?:py|md))(?![\w/])")


def missing(text: str) -> set[str]:
    """Paths in a text that are neither in the project nor in the program's own folder."""
    bases = (ROOT, ROOT / "tests", SOURCE, SOURCE / "domain")
    return {path for path in NAMED.findall(text) if not any((base / path).exists() for base in bases)}


def test_every_path_on_the_page_exists() -> None:
    assert missing(PAGE) == set()


def test_every_room_is_on_the_page() -> None:
    rooms = {folder.name for folder in SOURCE.iterdir() if folder.is_dir() and not folder.name.startswith("_")}
    assert {room for room in rooms if f"`{room}/`" not in PAGE} == set()


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert {page.name for page in folder.glob("0*.md") if f"({page.name})" not in index} == set()


def test_this_contract_sees_a_path_that_is_gone() -> None:
    assert missing("see `store/gone.py`, gone.md and `store/`, `store/file.py`, cli/app.py") == {
        "store/gone.py",
        "gone.md",
    }
