"""What the generated pages are put together with."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from mdoverleg.domain.words import in_language

GENERATED = "<!-- Made from the code by `make docs`; change the code, not this page. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def both(text: Callable[[], str]) -> tuple[str, str]:
    """A text in English and in Dutch."""
    with in_language("en"):
        english = text()
    with in_language("nl"):
        return english, text()


def prose(name: str) -> str:
    """The part of a page that is written by hand, from the file beside this one."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").strip()
