"""Brings a file to a version that is made up: started by the tests as a process of its own, to be killed.

    python -m tests.store.upgrader FILE FOLDER

FOLDER holds the migration. It says when it begins and when it has done.
"""

import os
import sys
from pathlib import Path
from typing import Any

from mdoverleg.store import migrations
from mdoverleg.store.migrations import run as upgrading


def be_one_version_on(versions: Path) -> None:
    """Make this process a program of the next version."""
    plain = upgrading.config

    def config(connection: Any) -> Any:
        found = plain(connection)
        own = Path(migrations.__file__).parent / "versions"
        found.set_main_option("version_locations", f"{own}{os.pathsep}{versions}")
        return found

    upgrading.config = config
    vars(migrations).update(REVISIONS=(*migrations.REVISIONS, "9999"), HEAD="9999")


def said(word: str) -> None:
    """Say it at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    be_one_version_on(Path(sys.argv[2]))
    if os.environ.get("MDOVERLEG_ENCRYPTED"):
        from tests.support.locked import unlock

        unlock(Path(sys.argv[1]))
    said("begins")
    upgrading.upgrade(Path(sys.argv[1]))
    said("done")
