"""PDF: landscape A4 that anybody can open and a screen reader can follow (PDF/A-2a and PDF/UA-1)."""

import json
import re
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.text import MORE
from mdoverleg.domain.words import _
from mdoverleg.export.column_widths import Page, fitted
from mdoverleg.export.model import (
    Column,
    Document,
    Row,
    Section,
    paper_text,
    running_head,
    sections_on_paper,
    tone_of,
)

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
PICTURE: Final = """#let looks = json(bytes(sys.inputs.looks))
#set document(title: "Logo", date: datetime(year: 2000, month: 1, day: 1))
#image(bytes(looks.logo), format: looks.kind, alt: "Logo")"""
"""A pdf with a logo alone, to try it."""
STANDARDS: Final = ("a-2a", "ua-1")
UNPRINTABLE: Final = "\N{REPLACEMENT CHARACTER}"
_LAST_PRINTABLE: Final = 0x06FF
"""The fonts that come along hold the scripts of Europe and the Near East, and few letters beyond."""
_SIGNS: Final = range(0x2000, 0x2800)
_PAGE: Final = Page(728, (10, 9, 8, 7), 8)
_TRIES: Final = 40
_SAID: Final = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_POINT: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONGEST_PROPERTY, _LONGEST_HEADING = 255, 5000
"""A heading stands in the tags of the file too, where the format sets a limit to it."""


def to_pdf(document: Document, style: HouseStyle | None = None) -> bytes:
    """Return the document as a PDF; letters that its fonts do not have are shown as a mark, and the last line says so.

    Refused where the library is not installed, and for what it cannot print in any way.
    """
    try:
        import typst
    except ImportError:
        raise Refused(_("pdf is not installed here: pip install mdoverleg[pdf]")) from None
    payload = json.dumps(_payload(document), ensure_ascii=False)
    looks = _looks(style)
    missing: set[str] = set()
    for _try in range(_TRIES):
        try:
            made: bytes = typst.compile(
                TEMPLATE.read_bytes(),
                sys_inputs={"data": payload, "looks": looks},
                pdf_standards=list(STANDARDS),
                ignore_system_fonts=True,
                timestamp=int(document.made_at.timestamp()),
            )
        except typst.TypstError as error:
            letters = _not_in_the_fonts(str(error), payload)
            if not letters or letters <= missing:
                break
            missing |= letters
            payload = _with_marks(document, missing)
        else:
            return made
    raise Refused(_("this text cannot be made into a pdf; choose another format"))


def _looks(style: HouseStyle | None) -> str:
    """Return logo and colour as data; a picture as its bytes, which a template can only be given as numbers."""
    from mdoverleg.export.house_style import logo_kind

    logo = style.logo if style else None
    made = {"colour": (style and style.colour) or "", "logo": list(logo or b""), "kind": ""}
    if logo:
        made["kind"] = {"png": "png", "jpeg": "jpg"}[logo_kind(logo)]
    return json.dumps(made, separators=(",", ":"))


def can_print(logo: bytes) -> bool:
    """Tell whether a picture can stand in a pdf; yes where pdf is not installed."""
    try:
        import typst
    except ImportError:
        return True
    try:
        typst.compile(
            PICTURE.encode(),
            sys_inputs={"looks": _looks(HouseStyle(logo=logo))},
            pdf_standards=list(STANDARDS),
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return False
    return True


def _not_in_the_fonts(error: str, payload: str) -> set[str]:
    """Return which letters to leave out, of what the library says that it cannot print."""
    found = _SAID.search(error)
    if found is None:
        return set()
    letters = set(_POINT.sub(lambda point: chr(int(point[1], 16)), found[1]))
    far = {letter for letter in payload if ord(letter) > _LAST_PRINTABLE and ord(letter) not in _SIGNS}
    return (letters | far) - {UNPRINTABLE}


def _with_marks(document: Document, missing: set[str]) -> str:
    said = _("{mark} stands for a letter that cannot be printed here.").format(mark=UNPRINTABLE)
    payload = _payload(document)
    payload["sections"].append({"heading": "", "lines": [said]})
    marks = str.maketrans(dict.fromkeys(missing, UNPRINTABLE))
    return json.dumps(payload, ensure_ascii=False).translate(marks)


def _payload(document: Document) -> dict[str, Any]:
    made = document.made_at
    return {
        "title": _heading(document.title),
        "property": document.title[:_LONGEST_PROPERTY],
        "author": document.table[:_LONGEST_PROPERTY],
        "language": document.language,
        "letter": document.is_letter,
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "running": running_head(document),
        "footer": document.footer,
        "pages": _("page {page} of {pages}"),
        "facts": [[fact.label, fact.value] for fact in document.shown_facts],
        "empty": document.empty if document.is_empty else "",
        "sections": [_section(*fit) for fit in fitted(sections_on_paper(document), _PAGE)],
    }


def _heading(text: str) -> str:
    return text if len(text) <= _LONGEST_HEADING else text[:_LONGEST_HEADING] + MORE


def _section(section: Section, letter: float) -> dict[str, Any]:
    made: dict[str, Any] = {"heading": _heading(section.heading), "lines": list(section.lines)}
    if (table := section.table) is not None:
        made["table"] = {
            "letter": letter,
            "shares": [column.share for column in table.columns],
            "headings": [column.heading for column in table.columns],
            "rows": [_row(table.columns, row) for row in table.rows],
        }
    return made


def _row(columns: tuple[Column, ...], row: Row) -> list[dict[str, str]]:
    return [
        {"text": paper_text(cell), "tone": tone_of(column, row)}
        for column, cell in zip(columns, row.cells, strict=True)
    ]
