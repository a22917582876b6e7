"""What is packed in a zip file: taken out piece by piece, because a few kilobytes can unpack to gigabytes."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from mdoverleg.domain.words import _
from mdoverleg.intake.handed_in import refused

_MOST_UNPACKED: Final = 50_000_000
_MOST_RATIO: Final = 200
_SMALL: Final = 2_000_000
_CHUNK: Final = 1_000_000
_MOST_ELEMENTS: Final = 600_000
_DEEPEST: Final = 200
_ENCODING: Final = re.compile(rb"""encoding\s*=\s*["']([^"']*)["']""")
_READ: Final = (b"utf-8", b"us-ascii", b"ascii")
"""Encodings in which the words that are forbidden can be seen."""


def parts_of(content: bytes, name: str, unreadable: Callable[[str], Exception]) -> dict[str, bytes]:
    """Unpack every part, and stop as soon as it becomes too much; `unreadable` makes the refusal of a broken file."""
    unpacked = 0
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for info in packed.infolist():
                pieces = []
                with packed.open(info) as file:
                    while piece := file.read(_CHUNK):
                        unpacked += len(piece)
                        if unpacked > max(_SMALL, min(_MOST_UNPACKED, _MOST_RATIO * len(content))):
                            sentence = _("{file}: too large when unpacked; save only the list itself")
                            raise refused([sentence.format(file=name)])
                        pieces.append(piece)
                if info.filename in parts:
                    raise unreadable(name)
                parts[info.filename] = b"".join(pieces)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise unreadable(name) from None
    except Exception as error:
        # A damaged stream raises the error of its own decompressor (zlib, lzma, bz2).
        if type(error).__module__ in ("zlib", "lzma", "_lzma"):
            raise unreadable(name) from None
        raise
    return parts


def tree_of(xml: bytes) -> ElementTree.Element:
    """Return a part as a tree; ValueError for what is no XML, declares things of its own, or is too large or deep."""
    declared = _ENCODING.search(xml[:200])
    if b"\x00" in xml[:1000] or (declared and declared[1].lower() not in _READ):
        raise ValueError
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError
    depth = number = 0
    root: ElementTree.Element | None = None
    try:
        # What makes XML dangerous (entities, a document type) was refused above.
        for event, element in ElementTree.iterparse(BytesIO(xml), events=("start", "end")):  # noqa: S314
            if root is None:
                root = element
            depth += 1 if event == "start" else -1
            number += 1
            if number > 2 * _MOST_ELEMENTS or depth > _DEEPEST:
                raise ValueError
    except (ElementTree.ParseError, LookupError):
        raise ValueError from None
    if root is None:
        raise ValueError
    return root
