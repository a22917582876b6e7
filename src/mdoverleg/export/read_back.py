"""Made files read back as text: what people see, and what goes along unseen (properties, comments, hidden parts)."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final
from xml.etree import ElementTree
from xml.parsers import expat

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _

Read = tuple[str, str]
"""A place in the file, in words, and the text that stands there."""

_INLINE: Final = frozenset({"r", "t", "span", "a", "hyperlink", "ins", "b", "i", "sz", "rPr", "bookmarkStart"})
"""Elements after which a text goes on as if nothing stood there."""
_SIGNS: Final = {"noBreakHyphen": "-"}
_SPACES: Final = frozenset({"br", "cr", "tab", "s", "line-break"})
_CELL: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*? t="s"[^>]*><v>([0-9]{1,9})</v>')
"""A cell that shows one of the texts of its workbook, as this program writes it."""
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]*\Z")


def read_back(data: bytes, format_name: str) -> Iterator[Read]:
    """Give every text of a made file with its place; of a format without a reader the bytes as they are."""
    readers = {
        **dict.fromkeys(("docx", "xlsx", "odt", "ods"), _package),
        "csv": _csv,
        "json": _json,
        "html": _html,
        "pdf": _pdf,
        "eml": _eml,
        "ics": _ics,
    }
    yield from readers.get(format_name, _plain)(data)


def _plain(data: bytes) -> Iterator[Read]:
    """All in one: a sentence may go on in the next line."""
    text = data.decode("utf-8-sig", "replace")
    yield "", text


def _csv(data: bytes) -> Iterator[Read]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""), delimiter=";")
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            yield _("row {row}, column {column}").format(row=number, column=column), cell


def _json(data: bytes) -> Iterator[Read]:
    yield from _values(json.loads(data), "")


def _values(value: Any, place: str) -> Iterator[Read]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield place, str(key)
            yield from _values(inner, f"{place}.{key}".strip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _values(inner, f"{place}[{number}]")
    elif isinstance(value, str):
        yield place, value


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Read] = []

    def handle_data(self, data: str) -> None:
        self.found.append((self._place(), data))

    def handle_comment(self, data: str) -> None:
        self.handle_data(data)

    def handle_decl(self, decl: str) -> None:
        self.handle_data(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_data(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, value) for name, value in attrs if value and not _PICTURE.match(value)]
        self.found += [(f"<{tag} {name}>", value) for name, value in kept]

    def _place(self) -> str:
        return _("line {number}").format(number=self.getpos()[0])


def _html(data: bytes) -> Iterator[Read]:
    page = _Page()
    page.feed(data.decode("utf-8", "replace"))
    page.close()
    yield from page.found
    # A sentence may go on after a tag for looks.
    yield "", "".join(text for place, text in page.found if not place.startswith("<"))


def _eml(data: bytes) -> Iterator[Read]:
    from email import policy
    from email.parser import BytesParser

    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        for name, value in part.items():
            yield name, str(value)
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        body = content if isinstance(content, bytes) else b""
        attached = part.get_filename()
        if attached:
            ending = attached.rpartition(".")[2].lower()
            yield from ((f"{attached}: {place}".strip(": "), text) for place, text in read_back(body, ending))
        else:
            yield "", body.decode(part.get_content_charset() or "utf-8", "replace")


def _ics(data: bytes) -> Iterator[Read]:
    unfolded = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8", "replace"))
    for number, line in enumerate(unfolded.splitlines(), 1):
        text = re.sub(r"\\[nN]", "\n", line).replace("\\", "")
        yield _("line {number}").format(number=number), text


# Packages of XML


def _package(data: bytes) -> Iterator[Read]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        strings = _shared_strings(package)
        for name in package.namelist():
            yield name, name
            if not name.startswith("word/media/"):  # pictures of the letterhead: dots, no letters
                yield from _part(name, package.read(name), strings)
        yield from ((name, comment.decode("utf-8", "ignore")) for name, comment in _comments(package))


def _comments(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    if package.comment:
        yield "zip", package.comment
    yield from ((info.filename, info.comment) for info in package.infolist() if info.comment)


def _shared_strings(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    root = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))  # noqa: S314 - this program has just written it
    return ["".join(item.itertext()) for item in root]


def _cells(name: str, part: bytes, strings: list[str]) -> Iterator[Read]:
    """Give the cells of a sheet that say a text, each by its letter and number."""
    sheet = name.rpartition("/")[2].removesuffix(".xml")
    words = _("cell {cell} of {sheet}")
    for cell, number in _CELL.findall(part):
        if int(number) < len(strings):
            yield words.format(cell=cell.decode(), sheet=sheet), strings[int(number)]


def _part(name: str, part: bytes, strings: list[str]) -> Iterator[Read]:
    """Give all text of one part, a line per paragraph or cell, and its attributes; of what is no XML its bytes."""
    if not name.endswith((".xml", ".rels", ".vml", ".rdf")):
        yield name, part.decode("utf-8", "ignore")
        return
    try:
        text, values = _said_by(part)
    except expat.ExpatError:
        yield name, part.decode("utf-8", "ignore")
        return
    if strings and name.startswith("xl/worksheets/"):
        yield from _cells(name, part, strings)
    yield name, text
    yield name, values


def _said_by(part: bytes) -> tuple[str, str]:
    """Return the text of a piece of XML with its comments, and the values of its attributes, each on a line.

    Of elements by the hundred thousand no tree is made.
    """
    pieces: list[str] = []
    values: set[str] = set()
    ends: dict[str, str] = {}
    add = pieces.append

    def start(_name: str, attributes: list[str]) -> None:
        if attributes:
            values.update(attributes[1::2])

    def end(name: str) -> None:
        if name not in ends:
            local = name.rpartition(":")[2]
            ends[name] = _SIGNS.get(local) or (" " if local in _SPACES else "" if local in _INLINE else "\n")
        if (mark := ends[name]) and pieces and pieces[-1] != mark:
            add(mark)

    parser = expat.ParserCreate()
    parser.buffer_text = parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = parser.CommentHandler = add
    parser.ProcessingInstructionHandler = lambda target, said: add(f"{target} {said}")
    parser.Parse(part, True)
    return "".join(pieces), "\n".join(sorted(value for value in values if len(value) > 2))


# A pdf


def _pdf(data: bytes) -> Iterator[Read]:
    from mdoverleg.export.pdf_pages import Unreadable, objects_of, words_of

    yield _("the properties"), _said_in(data)
    try:
        objects = objects_of(data)
        words = list(words_of(objects))
    except Unreadable:
        raise Refused(
            _("Nothing was made: the words on the pages of this pdf cannot be read back; choose another format")
        ) from None
    yield from ((_("the pages"), text) for text in words)
    for one in objects.values():
        # Of a page there are glyphs, of a picture dots, and no letters.
        if one.stream and b" Tf" not in one.stream and b"/Image" not in one.said:
            yield _("the properties"), _said_in(one.stream)


def _said_in(part: bytes) -> str:
    """Return the strings of a piece of pdf, in each of the two ways in which it writes them, and its XMP."""
    from mdoverleg.export.pdf_pages import LITERAL, text_of

    texts = [text_of(found[0]) for found in LITERAL.finditer(part)]
    if b"<x:xmpmeta" in part or b"<rdf:" in part:
        texts.append(re.sub(r"<[^>]*>", "\n", part.decode("utf-8", "ignore")))
    return "\n".join(texts)
