"""Word: A4, one table per section, readable in grey, repeated headings, page x of y."""

import io
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any, Final

from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.words import _
from mdoverleg.export.column_widths import fitted
from mdoverleg.export.docx_looks import FACTS, FOOTER, LETTER, TITLE, Looks, in_letters, page_of, shade_of
from mdoverleg.export.docx_parts import LAST, NAMESPACE, facts, page_number, paragraph, table
from mdoverleg.export.docx_styles import APP, styles
from mdoverleg.export.model import Document, running_head, sections_on_paper
from mdoverleg.export.zipped import with_text

_LONG_SIDE: Final = 16838
_SHORT_SIDE: Final = 11906
_MARGIN: Final = 1134
"""A4 and a margin of 2 cm, in twentieths of a point."""
_EDGE: Final = 567
"""From the edge of the page to its header and footer."""
_TAGS: Final = {"nl": "nl-NL", "en": "en-GB"}
_NOT_OURS: Final = ("thumbnail", "customXml", "stylesWithEffects", "custom-properties", "glossaryDocument")
"""Parts of the library's own template, or of a letterhead, that say nothing about this document."""
_LONGEST_PROPERTY: Final = 255
_PLACE: Final = "<w:p><w:r><w:t>content</w:t></w:r></w:p>"
"""Where the content comes in the file once it is saved: to the library it would be elements by the hundred thousand."""
_TEXT: Final = re.compile(r"<w:t [^<]*</w:t>")
_DATE: Final = re.compile(r"\b(\d\d)-(\d\d)-(\d{4})\b")
_HYPHEN: Final = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
_WHOLE: Final = rf"\1{_HYPHEN}\2{_HYPHEN}\3"


def to_docx(document: Document, style: HouseStyle | None = None) -> bytes:
    """Return the document as a Word file, in the letterhead of the house style where it has one."""
    import docx

    if style and style.letterhead:
        return _in_letterhead(document, style)
    word = docx.Document()
    language = _TAGS[document.language]
    _strip(word.part.package)
    _refill(word.styles.element, styles(language))
    _set_compatible(word.settings.element)
    _set_properties(word.core_properties, document)
    page = word.element.body.sectPr
    looks = Looks(shade=shade_of(style))
    _refill(word.element.body, _body(_PLACE))
    word.element.body.append(page)
    _set_page(word.sections[0], document)
    file = io.BytesIO()
    word.save(file)
    shown = _kept_whole("".join(_content(document, looks, _width(document))), document)
    return with_text(file.getvalue(), "word/document.xml", _PLACE.encode(), shown.encode())


def _sides(document: Document) -> tuple[int, int]:
    """Return width and height of the page: a letter stands, a list lies."""
    return (_SHORT_SIDE, _LONG_SIDE) if document.is_letter else (_LONG_SIDE, _SHORT_SIDE)


def _width(document: Document) -> int:
    return _sides(document)[0] - 2 * _MARGIN


def _in_letterhead(document: Document, style: HouseStyle) -> bytes:
    from mdoverleg.export.letterhead import looks_of, opened, places_of, put, text_width

    word = opened(style.letterhead or b"")
    package = word.part.package
    _strip(package)
    places = places_of(word)
    width = text_width(word)
    looks = looks_of(word, shade_of(style))
    shown = _kept_whole("".join(_content(document, looks, width, places)), document)
    pairs = [(fact.label, fact.value) for fact in document.shown_facts]
    put(word, document, shown, facts(pairs, width))
    _clean_settings(word.settings.element)
    for child in list(word.core_properties._element):
        word.core_properties._element.remove(child)
    _set_properties(word.core_properties, document)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _content(
    document: Document, looks: Looks, width: int, elsewhere: frozenset[str] = frozenset({FOOTER})
) -> Iterator[str]:
    """Give the document as paragraphs and tables, without what stands `elsewhere` in a letterhead or page."""
    if TITLE not in elsewhere:
        yield paragraph(document.title, looks.title, letters=looks.title_letters)
    if FACTS not in elsewhere:
        yield facts([(fact.label, fact.value) for fact in document.shown_facts], width)
        yield paragraph("", after=60)
    if document.is_empty:
        yield paragraph(document.empty, after=120)
    sections = fitted(sections_on_paper(document), page_of(width, is_ours=not looks.margins))
    for place, (section, letter) in enumerate(sections, 1):
        if section.heading:
            has_next = bool(looks.heading_letters)
            yield paragraph(section.heading, looks.heading, keep_with_next=has_next, letters=looks.heading_letters)
        for line in section.lines:
            yield paragraph(line, keep_with_next=section.table is not None, after=80)
        if section.table:
            xml = table(section.table, width, heading=looks.shade, margins=looks.margins)
            yield xml if letter == LETTER else in_letters(xml, letter)
            yield paragraph("") if place < len(sections) else LAST
    if FOOTER not in elsewhere:
        yield paragraph(document.footer, letters=looks.footer_letters)


def _kept_whole(xml: str, document: Document) -> str:
    """Return text whose dates are not broken at a hyphen; as typed in a form, which other programs write back."""
    return xml if document.kind == "reply" else _TEXT.sub(lambda found: _DATE.sub(_WHOLE, found[0]), xml)


def _refill(element: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def _strip(package: Any) -> None:
    """Take out what the library's template says about the people and programs that made it."""
    for rels in (package.rels, package.main_document_part.rels):
        for key in [key for key, rel in rels.items() if _says_of_makers(rel.reltype)]:
            del rels[key]
    for rel in package.rels.values():
        if rel.target_part.partname == "/docProps/app.xml":
            rel.target_part._blob = APP


def _says_of_makers(kind: str) -> bool:
    name = kind.rpartition("/")[2]
    return name in _NOT_OURS or name.startswith(("comments", "people"))


def _clean_settings(settings: Any) -> None:
    """Take out of a letterhead's settings what tells of its makers, or changes how a reader may work on."""
    from docx.oxml.ns import qn

    ours = {qn(f"w:{name}") for name in ("rsids", "docVars", "mailMerge", "attachedTemplate", "trackRevisions")}
    for child in list(settings):
        if child.tag in ours:
            settings.remove(child)


def _set_compatible(settings: Any) -> None:
    """Keep of the template only the layout, as of Word 2013 and later: else Word calls it an old file."""
    from docx.oxml.ns import qn

    for child in list(settings):
        if child.tag != qn("w:compat"):
            settings.remove(child)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_properties(properties: Any, document: Document) -> None:
    made = document.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.table[:_LONGEST_PROPERTY]
    properties.language = _TAGS[document.language]
    properties.created = properties.modified = made
    properties.comments = properties.subject = properties.keywords = properties.category = ""
    properties.revision = 1


def _set_page(section: Any, document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    section.orientation = WD_ORIENT.PORTRAIT if document.is_letter else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Twips, _sides(document))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(_MARGIN)
    section.header_distance = section.footer_distance = Twips(_EDGE)
    # The first page has it all in its head; the running head is for the pages after it.
    section.different_first_page_header_footer = True
    _refill(section.header._element, _body(paragraph(running_head(document), "Header")))
    for footer in (section.footer, section.first_page_footer):
        _refill(footer._element, _body(page_number(_("page {page} of {pages}"), _width(document), document.footer)))


def _body(content: str) -> str:
    return f"<w:body {NAMESPACE}>{content}</w:body>"
