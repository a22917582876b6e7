"""Zipped files (docx, xlsx, odt, ods) once they are made: their times, and a part that is filled in afterwards.

The times are those of the document, not of the computer's clock, so that the same document made again is the same file,
byte for byte.
"""

import io
import struct
import zipfile
from datetime import datetime
from typing import Final

_ZIP: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"
_CENTRAL_SIZE: Final = 46
_FIRST_YEAR: Final = 1980
"""A zip file knows no earlier one."""


def with_times_of(data: bytes, moment: datetime) -> bytes:
    """Return a zipped file with every time in it set to one moment; other files as they are."""
    if not data.startswith(_ZIP):
        return data
    years = max(moment.year - _FIRST_YEAR, 0)
    day = years << 9 | moment.month << 5 | moment.day
    stamp = struct.pack("<HH", moment.hour << 11 | moment.minute << 5 | moment.second // 2, day)
    found = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for member in package.infolist():
            found[member.header_offset + 10 : member.header_offset + 14] = stamp
        place = package.start_dir
    while found[place : place + 4] == _CENTRAL:
        found[place + 12 : place + 16] = stamp
        name, extra, comment = struct.unpack_from("<HHH", found, place + 28)
        place += _CENTRAL_SIZE + name + extra + comment
    return bytes(found)


def with_text(data: bytes, name: str, mark: bytes, text: bytes) -> bytes:
    """Return a zipped file with the one mark in one of its parts replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member, content.replace(mark, text, 1) if member.filename == name else content)
    return file.getvalue()
