"""Frozen values in, bytes out: one file per document, one file per format; nothing here reaches the store."""

import importlib
from typing import Any, Final, NamedTuple

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.papers import Paper
from mdoverleg.domain.words import N_, _, in_language
from mdoverleg.export.model import Document, cleaned


class Format(NamedTuple):
    """One format: where it is made (its library is imported there), and whether it can be shown on a terminal."""

    module: str
    is_text: bool
    what_for: str
    """A few words, marked for translation."""


FORMATS: Final[dict[str, Format]] = {
    "docx": Format("to_docx", is_text=False, what_for=N_("Word: to send or print")),
    "xlsx": Format("to_xlsx", is_text=False, what_for=N_("Excel: to sort and filter")),
    "pdf": Format("to_pdf", is_text=False, what_for=N_("pdf: to read and print, for everybody")),
    "odt": Format("to_odt", is_text=False, what_for=N_("OpenDocument text: as Word, for any program")),
    "ods": Format("to_ods", is_text=False, what_for=N_("OpenDocument sheet: as Excel, for any program")),
    "csv": Format("to_csv", is_text=True, what_for=N_("csv: for other programs")),
    "html": Format("to_html", is_text=True, what_for=N_("web page in one file, to read on any screen")),
    "txt": Format("to_txt", is_text=True, what_for=N_("plain text, for in a mail")),
    "md": Format("to_md", is_text=True, what_for=N_("plain text with Markdown")),
    "json": Format("to_json", is_text=True, what_for=N_("json: for machines")),
}
"""Every format by the ending of its files; the module `x` has a function `x(document) -> bytes`."""

LETTERS: Final = ("docx", "pdf", "odt", "html", "txt", "md")
"""Formats of a page to read, without a table."""

DOCUMENTS: Final[dict[str, str]] = {
    "ActionsPaper": "actions",
    "AgendaPaper": "agenda",
    "MinutesPaper": "minutes",
    "DecisionsPaper": "decisions",
    "CasePaper": "case",
    "FamilyPaper": "family",
    "CrisisPaper": "crisis",
    "HandoverPaper": "handover",
    "PhonesPaper": "phones",
    "ObstaclesPaper": "obstacles",
    "NumbersPaper": "numbers",
    "ReplyPaper": "reply",
}
"""Every document by the paper that it is made of; the module `x` has a function `x_document(paper) -> Document`."""


def document_of(paper: Paper) -> Document:
    """Return a paper as a document, in the current language."""
    name = DOCUMENTS[type(paper).__name__]
    document: Document = _function(name, f"{name}_document")(paper)
    return document


def render(document: Document, format_name: str) -> bytes:
    """Return the document in a format of FORMATS, in its own language; Refused for one that it does not come in."""
    refuse_unknown(format_name)
    if document.comes_in and format_name not in document.comes_in:
        known = ", ".join(document.comes_in)
        raise Refused(_("This document is there to be filled in; choose one of {known}").format(known=known))
    if format_name not in formats_of(is_letter=document.is_letter):
        known = ", ".join(formats_of(is_letter=True))
        raise Refused(_("This document is a page to read; choose one of {known}").format(known=known))
    module = FORMATS[format_name].module
    with in_language(document.language):
        made: bytes = _function(module, module)(cleaned(document))
    return made


def formats_of(*, is_letter: bool) -> tuple[str, ...]:
    """Return the formats that a document comes in."""
    return LETTERS if is_letter else tuple(FORMATS)


def refuse_unknown(format_name: str) -> None:
    """Refuse a format that is none of FORMATS."""
    if format_name not in FORMATS:
        known = ", ".join(FORMATS)
        raise Refused(
            _("There is no format {name}; choose one of {known}").format(name=one_line(format_name), known=known)
        )


def file_name(document: Document, format_name: str) -> str:
    """Propose a file name from dates, table and ids, without a name of a person."""
    return f"{'_'.join(part for part in document.file_parts if part)}.{format_name}"


def _function(module: str, name: str) -> Any:
    return getattr(importlib.import_module(f"{__name__}.{module}"), name)
