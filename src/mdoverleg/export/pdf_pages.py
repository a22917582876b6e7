"""The words on the pages of a pdf, read back from its glyphs by the tables of letters that it carries.

For a pdf as this program makes it, which is plain: every object stands in one table, and every font says which letters
its glyphs are (PDF/UA asks for that). What is not so is no pdf of this program, and counts as unreadable.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

_LONGEST: Final = 50_000_000
_START: Final = re.compile(rb"startxref\s+([0-9]{1,10})\s+%%EOF\s*\Z")
_ENTRY: Final = re.compile(rb"([0-9]{10}) [0-9]{5} n")
_NUMBER: Final = re.compile(rb"\s*([0-9]{1,8}) [0-9]+ obj")
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_IS_PAGE: Final = re.compile(rb"/Type\s*/Page\b")
_IS_FORM: Final = re.compile(rb"/Subtype\s*/Form\b")
_CONTENTS: Final = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|([0-9]+ [0-9]+ R))")
_RESOURCES: Final = re.compile(rb"/Resources\s+([0-9]+) [0-9]+ R")
_FONTS: Final = re.compile(rb"/Font\s*(?:<<([^>]*)>>|([0-9]+) [0-9]+ R)")
_FONT: Final = re.compile(rb"/([^\s/<>\[\]()]+)\s+([0-9]+) [0-9]+ R")
_LETTERS: Final = re.compile(rb"/ToUnicode\s+([0-9]+) [0-9]+ R")
_FAMILY: Final = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([A-Za-z0-9]+)")
_REFERENCE: Final = re.compile(rb"([0-9]+) [0-9]+ R")

_SHORT: Final = 4
"""Bytes of a string, its brackets with it, that says no more than a language."""
LITERAL: Final = re.compile(rb"\((?:\\.|[^()\\])*\)|<(?:[0-9A-Fa-f]{2}\s*){4,}>", re.DOTALL)
"""What may be a string, in a piece that was not taken apart."""
_TOKEN: Final = re.compile(
    rb"/([^\s/<>\[\]()]+) [0-9.]+ Tf\b|(\((?:\\.|[^()\\])*+\)|<[0-9A-Fa-f\s]*>)|(\()"
    rb"|(<<|>>|\bET\b|/Artifact\b|/ReversedChars\b|\bBDC\b|\bBMC\b|\bEMC\b)",
    re.DOTALL,
)
_NAME, _STRING, _NESTED, _WORD = 1, 2, 3, 4
_BRACKET: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPED: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_MAPPED: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]*)>")
_RANGE: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


class Unreadable(Exception):  # noqa: N818 - a plain word, as Refused
    """The words on a page cannot be read back."""


class Object(NamedTuple):
    """One numbered piece of a pdf."""

    said: bytes
    """What it is, as a dictionary."""
    stream: bytes
    """What it holds, unpacked; may be nothing."""


class Font(NamedTuple):
    """What the glyphs of a font are as letters."""

    letters: Mapping[bytes, str]
    """By the bytes of a glyph."""
    wide: int
    """How many bytes a glyph takes."""


def objects_of(data: bytes) -> dict[int, Object]:
    """Return every object of a pdf by its number; Unreadable where there is no plain table of them."""
    start = _START.search(data, max(0, len(data) - 200))
    if start is None or not data.startswith(b"xref", int(start[1])):
        raise Unreadable
    table = int(start[1])
    places = [int(entry[1]) for entry in _ENTRY.finditer(data, table)]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], table], strict=True))
    found = {}
    for place in places:
        number = _NUMBER.match(data, place)
        if number is None:
            raise Unreadable
        found[int(number[1])] = _object(data[number.end() : ends[place]])
    return found


def _object(body: bytes) -> Object:
    begin = _STREAM.search(body)
    if begin is None:
        return Object(body, b"")
    said, packed = body[: begin.start()], body[begin.end() : body.rfind(b"endstream")]
    if b"/FlateDecode" not in said:
        return Object(said, packed)
    try:
        return Object(said, zlib.decompressobj().decompress(packed, _LONGEST))
    except zlib.error:
        raise Unreadable from None


def words_of(objects: Mapping[int, Object]) -> Iterator[str]:
    """Give the text of all pages as one, then what stands beside it on each page (head and foot), then other pieces.

    Unreadable where a font does not say its letters, or where text stands in what is no page.
    """
    main: list[str] = []
    beside: list[str] = []
    read: set[int] = set()
    families: set[bytes] = set()
    for number, one in objects.items():
        if _IS_PAGE.search(one.said):
            contents = _contents(one)
        elif _IS_FORM.search(one.said):
            contents = [number]
        else:
            continue
        read.update(contents)
        fonts = _fonts(one, objects, families)
        for is_beside, text in runs_of(b"\n".join(_get(objects, content).stream for content in contents), fonts):
            (beside if is_beside else main).append(text)
    if any(
        b" Tf" in one.stream and number not in read and b"/Image" not in one.said for number, one in objects.items()
    ):
        raise Unreadable
    # A line that goes on below ends in a space: what stands on both is one sentence.
    yield "\n".join(main).replace(" \n", " ")
    yield "\n".join(beside).replace(" \n", " ")
    if len(families) > 1:  # letters of another font in the middle of a word
        yield "".join(main)


def _get(objects: Mapping[int, Object], number: int) -> Object:
    if number not in objects:
        raise Unreadable
    return objects[number]


def _contents(page: Object) -> list[int]:
    found = _CONTENTS.search(page.said)
    return [int(number) for number in _REFERENCE.findall(found[1] or found[2])] if found else []


def _fonts(one: Object, objects: Mapping[int, Object], families: set[bytes]) -> dict[bytes, Font]:
    """Return the fonts of a page or form by the names that it gives them, and note of which families they are."""
    resources = _RESOURCES.search(one.said)
    said = _get(objects, int(resources[1])).said if resources else one.said
    fonts = _FONTS.search(said)
    if fonts is None:
        return {}
    listed = fonts[1] if fonts[1] is not None else _get(objects, int(fonts[2])).said
    found = {}
    for name, number in _FONT.findall(listed):
        font = _get(objects, int(number))
        letters = _LETTERS.search(font.said)
        if letters is None:
            raise Unreadable
        families.update(_FAMILY.findall(font.said))
        wide = 2 if b"/Type0" in font.said else 1
        found[name] = Font(letters_of(_get(objects, int(letters[1])).stream), wide)
    return found


@lru_cache(maxsize=32)
def letters_of(table: bytes) -> Mapping[bytes, str]:
    """Return the letters of a font by its glyphs, from its table."""
    found: dict[bytes, str] = {}
    for kind, part in _MAPPED.findall(table):
        if kind == b"bfchar":
            both = _HEX.findall(part)
            for glyph, letter in zip(both[::2], both[1::2], strict=True):
                found[_bytes(glyph)] = _bytes(letter).decode("utf-16-be", "replace")
            continue
        for first, last, letter in _RANGE.findall(part):
            wide, begin = len(first) // 2, int(first, 16)
            for step in range(min(int(last, 16) - begin, 0xFFFF) + 1):
                units = int(letter, 16) + step
                found[(begin + step).to_bytes(wide, "big")] = units.to_bytes(len(letter) // 2, "big").decode(
                    "utf-16-be", "replace"
                )
    return found


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))


def runs_of(content: bytes, fonts: Mapping[bytes, Font]) -> Iterator[tuple[bool, str]]:
    """Give every run of letters on a page, and whether it stands beside its text (in a head or foot)."""
    font = Font({}, 2)
    pieces: list[str] = []
    opened: list[bool] = []
    """Of every marked piece around this place whether it is beside the text."""
    is_beside = is_reversed = False
    about = 0
    """How deep in what is said about a marked piece: there a string is text."""
    for kind, token in _tokens(content):
        if kind == _STRING and about:
            if len(token) > _SHORT:
                yield True, text_of(token)
        elif kind == _STRING:
            pieces.append(_spelled(token, font))
        elif kind == _NAME:
            if token not in fonts:
                raise Unreadable
            font = fonts[token]
        elif token in {b"<<", b">>"}:
            about += 1 if token == b"<<" else -1
        elif token == b"ET":
            text = "".join(pieces)
            yield any(opened), text[::-1] if is_reversed else text
            pieces, is_reversed = [], False
        elif token == b"/Artifact":
            is_beside = True
        elif token == b"/ReversedChars":
            is_reversed = True
        elif token == b"EMC":
            del opened[-1:]
        else:
            opened.append(is_beside)
            is_beside = False


def _tokens(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        for found in _TOKEN.finditer(content, at):
            kind = found.lastindex or _WORD
            if kind == _NESTED:  # brackets in it that are not escaped, which is right where each has its other
                at = _end_of_string(content, found.start())
                yield _STRING, content[found.start() : at]
                break
            yield kind, found[kind]
        else:
            return


def _end_of_string(content: bytes, start: int) -> int:
    depth = 0
    for found in _BRACKET.finditer(content, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    raise Unreadable


def _spelled(string: bytes, font: Font) -> str:
    glyphs = raw_of(string)
    wide, letters = font.wide, font.letters
    try:
        return "".join([letters[glyphs[at : at + wide]] for at in range(0, len(glyphs), wide)])
    except KeyError:
        raise Unreadable from None


def text_of(string: bytes) -> str:
    """Return a string that is text, not glyphs."""
    raw = raw_of(string)
    return raw[2:].decode("utf-16-be", "ignore") if raw.startswith(b"\xfe\xff") else raw.decode("utf-8", "ignore")


@lru_cache(maxsize=16384)
def raw_of(string: bytes) -> bytes:
    """Return the bytes of a string."""
    if string.startswith(b"<"):
        digits = b"".join(string[1:-1].split())
        return _bytes(digits + b"0" * (len(digits) % 2))
    return _ESCAPED.sub(_unescaped, string[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[0] in b"01234567":
        return bytes([int(sign, 8) & 255])
    return _SIGNS.get(sign, sign)
