"""A mail that is ready to send but for whom it is for: a few words, and the document beside them."""

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


def to_eml(document: Document, attached: str = "docx", style: HouseStyle | None = None) -> bytes:
    """Return a mail without recipients that mail programs open as a draft, with the document in a format of TYPES.

    Its subject says what it is and of which table, never about whom; to a family member not even of which table.
    """
    from mdoverleg.export import render

    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _subject(document)
    mail["X-Unsent"] = "1"
    lines = [_("Hello,"), _attached(document), document.footer]
    mail.set_content("\n\n".join(lines) + "\n")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f'<!DOCTYPE html>\n<html lang="{document.language}"><body>{paragraphs}</body></html>\n'
    mail.add_alternative(page, subtype="html")
    for form in dict.fromkeys((attached, *_beside(document))):
        maintype, subtype = TYPES[form]
        data = render(document, form, style=style)
        mail.add_attachment(data, maintype=maintype, subtype=subtype, filename=_file_name(document, form))
    _with_own_marks(mail, sha256(repr(document).encode()).hexdigest())
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
    name = document.table
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + MORE


def _what(kind: str) -> str:
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
    }.get(kind, _("Document"))
