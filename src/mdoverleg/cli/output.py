"""Where a document goes: a file that replaces nothing by half, or stdout."""

import sys
from pathlib import Path

STDOUT = "-"


def write_output(target: str, data: bytes) -> None:
    """Write the bytes to the file, or to stdout for `-`; Refused when the folder is not there."""
    if target == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from mdoverleg.export.writing import write_file

    write_file(Path(target), data, overwrite=True)
