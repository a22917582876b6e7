"""A mail that is ready to send but for whom it is for: a few words, and the document beside them."""

from collections.abc import Iterable, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from html import escape
from typing import Final

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.text import MORE
from mdoverleg.domain.words import _
from mdoverleg.export.model import Document

TYPES: Final[dict[str, tuple[str, str]]] = {
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("application", "pdf"),
    "odt": ("application", "vnd.oasis.opendocument.text"),
    "ods": ("application", "vnd.oasis.opendocument.spreadsheet"),
    "csv": ("text", "csv"),
    "html": ("text", "html"),
    "txt": ("text", "plain"),
    "md": ("text", "markdown"),
    "json": ("application", "json"),
    "ics": ("text", "calendar"),
}
"""What a mail calls each format that can go with it."""
_LONGEST_NAME: Final = 80

Attached = tuple[str, str, bytes]
"""Name, format and bytes of a file that goes with a mail."""


def to_eml(document: Document, attached: str = "docx", style: HouseStyle | None = None) -> bytes:
    """Return a mail without recipients that mail programs open as a draft, with the document in a format of TYPES.

    Its subject says what it is and of which table, never about whom; to a family member not even of which table.
    """
    from mdoverleg.export import render

    forms = dict.fromkeys((attached, *_beside(document)))
    files = [(_file_name(document, form), form, render(document, form, style=style)) for form in forms]
    lines = (_("Hello,"), _attached(document), document.footer)
    return composed(_subject(document), lines, files, language=document.language, mark=repr(document))


def composed(
    subject: str, lines: Sequence[str], files: Iterable[Attached], *, language: str, mark: str, to: str = ""
) -> bytes:
    """Return a draft: a few lines of text and the files with them, to one address or to nobody yet.

    `mark` makes the separators of its parts: the same text, the same mail.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    mail["X-Unsent"] = "1"
    if to:
        mail["To"] = Address(addr_spec=to)
    mail.set_content("\n\n".join(lines) + "\n")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f'<!DOCTYPE html>\n<html lang="{language}"><body>{paragraphs}</body></html>\n'
    mail.add_alternative(page, subtype="html")
    for name, form, data in files:
        maintype, subtype = TYPES[form]
        mail.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    _with_own_marks(mail, sha256(mark.encode()).hexdigest())
    return mail.as_bytes()


def _beside(document: Document) -> tuple[str, ...]:
    """Return what goes along with the document itself: of a meeting the entry for a calendar."""
    return ("ics",) if document.kind in ("agenda", "cancellation") and document.events else ()


def _with_own_marks(mail: EmailMessage, digest: str) -> None:
    """Give the parts marks that nobody can have typed, the same for the same document."""
    parts = (part for part in mail.walk() if part.is_multipart())
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{digest[:40]}_{number}")


def _file_name(document: Document, attached: str) -> str:
    """Return how the document is called in the mail: to a family by its day alone."""
    from mdoverleg.export import file_name

    if _is_for_family(document):
        document = document._replace(file_parts=(document.made_at.date().isoformat(),))
    return file_name(document, attached)


def _is_for_family(document: Document) -> bool:
    return document.kind == "family"


def _subject(document: Document) -> str:
    what = _what(document.kind)
    return what if _is_for_family(document) else f"{what} · {_name(document)} · {day_file(document.made_at.date())}"


def _attached(document: Document) -> str:
    day = day_file(document.made_at.date())
    if _is_for_family(document):
        return _("With this mail comes what we agreed, as written down on {day}.").format(day=day)
    words = _("With this mail comes: {what} of {table}, made on {day}.")
    return words.format(what=_what(document.kind), table=_name(document), day=day)


def _name(document: Document) -> str:
    return short_table(document.table)


def short_table(name: str) -> str:
    """Return the name of a table as it stands in the subject of a mail."""
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + MORE


def _what(kind: str) -> str:
    return what_is(kind) or _("Document")


def what_is(kind: str) -> str:
    """Name a kind of document in a mail; nothing for one without a name."""
    return {
        "actions": _("Action list"),
        "agenda": _("Agenda"),
        "minutes": _("Minutes"),
        "decisions": _("Decisions"),
        "case": _("Case sheet"),
        "family": _("What we agreed"),
        "crisis": _("Pre-announcement"),
        "handover": _("Hand-over"),
        "phones": _("Phone list"),
        "calls": _("Whom to call"),
        "cancellation": _("Meeting called off"),
        "obstacles": _("What stands in the way"),
        "numbers": _("Numbers"),
        "reply": _("Reply form"),
    }.get(kind, "")
