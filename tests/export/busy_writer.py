"""Writes a file and a pack over and over, to be killed: `python -m tests.export.busy_writer TABLE FOLDER`."""

import itertools
import os
import sys
from pathlib import Path

from mdoverleg.domain.words import in_language
from mdoverleg.export.pack import write_pack
from mdoverleg.export.writing import write_file
from mdoverleg.reads.pack import read_pack
from mdoverleg.store.store import Store

SIZE = 400_000


def content(number: int) -> bytes:
    """What the file holds in one round: one letter, so that a mixture shows."""
    return bytes([65 + number % 26]) * SIZE


def main(table: str, out: str) -> None:
    """Go on until somebody ends it; a line after every round."""
    if os.environ.get("MDOVERLEG_ENCRYPTED"):
        from tests.support.locked import unlock

        unlock(Path(table))
    store = Store.open(Path(table))
    pack = read_pack(store, 2)
    few = pack._replace(items=pack.items[:3])
    for number in itertools.count():
        write_file(Path(out) / "list.csv", content(number), overwrite=True)
        with in_language("nl" if number % 2 else "en"):
            write_pack(few, Path(out) / "pack", ("txt", "md"), replace=True)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
