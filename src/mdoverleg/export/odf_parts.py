"""What a text and a sheet of OpenDocument have in common; made as XML in one go: the library's own cells take a
hundred times as long."""

import io
import re
from datetime import UTC
from typing import Final
from xml.sax.saxutils import escape

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _
from mdoverleg.export.model import Document, Tone

_SPACES: Final = {
    "office": "office:1.0",
    "style": "style:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "meta": "meta:1.0",
    "number": "datastyle:1.0",
    "of": "of:1.2",
}
_NAMES: Final = " ".join(
    [f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}"' for short, long in _SPACES.items()]
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"', 'xmlns:xlink="http://www.w3.org/1999/xlink"']
)
_OURS: Final = frozenset({"mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"})
COUNTRIES: Final = {"nl": "NL", "en": "GB"}
SHADES: Final[dict[Tone, str]] = {"late": "#fde9e7", "today": "#fff4d6"}
INKS: Final[dict[Tone, str]] = {"late": "#9c0006", "today": "#7f4f00", "done": "#595959"}
TONES: Final[tuple[Tone, ...]] = ("", "late", "today", "done")
_SEVERAL: Final = re.compile(" {2,}|^ | $")


def part(kind: str, content: str) -> bytes:
    """Return one file of the package: `document-content`, `document-styles` or `document-meta`."""
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{declared}\n<office:{kind} {_NAMES} office:version="1.3">{content}</office:{kind}>'.encode()


def said(text: str) -> str:
    """Return text as it stands in a paragraph: line breaks and spaces stay."""
    lines = (
        _SEVERAL.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(line)) for line in text.split("\n")
    )
    return "<text:line-break/>".join(lines)


def attribute(text: str) -> str:
    """Return text as the value of an attribute."""
    return escape(text, {'"': "&quot;", "\n": " "})


def paragraph(text: str, style: str) -> str:
    """Return a paragraph of plain text."""
    return f'<text:p text:style-name="{style}">{said(text)}</text:p>'


def default_styles(family: str, document: Document) -> str:
    """Return the letter and the language of everything."""
    size = "11pt" if family == "paragraph" else "10pt"
    look = (
        f'fo:font-family="Calibri, Carlito, sans-serif" fo:font-size="{size}" fo:language="{document.language}"'
        f' fo:country="{COUNTRIES[document.language]}"'
    )
    return f'<style:default-style style:family="{family}"><style:text-properties {look}/></style:default-style>'


def page(heads: str, feet: str) -> str:
    """Return landscape A4 with what stands above and below every page."""
    return (
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
        f"{heads}{feet}</style:master-page></office:master-styles>"
    )


def page_number() -> str:
    """Return the words with the number of the page, which the reader fills in."""
    pages = said(_("page {page} of {pages}"))
    return pages.replace("{page}", "<text:page-number/>").replace("{pages}", "<text:page-count/>")


def _room(side: str) -> str:
    return f'<style:header-footer-properties fo:min-height="0.8cm" fo:margin-{side}="0.3cm"/>'


def layout(*, is_letter: bool) -> str:
    """Return the size of the page and what stands at its foot: a letter stands, a list lies."""
    width, height, way = ("21cm", "29.7cm", "portrait") if is_letter else ("29.7cm", "21cm", "landscape")
    return (
        f'<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="{width}"'
        f' fo:page-height="{height}" style:print-orientation="{way}" fo:margin="1.2cm 2cm" fo:margin-left="2cm"'
        ' fo:margin-right="2cm" fo:margin-top="1.2cm" fo:margin-bottom="1.2cm" style:scale-to-X="1"/>'
        f"<style:header-style>{_room('bottom')}</style:header-style>"
        f"<style:footer-style>{_room('top')}</style:footer-style>"
        "</style:page-layout>"
        '<style:style style:name="Foot" style:family="paragraph"><style:paragraph-properties><style:tab-stops>'
        f'<style:tab-stop style:position="{17 if is_letter else 25.7}cm" style:type="right"/></style:tab-stops>'
        '</style:paragraph-properties><style:text-properties fo:font-size="9pt" fo:color="#595959"/></style:style>'
    )


def package(kind: str, document: Document, content: bytes, styles: bytes) -> bytes:
    """Return the file: `text` or `spreadsheet`; Refused where the library is not installed."""
    try:
        from odfdo import Document as Odf
    except ImportError:
        raise Refused(_("odt and ods are not installed here: pip install mdoverleg[odf]")) from None
    made = Odf(kind)
    for name in made.get_parts():
        if name not in _OURS:
            made.del_part(name)
    made.set_part("content.xml", content)
    made.set_part("styles.xml", styles)
    made.set_part("meta.xml", _meta(document))
    made.set_part("settings.xml", part("document-settings", ""))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _meta(document: Document) -> bytes:
    made = document.made_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return part(
        "document-meta",
        f"<office:meta><meta:generator>mdoverleg</meta:generator><dc:title>{escape(document.title)}</dc:title>"
        f"<meta:initial-creator>{escape(document.table)}</meta:initial-creator><dc:creator>{escape(document.table)}"
        f"</dc:creator><meta:creation-date>{made}</meta:creation-date><dc:date>{made}</dc:date>"
        f"<dc:language>{document.language}-{COUNTRIES[document.language]}</dc:language></office:meta>",
    )
