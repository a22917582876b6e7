"""The pages made from the code are what the code says now, and the pages written by hand point at what exists."""

import re
from pathlib import Path

from tests.contracts.source import ROOT, SOURCE, project_files, python_files
from tools.docs import PAGES
from tools.pages.markdown import GENERATED

PAGE = re.compile(r"\b[\w/-]+\.md\b")
LINK = re.compile(r"\]\((?!#|https?:)([^)#\s]+)(?:#[^)]*)?\)|^\[[^\]]+\]: (?!https?:)(\S+)$", re.MULTILINE)


def test_generated_pages_are_fresh() -> None:
    stale = [name for name, page in PAGES.items() if _text(ROOT / name) != page()]
    assert stale == [], "run `make docs`"


def test_no_generated_page_is_left_that_nothing_makes() -> None:
    marked = {page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("*.md") if GENERATED in _text(page)}
    assert marked == {name for name in PAGES if name.startswith("docs/")}


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def broken_links(file: Path) -> list[str]:
    """Links of a Markdown file to files that are not there."""
    targets = [one or other for one, other in LINK.findall(_text(file))]
    return [target for target in targets if not (file.parent / target).exists()]


def test_links_between_pages_lead_somewhere() -> None:
    pages = [file for file in project_files() if file.suffix == ".md" and "tools" not in file.parts]
    assert ROOT / "README.md" in pages
    assert {page.name: broken for page in pages if (broken := broken_links(page))} == {}


def test_this_contract_sees_a_broken_link(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](gone.md) [b](page.md#part) [c](#part) [d](https://example.org/x)\n\n[e]: gone-too.md\n")
    assert broken_links(page) == ["gone.md", "gone-too.md"]


def test_a_page_that_the_code_names_exists() -> None:
    named = {
        name: file.relative_to(ROOT).as_posix()
        for file in python_files(SOURCE)
        for name in PAGE.findall(_text(file))
        if not (ROOT / name).exists() and not (ROOT / "docs" / name).exists()
    }
    assert named == {}
