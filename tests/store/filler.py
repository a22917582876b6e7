"""A window that saves until the disk is full, makes room, and goes on: started by the tests as a process of its own.

    python -m tests.store.filler FOLDER TEMPLATE

Beside the table lies a file that takes most of the room. What was saved, what was said and what is there in the end is
printed as one line of JSON.
"""

import json
import sys
from pathlib import Path

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.store import backups
from mdoverleg.store.changelog import verify
from mdoverleg.store.store import Store
from tests.support.locked import copy_of, listed, unlock
from tests.support.rows import add_action

LONG = "Tekst die ruimte kost " * 80


def fill(store: Store, saved: list[str], most: int) -> str:
    """Save action points one by one; returns why the first was refused, or nothing."""
    while len(saved) < most:
        name = f"A-{len(saved):05}"
        try:
            with store.write(Who("Iris"), "action_points.add") as session:
                add_action(session, id=name, text=LONG)
        except FileRefused as refusal:
            return refusal.reason
        saved.append(name)
    return ""


def main(folder: Path, template: Path) -> None:
    """Fill, make room, go on."""
    path, ballast = folder / "table.mdo", folder / "ballast"
    unlock(template)
    copy_of(template, path)
    path.chmod(0o600)
    ballast.write_bytes(bytes(1_500_000))
    store = Store.open(path)
    saved: list[str] = []
    reason = fill(store, saved, 100_000)
    try:
        backups.make(path, store.clock)
        backup = ""
    except FileRefused as refusal:
        backup = refusal.reason
    ballast.unlink()
    again = fill(store, saved, len(saved) + 20)
    with store.read() as reader:
        kept = [row[0] for row in reader.rows("SELECT id FROM action_point ORDER BY pk")]
    found = {
        "reason": reason,
        "backup": backup,
        "again": again,
        "saved": len(saved),
        "lost": len(set(saved) - set(kept)),
        "extra": len(set(kept) - set(saved)),
        "wrong": store.damage() + verify(store),
        "beside": listed(folder),
    }
    store.close()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
