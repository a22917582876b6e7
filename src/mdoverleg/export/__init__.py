"""Frozen values in, bytes out: one file per document, one file per format; nothing here reaches the store."""

import importlib
from typing import Any, Final, NamedTuple

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.house_style import HouseStyle
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
    "ics": Format("to_ics", is_text=True, what_for=N_("calendar: meetings and last days, without names")),
    "eml": Format("to_eml", is_text=True, what_for=N_("mail with the document in it, to fill in for whom")),
    "txt": Format("to_txt", is_text=True, what_for=N_("plain text, for in a mail")),
    "md": Format("to_md", is_text=True, what_for=N_("plain text with Markdown")),
    "json": Format("to_json", is_text=True, what_for=N_("json: for machines")),
}
"""Every format by the ending of its files; the module `x` has a function `x(document) -> bytes`."""

MAIL, CALENDAR = "eml", "ics"

STYLED: Final = ("docx", "pdf", "html")
"""Formats that come in the house style of a table; but for a form that is filled in and read again."""

LETTERS: Final = ("docx", "pdf", "odt", "html", "eml", "txt", "md")
"""Formats of a page to read, without a table."""

LETTER_KINDS: Final = ("family", "crisis", "cancellation")
"""Documents that are a page to read."""

CALENDAR_KINDS: Final = ("actions", "agenda", "cancellation")
"""Documents of which something can stand in a calendar."""

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
    "CallsPaper": "calls",
    "CancellationPaper": "cancellation",
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


def render(document: Document, format_name: str, *, attached: str = "docx", style: HouseStyle | None = None) -> bytes:
    """Return the document in a format of FORMATS, in its own language; Refused for one that it does not come in.

    Of a mail `attached` is the format of the document in it. A house style is for the formats of STYLED.
    """
    from mdoverleg.export.zipped import with_times_of

    _refuse_other(document.kind, format_name)
    module = FORMATS[format_name].module
    with in_language(document.language):
        if format_name == MAIL:
            _refuse_attached(document.kind, attached)
            mail: bytes = _function(module, module)(cleaned(document), attached, style)
            return mail
        in_style = (style,) if format_name in STYLED and document.kind != "reply" else ()
        made: bytes = _function(module, module)(cleaned(document), *in_style)
    return with_times_of(made, document.made_at)


def split_format(typed: str) -> tuple[str, str]:
    """Return a format and that of the document in it: `eml:pdf` is a mail with a pdf; else it is docx."""
    name, _colon, attached = typed.partition(":")
    return (name, attached) if name == MAIL and attached else (typed, "docx")


def formats_of(kind: str) -> tuple[str, ...]:
    """Return the formats that a kind of document comes in."""
    if kind in LETTER_KINDS:
        return (*LETTERS, CALENDAR) if kind in CALENDAR_KINDS else LETTERS
    if kind == "reply":
        filled: tuple[str, ...] = importlib.import_module(f"{__name__}.reply").FILLED
        return filled
    return tuple(name for name in FORMATS if name != CALENDAR or kind in CALENDAR_KINDS)


def _refuse_other(kind: str, format_name: str) -> None:
    refuse_unknown(format_name)
    known = formats_of(kind)
    if format_name in known:
        return
    if format_name == CALENDAR:
        words = _("This document holds no dates for a calendar; choose one of {known}")
    elif kind == "reply":
        words = _("This document is there to be filled in; choose one of {known}")
    else:
        words = _("This document is a page to read; choose one of {known}")
    raise Refused(words.format(known=", ".join(known)))


def _refuse_attached(kind: str, format_name: str) -> None:
    _refuse_other(kind, format_name)
    if format_name == MAIL:
        raise Refused(_("A mail cannot hold itself; choose another format for the document in it"))


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
