"""A customer's own Word file as letterhead: its `[[...]]` places found, and filled with one document.

It is no template language: a place is one of PLACES and nothing more, and what is filled in is never read again.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.words import _
from mdoverleg.export.docx_looks import CONTENT, DATE, FACTS, FOOTER, IN_CELLS, TABLE, TITLE, Looks
from mdoverleg.export.docx_parts import NAMESPACE
from mdoverleg.export.model import Document

PLACES: Final[dict[str, str]] = {
    "titel": TITLE,
    "title": TITLE,
    "gegevens": FACTS,
    "facts": FACTS,
    "inhoud": CONTENT,
    "content": CONTENT,
    "datum": DATE,
    "date": DATE,
    "tafel": TABLE,
    "table": TABLE,
    "voet": FOOTER,
    "footer": FOOTER,
}
"""Every place by its Dutch and English name."""

_PLACE: Final = re.compile(r"\[\[\s*([^\[\]]{1,60}?)\s*\]\]")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGE_WIDTH, _MARGIN = 11906, 1134
"""A4 and 2 cm, in twentieths of a point, where the letterhead does not say."""
_NARROWEST: Final = 4000
_STORIES: Final = ("header", "footer")


def opened(data: bytes) -> Any:
    """Return a Word file or template as a document of the library."""
    import docx

    kinds = "[Content_Types].xml"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            part = package.read(name)
            if name == kinds:
                part = part.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
            copy.writestr(name, part)
    made.seek(0)
    return docx.Document(made)


def refuse_places(word: Any) -> None:
    """Refuse an unknown place, by name, and a letterhead without one place for the content in a paragraph alone."""
    found = [(_local(name), paragraph) for paragraph in _paragraphs(word) for name in _names(paragraph)]
    for name, _paragraph in found:
        if name not in PLACES:
            known = ", ".join(f"[[{place}]]" for place in PLACES)
            words = _("This letterhead has an unknown place [[{name}]]; there are {known}")
            raise Refused(words.format(name=one_line(name), known=known))
    places = [paragraph for name, paragraph in found if PLACES[name] == CONTENT]
    if not places:
        raise Refused(_("This letterhead has no place for the content; put [[inhoud]] on a line of its own"))
    place = places[0]
    if len(places) > 1 or place.getparent() is not word.element.body or not _stands_alone(place):
        raise Refused(_("[[inhoud]] stands once, on a line of its own, in the text and not in a table or header"))
    if text_width(word) < _NARROWEST:
        raise Refused(_("This letterhead leaves less than 7 cm for the text between its margins"))


def places_of(word: Any) -> frozenset[str]:
    """Return which places a letterhead has, by their English names."""
    names = (name for paragraph in _paragraphs(word) for name in _names(paragraph))
    return frozenset(PLACES[_local(name)] for name in names)


def text_width(word: Any) -> int:
    """Return the width between the margins where the content comes, in twentieths of a point."""
    section = _section(word)
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    total = _number(size, "w", _PAGE_WIDTH)
    return (
        total - _number(margins, "left", _MARGIN) - _number(margins, "right", _MARGIN) - _number(margins, "gutter", 0)
    )


def looks_of(word: Any, shade: str) -> Looks:
    """Return the styles of the letterhead for title and headings, by their names; else our own looks."""
    ids = {
        element.find(f"{_W}name").get(f"{_W}val", "").lower(): element.get(f"{_W}styleId", "")
        for element in word.styles.element.iter(f"{_W}style")
        if element.get(f"{_W}type") == "paragraph" and element.find(f"{_W}name") is not None
    }
    title, heading = ids.get("title", ""), ids.get("heading 2", "")
    return Looks(
        title=title,
        title_letters="" if title else '<w:b/><w:sz w:val="36"/>',
        heading=heading,
        heading_letters="" if heading else '<w:b/><w:sz w:val="26"/>',
        shade=shade,
        margins=IN_CELLS,
    )


def put(word: Any, document: Document, content: str, facts: str) -> None:
    """Fill every place: paragraphs and tables (as XML) at the content, in the text the facts, elsewhere lines."""
    lines = "\n".join(f"{fact.label}: {fact.value}" for fact in document.shown_facts)
    values = {
        TITLE: document.title,
        FACTS: lines,
        DATE: day_file(document.made_at.date()),
        TABLE: document.table,
        FOOTER: document.footer,
    }
    for paragraph in list(_paragraphs(word)):
        places = {PLACES[_local(name)] for name in _names(paragraph)}
        in_text = paragraph.getparent() is word.element.body and _stands_alone(paragraph)
        if CONTENT in places:
            _replace(paragraph, content)
        elif places == {FACTS} and in_text:
            _replace(paragraph, f"{facts}<w:p/>")
        elif places:
            _fill(paragraph, values)
    _drop_comments(word)


def _replace(paragraph: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    for element in list(parse_xml(f"<w:body {NAMESPACE}>{xml}</w:body>")):
        paragraph.addprevious(element)
    if paragraph.find(f"{_W}pPr/{_W}sectPr") is None:
        paragraph.getparent().remove(paragraph)
    else:  # the pages before and after it have their own layout, that is kept in it
        for text in _texts(paragraph):
            text.text = ""


def _fill(paragraph: Any, values: dict[str, str]) -> None:
    """Put the values in; the first run of a place keeps its looks. From last to first: no value is looked through."""
    texts = _texts(paragraph)
    for found in reversed(list(_PLACE.finditer(_said(texts)))):
        value = values[PLACES[_local(found[1])]]
        start = 0
        for text in texts:
            said = text.text or ""
            first, last = max(found.start() - start, 0), min(found.end() - start, len(said))
            if first < last:
                is_begin = start <= found.start()
                text.text = said[:first] + (value if is_begin else "") + said[last:]
            start += len(said)
    for text in texts:
        _break_lines(text)


def _break_lines(text: Any) -> None:
    first, *others = (text.text or "").split("\n")
    text.text = first
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for line in reversed(others):
        more = text.makeelement(text.tag, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        more.text = line
        text.addnext(more)
        text.addnext(text.makeelement(f"{_W}br"))


def _drop_comments(word: Any) -> None:
    names = ("commentRangeStart", "commentRangeEnd", "commentReference")
    for mark in [mark for name in names for mark in word.element.body.iter(f"{_W}{name}")]:
        mark.getparent().remove(mark)


# Where places are


def _paragraphs(word: Any) -> Iterator[Any]:
    """Give every paragraph of the text, its tables and frames, and of all headers and footers."""
    yield from word.element.body.iter(f"{_W}p")
    for rel in word.part.rels.values():
        if not rel.is_external and rel.reltype.rpartition("/")[2] in _STORIES:
            yield from rel.target_part.element.iter(f"{_W}p")


def _names(paragraph: Any) -> list[str]:
    return _PLACE.findall(_said(_texts(paragraph)))


def _texts(paragraph: Any) -> list[Any]:
    """Return the pieces of text of a paragraph itself, not of a frame that hangs on it."""
    own = []
    for text in paragraph.iter(f"{_W}t"):
        around = text.getparent()
        while around.tag != f"{_W}p":
            around = around.getparent()
        if around is paragraph:
            own.append(text)
    return own


def _said(texts: list[Any]) -> str:
    return "".join(text.text or "" for text in texts)


def _stands_alone(paragraph: Any) -> bool:
    return _PLACE.fullmatch(_said(_texts(paragraph)).strip()) is not None


def _local(name: str) -> str:
    return name.strip().lower()


def _section(word: Any) -> Any:
    """Return the layout of the pages on which the content comes."""
    body = word.element.body
    place = next((one for one in body.iter(f"{_W}p") if any(_is_content(name) for name in _names(one))), None)
    after = [] if place is None else [place, *place.itersiblings()]
    for element in after:
        section = element.find(f"{_W}pPr/{_W}sectPr")
        if section is not None:
            return section
    return body.get_or_add_sectPr()


def _is_content(name: str) -> bool:
    return PLACES.get(_local(name)) == CONTENT


def _number(element: Any, name: str, default: int) -> int:
    typed = "" if element is None else element.get(f"{_W}{name}", "")
    return int(typed) if re.fullmatch(r"-?[0-9]{1,6}", typed) else default
