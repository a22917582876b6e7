"""What may be somebody's own letterhead, logo and colour; refused in one sentence each, before anything is kept."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.paths import is_file
from mdoverleg.domain.words import _

_MEGA: Final = 1_000_000
MOST_BYTES: Final = 5 * _MEGA
MOST_UNPACKED: Final = 50 * _MEGA
_MOST_PARTS: Final = 2000
MOST_LOGO: Final = _MEGA
_SIDES: Final = range(8, 5001)
"""Dots along a side of a logo."""
_CONTRAST: Final = 4.5
"""Of black letters on the colour (WCAG 1.4.3)."""
_ACTIVE: Final = ("vbaproject", "vbadata", "macrosheet", "activex/", "embeddings/", "afchunk")
_FETCHES: Final = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b", re.IGNORECASE)
"""Fields with which Word fetches something from elsewhere."""
_CHANGES: Final = tuple(
    f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"


def style_of(letterhead: Path | None, logo: Path | None, colour: str) -> HouseStyle:
    """Return a house style from two files and a colour, checked; what is not given is not in it."""
    style = HouseStyle(
        _content(letterhead, MOST_BYTES) if letterhead else None,
        _content(logo, MOST_LOGO) if logo else None,
        read_colour(colour) if colour else None,
    )
    if style.letterhead is not None:
        check_letterhead(style.letterhead)
    if style.logo is not None:
        check_logo(style.logo)
    return style


def _content(path: Path, most: int) -> bytes:
    """Return the content of a file, no more than it takes to see that it is too large."""
    words = _("{path} cannot be read")
    if not is_file(path):
        raise Refused(words.format(path=one_line(str(path))))
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        raise Refused(words.format(path=one_line(str(path)))) from None


def check_letterhead(data: bytes) -> None:
    """Refuse, in one sentence, what cannot be a letterhead or would reach outside when it is opened."""
    from mdoverleg.export.letterhead import opened, refuse_places

    if len(data) > MOST_BYTES:
        raise Refused(_("This letterhead is larger than {n} MB").format(n=MOST_BYTES // _MEGA))
    _refuse_unsafe(_parts_of(data))
    try:
        word = opened(data)
        refuse_places(word)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - the library says in a dozen ways that a file is broken
        raise Refused(_no_word()) from None


def _no_word() -> str:
    return _("This is no Word file (docx or dotx)")


def _parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of the package that say what it does, by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                words = _("This letterhead unpacks to more than {n} MB")
                raise Refused(words.format(n=MOST_UNPACKED // _MEGA))
            names = [part.filename for part in parts]
            found = {part.filename: package.read(part) for part in parts}
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a package can be broken in as many ways
        raise Refused(_no_word()) from None
    if "word/document.xml" not in names or "[Content_Types].xml" not in names or len(set(names)) != len(names):
        raise Refused(_no_word())
    return found


def _refuse_unsafe(parts: dict[str, bytes]) -> None:
    kinds = parts["[Content_Types].xml"].lower()
    if b"macroenabled" in kinds or any(mark in name.lower() for name in parts for mark in _ACTIVE):
        raise Refused(_("This letterhead holds macros or other documents; save it as docx without them"))
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _refuse_outside(name, part)


def _refuse_outside(name: str, part: bytes) -> None:
    from lxml import etree  # type: ignore[import-untyped]

    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise Refused(_no_word()) from None
    if root.getroottree().docinfo.doctype:
        raise Refused(_no_word())
    if name.lower().endswith(".rels"):
        for rel in root:
            kind = str(rel.get("Type", "")).rpartition("/")[2]
            if rel.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
                raise Refused(_outside(kind))
            if kind.lower() in {"afchunk", "oleobject", "vbaproject", "control", "subdocument"}:
                raise Refused(_("This letterhead holds macros or other documents; save it as docx without them"))
        return
    if any(True for _change in root.iter(*_CHANGES)):
        raise Refused(_("This letterhead holds tracked changes, with names; accept them in Word first"))
    if found := _FETCHES.search(_fields(root)):
        raise Refused(_outside(found[1].upper()))


def _outside(what: str) -> str:
    words = _("This letterhead fetches something from elsewhere ({what}); put it in the document itself")
    return words.format(what=one_line(what))


def _fields(root: Any) -> str:
    """Return the instructions of all fields of a part; one may be spread over runs."""
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    spread = "".join(element.text or "" for element in root.iter(f"{namespace}instrText"))
    simple = [element.get(f"{namespace}instr", "") for element in root.iter(f"{namespace}fldSimple")]
    return "\n".join([spread, *simple])


# Logo


def logo_kind(data: bytes) -> str:
    """Return `png` or `jpeg`, by the first bytes; Refused for another picture."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(_JPEG):
        return "jpeg"
    raise Refused(_("A logo is a png or jpg picture"))


def check_logo(data: bytes) -> None:
    """Refuse, in one sentence, a logo of another kind, larger than 1 MB or 5000 dots, or broken."""
    kind = logo_kind(data)
    if len(data) > MOST_LOGO:
        raise Refused(_("This logo is larger than {n} MB").format(n=MOST_LOGO // _MEGA))
    sides = _png_sides(data) if kind == "png" else _jpeg_sides(data)
    if not all(side in _SIDES for side in sides):
        words = _("A logo is {least} to {most} dots wide and high")
        raise Refused(words.format(least=_SIDES.start, most=_SIDES.stop - 1))
    from mdoverleg.export.to_pdf import can_print

    if not can_print(data):
        raise Refused(_broken())


def _broken() -> str:
    return _("This picture cannot be read")


def _png_sides(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_sides(data: bytes) -> tuple[int, int]:
    """Return width and height from the frame of a picture; Refused for print colours, which a pdf cannot keep."""
    place = 2
    while place + 10 <= len(data) and data[place] == 0xFF:
        mark, size = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            if data[place + 9] > 3:
                raise Refused(_("This logo is in the colours of a printing press; save it in RGB"))
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        place += 2 + size
    raise Refused(_broken())


# Colour


def read_colour(typed: str) -> str:
    """Return a colour as `#rrggbb`; Refused for anything else, and where black letters on it would be hard to read."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{6})", typed.strip(), re.ASCII)
    if found is None:
        raise Refused(_("A colour is written as #rrggbb, such as #cfe3f1"))
    colour = f"#{found[1].lower()}"
    contrast = (_luminance(colour) + 0.05) / 0.05
    if contrast < _CONTRAST:
        words = _("Black letters on {colour} are hard to read (contrast {found}, at least {least}); take a lighter one")
        raise Refused(words.format(colour=colour, found=f"{contrast:.1f}", least=_CONTRAST))
    return colour


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
