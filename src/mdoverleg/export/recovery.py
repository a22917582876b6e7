"""The recovery sheet to print from Word or as a pdf; made in memory, for nothing of it may be left anywhere else."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from mdoverleg.domain.recovery_page import made_words, numbered, recovery_page, title, told
from mdoverleg.domain.words import _, current_language
from mdoverleg.export.model import Document, Section

ENDINGS: Final = ("pdf", "docx", "txt")
"""What it can be written as, by the ending of the file; every other ending is plain text."""


def render(name: str, lines: Sequence[str], ending: str) -> bytes:
    """Return the sheet of the table in the file `name`; Refused where a pdf cannot be made here."""
    if ending == "pdf":
        from mdoverleg.export.to_pdf import to_pdf

        return to_pdf(_document(name, lines))
    if ending == "docx":
        from mdoverleg.export.to_docx import to_docx

        return to_docx(_document(name, lines))
    return recovery_page(name, lines).encode("utf-8")


def _document(name: str, lines: Sequence[str]) -> Document:
    return Document(
        kind="recovery",
        title=title(name),
        table="mdoverleg",
        language=current_language(),
        made_at=datetime.now(UTC),
        facts=(),
        footer=_("The key of the table: keep it in a safe"),
        sections=(Section(made_words(), tuple(numbered(lines))), Section("", told(name))),
        empty="",
        is_letter=True,
    )


def best_ending() -> str:
    """Return what to propose: a pdf where one can be made, else Word."""
    from importlib.util import find_spec

    return "pdf" if find_spec("typst") else "docx"
