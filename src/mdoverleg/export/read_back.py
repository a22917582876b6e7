"""Made files read back as plain text: what people see, and what goes along unseen (properties, comments, hidden parts).

A pdf is compressed glyphs, for which this program has no reader: of it only what stands beside the pages is read
(docs/decisions/0030).
"""

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final
from xml.etree import ElementTree

from mdoverleg.domain.words import _

Read = tuple[str, str]
"""A place in the file, in words, and the text that stands there."""

_INLINE: Final = frozenset({"r", "t", "span", "a", "hyperlink", "ins", "b", "i", "sz", "rPr", "bookmarkStart"})
"""Elements after which a text goes on as if nothing stood there."""
_SPACES: Final = frozenset({"br", "cr", "tab", "s", "line-break"})
_LITERAL: Final = re.compile(rb"\((?:\\.|[^()\\])*\)|<(?:[0-9A-Fa-f]{2}\s*){4,}>", re.DOTALL)
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_LONGEST_STREAM: Final = 50_000_000
_DICTIONARY: Final = 500
"""Bytes before a stream of a pdf, in which it says what it is."""
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
    root = _xml(package.read("xl/sharedStrings.xml"))
    return ["".join(item.itertext()) for item in root]


def _cells(name: str, root: ElementTree.Element, strings: list[str]) -> Iterator[Read]:
    """Give the cells of a sheet that say a text, each by its letter and number."""
    sheet = name.rpartition("/")[2].removesuffix(".xml")
    for cell in root.iter():
        if _local(cell) != "c" or cell.get("t") != "s":
            continue
        number = int("".join(cell.itertext()).strip() or "-1")
        if 0 <= number < len(strings):
            yield _("cell {cell} of {sheet}").format(cell=cell.get("r", ""), sheet=sheet), strings[number]


def _part(name: str, part: bytes, strings: list[str]) -> Iterator[Read]:
    """Give all text of one part, a line per paragraph or cell, and its attributes; of what is no XML its bytes."""
    if not name.endswith((".xml", ".rels", ".vml", ".rdf")):
        yield name, part.decode("utf-8", "ignore")
        return
    try:
        root = _xml(part)
    except ElementTree.ParseError:
        yield name, part.decode("utf-8", "ignore")
        return
    if name.startswith("xl/worksheets/"):
        yield from _cells(name, root, strings)
    pieces: list[str] = []
    _gather(root, pieces)
    yield name, "".join(pieces)
    values = {value for element in root.iter() for value in element.attrib.values() if len(value) > 2}
    yield name, "\n".join(sorted(values))


def _xml(part: bytes) -> ElementTree.Element:
    """Read a part, with its comments, that this program has just written itself."""
    parser = ElementTree.XMLParser(  # noqa: S314
        target=ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    )
    return ElementTree.fromstring(part, parser=parser)  # noqa: S314


def _gather(element: ElementTree.Element, pieces: list[str]) -> None:
    before = len(pieces)
    if element.text:
        pieces.append(element.text)
    for child in element:
        _gather(child, pieces)
        if child.tail:
            pieces.append(child.tail)
    name = _local(element)
    if name in _SPACES:
        pieces.append(" ")
    elif len(pieces) > before and name not in _INLINE:
        pieces.append("\n")


def _local(element: ElementTree.Element) -> str:
    """Return the name without its namespace; of a comment it is something that is no name."""
    return str(element.tag).rpartition("}")[2]


# What stands beside the pages of a pdf


def _pdf(data: bytes) -> Iterator[Read]:
    yield _("the properties"), _said_in(data)
    for stream in _STREAM.finditer(data):
        unpacked = zlib.decompressobj()
        try:
            part = unpacked.decompress(stream[1], _LONGEST_STREAM)
        except zlib.error:
            part = stream[1]
        dictionary = data[max(0, stream.start() - _DICTIONARY) : stream.start()].rpartition(b" obj")[2]
        # Of a page there are glyphs, of a picture dots, and no letters.
        if b" Tf" not in part and b"/Image" not in dictionary:
            yield _("the properties"), _said_in(part)


def _said_in(part: bytes) -> str:
    """Return the strings of a piece of pdf, in each of the two ways in which it writes them, and its XMP."""
    texts = [_decoded(found[0]) for found in _LITERAL.finditer(part)]
    if b"<x:xmpmeta" in part or b"<rdf:" in part:
        texts.append(re.sub(r"<[^>]*>", "\n", part.decode("utf-8", "ignore")))
    return "\n".join(texts)


def _decoded(literal: bytes) -> str:
    if literal.startswith(b"<"):
        raw = bytes.fromhex(literal[1:-1].decode("ascii"))
    else:
        raw = re.sub(rb"\\([0-7]{1,3})", lambda octal: bytes([int(octal[1], 8) & 255]), literal[1:-1])
        raw = re.sub(rb"\\(.)", lambda sign: {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(sign[1], sign[1]), raw)
    return raw[2:].decode("utf-16-be", "ignore") if raw.startswith(b"\xfe\xff") else raw.decode("utf-8", "ignore")
